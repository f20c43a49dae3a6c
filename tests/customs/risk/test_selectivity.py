from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.papers import AGREEING
from tests.spoiling import found, spoil
from tongguan.customs.risk.content import Content, content_of, in_statutory_unit
from tongguan.customs.risk.model import RiskFacts, Suspect, selectivity_on
from tongguan.customs.risk.rules import SELECTIVITY, Channel, channel, told
from tongguan.kit.checks import verify

QUIET = RiskFacts(
    spent_same_shop_today=Decimal(0),
    lists_same_day=1,
    buyers_on_telephone=1,
    buyers_on_address=1,
    draw=Decimal("0.5"),
)


def suspect(papers: Any = AGREEING, **facts: Any) -> Suspect:
    return Suspect(declaration=papers.declaration, facts=replace(QUIET, **facts))


def test_a_quiet_parcel_is_let_through() -> None:
    findings = verify(suspect(), SELECTIVITY)
    assert findings == []
    assert channel(findings) is Channel.RELEASE
    assert told(findings) == []


@pytest.mark.parametrize(
    ("facts", "finding"),
    [
        (
            {"spent_same_shop_today": Decimal("4514.01")},
            ("RSK-6001", "declaration.lines", "5000.01", "5000.00"),
        ),
        (
            {"buyers_on_telephone": 3},
            ("RSK-6002", "declaration.buyer.telephone", "138****0001", "3"),
        ),
        (
            {"buyers_on_address": 5},
            ("RSK-6003", "declaration.address", "浙江省杭州市****", "5"),
        ),
        (
            {"lists_same_day": 10},
            ("RSK-6004", "declaration.buyer.id_number", "10", "10"),
        ),
    ],
)
def test_a_pattern_is_held_for_an_officer(facts: Any, finding: Any) -> None:
    assert found(suspect(**facts), SELECTIVITY) == [finding]
    assert channel(verify(suspect(**facts), SELECTIVITY)) is Channel.REVIEW


@pytest.mark.parametrize(
    "facts",
    [
        {"spent_same_shop_today": Decimal("4514.00")},
        {"buyers_on_telephone": 2},
        {"buyers_on_address": 4},
        {"lists_same_day": 9},
    ],
)
def test_just_below_is_let_through(facts: Any) -> None:
    assert found(suspect(**facts), SELECTIVITY) == []


def test_one_dear_list_alone_is_not_a_split_order() -> None:
    dear = spoil(AGREEING, "declaration.lines.total", Decimal("9000.00"))
    assert found(suspect(dear), SELECTIVITY) == []


def test_the_limit_of_the_day_is_the_one_that_counts() -> None:
    early = spoil(AGREEING, "declaration.declared_on", date(2018, 12, 31))
    assert found(suspect(early, spent_same_shop_today=Decimal(1600)), SELECTIVITY) == [
        ("RSK-6001", "declaration.lines", "2086.00", "2000.00")
    ]


@pytest.mark.parametrize(
    ("kilograms", "findings"),
    [
        ("1.8", []),
        ("1.98", []),
        ("1.62", []),
        ("1.99", [("RSK-6005", "declaration.statutory_quantity[1]", "1.99", "1.80")]),
        ("1.60", [("RSK-6005", "declaration.statutory_quantity[1]", "1.60", "1.80")]),
    ],
)
def test_declared_content_is_held_against_the_model(
    kilograms: str, findings: list[Any]
) -> None:
    papers = spoil(AGREEING, "declaration.lines.statutory_quantity", Decimal(kilograms))
    assert found(suspect(papers), SELECTIVITY) == findings
    wanted = Channel.EXAMINE if findings else Channel.RELEASE
    assert channel(verify(suspect(papers), SELECTIVITY)) is wanted


@pytest.mark.parametrize(
    ("model", "content"),
    [
        ("384g/盒", Content(Decimal(384), by_weight=True)),
        ("900克", Content(Decimal(900), by_weight=True)),
        ("1.5 kg", Content(Decimal(1500), by_weight=True)),
        ("750ml/瓶", Content(Decimal(750), by_weight=False)),
        ("0.7L", Content(Decimal(700), by_weight=False)),
        ("2×384g", None),
        ("384g*2盒", None),
        ("50g或100g", None),
        ("黑色", None),
        ("30glossy", None),
    ],
)
def test_content_is_read_only_where_it_is_plain(
    model: str, content: Content | None
) -> None:
    assert content_of(model) == content


def test_content_is_compared_only_in_a_unit_of_its_kind() -> None:
    gram = Content(Decimal(384), by_weight=True)
    millilitre = Content(Decimal(750), by_weight=False)
    assert in_statutory_unit(gram, "035") == Decimal("0.384")
    assert in_statutory_unit(gram, "036") == Decimal(384)
    assert in_statutory_unit(millilitre, "095") == Decimal("0.75")
    assert in_statutory_unit(millilitre, "035") is None
    assert in_statutory_unit(gram, "007") is None


def test_old_days_open_nothing_at_random() -> None:
    assert selectivity_on(date(2026, 10, 31)).says.random_share == 0
    assert selectivity_on(date(2026, 11, 1)).says.random_share == Decimal("0.01")
    assert found(suspect(draw=Decimal(0)), SELECTIVITY) == []


def test_the_draw_opens_its_share() -> None:
    november = spoil(AGREEING, "declaration.declared_on", date(2026, 11, 1))
    assert found(suspect(november, draw=Decimal("0.0099")), SELECTIVITY) == [
        ("RSK-6006", "declaration.number", "", "0.01")
    ]
    assert found(suspect(november, draw=Decimal("0.01")), SELECTIVITY) == []


def test_an_opened_box_goes_before_an_officers_eye() -> None:
    papers = spoil(AGREEING, "declaration.lines.statutory_quantity", Decimal(1))
    findings = verify(suspect(papers, buyers_on_telephone=9), SELECTIVITY)
    assert [it.code for it in findings] == ["RSK-6005", "RSK-6002"]
    assert channel(findings) is Channel.EXAMINE


def test_a_sender_is_told_one_neutral_sentence() -> None:
    findings = verify(suspect(buyers_on_telephone=9, lists_same_day=50), SELECTIVITY)
    neutral = told(findings)
    assert [it.code for it in neutral] == ["RSK-6000"]
    assert neutral[0].chinese() == "本清单已按规定转海关审核，结果以后续回执为准。"
    assert neutral[0].words() == {"given": "", "expected": ""}
