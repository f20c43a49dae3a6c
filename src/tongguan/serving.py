"""Serving: whether a portal runs, where it listens, and how to have one for a while.

`status.json` in the home says where the portal listens, and who watches over it.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock
from pathlib import Path
from typing import IO, Any
from urllib.error import URLError
from urllib.request import urlopen

import msgspec

from tongguan.installation import prepare
from tongguan.plumbing.database import embedded
from tongguan.plumbing.home import home
from tongguan.plumbing.trouble import CannotRunError

PATIENCE_SECONDS = 60.0
LOOK_SECONDS = 0.1
STDERR = 2
_held: list[IO[str]] = []  # the locks on our own database


class ServingError(CannotRunError):
    """The portal could not be started, or is not where it said it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where portal and gate listen, and the process that watches over them."""

    pid: int
    host: str
    port: int
    workers: int
    gate_port: int | None = None

    @property
    def url(self) -> str:
        """The portal's address."""
        return f"http://{self.host}:{self.port}"

    @property
    def gate(self) -> str | None:
        """The address of the gate, where there is one."""
        return f"http://{self.host}:{self.gate_port}" if self.gate_port else None


def status_file() -> Path:
    """Return the file that says where the portal listens."""
    return home() / "status.json"


def keep_status(status: Status) -> None:
    """Write the status so that it is whole or absent."""
    draft = status_file().with_suffix(f".{os.getpid()}")
    draft.write_bytes(msgspec.json.encode(status))
    draft.replace(status_file())


def status() -> Status | None:
    """Return where the portal listens, or None when nobody watches."""
    try:
        found = msgspec.json.decode(status_file().read_bytes(), type=Status)
        os.kill(found.pid, 0)
    except (FileNotFoundError, ProcessLookupError, msgspec.DecodeError):
        return None
    except PermissionError:
        return found
    return found


def answers(url: str) -> bool:
    """Tell whether the portal answers."""
    try:
        with urlopen(f"{url}/healthz", timeout=2) as answer:  # noqa: S310 - our own
            return bool(answer.status == 200)  # noqa: PLR2004 - HTTP's own word
    except (URLError, OSError):
        return False


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def stop() -> bool:
    """Stop the portal; tell whether one was running."""
    found = status()
    if found is None:
        return False
    os.kill(found.pid, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while status() is not None:
        if time.monotonic() > deadline:
            raise ServingError(f"Process {found.pid} does not stop.")
        time.sleep(LOOK_SECONDS)
    return True


@contextmanager
def running(workers: int = 1) -> Iterator[Status]:
    """Use the portal that runs, or run one for a while."""
    found = status()
    if found is not None and answers(found.url):
        yield found
        return
    with database():
        prepare()
        child = _start(free_port(), workers)
        try:
            yield _awaited(child)
        finally:
            child.terminate()
            child.wait()


@contextmanager
def database() -> Iterator[None]:
    """Have the database while it is used; the last one out stops our own.

    Every user holds a shared lock; whoever gets it alone on leaving was the last.
    """
    if "DATABASE_URL" in os.environ:
        yield
        return
    with (home() / "database.lock").open("w") as lock:
        _held.append(lock)
        flock(lock, LOCK_SH)
        embedded().start()
        try:
            yield
        finally:
            with suppress(BlockingIOError):
                flock(lock, LOCK_EX | LOCK_NB)
                embedded().stop()
            _held.remove(lock)


def _let_go() -> None:
    """Hold in a process that split off nothing of what its parent holds."""
    while _held:
        _held.pop().close()


os.register_at_fork(after_in_child=_let_go)


def _start(port: int, workers: int) -> subprocess.Popen[Any]:
    words = (str(it) for it in (port, workers, free_port()))
    command = [sys.executable, "-m", "tongguan.watch", *words]
    # What it says is not the result of the command that needed it: stdout stays clean.
    return subprocess.Popen(command, stdout=STDERR)  # noqa: S603 - our own program


def _awaited(child: subprocess.Popen[Any]) -> Status:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        found = status()
        if found is not None and found.pid == child.pid and answers(found.url):
            return found
        if child.poll() is not None:
            break
        time.sleep(LOOK_SECONDS)
    raise ServingError("The portal did not start.")
