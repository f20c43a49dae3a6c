"""`tongguan collect`, `pay` and `statistics`: what they print, and how they end."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.letters import papers
from tests.parcels import SELLER, parcel
from tests.window import Window
from tongguan.customs.collection.model import Month
from tongguan.plumbing import clock

MONTH = Month.of(clock.today())
TAX = "88.46"  # two lists of 44.23


class Terminal:
    """The command line over the database of a window."""

    def __init__(self, dsn: str, home: Path) -> None:
        key = home / "root.key"
        key.write_text(bytes(range(32)).hex(), encoding="ascii")
        self.environ = {
            **os.environ,
            "DATABASE_URL": dsn,
            "TONGGUAN_HOME": str(home),
            "TONGGUAN_ROOT_KEY_FILE": str(key),
        }

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from tongguan.cli import main; main()", *words],
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
        )

    def told(self, *words: str) -> Any:
        done = self.run(*words, "--json")
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout)


@pytest.fixture
def window(dsn: str) -> Iterator[Window]:
    opened = Window(dsn)
    yield opened
    opened.close()


@pytest.fixture
def terminal(window: Window, tmp_path: Path) -> Terminal:
    window.send(*papers(parcel(1)), *papers(parcel(2)))
    return Terminal(window.dsn, tmp_path)


def test_a_month_is_collected_and_paid_from_the_command_line(
    terminal: Terminal, window: Window
) -> None:
    month = ("collect", "--month", str(MONTH), "--on", MONTH.end.isoformat())

    first, again = terminal.told(*month), terminal.told(*month)

    (notice,) = first["notices"]
    assert first["issued"] == [notice["number"]]
    assert again == {**first, "issued": []}
    assert (notice["guarantor"], notice["lists"]) == (SELLER.code, 2)
    assert (notice["tax"], notice["vat"], notice["state"]) == (TAX, TAX, "issued")

    early = terminal.run("pay", notice["number"])

    assert (early.returncode, early.stdout) == (1, "")
    assert f"Payable from {notice['opens_on']}" in early.stderr

    paid = terminal.told("pay", notice["number"], "--on", notice["due_on"])

    assert paid["state"] == "paid"
    assert (paid["guarantee_freed"], paid["late_fee"]) == (TAX, "0.00")
    states = "SELECT DISTINCT state FROM paper WHERE kind = 'declaration'"
    assert window.rows(states) == [("cleared",)]
    twice = terminal.run("pay", notice["number"], "--on", notice["due_on"])
    assert (twice.returncode, twice.stdout) == (1, "")
    assert "paid already" in twice.stderr


def test_what_cannot_be_done_is_said_on_stderr(terminal: Terminal) -> None:
    running = terminal.run("collect", "--month", str(MONTH))
    unknown = terminal.run("pay", "JK1")
    wrong = terminal.run("collect", "--month", "november")

    assert [it.returncode for it in (running, unknown, wrong)] == [1, 1, 2]
    assert str(MONTH.end) in running.stderr
    assert "no such notice" in unknown.stderr
    assert "2026-11" in wrong.stderr
    assert running.stdout + unknown.stdout + wrong.stdout == ""


def test_releases_are_counted_the_same_day(terminal: Terminal) -> None:
    today = clock.today().isoformat()

    told = terminal.told("statistics", "--by", "hs2")

    assert (told["by"], told["last"]) == ("hs2", today)
    assert told["total"] == {"lists": 2, "value": "972.00", "tax": TAX}
    assert [(c["heading"], c["suppressed"]) for c in told["cells"]] == [("19", True)]
    backwards = terminal.run("statistics", "--from", "2026-02-02", "--to", "2026-01-01")
    assert backwards.returncode == 2
