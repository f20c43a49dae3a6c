"""Commands as a person or a script calls them: words, JSON, exit codes."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.letters import POOR, declared_by, message, miscalled, papers
from tests.parcels import SELLER, parcel

MAIN = "from tongguan.cli import main; main()"


@dataclass(frozen=True)
class Shell:
    """A shell in one installation."""

    environ: dict[str, str]
    folder: Path

    def run(self, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Call a command."""
        return subprocess.run(
            [sys.executable, "-c", MAIN, *words],
            env=self.environ,
            input=given,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def json(self, code: int, *words: str, given: str = "") -> Any:
        """Call a command that answers in JSON and ends with this code."""
        done = self.run(*words, "--json", given=given)
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout)

    def files(self, *sheaf: Any) -> list[str]:
        """Write papers as message files; return their names."""
        names = []
        for number, paper in enumerate(sheaf):
            path = self.folder / f"{number}-{paper.heading.guid}.xml"
            path.write_bytes(message(paper))
            names.append(str(path))
        return names


@pytest.fixture(scope="module")
def shell(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    execute(server, f"CREATE DATABASE shell TEMPLATE {TEMPLATE}")
    home = tmp_path_factory.mktemp("shell")
    environ = {
        **os.environ,
        "DATABASE_URL": make_conninfo(server, dbname="shell"),
        "TONGGUAN_HOME": str(home),
    }
    yield Shell(environ, tmp_path_factory.mktemp("messages"))
    execute(server, "DROP DATABASE shell WITH (FORCE)")


def test_a_submitted_set_is_answered_to_its_release(shell: Shell) -> None:
    files = shell.files(*papers(parcel(1)))
    told = shell.json(0, "submit", *files)

    lists = [r["status"] for r in told["receipts"] if r["message"] == "CEB622"]
    assert lists == ["2", "120", "800"]
    # the same again is the same: nothing is done twice
    assert shell.json(0, "submit", *files) == told


def test_a_refused_paper_ends_with_one(shell: Shell) -> None:
    (name,) = shell.files(miscalled(parcel(2).order))
    told = shell.json(1, "submit", name)

    assert [receipt["status"] for receipt in told["receipts"]] == ["100"]


def test_a_call_without_files_or_with_none_ends_with_two(shell: Shell) -> None:
    for command in ("submit", "check"):
        assert shell.run(command).returncode == 2
        assert shell.run(command, "/nowhere.xml").returncode == 2


def test_a_check_foretells_and_stores_nothing(shell: Shell) -> None:
    good = parcel(3)
    wrong = replace(good.payment, amount=Decimal(9))
    files = shell.files(*papers(good))
    told = shell.json(0, "check", *files)
    assert told["papers"][-1]["outcome"] == "release"

    told = shell.json(1, "check", *shell.files(*papers(replace(good, payment=wrong))))
    assert told["papers"][-1]["findings"][0]["code"] == "MAT-3005"
    assert told["rejected"]


def test_a_guarantee_is_raised_and_its_lists_go_on(shell: Shell) -> None:
    dossier = declared_by(parcel(4), POOR)
    files = shell.files(*papers(dossier))
    told = shell.json(0, "submit", *files)
    lists = [r["status"] for r in told["receipts"] if r["message"] == "CEB622"]
    assert lists == ["2", "600"]

    done = shell.run("guarantee", POOR.code, "100")
    assert (done.returncode, done.stdout.split()) == (0, [POOR.code, "101.00"])
    told = shell.json(0, "submit", *files)
    lists = [r["status"] for r in told["receipts"] if r["message"] == "CEB622"]
    assert lists == ["2", "600", "120", "800"]
    assert shell.run("guarantee", POOR.code, "--", "-100").returncode == 1


def test_a_key_is_made_for_firms_on_file_only(shell: Shell) -> None:
    done = shell.run("key", SELLER.code)
    assert done.returncode == 0
    assert done.stdout.startswith("tg_")
    assert shell.run("key", "nobody").returncode == 1


def test_the_status_of_what_does_not_run_ends_with_one(shell: Shell) -> None:
    assert shell.json(1, "status") == {"running": False}


def test_a_purchase_is_assessed_with_its_workings(shell: Shell) -> None:
    line = {"hs": "1901101090", "quantity": 2, "unit_price": "238.00"}
    asked = json.dumps({"lines": [line], "date": "2026-10-20"})
    told = shell.json(0, "assess", "-", given=asked)

    assert (told["payable"], told["treatment"]) == ("43.32", "reduced")
    many = shell.json(0, "assess", "-", given=f"[{asked}, {asked}]")
    assert many == [told, told]
    assert shell.json(2, "assess", "-", given='{"lines": []}')["faults"]
    assert shell.run("assess", "-", given="{").returncode == 2
