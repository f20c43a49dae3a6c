"""The fuzz target runs: a few seconds of it, where atheris is installed."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.skipif(not find_spec("atheris"), reason="atheris is not installed")
def test_a_few_seconds_find_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzz.read_message", "--seconds", "5"]
    ended = subprocess.run(
        [*command, "--corpus", str(tmp_path)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert ended.returncode == 0, ended.stderr[-2000:]
    assert "stat::number_of_executed_units" in ended.stderr
