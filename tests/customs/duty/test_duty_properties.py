"""What holds for every purchase, whatever its prices."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tongguan.customs.duty.limits import dutiable_prices, spread
from tongguan.customs.duty.model import Consignment, ConsignmentLine, Treatment
from tongguan.customs.duty.rules import assess, total_as

CODES = ["1806900000", "4202210090", "2204210000", "8508110000", "4901990000"]
fen = st.integers(0, 3_000_000).map(lambda count: Decimal(count) / 100)
lines = st.lists(
    st.builds(
        lambda hs, quantity, total: ConsignmentLine(
            hs_code=hs, quantity=Decimal(quantity), total=total
        ),
        st.sampled_from(CODES),
        st.integers(1, 5),
        fen,
    ),
    min_size=1,
    max_size=6,
).map(tuple)
purchases = st.builds(
    lambda days, bought, freight, used: Consignment(
        day=date.fromordinal(date(2024, 1, 1).toordinal() + days),
        lines=bought,
        freight=freight,
        used_this_year=used,
    ),
    st.integers(0, 1000),
    lines,
    st.integers(0, 5000).map(lambda count: Decimal(count) / 100),
    fen,
)


@given(fen, st.lists(fen, min_size=1, max_size=99))
def test_shares_are_never_negative_and_sum_to_the_charge(
    charge: Decimal, values: list[Decimal]
) -> None:
    shares = spread(charge, values)

    assert sum(shares) == charge
    assert min(shares) >= 0
    assert all(share == share.quantize(Decimal("0.01")) for share in shares)


@given(lines, fen)
def test_dutiable_prices_sum_to_goods_and_charges(
    bought: tuple[ConsignmentLine, ...], charge: Decimal
) -> None:
    prices = dutiable_prices(bought, charge)

    assert sum(prices) == sum(line.total for line in bought) + charge


@given(purchases)
def test_payable_is_the_sum_of_its_parts(purchase: Consignment) -> None:
    assessment = assess(purchase)

    parts = [levy.amounts for levy in assessment.lines]
    assert assessment.payable == sum(
        it.duty + it.consumption_tax + it.vat for it in parts if it
    )
    assert all(it is not None for it in parts)
    assert 0 <= assessment.allowance_after <= Decimal(26000)


@given(purchases)
def test_full_rates_never_owe_less_than_the_relieved_ones(
    purchase: Consignment,
) -> None:
    assessment = assess(purchase)
    full = total_as(assessment, Treatment.GENERAL_TRADE, purchase.day)
    reduced = total_as(assessment, Treatment.REDUCED, purchase.day)

    assert full is not None
    assert reduced is not None
    assert reduced <= full
    assert assessment.payable in (reduced, full)


@given(purchases, st.integers(1, 10_000))
def test_a_dearer_purchase_owes_no_less_under_one_treatment(
    purchase: Consignment, more: int
) -> None:
    last = purchase.lines[-1]
    dear = replace(last, total=last.total + Decimal(more) / 100)
    dearer = replace(purchase, lines=(*purchase.lines[:-1], dear), freight=Decimal(0))
    cheap, raised = assess(replace(purchase, freight=Decimal(0))), assess(dearer)

    if cheap.treatment is raised.treatment:
        assert cheap.payable is not None
        assert raised.payable is not None
        assert cheap.payable <= raised.payable
