"""值守 The watch: the web server, the gate and the workers under one eye.

It starts our own database if there is no other, then every process; it starts again
whatever dies, and stops them all in order. They split off from it, so that it is best
when it alone has read all they need.
"""

import os
import signal
import sys
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.util import find_spec
from multiprocessing.process import BaseProcess
from types import FrameType

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from tongguan import archivist, forwarder, inquirer, pusher, worker
from tongguan.gate import __main__ as gate
from tongguan.installation import agencies, customs, settle_agencies
from tongguan.plumbing import clock
from tongguan.plumbing.database import embedded
from tongguan.plumbing.outbox.doorbell import WAITERS
from tongguan.serving import Status, database, keep_status, status_file
from tongguan.splitting import TITLE, Work, split_off

WATCH_SECONDS = 0.5
SETTLED = 60.0  # seconds after which a portal is here to stay
LATE = timedelta(hours=1)  # a day is not over at its midnight: batches end later
GRACE_SECONDS = 15.0
THREADS = 2 * (os.cpu_count() or 1) + WAITERS  # who waits for receipts, works not


@dataclass(slots=True)
class Watch:
    """Keeps the web server, gate, workers, pusher and our own database alive."""

    host: str
    port: int
    workers: int
    gate_port: int | None = None
    stopping: bool = False
    children: dict[str, BaseProcess] = field(default_factory=dict)
    settled_at: float = field(default_factory=lambda: time.monotonic() + SETTLED)
    archived_on: date | None = None

    def works(self) -> dict[str, Work]:
        """Name every process and what it does."""
        works = {f"worker-{n}": worker.main for n in range(1, self.workers + 1)}
        gate = {"gate": self.keep_gate} if self.gate_port else {}
        forward = {"forward": forwarder.main} if customs() else {}
        ask = {"ask": inquirer.main} if agencies() else {}
        return {
            **works,
            **gate,
            "push": pusher.main,
            **forward,
            **ask,
            "web": self.keep_web,
        }

    def keep_gate(self) -> None:
        """Take messages in by the thousand."""
        assert self.gate_port, "a gate is kept where there is a port for it"
        gate.main(self.host, self.gate_port)

    def keep_web(self) -> None:
        """Serve pages and API."""
        Granian(
            "tongguan.wsgi:application",
            address=self.host,
            port=self.port,
            interface=Interfaces.WSGI,
            workers=1,
            blocking_threads=THREADS,
            # a warning would say that these are many threads: most of them only wait
            log_level=LogLevels.error,
            log_access=False,
            process_name=f"{TITLE}web",
        ).serve()

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
        for name, work in self.works().items():
            child = self.children.get(name)
            if child is None or not child.is_alive():
                self.children[name] = split_off(name, work)
        self.archive()

    def archive(self) -> None:
        """Archive what is due, once a night and once soon after the start."""
        night = (clock.now() - LATE).date()
        if night == self.archived_on or time.monotonic() < self.settled_at:
            return
        self.archived_on = night
        if find_spec("polars"):  # an extra
            self.children["archive"] = split_off("archive", archivist.main)

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Ask the watch to end."""
        self.stopping = True

    def end(self) -> None:
        """Stop every process; one that does not listen is ended by force."""
        for child in self.children.values():
            child.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for child in self.children.values():
            child.join(max(deadline - time.monotonic(), 0.1))
            if child.is_alive():
                child.kill()
                child.join()


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    Watch("127.0.0.1", given[0], given[1], given[2] if given[2:] else None).run()
