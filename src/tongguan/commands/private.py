"""A window of one's own: a fresh installation that is gone when it was used.

Run as a module it is the process that serves it.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from tongguan.installation import key_of, prepare
from tongguan.serving import ServingError, Watch, answers, database, free_port

PATIENCE_SECONDS = 90.0
LOOK_SECONDS = 0.1
WORKERS = 1
PASSABLE = 0o711  # the account our database runs under must reach what is its own


@dataclass(frozen=True, slots=True)
class PrivateWindow:
    """自用窗口 Where it listens, and the keys of its firms."""

    url: str
    keys: Mapping[str, str]


@contextmanager
def private_window(
    firms: Iterable[str], environ: Mapping[str, str]
) -> Iterator[PrivateWindow]:
    """Serve a fresh installation for a while, with keys for these firms."""
    folder = Path(mkdtemp(prefix="tongguan-conform-"))
    folder.chmod(PASSABLE)
    port, codes, home = free_port(), sorted(set(firms)), folder / "home"
    command = [sys.executable, "-m", "tongguan.commands.private", str(port), *codes]
    with (folder / "log").open("wb") as log:
        child = subprocess.Popen(  # noqa: S603 - our own program
            command,
            env={**os.environ, **environ, "TONGGUAN_HOME": str(home)},
            stdout=log,
            stderr=log,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        _await(child, url, folder / "log")
        keys = {code: (home / "sandbox" / f"key-{code}").read_text() for code in codes}
        yield PrivateWindow(url, {code: key.strip() for code, key in keys.items()})
    finally:
        child.terminate()
        child.wait()
        rmtree(folder, ignore_errors=True)


def _await(child: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Wait until the window answers, or say what its process said."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not answers(url):
        if child.poll() is not None or time.monotonic() > deadline:
            raise ServingError(log.read_text(errors="replace")[-2000:])
        time.sleep(LOOK_SECONDS)


def serve(port: int, firms: Iterable[str]) -> None:
    """Found the installation, make the keys, and serve until told to end."""
    with database():
        prepare()
        for firm in firms:
            key_of(firm)
        Watch("127.0.0.1", port, WORKERS).run()


if __name__ == "__main__":
    serve(int(sys.argv[1]), sys.argv[2:])
