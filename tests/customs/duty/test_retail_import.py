"""Worked examples of the tax on a retail import, both eras, to the fen."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.papers import DECLARATION
from tongguan.customs.duty.model import (
    Assessment,
    Consignment,
    ConsignmentLine,
    GivenRates,
    Missing,
    Treatment,
    Unknown,
)
from tongguan.customs.duty.returns import Cancelled, cancelled_by_return
from tongguan.customs.duty.rules import assess, from_declaration
from tongguan.kit.dated import NotInForceError
from tongguan.trade.papers import GoodsLine

CASES = yaml.load(
    Path(__file__).with_name("retail_import.yaml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506 - makes text only
)
TODAY = date(2026, 11, 1)


def line(hs: str, total: str, quantity: str = "1", **measured: str) -> ConsignmentLine:
    return ConsignmentLine(
        hs_code=hs,
        quantity=Decimal(quantity),
        total=Decimal(total),
        measured={unit.lstrip("u"): Decimal(text) for unit, text in measured.items()},
    )


def purchase(case: dict[str, Any]) -> Consignment:
    return Consignment(
        day=date.fromisoformat(case["day"]),
        lines=tuple(
            ConsignmentLine(
                hs_code=it["hs"],
                quantity=Decimal(it["quantity"]),
                total=Decimal(it["total"]),
                measured={u: Decimal(q) for u, q in it.get("measured", {}).items()},
                given=GivenRates(duty=Decimal(it["mfn"]) if "mfn" in it else None),
            )
            for it in case["lines"]
        ),
        freight=Decimal(case.get("freight", "0")),
        insurance=Decimal(case.get("insurance", "0")),
        used_this_year=Decimal(case.get("used", "0")),
    )


def owed(assessment: Assessment) -> list[list[str]]:
    amounts = [levy.amounts for levy in assessment.lines]
    return [
        [str(it.duty), str(it.consumption_tax), str(it.vat)] if it else []
        for it in amounts
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_worked_example(case: dict[str, Any]) -> None:
    assessment = assess(purchase(case))

    assert assessment.treatment == case["treatment"]
    assert str(assessment.dutiable_price) == case["price"]
    assert owed(assessment) == [it["owes"] for it in case["lines"]]
    assert str(assessment.payable) == case["payable"]
    assert assessment.unknowns == ()
    for levy, it in zip(assessment.lines, case["lines"], strict=True):
        assert str(levy.dutiable_price) == it.get("price", str(levy.dutiable_price))
    if "allowance_after" in case:
        assert assessment.allowance_after == Decimal(case["allowance_after"])


def test_returning_one_line_cancels_its_tax_and_restores_its_price() -> None:
    lines = (line("1806900000", "300"), line("4202210090", "200"))
    assessment = assess(Consignment(day=TODAY, lines=lines, freight=Decimal(35)))

    cancelled = cancelled_by_return(assessment, [2])

    assert cancelled == Cancelled(tax=Decimal("19.47"), allowance=Decimal("214.00"))


def test_general_trade_gives_no_allowance_back() -> None:
    assessment = assess(
        Consignment(day=TODAY, lines=(line("8508110000", "5000.01", "3"),))
    )

    assert assessment.counted_against_allowance == 0
    assert cancelled_by_return(assessment, {1}) == Cancelled(
        tax=Decimal("1102.00"), allowance=Decimal(0)
    )


@pytest.mark.parametrize(
    ("bought", "missing"),
    [
        (line("3304990029", "199"), Missing.NET_CONTENT),
        (line("3304990049", "30", u035="0.05"), Missing.NET_CONTENT),
        (line("2208300000", "450"), Missing.NET_CONTENT),
        (line("2203000000", "450", u035="7"), Missing.NET_CONTENT),
        (line("0402210000", "90"), Missing.VAT_RATE),
        (line("7113119090", "90"), Missing.CONSUMPTION_RATE),
        (line("9999999999", "90"), Missing.TARIFF_LINE),
    ],
)
def test_a_rate_that_is_not_known_is_never_guessed(
    bought: ConsignmentLine, missing: Missing
) -> None:
    assessment = assess(Consignment(day=TODAY, lines=(line("1806900000", "1"), bought)))

    assert assessment.unknowns == (Unknown(2, missing),)
    assert owed(assessment) == [["0.00", "0.00", "0.09"], []]
    assert assessment.payable is None
    assert assessment.treatment is Treatment.REDUCED


def test_duty_is_unknown_only_where_duty_is_owed() -> None:
    suitcase = "4202121000"
    within = assess(Consignment(day=TODAY, lines=(line(suitcase, "5000"),)))
    above = assess(Consignment(day=TODAY, lines=(line(suitcase, "5000.01"),)))

    assert (within.payable, within.unknowns) == (Decimal("455.00"), ())
    assert above.payable is None
    assert above.unknowns == (Unknown(1, Missing.DUTY_RATE),)
    assert above.treatment is Treatment.FULL_RATES


def test_duty_before_the_first_known_tariff_is_unknown() -> None:
    vacuum = (line("8508110000", "2100"),)

    assert assess(Consignment(day=date(2018, 12, 31), lines=vacuum)).unknowns == (
        Unknown(1, Missing.DUTY_RATE),
    )


def test_nothing_is_taxed_before_the_policy_began() -> None:
    with pytest.raises(NotInForceError):
        assess(Consignment(day=date(2016, 4, 7), lines=(line("1806900000", "1"),)))


def test_an_assessment_names_the_editions_it_was_taken_under() -> None:
    bought = line("2208300000", "450", u095="0.7")

    named = assess(Consignment(day=date(2024, 6, 1), lines=(bought,))).editions

    assert [(source.page, source.effective) for source in named] == [
        ("customs/duty/limits.yaml", "2019-01-01"),
        ("customs/duty/relief.yaml", "2016-04-08"),
        ("customs/duty/vat.yaml", "2019-04-01"),
        ("customs/tariff/lines.csv", "2024-01-01"),
        ("customs/duty/consumption.yaml", "2008-01-01"),
    ]


def test_a_declaration_list_is_taxed_as_it_stands() -> None:
    spent = Decimal("100.00")

    purchase = from_declaration(DECLARATION, spent)

    assert purchase == Consignment(
        day=date(2026, 10, 20),
        lines=(line("1901101090", "476.00", "2", u122="2", u035="1.8"),),
        freight=Decimal("10.00"),
        used_this_year=spent,
    )
    assert assess(purchase).payable == Decimal("44.23")
    assert assess(purchase).counted_against_allowance == Decimal("486.00")


def test_a_list_of_cosmetics_is_judged_by_its_statutory_weight() -> None:
    cream = replace(
        DECLARATION.lines[0],
        hs_code="3304990029",
        second_unit="011",
        second_quantity=Decimal(2),
    )
    light = replace(cream, statutory_quantity=Decimal("0.0486"))
    heavy = replace(cream, statutory_quantity=Decimal("0.0487"))

    def taxed(it: GoodsLine) -> list[list[str]]:
        listed = replace(DECLARATION, lines=(it,))
        return owed(assess(from_declaration(listed, Decimal(0))))

    assert taxed(light) == [["0.00", "60.04", "52.03"]]
    assert taxed(heavy) == [["0.00", "0.00", "44.23"]]
