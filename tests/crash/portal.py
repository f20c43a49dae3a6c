"""A portal as it really runs: web server, workers and database, all to be killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import psycopg

from tests.parcels import CARRIER, PLATFORM, PROVIDER, SELLER
from tongguan.plumbing.embedded import EmbeddedPostgres
from tongguan.plumbing.keys import Keyring
from tongguan.serving import answers, free_port

FIRMS = (PLATFORM, SELLER, PROVIDER, CARRIER)
PATIENCE_SECONDS = 30.0
PREPARE = """
import sys
from tongguan.installation import key_of, prepare
from tongguan.serving import database
with database():
    prepare()
    print(*map(key_of, sys.argv[1:]))
"""


class Portal:
    """One installation in a folder of its own."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.home = folder / "home"
        self.port, self.gate = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environ = {
            name: value for name, value in os.environ.items() if name != "DATABASE_URL"
        } | {"TONGGUAN_HOME": str(self.home)}
        codes = [firm.code for firm in FIRMS]
        made = subprocess.run(
            [sys.executable, "-c", PREPARE, *codes],
            env=self.environ,
            check=True,
            capture_output=True,
            text=True,
        )
        self.keys = dict(zip(codes, made.stdout.split(), strict=True))
        command = [sys.executable, "-m", "tongguan.watch"]
        self.watch = subprocess.Popen(
            [*command, str(self.port), str(workers), str(self.gate)], env=self.environ
        )
        self.engine = EmbeddedPostgres((self.home / "postgres").resolve())
        self.await_answer()

    @property
    def keyring(self) -> Keyring:
        """The keys of this installation."""
        text = (self.home / "root.key").read_text(encoding="ascii")
        return Keyring(bytes.fromhex(text.strip()))

    def await_answer(self) -> float:
        """Wait until the portal answers; return how long it took."""
        begun = time.monotonic()
        while not answers(self.url):
            assert time.monotonic() - begun < PATIENCE_SECONDS, "it does not come back"
            assert self.watch.poll() is None, "the watch itself has died"
            time.sleep(0.05)
        return time.monotonic() - begun

    def processes(self, word: str) -> list[int]:
        """Return the processes under the watch whose command names this word."""
        found = []
        for pid in offspring(self.watch.pid):
            with suppress(FileNotFoundError, ProcessLookupError):
                command = Path(f"/proc/{pid}/cmdline").read_bytes().decode()
                if word in command:
                    found.append(pid)
        return found

    def kill_database(self) -> None:
        """End the server and every session at one instant."""
        postmaster = self.engine.pid
        if postmaster:
            kill([postmaster, *offspring(postmaster)])

    def end(self) -> None:
        """Stop everything in good order."""
        self.watch.terminate()
        self.watch.wait(30)

    def await_rest(self) -> None:
        """Wait until every message is read and every set was looked at."""
        waiting = b"""
            SELECT (SELECT count(*) FROM inbound_message WHERE state = 'received')
                 + (SELECT count(*) FROM wake)"""
        deadline = time.monotonic() + PATIENCE_SECONDS
        with psycopg.connect(self.engine.dsn, autocommit=True) as connection:
            while connection.execute(waiting).fetchone() != (0,):
                assert time.monotonic() < deadline, "it does not come to rest"
                time.sleep(0.1)


def offspring(pid: int) -> list[int]:
    """Return every process below one."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except FileNotFoundError:
        return []
    children = [int(word) for word in text.split()]
    return children + [below for child in children for below in offspring(child)]


def kill(pids: list[int]) -> None:
    """End processes without a warning."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@contextmanager
def portal(workers: int = 2) -> Iterator[Portal]:
    """Run a portal; afterwards nothing of it is left."""
    folder = Path(mkdtemp(prefix="tongguan-crash-"))
    folder.chmod(0o711)
    opened = None
    try:
        opened = Portal(folder, workers)
        yield opened
    finally:
        if opened:
            opened.end()
        rmtree(folder, ignore_errors=True)
