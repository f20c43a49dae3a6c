"""The whole kit, played once as a person plays it; every scenario is a test."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tongguan.conformance.pages import scenarios

MAIN = "from tongguan.cli import main; main()"
NAMES = [scenario.name for scenario in scenarios()]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Any:
    home = tmp_path_factory.mktemp("conform") / "home"
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "conform", "--json"],
        env={**os.environ, "TONGGUAN_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.stdout, done.stderr
    assert not home.exists(), "a window of one's own leaves this installation alone"
    return {**json.loads(done.stdout), "code": done.returncode}


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_comes_to_what_it_must(told: dict[str, Any], name: str) -> None:
    (said,) = [it for it in told["scenarios"] if it["name"] == name]
    assert (said["passed"], said["why"]) == (True, "")


def test_every_scenario_was_played_and_the_command_says_so(told: Any) -> None:
    assert [it["name"] for it in told["scenarios"]] == NAMES
    assert {tuple(it) for it in told["scenarios"]} == {("name", "passed", "why")}
    assert (told["left_out"], told["code"]) == ([], 0)
