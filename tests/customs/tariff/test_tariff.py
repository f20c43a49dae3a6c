"""The tariff of a day: found by code, searched by words, silent where unknown."""

import re
from datetime import date
from decimal import Decimal

import pytest

from tongguan.customs.tariff.rules import tariff_on
from tongguan.kit.dated import NotInForceError
from tongguan.kit.rulebook import read_page, read_table

TODAY = tariff_on(date(2026, 11, 1))
ROWS = read_table("customs/tariff/lines.csv")


def test_a_line_has_names_rates_classes_and_units() -> None:
    line = TODAY.find("1901101090")

    assert line is not None
    assert line.chinese == "婴幼儿配方奶粉（零售包装）"
    assert (line.mfn, line.provisional) == (Decimal("0.15"), Decimal("0.05"))
    assert line.duty == Decimal("0.05")
    assert (line.vat, line.consumption) == ("standard", "none")
    assert line.statutory_units == ("035",)
    assert line.conditions == "7AB"


@pytest.mark.parametrize("code", ["0000000000", "19011010", ""])
def test_a_code_that_is_not_in_the_tariff_is_not_found(code: str) -> None:
    assert TODAY.find(code) is None


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("威士忌", ["2208300000"]),
        ("WHISKY", ["2208300000"]),
        ("19011010", ["1901101010", "1901101090"]),
        ("手提包 皮革", ["4202210090"]),
        ("皮革 手提包", ["4202210090"]),
        ("wrist precious other", ["9101191000", "9101199000"]),
        ("没有这种货", []),
        ("  ", []),
    ],
)
def test_lines_are_found_by_code_or_by_words_of_either_language(
    words: str, codes: list[str]
) -> None:
    assert [line.hs_code for line in TODAY.search(words)] == codes


def test_a_search_stops_at_its_limit() -> None:
    assert [line.hs_code for line in TODAY.search("6", limit=2)] == [
        "6103330000",
        "6105100019",
    ]


def test_duty_rates_are_unknown_before_the_day_they_are_known_from() -> None:
    before, after = (
        tariff_on(day).find("8508110000")
        for day in (date(2018, 12, 31), date(2019, 1, 1))
    )

    assert before is not None
    assert after is not None
    assert (before.mfn, before.vat) == (None, "standard")
    assert (after.mfn, after.vat) == (Decimal("0.08"), "standard")


def test_there_is_no_tariff_before_the_policy_began() -> None:
    with pytest.raises(NotInForceError):
        tariff_on(date(2016, 4, 7))


def test_every_row_is_complete_in_itself() -> None:
    classes = {*read_page("customs/duty/consumption.yaml")["classes"], "none", ""}

    for row in ROWS:
        assert re.fullmatch(r"[0-9]{10}", row["hs_code"])
        assert all(row[name] for name in ("chinese", "english", "source"))
        assert row["confirmed"] in {"yes", "no"}
        assert row["vat"] in {"standard", "low", ""}
        assert row["consumption"] in classes
        assert bool(row["duty_from"]) == bool(row["mfn"] or row["provisional"])
        assert re.fullmatch(r"([0-9]{3}( [0-9]{3})?)?", row["units"])


def test_a_code_has_one_row_a_day() -> None:
    keys = [(row["hs_code"], row["effective"]) for row in ROWS]

    assert len(keys) == len(set(keys))
    assert keys == sorted(keys)
