"""文件夹布局 The places of an exchange folder, and what is never done twice there."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

PRIVATE = 0o700
STAGED = re.compile(r"(?P<epoch>\d+)-(?P<sequence>\d+)~(?P<name>.+)")
UNSAFE = re.compile(r"[^\w.-]")
KEY_MAX = 100


class InUseError(RuntimeError):
    """Another exchange works in this folder."""


class Place(NamedTuple):
    """游标 Up to where receipts were taken."""

    epoch: int = 1
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Folder:
    """文件夹 One firm's exchange folder."""

    root: Path

    @contextmanager
    def held(self) -> Iterator[None]:
        """Work here alone; make what is missing and end what was begun."""
        for name in ("out", "in", "done", "error", ".staging"):
            (self.root / name).mkdir(PRIVATE, parents=True, exist_ok=True)
        with (self.root / ".lock").open("w") as lock:
            try:
                flock(lock, LOCK_EX | LOCK_NB)
            except BlockingIOError:
                raise InUseError(self.root) from None
            self.deliver()
            yield

    def waiting(self) -> list[Path]:
        """Return the files to be sent, the oldest first."""
        found = [
            path
            for path in (self.root / "out").iterdir()
            if path.suffix != ".tmp" and not path.name.startswith(".")
            if path.is_file() and not path.is_symlink()
        ]
        return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name))

    def finish(self, path: Path) -> None:
        """Put a file that was taken away into `done`."""
        path.rename(_free(self.root / "done" / path.name))

    def refuse(self, path: Path, why: str) -> None:
        """Put a file that was refused into `error`, beside a text that says why."""
        place = _free(self.root / "error" / path.name)
        _write(place.with_name(f"{place.name}.txt"), why.encode())
        path.rename(place)

    def cursor(self) -> Place:
        """Return up to where receipts were taken."""
        try:
            told = msgspec.json.decode((self.root / ".cursor").read_bytes())
        except FileNotFoundError:
            return Place()
        return Place(told["epoch"], told["sequence"])

    def take(self, receipts: list[dict[str, Any]]) -> None:
        """Take receipts, each once: staged, then counted, then delivered."""
        for told in receipts:
            if told["xml"]:
                place = f"{told['epoch']}-{told['seq']}~{name_of(told)}"
                _write(self.root / ".staging" / place, told["xml"].encode())
        last = receipts[-1]
        cursor = {"epoch": last["epoch"], "sequence": last["seq"]}
        draft = self.root / ".cursor.tmp"
        _write(draft, msgspec.json.encode(cursor))
        draft.replace(self.root / ".cursor")
        settle(self.root)
        self.deliver()

    def deliver(self) -> None:
        """Deliver what is staged and counted; what was not counted comes again."""
        cursor = self.cursor()
        for path in sorted((self.root / ".staging").iterdir(), key=_order):
            staged = STAGED.fullmatch(path.name)
            if staged is None or _order(path) > cursor:
                path.unlink()
            else:
                path.rename(self.root / "in" / staged["name"])


def name_of(told: dict[str, Any]) -> str:
    """Name the file of a receipt by message, key, time and number."""
    key = UNSAFE.sub("-", told["key"])[:KEY_MAX]
    time = re.sub(r"\D", "", told["time"])[:17]
    copy = "_copy" if told["copy"] else ""
    return f"{told['message']}_{key}_{time}_{told['seq']}{copy}.xml"


def _order(path: Path) -> Place:
    staged = STAGED.fullmatch(path.name)
    return Place(int(staged["epoch"]), int(staged["sequence"])) if staged else Place()


def _free(path: Path) -> Path:
    """Find a name nobody has: a file may be sent again under its old name."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}.{number}{path.suffix}")
    return free


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    settle(path.parent)


def settle(folder: Path) -> None:
    """Have the disk know which files a folder has."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
