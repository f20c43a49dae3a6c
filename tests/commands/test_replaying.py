"""An archive replayed by today's rulebook and by drafts: what would change."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.archived import AT, DAY, lists, settled
from tongguan.journeys.replay.files import file_of, write_day
from tongguan.journeys.replay.model import ArchivedLine, ArchivedList
from tongguan.kit.rulebook import OURS, revision

MAIN = "from tongguan.cli import main; main()"
LIMITS = "customs/duty/limits.yaml"
VAT = "customs/duty/vat.yaml"
LISTED = "customs/filing/positive_list.csv"
MILK = ArchivedLine(
    hs_code="1901101090",
    origin="309",
    name="婴儿配方奶粉1段",
    model="900g/罐",
    unit="122",
    quantity=Decimal(2),
    statutory_unit="035",
    statutory_quantity=Decimal("1.8"),
    second_unit=None,
    second_quantity=None,
    total=Decimal(476),
)


def listed(number: int, day: date, tins: int = 2) -> ArchivedList:
    """Return a list of some tins of infant formula, and ten yuan of freight."""
    line = replace(
        MILK,
        quantity=Decimal(tins),
        statutory_quantity=Decimal("0.9") * tins,
        total=Decimal(238) * tins,
    )
    return settled(
        replace(
            next(lists(number, 1, plain=True)),
            number=f"L{number}",
            declared_on=day,
            mode="1210",
            lines=(line,),
            freight=Decimal(10),
            insurance=Decimal(0),
            used=0,
            spent=0,
            buyer_lists=1,
            draw=999_999,
        )
    )


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Archive two days: three lists, one of them from before the limits were raised."""
    folder = tmp_path_factory.mktemp("archive")
    old = (listed(1, date(2018, 12, 31), tins=10),)
    new = (listed(2, DAY), listed(3, DAY, tins=20))
    for day, those in ((date(2018, 12, 31), old), (AT.date(), new)):
        write_day(folder, day, those, rulebook=revision(), closed=True)
    return folder


