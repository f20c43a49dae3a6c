"""The command: names, plain files, and calls that are wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tongguan.conformance.pages import scenarios
from tongguan.gateway.chinaport.catalogue import MESSAGES, read_message

MAIN = "from tongguan.cli import main; main()"


def conform(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", MAIN, "conform", *words],
        env={**os.environ, "TONGGUAN_HOME": str(tmp_path / "home"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_scenarios_are_named(tmp_path: Path) -> None:
    done = conform(tmp_path, "--list", "--only", "clearing/*")

    assert done.returncode == 0
    wanted = [it.name for it in scenarios() if it.name.startswith("clearing/")]
    assert [name for name in wanted if name not in done.stdout] == []
    assert "matching/" not in done.stdout


def test_names_are_given_as_data(tmp_path: Path) -> None:
    done = conform(tmp_path, "--list", "--json", "--only", "clearing/bonded")

    (told,) = json.loads(done.stdout)["scenarios"]
    assert (told["name"], told["needs"]) == ("clearing/bonded", "decides")
    assert told["expect"]["order"] == "2 120 399"


def test_scenarios_become_folders_of_plain_files(tmp_path: Path) -> None:
    done = conform(tmp_path, "--export", str(tmp_path / "out"))

    assert done.returncode == 0, done.stderr
    told = sorted((tmp_path / "out").rglob("expected.json"))
    assert len(told) == len(scenarios())
    bonded = tmp_path / "out" / "clearing" / "bonded"
    expected = json.loads((bonded / "expected.json").read_text(encoding="utf-8"))
    assert [it["file"] for it in expected["messages"]] == [
        *("01-order.xml", "02-payment.xml", "03-waybill.xml", "04-list.xml")
    ]
    assert expected["receipts"]["list"]["tax"] == "44.23"
    readings = [read_message(path.read_bytes()) for path in bonded.glob("*.xml")]
    assert [reading.faults for reading in readings] == [()] * 4
    assert "2+ 120 (399) 800" in (bonded / "README.md").read_text(encoding="utf-8")


def test_every_paper_of_the_kit_reads_without_a_fault(tmp_path: Path) -> None:
    conform(tmp_path, "--export", str(tmp_path), "--only", "messages/accepted/*")
    conform(tmp_path, "--export", str(tmp_path), "--only", "chains/*")

    readings = [read_message(path.read_bytes()) for path in tmp_path.rglob("*.xml")]
    assert {reading.message_type for reading in readings} == set(MESSAGES)
    assert [reading.faults for reading in readings if reading.faults] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--only", "nothing/*"), "No scenario is called so."),
        (("--target", "http://127.0.0.1:9", "--key", "KEY"), "Give keys as CODE=KEY."),
        (("--target", "http://127.0.0.1:9", "--adapter", "none.yaml"), "none.yaml"),
        (
            ("--target", "http://127.0.0.1:9", "--key", "1100EC0001=K"),
            "http://127.0.0.1:9 does not answer.",
        ),
    ],
)
def test_a_wrong_call_is_told_plainly(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    done = conform(tmp_path, *words)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
