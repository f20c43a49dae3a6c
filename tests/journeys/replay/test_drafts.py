"""Under a draft, too, columns come to what the rules come to.

Pages are read once in a process, so every draft is tried in one of its own.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.replayed import ALIKE
from tongguan.kit.rulebook import OURS

SIZE = int(os.environ.get("TONGGUAN_REPLAYED", "2000"))
HELD = """
import json, sys
from itertools import chain
from pathlib import Path
from tongguan.kit.rulebook import take_draft
take_draft(Path(sys.argv[1]))
from tests.archived import lists, varied
from tests.replayed import held_against
size = int(sys.argv[2]) // 2
print(json.dumps(held_against(chain(varied(5, size), lists(6, size, new=0.5)))))
"""
LISTED = "customs/filing/positive_list.csv"
TAXED = "customs/duty/consumption.yaml"
RELIEF = "customs/duty/relief.yaml"
LIMITS = "customs/duty/limits.yaml"
RISK = "customs/risk/selectivity.yaml"
MEASURES = "customs/duty/measures.yaml"
PIECES = "customs/filing/piece_units.yaml"
Changes = tuple[tuple[str, str, str], ...]
REMARKS: Changes = (
    (LISTED, "19011010,2016-04-08,,,,,,", "19011010,2016-04-08,,name,婴|粉,婴,baby,"),
    (LISTED, "22042100,2016-04-08,,,,,,", "22042100,2016-04-08,,name,红,红,red,"),
    (LISTED, "04090000,2016-04-08,,,,,,", "04090000,2016-04-08,,mode,1210,a,a,"),
    (LISTED, "33049900,2016-04-08,,,,,,", "33049900,2016-04-08,,yearly,0.2,b,b,"),
    (PIECES, "'011', ", ""),
)
RATES: Changes = (
    (TAXED, "floor_per_gram: 10\n", "floor_per_gram: 3.3333\n        specific: 0.07\n"),
    (TAXED, "ad_valorem: 0.10\n", "ad_valorem: 0.10\n        specific: 0.3333\n"),
    (TAXED, "specific: 0.912", "specific: 0.912\n        floor_per_litre: 99.999"),
    (TAXED, "floor_per_piece: 10000", "floor_per_piece: 99.99"),
    (RELIEF, "duty_rate: 0\n", "duty_rate: 0.0213\n"),
    (RELIEF, "levied_share: 0.70", "levied_share: 0.6543"),
)
NUMBERS: Changes = (
    (RISK, "content_tolerance: 0.10", "content_tolerance: 0.012345"),
    (LIMITS, "single_limit: 5000", "single_limit: 333.33"),
    (LIMITS, "strictly_below_annual: yes", "strictly_below_annual: no"),
    (MEASURES, '"063": 1000', '"063": 999.75\n    "007": 0.35'),
    (MEASURES, '"020": 1', '"020": 12\n    "011": 3'),
)
HUGE: Changes = (
    (RISK, "content_tolerance: 0.10", "content_tolerance: 0.10000000000000000001"),
    (TAXED, "floor_per_gram: 10\n", "floor_per_gram: 10.00000000000000000001\n"),
    (TAXED, "specific: 0.912", "specific: 0.912345678901234567"),
)


def draft(folder: Path, changes: Changes) -> None:
    """Write pages as they are but for changes."""
    for page, was, now in changes:
        place = folder / page
        place.parent.mkdir(parents=True, exist_ok=True)
        source = place if place.exists() else OURS / page
        text = source.read_text(encoding="utf-8")
        assert was in text, f"{page} has no longer {was}"
        place.write_text(text.replace(was, now), encoding="utf-8")


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        (REMARKS, {"LST-2002", "LST-2005"}),
        (RATES, {"TAX-3101"}),
        (NUMBERS, {"QUO-2002", "RSK-6005"}),
        (HUGE, {"QUO-2002"}),
    ],
    ids=["remarks", "rates", "numbers", "huge"],
)
def test_a_draft_comes_to_the_same(
    tmp_path: Path, changes: Changes, codes: set[str]
) -> None:
    draft(tmp_path, changes)
    command = [sys.executable, "-c", HELD, str(tmp_path), str(SIZE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    counted = Counter[str](json.loads(done.stdout))
    assert counted[ALIKE] > SIZE / 4
    assert codes <= {*counted}
    assert "LST-2003" not in counted