def call(archive: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Replay an archive."""
    command = [sys.executable, "-c", MAIN, "replay", "--archive", str(archive), *words]
    return subprocess.run(
        command, env=os.environ, capture_output=True, text=True, check=False
    )


def told(archive: Path, code: int, *words: str) -> Any:
    """Return what is told about a replay that ends with this code."""
    done = call(archive, *words, "--json")
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)


def draft(folder: Path, page: str, was: str, now: str) -> str:
    """Write a page as it is but for one change; return the folder."""
    text = (OURS / page).read_text(encoding="utf-8")
    assert was in text
    place = folder / page
    place.parent.mkdir(parents=True)
    place.write_text(text.replace(was, now), encoding="utf-8")
    return str(folder)


def test_under_the_same_rulebook_nothing_changes(archive: Path) -> None:
    result = told(archive, 0)
    assert result.pop("rulebook") == {"before": [revision()], "after": revision()}
    assert {*result.pop("pace")} == {
        *("seconds", "core_seconds"), *("lists_per_second", "lists_per_core_second"),
    }  # fmt: skip
    # 486 × 13% × 70%; ten and twenty tins exceed the limits of their days
    assert result == {
        "from": "2018-12-31",
        "to": "2026-11-11",
        "days": 2,
        "lists": 3,
        "one_by_one": 0,
        "changed": 0,
        "tax_changed": 0,
        "tax": {"before": "478.30", "after": "478.30", "difference": "0.00"},
        "tax_unknown": {"before": 0, "after": 0},
        "outcomes": [],
        "treatments": [],
        "findings": [],
        "examples": [],
    }


def test_another_rate_changes_the_tax(archive: Path, tmp_path: Path) -> None:
    rules = draft(tmp_path, VAT, "standard: 0.13", "standard: 0.12")
    result = told(archive, 1, "--rules", rules)
    assert result["rulebook"]["after"] != revision()
    assert (result["changed"], result["tax_changed"]) == (2, 2)
    assert result["tax"] == {
        "before": "478.30", "after": "441.50", "difference": "-36.80",
    }  # fmt: skip
    assert (result["outcomes"], result["findings"]) == ([], [])
    assert result["examples"][0] == {
        "number": "L2",
        "day": "2026-11-11",
        "outcome": ["release", "release"],
        "treatment": ["reduced", "reduced"],
        "dutiable": ["486.00", "486.00"],
        "tax": ["44.23", "40.82"],
        "appears": [],
        "disappears": [],
    }


def test_a_lower_limit_rejects_what_was_released(archive: Path, tmp_path: Path) -> None:
    rules = draft(tmp_path / "rules", LIMITS, "single_limit: 5000", "single_limit: 400")
    file = tmp_path / "changed.csv"
    result = told(
        archive, 1, "--rules", rules, "--from", "2026-01-01", "--csv", str(file)
    )
    assert (result["from"], result["lists"], result["changed"]) == ("2026-11-11", 2, 2)
    assert result["outcomes"] == [{"before": "release", "after": "reject", "lists": 2}]
    (finding,) = result["findings"]
    assert (finding["code"], finding["appears"], finding["disappears"]) == (
        *("QUO-2002", 2), 0,
    )  # fmt: skip
    assert result["tax"]["after"] == "0.00"
    with file.open(encoding="utf-8-sig") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["number"] for row in rows] == ["L2", "L3"]
    assert rows[0]["outcome_before"] == "release"
    assert rows[0]["outcome_after"] == "reject"
    assert rows[0]["appears"] == "QUO-2002"


def test_a_higher_limit_of_old_admits_what_was_rejected(
    archive: Path, tmp_path: Path
) -> None:
    rules = draft(tmp_path, LIMITS, "single_limit: 2000", "single_limit: 3000")
    result = told(archive, 1, "--rules", rules)
    assert (result["lists"], result["changed"]) == (3, 1)
    assert result["outcomes"] == [{"before": "reject", "after": "release", "lists": 1}]
    assert result["examples"][0]["disappears"] == ["QUO-2002", "TAX-3101"]


def test_goods_taken_off_the_list_are_refused(archive: Path, tmp_path: Path) -> None:
    row = next(
        line
        for line in (OURS / LISTED).read_text(encoding="utf-8").splitlines()
        if line.startswith("19011010,")
    )
    result = told(archive, 1, "--rules", draft(tmp_path, LISTED, f"{row}\n", ""))
    assert {it["code"] for it in result["findings"]} <= {"LST-2001", "LST-2004"}
    assert result["changed"] == 3


def test_a_revision_of_the_checkout_is_a_rulebook_too(archive: Path) -> None:
    if not (OURS.parents[2] / ".git").exists():
        pytest.skip("not a checkout: there are no revisions")
    assert told(archive, 0, "--rules", "HEAD")["changed"] == 0


@pytest.mark.parametrize(
    ("page", "text", "why"),
    [
        ("customs/duty/limit.yaml", "", "Not in the rulebook: customs/duty/limit.yaml"),
        (LIMITS, "editions: [{}]", "The draft can't be read"),
        (LIMITS, "[", "The draft can't be read"),
    ],
)
def test_a_draft_nobody_can_read_is_refused(
    archive: Path, tmp_path: Path, *, page: str, text: str, why: str
) -> None:
    place = tmp_path / page
    place.parent.mkdir(parents=True)
    place.write_text(text, encoding="utf-8")
    done = call(archive, "--rules", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert why in done.stderr


def test_what_is_not_there_is_said(archive: Path) -> None:
    for words in (("--from", "2027-01-01"), ("--rules", "no-such-revision")):
        done = call(archive, *words)
        assert (done.returncode, done.stdout) == (2, "")


def test_a_file_that_was_altered_is_not_replayed(tmp_path: Path) -> None:
    write_day(tmp_path, DAY, [listed(1, DAY)], rulebook="", closed=True)
    with file_of(tmp_path, DAY).open("ab") as opened:
        opened.write(b"\0")
    done = call(tmp_path)
    assert done.returncode == 3
    assert "The archive is not as it was written" in done.stderr


def test_a_day_that_fails_on_the_way_is_not_there(tmp_path: Path) -> None:
    def broken() -> Iterator[ArchivedList]:
        yield listed(1, DAY)
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        write_day(tmp_path, DAY, broken(), rulebook="", closed=True)
    assert list(tmp_path.iterdir()) == []
