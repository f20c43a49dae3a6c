"""What a list takes to be decided again, its articles known or never seen before.

The paces are told: TONGGUAN_PACED=60000 pytest -s tests/journeys/replay/test_pace.py
"""

import os
import sys
from pathlib import Path
from time import process_time

from tests.archived import DAY, lists
from tongguan.journeys.replay.files import AT_ONCE, Manifest, write_day
from tongguan.journeys.replay.running import replay

SIZE = int(os.environ.get("TONGGUAN_PACED", AT_ONCE))
KINDS = {"recurring": 0.0, "one in ten new": 0.1, "all new": 1.0}
MOST = 6  # times what known articles take; asking the rules about each takes 12


def archive(folder: Path, size: int, new: float) -> Manifest:
    """Archive lists of which a share has new articles."""
    invented = lists(3, size, plain=True, new=new)
    return write_day(folder, DAY, invented, rulebook="", closed=True)


def core_seconds(folder: Path, told: Manifest) -> float:
    """Return what replaying a day takes a core."""
    began = process_time()
    assert sum(it.height for it in replay(folder, [told])) == told.rows
    return process_time() - began


def test_new_articles_take_little_more_than_known_ones(tmp_path: Path) -> None:
    core_seconds(tmp_path, archive(tmp_path, 100, 0.0))
    taken = {}
    for kind, new in KINDS.items():
        told = archive(tmp_path, SIZE, new)
        taken[kind] = core_seconds(tmp_path, told)
        sys.stdout.write(f"{kind}: {SIZE / taken[kind]:,.0f} lists a core a second\n")
    assert taken["all new"] < MOST * taken["recurring"]
