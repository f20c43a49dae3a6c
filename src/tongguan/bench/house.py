"""试验窗口 A fresh installation of its own, served by the same processes as anywhere.

Run as a module it is the process that founds and serves it. It differs from another
installation in two things: the database notes when each transaction was committed, and
the processes note where they spend their time.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import psycopg

from tongguan.bench.measuring import descendants, words_of
from tongguan.bench.sampler import STACKS_IN, sampled
from tongguan.finance.guarantee.rules import BOOK as GUARANTEE_BOOK
from tongguan.gateway.chinaport.signing.certificates import from_bytes
from tongguan.gateway.chinaport.signing.filed import file_certificate
from tongguan.installation import key_of, prepare, profile
from tongguan.journeys.founding import add_to_guarantee
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import embedded, transaction
from tongguan.plumbing.embedded import EmbeddedPostgres
from tongguan.plumbing.keys import keyring
from tongguan.plumbing.sql import statements
from tongguan.serving import ServingError, answers, database, free_port
from tongguan.splitting import TITLE, Work
from tongguan.watch import Watch

SQL = statements(__package__)
PATIENCE_SECONDS = 90.0
LOOK_SECONDS = 0.1
SETTINGS = ("TONGGUAN_", "DATABASE_URL")
PASSABLE = 0o711  # the account our database runs under must reach what is its own
HERE = "127.0.0.1"
HOME, LOG, CERTIFICATES, STACKS = "home", "log", "certificates", "stacks"
LAST_WORDS = 3000
PLENTY = Decimal(100_000_000_000)
MESSAGES = "/ceb/messages"
BY = "operator:bench"
WORKER = "worker-"


@dataclass(frozen=True, slots=True)
class Door:
    """收报处 Where messages are handed in."""

    host: str
    port: int
    path: str = MESSAGES


class ObservedWatch(Watch):
    """值守 The watch, with workers that note where their time goes.

    Others are not looked at: a timer can't tell which of several threads has worked.
    """

    def works(self) -> dict[str, Work]:
        """Do the same work, that of workers under the sampler."""
        return {
            name: partial(sampled, name, work) if name.startswith(WORKER) else work
            for name, work in super().works().items()
        }


@dataclass(slots=True)
class House:
    """试验窗口 The installation: its folder, its processes, its database."""

    folder: Path
    ports: tuple[int, int]
    workers: int
    guarantors: tuple[str, ...]
    firms: tuple[str, ...]
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def url(self) -> str:
        """The portal's address."""
        return f"http://{HERE}:{self.ports[0]}"

    @property
    def home(self) -> Path:
        """Where the installation keeps what is its own."""
        return self.folder / HOME

    @property
    def server(self) -> EmbeddedPostgres:
        """Its database."""
        return EmbeddedPostgres(self.home / "postgres")

    @property
    def dsn(self) -> str:
        """How to connect to its database."""
        return self.server.dsn

    def door(self) -> Door:
        """Return where it takes messages: at the gate."""
        return Door(HERE, self.ports[1])

    def keys(self) -> dict[str, str]:
        """Return the keys of the firms that send."""
        kept = self.home / "sandbox"
        return {
            code: (kept / f"key-{code}").read_text(encoding="ascii").strip()
            for code in self.firms
        }

    def start(self) -> None:
        """Start it, and wait until it answers."""
        outside = {k: v for k, v in os.environ.items() if not k.startswith(SETTINGS)}
        settings = {"TONGGUAN_HOME": str(self.home), STACKS_IN: str(self.stacks)}
        self.stacks.mkdir(exist_ok=True)
        told = [*map(str, (*self.ports, self.workers)), ",".join(self.guarantors)]
        with (self.folder / LOG).open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", "tongguan.bench.house", *told, *self.firms],
                env=outside | settings,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (answers(self.url) and self._works()):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise ServingError(self.last_words())
            time.sleep(LOOK_SECONDS)

    @property
    def stacks(self) -> Path:
        """Where its processes say where they spent their time."""
        return self.folder / STACKS

    def sampled(self) -> list[int]:
        """Name its processes that are under the sampler."""
        assert self.process, "it was started"
        return [it for it in descendants(self.process.pid) if is_sampled(it)]

    def _works(self) -> bool:
        """Tell whether every worker has begun, and the gate is open."""
        with socket.socket() as probe:
            if probe.connect_ex((HERE, self.ports[1])):
                return False
        return len(list(self.stacks.glob(f"{WORKER}*.ready"))) >= self.workers

    def last_words(self) -> str:
        """Return the end of what its processes said."""
        log = (self.folder / LOG).read_text(encoding="utf-8", errors="replace")
        return log[-LAST_WORDS:]

    def kill(self) -> None:
        """End every process of it at once, the database too, with no warning."""
        assert self.process, "it was started"
        doomed = [self.process.pid, *descendants(self.process.pid)]
        if (postmaster := self.server.pid) is not None:
            doomed += [postmaster, *descendants(postmaster)]
        for pid in doomed:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()
        for ready in self.stacks.glob("*.ready"):
            ready.unlink()

    def stop(self) -> None:
        """Stop it in good order."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()


@contextmanager
def house(
    firms: Iterable[str],
    guarantors: Iterable[str],
    certificates: Mapping[str, bytes],
    workers: int,
) -> Iterator[House]:
    """Serve a fresh installation with keys and certificates for these firms."""
    folder = Path(mkdtemp(prefix="tongguan-bench-"))
    folder.chmod(PASSABLE)
    (folder / HOME / CERTIFICATES).mkdir(parents=True, mode=PASSABLE)
    (folder / HOME).chmod(PASSABLE)
    for firm, pem in certificates.items():
        (folder / HOME / CERTIFICATES / firm).write_bytes(pem)
    made = House(
        folder,
        (free_port(), free_port()),
        workers,
        tuple(sorted(guarantors)),
        tuple(sorted(firms)),
    )
    try:
        made.start()
        yield made
    finally:
        made.stop()
        made.server.stop()
        rmtree(folder, ignore_errors=True)


def serve(
    ports: tuple[int, int], workers: int, guarantors: Iterable[str], firms: list[str]
) -> None:
    """Found the installation once, and serve until told to end."""
    note_commits()
    with database():
        prepare()
        for firm in firms:
            key_of(firm)
        enrich(guarantors)
        ObservedWatch(HERE, ports[0], workers, ports[1]).run()


def note_commits() -> None:
    """Have the database note when each transaction was committed."""
    server = embedded()
    server.start()
    with psycopg.connect(server.dsn, autocommit=True) as line:
        noted = line.execute(SQL["notes_commits"]).fetchone()
        if noted == ("on",):
            return
        line.execute(SQL["note_commits"])
    server.stop()


def enrich(guarantors: Iterable[str]) -> None:
    """File the certificates, and make the guarantees large enough for any run."""
    here = Path(os.environ["TONGGUAN_HOME"]) / CERTIFICATES
    at = clock.now()
    with transaction() as connection:
        rooms = Rooms.over(connection, keyring(), profile())
        for file in sorted(here.iterdir()):
            file_certificate(rooms, from_bytes(file.read_bytes()), file.name, BY, at)
        for firm in guarantors:
            balances = rooms.ledger.balances(GUARANTEE_BOOK, [firm], hold=False)
            if Decimal(balances[firm].limit) / 100 < PLENTY:
                add_to_guarantee(rooms, firm, PLENTY, at)


def is_sampled(pid: int) -> bool:
    """Tell whether a process is under the sampler."""
    return words_of(pid).startswith(f"{TITLE}{WORKER}")


if __name__ == "__main__":
    web, gate, several = map(int, sys.argv[1:4])
    serve((web, gate), several, sys.argv[4].split(","), sys.argv[5:])
