"""Decided lists archived by command and by night, and replayed from there."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.letters import message, papers
from tests.parcels import parcel
from tongguan.kit.rulebook import revision
from tongguan.plumbing import clock
from tongguan.watch import Watch

MAIN = "from tongguan.cli import main; main()"


@pytest.fixture(scope="module")
def installation(
    server: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """Decide two lists in an installation of their own; return how it is reached."""
    execute(server, f"CREATE DATABASE archived TEMPLATE {TEMPLATE}")
    home = tmp_path_factory.mktemp("home")
    reached = {
        "DATABASE_URL": make_conninfo(server, dbname="archived"),
        "TONGGUAN_HOME": str(home),
    }
    sheaf = [*papers(parcel(1)), *papers(parcel(2, tins=30))]
    files = [home / f"{number}.xml" for number, _ in enumerate(sheaf)]
    for file, paper in zip(files, sheaf, strict=True):
        file.write_bytes(message(paper))
    call(reached, "submit", *map(str, files))
    yield reached
    execute(server, "DROP DATABASE archived WITH (FORCE)")


def call(reached: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    """Call a command of an installation."""
    return subprocess.run(
        [sys.executable, "-c", MAIN, *words],
        env=os.environ | reached,
        capture_output=True,
        text=True,
        check=False,
    )


def told(reached: dict[str, str], code: int, *words: str) -> Any:
    """Return what a command tells that ends with this code."""
    done = call(reached, *words, "--json")
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)


def test_a_day_is_archived_and_replayed_with_nothing_changed(
    installation: dict[str, str],
) -> None:
    today = str(clock.today())
    (day,) = told(installation, 0, "archive", "--day", today)
    assert (day["day"], day["rows"], day["closed"]) == (today, 2, False)
    assert day["rulebook"] == revision()
    result = told(installation, 0, "replay")
    assert (result["lists"], result["changed"]) == (2, 0)
    assert result["tax"]["before"] == result["tax"]["after"] == "44.23"


def test_days_to_come_and_two_at_once_are_refused(
    installation: dict[str, str],
) -> None:
    tomorrow = str(clock.today() + timedelta(days=1))
    today = str(clock.today())
    for words in (("--day", tomorrow), ("--day", today, "--until", today)):
        done = call(installation, "archive", *words)
        assert (done.returncode, done.stdout) == (2, "")


def test_the_archive_may_lie_elsewhere(
    installation: dict[str, str], tmp_path: Path
) -> None:
    elsewhere = ("--out", str(tmp_path))
    assert told(installation, 0, "archive", *elsewhere) == []
    until = ("--until", str(clock.today()))
    assert len(told(installation, 0, "archive", *until, *elsewhere)) == 1
    assert {it.suffix for it in tmp_path.iterdir()} == {".json", ".parquet"}


def test_a_watch_archives_once_a_night(
    installation: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in installation.items():
        monkeypatch.setenv(name, value)
    watch = Watch("127.0.0.1", 0, 1)
    watch.archive()
    assert watch.children == {}  # a portal that may be gone in a moment
    watch.settled_at = 0
    watch.archive()
    night = watch.children["archive"]
    watch.archive()
    assert watch.children == {"archive": night}
    night.join()
    assert night.exitcode == 0
