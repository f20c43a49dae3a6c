"""The rulebook as a person reads it: what stood on a day, and what changed."""

import re
from datetime import date

from tongguan.kit.lawbook import (
    compare,
    label,
    names,
    rules,
    search,
    standing,
    title,
)
from tongguan.kit.rulebook import OURS, pages

LIMITS = "customs/duty/limits"
EVE, DAY = date(2018, 12, 31), date(2019, 1, 1)
WORD = re.compile(r"[a-z]+(_[a-z]+)+")
ITEMS = "gateway/examples"  # its names are those of the messages' entries


def test_every_page_is_read_and_has_a_name_in_both_languages() -> None:
    assert set(names().values()) == pages(OURS) - {"labels.yaml"}
    for name in names():
        assert rules(name), name
        assert all(title(name)), name
        assert title(name)[0] != name


def test_a_limit_is_another_on_the_day_its_law_begins() -> None:
    (before,), (after,) = standing(LIMITS, EVE).values(), standing(LIMITS, DAY).values()
    assert (before.says["single_limit",], before.cites) == (
        "2000",
        "财关税〔2016〕18号",
    )
    assert (after.says["single_limit",], after.cites) == ("5000", "财关税〔2018〕49号")
    assert (before.until, after.effective, after.until) == (DAY, DAY, None)


def test_nothing_stands_before_the_first_edition() -> None:
    assert standing(LIMITS, date(2016, 4, 7)) == {}


def test_two_days_are_compared_entry_by_entry() -> None:
    (change,) = compare(LIMITS, EVE, DAY)
    assert change.facts == (
        (("single_limit",), "2000", "5000"),
        (("annual_limit",), "20000", "26000"),
        (("dear_article_may_pass",), "no", "yes"),
        (("dear_article_strictly_below_annual",), "no", "yes"),
    )
    assert compare(LIMITS, DAY, date(2026, 11, 21)) == []


def test_what_is_new_has_no_side_before_and_what_ended_none_after() -> None:
    (came,) = compare("customs/duty/payment", EVE, DAY)
    (went,) = compare("customs/duty/payment", DAY, EVE)
    assert (came.before, came.after) == (None, went.before)
    assert went.after is None


def test_a_page_with_a_frame_of_its_own_source_keeps_both() -> None:
    found = {it.place: it for it in rules("gateway/exchange")}
    assert found["always"].says["node",] == "29000001"
    assert found[""].says["members",] == "10000"


def test_rules_are_found_by_law_by_code_and_by_word() -> None:
    pages_on_payment = {it.page for it in search("滞纳金")}
    assert "customs/duty/payment" in pages_on_payment
    assert {it.place for it in search("0302340000")} == {"0302340000"}
    assert [it for it in search("财关税〔2018〕49号") if it.page == LIMITS]
    assert list(search("没有这样的规则")) == []


def test_every_entry_has_a_chinese_name() -> None:
    said = {
        part
        for name in names()
        if name != ITEMS
        for rule in rules(name)
        for path in rule.says
        for part in path[:1] + path[-1:]
        if WORD.fullmatch(part)
    }
    assert sorted(part for part in said if not label(part)) == []
