"""A small run through the real processes: right in every list, told in full."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import pytest
from lxml import etree

from tongguan.bench.growth import grown
from tongguan.bench.preparing import WARM_LISTS, Wish

MAIN = "from tongguan.cli import main; main()"
LISTS = 200


def bench(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", MAIN, "bench", *words],
        env=os.environ | {"TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )


@pytest.fixture
def folder() -> Iterator[Path]:
    """Make a folder the account of the database can pass through."""
    made = Path(mkdtemp(prefix="tongguan-test-"))
    made.chmod(0o711)
    yield made
    rmtree(made, ignore_errors=True)


@pytest.mark.slow
def test_a_run_is_right_in_every_list_and_tells_its_numbers(folder: Path) -> None:
    flames = folder / "flames.svg"
    done = bench(
        folder,
        *("--lists", str(LISTS), "--signed", "sm2", "--json"),
        *("--profile", str(flames)),
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, Any] = json.loads(done.stdout)
    assert (told["lists"], told["amiss"], told["runs"]) == (LISTS, [], 1)
    assert told["lists_per_second"] > 0
    assert {"acknowledged", "list", "set", "set_from_first"} == set(told["latency_ms"])
    assert set(told["latency_ms"]["set"]) == {"p50", "p99", "p99.9", "max"}
    taken = told["cpu_us_per_list"]
    assert {"total", "worker-1", "worker-2", "postgresql", "client"} <= set(taken)
    assert told["messages"]["acknowledged"] == told["messages"]["sent"] > 0
    assert told["bytes_per_list"]["tables"] > 0
    assert told["machine"]["synchronous_commit"] == "on"
    assert {"worker-1", "worker-2"} <= set(told["stages_us_per_list"])
    assert etree.fromstring(flames.read_bytes()).tag.endswith("svg")
    assert [it for it in folder.iterdir() if it.name.startswith("tongguan-")] == []


def test_a_run_of_nothing_is_refused(tmp_path: Path) -> None:
    done = bench(tmp_path, "--lists", "0")
    assert (done.returncode, done.stdout) == (2, "")
    assert "1 or more" in done.stderr


@pytest.mark.slow
def test_a_house_is_filled_with_copies_of_its_first_load() -> None:
    """Every list is held against its fate in each of the four loads, copies or not."""
    wish = Wish(lists=100, batch=50, workers=1)
    answers = grown(wish, 2000, 2, few=1400)
    whole = 100 + WARM_LISTS
    assert [wrong for _, wrong in answers] == [[], []]
    assert [it["few"]["lists"] for it, _ in answers] == [2 * whole, 2 * whole + 100]
    stored = 3 * whole + 2 * 100
    assert [it["many"]["lists"] for it, _ in answers] == [stored, stored + 100]
    for told, _ in answers:
        costs = [told[it]["cpu_us_per_list"] for it in ("many", "few")]
        assert told["ratio"] == round(costs[0] / costs[1], 3) > 0
