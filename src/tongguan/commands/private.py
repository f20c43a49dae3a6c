"""A window of one's own: a fresh installation that is gone when it was used.

Run as a module it is the process that serves it.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from tongguan.installation import key_of, prepare
from tongguan.serving import ServingError, answers, database, free_port
from tongguan.watch import Watch

PATIENCE_SECONDS = 90.0
LOOK_SECONDS = 0.1
WORKERS = 1
# what is set for this installation is not meant for a window of one's own
SETTINGS = ("TONGGUAN_", "DATABASE_URL")
HOME, LOG, LAST_WORDS = "home", "log", 2000
PASSABLE = 0o711  # the account our database runs under must reach what is its own


@dataclass(frozen=True, slots=True)
class PrivateWindow:
    """自用窗口 A fresh installation in its own folder, and what serves it."""

    folder: Path
    url: str
    process: subprocess.Popen[bytes]
    firms: tuple[str, ...]

    def keys(self) -> dict[str, str]:
        """Wait until the window answers; return the keys of its firms."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not answers(self.url):
            if self.process.poll() is not None or time.monotonic() > deadline:
                log = (self.folder / LOG).read_text(encoding="utf-8", errors="replace")
                raise ServingError(log[-LAST_WORDS:])
            time.sleep(LOOK_SECONDS)
        kept = self.folder / HOME / "sandbox"
        return {
            code: (kept / f"key-{code}").read_text(encoding="ascii").strip()
            for code in self.firms
        }


@contextmanager
def private_window(firms: Iterable[str], customs: str = "") -> Iterator[PrivateWindow]:
    """Serve a fresh installation for a while, with keys for these firms.

    `customs` is where another decides; without one, the window decides itself.
    """
    folder = Path(mkdtemp(prefix="tongguan-conform-"))
    folder.chmod(PASSABLE)
    port, codes = free_port(), tuple(sorted(set(firms)))
    settings = {"TONGGUAN_HOME": str(folder / HOME), "TONGGUAN_CUSTOMS": customs}
    outside = {k: v for k, v in os.environ.items() if not k.startswith(SETTINGS)}
    with (folder / LOG).open("wb") as log:
        child = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "tongguan.commands.private", str(port), *codes],
            env=outside | settings,
            stdout=log,
            stderr=log,
        )
    try:
        yield PrivateWindow(folder, f"http://127.0.0.1:{port}", child, codes)
    finally:
        child.terminate()
        child.wait()
        rmtree(folder, ignore_errors=True)


def serve(port: int, firms: Iterable[str]) -> None:
    """Found the installation, make the keys, and serve until told to end."""
    with database():
        prepare()
        for firm in firms:
            key_of(firm)
        Watch("127.0.0.1", port, WORKERS).run()


if __name__ == "__main__":
    serve(int(sys.argv[1]), sys.argv[2:])
