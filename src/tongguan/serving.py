"""Serving: the web server and its workers under one watch.

The watch starts our own database if there is no other, brings the tables up to date,
starts a web server and the workers, starts again whatever dies, and stops them all in
order. `status.json` in the home says where it listens, and who watches.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import msgspec

from tongguan.installation import agencies, customs, prepare, settle_agencies
from tongguan.plumbing import clock
from tongguan.plumbing.database import embedded
from tongguan.plumbing.home import home
from tongguan.plumbing.outbox.doorbell import WAITERS
from tongguan.plumbing.trouble import CannotRunError

PATIENCE_SECONDS = 60.0
WATCH_SECONDS = 0.5
SETTLED = 60.0  # seconds after which a portal is here to stay
LATE = timedelta(hours=1)  # a day is not over at its midnight: batches end later
GRACE_SECONDS = 15.0
THREADS = 2 * (os.cpu_count() or 1) + WAITERS  # who waits for receipts, works not
STDERR = 2


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


@dataclass(slots=True)
class Watch:
    """Keeps the web server, gate, workers, pusher and our own database alive."""

    host: str
    port: int
    workers: int
    gate_port: int | None = None
    stopping: bool = False
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    settled_at: float = field(default_factory=lambda: time.monotonic() + SETTLED)
    archived_on: date | None = None

    def commands(self) -> dict[str, list[str]]:
        """Name every process and how it is started."""
        python = sys.executable
        web = [
            *(python, "-m", "granian", "--interface", "wsgi"),
            *("--host", self.host, "--port", str(self.port)),
            *("--workers", "1", "--blocking-threads", str(THREADS)),
            # a warning would say that these are many threads: most of them only wait
            *("--no-access-log", "--log-level", "error"),
            "tongguan.wsgi:application",
        ]
        works = {
            f"worker-{n}": [python, "-m", "tongguan.worker"]
            for n in range(1, self.workers + 1)
        }
        ours = [python, "-m", "tongguan.gate", self.host, str(self.gate_port)]
        gate = {"gate": ours} if self.gate_port else {}
        push = [python, "-m", "tongguan.pusher"]
        forward = {"forward": [python, "-m", "tongguan.forwarder"]} if customs() else {}
        ask = {"ask": [python, "-m", "tongguan.inquirer"]} if agencies() else {}
        return {"web": web, **gate, "push": push, **works, **forward, **ask}

    def run(self) -> None:
        """Watch until told to stop, then stop everything in order."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        status = Status(
            pid=os.getpid(),
            host=self.host,
            port=self.port,
            workers=self.workers,
            gate_port=self.gate_port,
        )
        with database():
            keep_status(status)
            settle_agencies()
            try:
                while not self.stopping:
                    self.look()
                    time.sleep(WATCH_SECONDS)
            finally:
                self.end()
                status_file().unlink(missing_ok=True)

    def look(self) -> None:
        """Start whatever is not running."""
        if "DATABASE_URL" not in os.environ and not embedded().running():
            embedded().start()
        for name, command in self.commands().items():
            child = self.children.get(name)
            if child is None or child.poll() is not None:
                self.children[name] = subprocess.Popen(  # noqa: S603 - our own programs
                    command, start_new_session=True
                )

        self.archive()

    def archive(self) -> None:
        """Archive what is due, once a night and once soon after the start."""
        night = (clock.now() - LATE).date()
        if night == self.archived_on or time.monotonic() < self.settled_at:
            return
        self.archived_on = night
        if find_spec("polars"):  # an extra
            self.children["archive"] = subprocess.Popen(
                [sys.executable, "-m", "tongguan.archivist"], start_new_session=True
            )

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Ask the watch to end."""
        self.stopping = True

    def end(self) -> None:
        """Stop every process; one that does not listen is ended by force."""
        for child in self.children.values():
            child.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for child in self.children.values():
            try:
                child.wait(max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


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
        time.sleep(WATCH_SECONDS / 5)
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
        flock(lock, LOCK_SH)
        embedded().start()
        try:
            yield
        finally:
            with suppress(BlockingIOError):
                flock(lock, LOCK_EX | LOCK_NB)
                embedded().stop()


def _start(port: int, workers: int) -> subprocess.Popen[Any]:
    words = (str(it) for it in (port, workers, free_port()))
    command = [sys.executable, "-m", "tongguan.serving", *words]
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
        time.sleep(WATCH_SECONDS / 5)
    raise ServingError("The portal did not start.")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    gate = given[2] if given[2:] else None
    Watch("127.0.0.1", given[0], given[1], gate).run()
