"""What splits off the watch is on its own, and holds nothing of its parent's."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tongguan.plumbing.database import embedded
from tongguan.serving import database
from tongguan.splitting import TITLE, split_off

LONG = 60.0


def sleeping() -> None:
    time.sleep(LONG)


@pytest.fixture
def deaf() -> Iterator[None]:
    """A parent that goes on when it is told to stop."""
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    yield
    signal.signal(signal.SIGTERM, before)


def test_it_is_shown_under_its_name_in_a_session_of_its_own() -> None:
    child = split_off("sleeper", sleeping)
    try:
        assert child.pid
        shown = Path(f"/proc/{child.pid}/cmdline")
        deadline = time.monotonic() + LONG
        while not shown.read_bytes().startswith(f"{TITLE}sleeper".encode()):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert os.getsid(child.pid) == child.pid
    finally:
        child.kill()
        child.join()


@pytest.mark.usefixtures("deaf")
def test_it_can_be_stopped_from_its_first_instant() -> None:
    for _ in range(20):
        child = split_off("sleeper", sleeping)
        child.terminate()
        child.join(LONG)
        assert child.exitcode == -signal.SIGTERM


def test_it_stops_when_its_parent_is_killed() -> None:
    reading, writing = os.pipe()

    def parent() -> None:
        child = split_off("grandchild", sleeping)
        os.write(writing, str(child.pid).encode())
        sleeping()

    middle = split_off("parent", parent)
    grandchild = int(os.read(reading, 20))
    middle.kill()
    middle.join()
    deadline = time.monotonic() + LONG
    while is_alive(grandchild):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that ended and was not buried does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder the database's account may pass through; pytest's own is closed."""
    folder = Path(tempfile.mkdtemp(prefix="tg"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def test_our_own_database_is_stopped_though_it_goes_on(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TONGGUAN_HOME", str(home))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with database():
        child = split_off("sleeper", sleeping)
        assert embedded().running()
    try:
        assert child.is_alive()
        assert not embedded().running()
    finally:
        child.kill()
        child.join()
