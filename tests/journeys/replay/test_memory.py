"""An archive of any length is replayed in the same memory."""

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from tests.archived import DAY, lists
from tests.replayed import verdicts
from tongguan.journeys.replay import articles
from tongguan.journeys.replay.columns import Columns
from tongguan.journeys.replay.contents import MODELS_KEPT, one_of
from tongguan.journeys.replay.duties import Duties
from tongguan.journeys.replay.files import AT_ONCE, Manifest, file_of, write_day
from tongguan.journeys.replay.plain import decide_again

MEBIBYTE = 1024
MOST = 400 * MEBIBYTE
# Asked of /proc: what a process has used itself. getrusage begins with what its parent
# had used when it was started.
REPLAY = """
import re, sys
from datetime import date
from pathlib import Path
from tongguan.journeys.replay.duties import Duties
from tongguan.journeys.replay.files import days_in
from tongguan.journeys.replay.running import replay
folder = Path(sys.argv[1])
last = date.fromisoformat(sys.argv[2])
days = days_in(folder, date.min, last)
rows = sum(compared.height for compared in replay(folder, days))
status = Path("/proc/self/status").read_text()
print(rows, *re.findall(r"VmHWM:\\s+(\\d+)", status))
"""


def again_on(folder: Path, told: Manifest, day: date) -> None:
    """Let a day's lists have been decided on another day as well."""
    shutil.copyfile(file_of(folder, told.day), file_of(folder, day))
    manifest = msgspec.json.encode(replace(told, day=day))
    file_of(folder, day).with_suffix(".json").write_bytes(manifest)


def replayed(folder: Path, last: date) -> tuple[int, int]:
    """Replay in a process of its own; return the rows, and the memory it took."""
    command = [sys.executable, "-c", REPLAY, str(folder), str(last)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    rows, memory = map(int, done.stdout.split())
    return rows, memory


def test_what_the_rules_said_is_forgotten_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[Duties] = []

    def begin() -> Duties:
        begun.append(Duties())
        return begun[-1]

    monkeypatch.setattr(articles, "Duties", begin)
    monkeypatch.setattr(articles, "KEPT", 20)
    usual = list(lists(2, 600, plain=True, new=1))
    kept = Columns()
    for start in range(0, 600, 100):
        piece = usual[start : start + 100]
        assert verdicts(kept, piece) == list(map(decide_again, piece))
    assert len(begun) == 6
    assert max(map(len, begun)) < 120
    assert one_of.cache_info().maxsize == MODELS_KEPT


def test_ten_days_take_no_more_memory_than_two(tmp_path: Path) -> None:
    size = AT_ONCE // 2
    told = write_day(
        tmp_path, DAY, lists(1, size, plain=True, new=0.5), rulebook="", closed=True
    )
    days = [DAY + timedelta(days=later) for later in range(1, 10)]
    for day in days:
        again_on(tmp_path, told, day)
    few, little = replayed(tmp_path, days[0])
    many, much = replayed(tmp_path, days[-1])
    assert (few, many) == (2 * size, 10 * size)
    assert much < MOST
    assert much < little + 64 * MEBIBYTE
