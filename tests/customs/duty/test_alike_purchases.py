"""A list whose goods were assessed before owes what it would owe by itself."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.papers import DECLARATION
from tongguan.customs.duty.rules import assess, assess_list, from_declaration
from tongguan.trade.papers import Declaration, GoodsLine

LINE = DECLARATION.lines[0]
CODES = ["1806900000", "3304990029", "2204210000", "2402200000", "9999999999"]
UNITS = ["035", "036", "095", "122"]
# few, so that purchases come again, and some written in two ways
AMOUNTS = [*map(Decimal, ("0", "1", "1.0", "99.9", "99.90", "1500", "4999.995"))]
QUANTITIES = [*map(Decimal, ("1", "1.0", "2", "0.0486"))]
amounts, quantities = st.sampled_from(AMOUNTS), st.sampled_from(QUANTITIES)
goods = st.builds(
    lambda code, units, counts, total: replace(
        LINE,
        hs_code=code,
        unit=units[0],
        statutory_unit=units[1],
        second_unit=units[2],
        quantity=counts[0],
        statutory_quantity=counts[1],
        second_quantity=counts[2],
        total=total,
    ),
    st.sampled_from(CODES),
    st.tuples(
        st.sampled_from(UNITS),
        st.sampled_from(UNITS),
        st.sampled_from([*UNITS, None]),
    ),
    st.tuples(quantities, quantities, st.sampled_from([*QUANTITIES, None])),
    amounts,
)
lists = st.builds(
    lambda lines, freight, insurance, day: replace(
        DECLARATION, lines=lines, freight=freight, insurance=insurance, declared_on=day
    ),
    st.lists(goods, min_size=1, max_size=3).map(tuple[GoodsLine, ...]),
    amounts,
    amounts,
    st.sampled_from([date(2018, 12, 31), date(2026, 10, 20)]),
)
used = st.sampled_from([*map(Decimal, ("0.00", "486.00", "20500.01", "26000.00"))])


@given(lists, st.lists(used, min_size=1, max_size=3))
def test_a_list_owes_what_it_owes_alone_to_the_last_digit(
    declaration: Declaration, purchases: list[Decimal]
) -> None:
    for before in (*purchases, *purchases):
        alone = assess(from_declaration(declaration, before))
        assert repr(assess_list(declaration, before)) == repr(alone)
