"""Shared checks on goods items: their numbers, sums, tariff codes and quantities."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import chain
from typing import Any, TypeVar

from tongguan.kit.checks import Check, Difference, Look
from tongguan.kit.desk import Desk, on_paper, say, say_plainly
from tongguan.kit.entries import notice
from tongguan.kit.identifiers import hs_code
from tongguan.trade.papers import AnyPaper
from tongguan.trade.registry import Lodgement

P = TypeVar("P", bound=AnyPaper)
NUMBER = "lines.number"
PRECISION = Decimal("0.00001")
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)  # two amounts of 19 digits fit
CHAPTERS = "01-76, 78-97"
IS_NUMBERED_ONCE = notice(
    "DUP-1504",
    ("商品序号“{given}”重复。", "Line number {given} is given twice."),
    ("填写从1起的连续序号，每项一个。", "Number the lines anew from 1, each once."),
)
IS_NUMBERED_ON = notice(
    "ENT-1505",
    (
        "商品序号“{given}”不连续，应为“{expected}”。",
        "Line number {given} breaks the row; {expected} comes here.",
    ),
    ("填写从1起的连续序号。", "Number the lines from 1 without a gap."),
)
IS_NAMED_ONCE = notice(
    "DUP-1506",
    ("“{given}”在同一单证中重复。", "{given} is named twice on one paper."),
    ("删除重复项，每个运单或清单只列一次。", "Name every waybill or list once."),
)
LINE_ADDS_UP = notice(
    "AMT-1601",
    (
        "“总价”为{given}，单价乘以数量为{expected}。",
        "The line total is {given}; price times quantity is {expected}.",
    ),
    (
        "核对单价、数量和总价，使总价等于单价乘以数量。",
        "Make the total price times quantity.",
    ),
)
HS_CODE_IS_WHOLE = notice(
    "REF-1408",
    (
        "“商品编码”“{given}”应为10位数字，章号为{expected}。",
        "HS code {given} must be ten digits, of chapters {expected}.",
    ),
    (
        "填写《进出口税则》的10位商品编码。",
        "Write the ten-digit code of the customs tariff.",
    ),
)
SAME_UNIT_SAME_QUANTITY = notice(
    "AMT-1622",
    (
        "法定计量单位与计量单位相同，“法定数量”{given}应等于数量{expected}。",
        "Unit and statutory unit agree, so quantity {given} must be {expected}.",
    ),
    (
        "使法定数量等于数量；换算后不等的，核对计量单位。",
        "Make both quantities the same, or check the units.",
    ),
)
SECOND_UNIT_HAS_A_QUANTITY = notice(
    "AMT-1623",
    (
        "“第二数量”与“第二计量单位”只填了一项（“{given}”），应成对填写。",
        "Of second quantity and second unit only {given} is given; they go together.",
    ),
    (
        "同时填写第二数量和第二计量单位，或同时留空。",
        "Give the second quantity and the second unit together, or neither.",
    ),
)


def numbered_lines(lodgement: Lodgement[Any]) -> Iterator[tuple[int, Any]]:
    """Count the goods items from 1, as findings do."""
    return enumerate(lodgement.paper.lines, start=1)


def on_lines(are_right: Callable[[Sequence[Any]], bool]) -> Look[Lodgement[Any]]:
    """Look at the goods items of one paper, or of many together."""
    return Look(
        lambda lodgement: are_right(lodgement.paper.lines),
        lambda many: are_right([line for it in many for line in it.paper.lines]),
    )


def add_up(lines: Sequence[Any]) -> bool:
    """Tell whether every total is price times quantity to the last decimal."""
    product = EXACT.multiply
    exact = [product(it.price, it.quantity) == it.total for it in lines]
    return all(exact)


def are_counted_alike(lines: Sequence[Any]) -> bool:
    """Tell whether goods counted in one unit have one quantity."""
    counted = [
        it.unit != it.statutory_unit or it.quantity == it.statutory_quantity
        for it in lines
    ]
    return all(counted)


def are_paired(lines: Sequence[Any]) -> bool:
    """Tell whether second quantities and second units are given together."""
    pairs = [(it.second_quantity is None) == (not it.second_unit) for it in lines]
    return all(pairs)


def is_in_a_row(lodgement: Lodgement[Any]) -> bool:
    """Tell whether the goods items are simply numbered 1, 2, 3 and so on."""
    lines = lodgement.paper.lines
    return [line.number for line in lines] == list(range(1, len(lines) + 1))


def are_in_rows(lodgements: Sequence[Lodgement[Any]]) -> bool:
    """Tell whether the goods items of every paper are numbered so."""
    every = [it.paper.lines for it in lodgements]
    wanted = chain.from_iterable([range(1, len(lines) + 1) for lines in every])
    return [line.number for lines in every for line in lines] == [*wanted]


IN_A_ROW = Look(is_in_a_row, are_in_rows)
ADD_UP = on_lines(add_up)
COUNTED_ALIKE = on_lines(are_counted_alike)
PAIRED = on_lines(are_paired)


def numbered_once(desk: Desk[P], receipt: str = "") -> Check[Lodgement[P]]:
    """序号不重复 Check that no two lines share a number."""

    def is_numbered_once(lodgement: Lodgement[P]) -> Iterator[Difference]:
        seen: set[int] = set()
        for position, line in numbered_lines(lodgement):
            if line.number in seen:
                yield Difference(desk.place("number", position), str(line.number))
            seen.add(line.number)

    asked = desk.check(IS_NUMBERED_ONCE, is_numbered_once, NUMBER, receipt=receipt)
    return replace(asked, look=IN_A_ROW)


def numbered_on(desk: Desk[P]) -> Check[Lodgement[P]]:
    """序号连续 Check that the lines are numbered from 1 without a gap."""

    def is_numbered_on(lodgement: Lodgement[P]) -> Iterator[Difference]:
        numbers = [line.number for _, line in numbered_lines(lodgement)]
        for wanted, number in enumerate(sorted(set(numbers)), start=1):
            if number != wanted:
                place = desk.place("number", numbers.index(number) + 1)
                yield Difference(place, str(number), str(wanted))
                return

    return replace(desk.check(IS_NUMBERED_ON, is_numbered_on, NUMBER), look=IN_A_ROW)


def named_once(desk: Desk[P], *paths: str) -> Check[Lodgement[P]]:
    """不重复列名 Check that no two lines name the same parcel, or the same list."""
    read = desk.entries(*paths)

    def is_named_once(lodgement: Lodgement[P]) -> Iterator[Difference]:
        seen: set[tuple[str, str]] = set()
        for field, line, name in read(lodgement.paper):
            if (field, name) in seen:
                yield Difference(desk.place(field, line), name)
            if name:
                seen.add((field, name))

    return desk.check(IS_NAMED_ONCE, is_named_once, *paths)


def lines_add_up(desk: Desk[P]) -> Check[Lodgement[P]]:
    """总价 Check each total against price times quantity, as finely as it is written.

    An amount has five decimals on the wire, so a longer product is rounded to five.
    """

    def adds_up(lodgement: Lodgement[P]) -> Iterator[Difference]:
        for position, line in numbered_lines(lodgement):
            product = EXACT.multiply(line.price, line.quantity)
            if product != line.total:
                wanted = EXACT.quantize(product, PRECISION)
                if wanted != line.total:
                    place = desk.place("total", position)
                    yield Difference(place, say(line.total), say_plainly(wanted))

    amounts = ("lines.total", "lines.price", "lines.quantity")
    return replace(desk.check(LINE_ADDS_UP, adds_up, *amounts), look=ADD_UP)


def whole_hs_codes(desk: Desk[P]) -> Check[Lodgement[P]]:
    """商品编码 Check that codes are ten digits of a chapter there is."""

    def is_whole(lodgement: Lodgement[P]) -> Iterator[Difference]:
        for position, line in numbered_lines(lodgement):
            if hs_code(line.hs_code):
                place = desk.place("hs_code", position)
                yield Difference(place, line.hs_code, CHAPTERS)

    asked = desk.check(HS_CODE_IS_WHOLE, is_whole, "lines.hs_code")
    return on_paper("lines.hs_code")(asked)


def same_unit_same_quantity(desk: Desk[P]) -> Check[Lodgement[P]]:
    """法定数量 Check that one unit does not count to two quantities."""

    def is_the_same(lodgement: Lodgement[P]) -> Iterator[Difference]:
        for position, line in numbered_lines(lodgement):
            same = line.unit == line.statutory_unit
            if same and line.quantity != line.statutory_quantity:
                yield Difference(
                    desk.place("statutory_quantity", position),
                    say(line.statutory_quantity),
                    say(line.quantity),
                    desk.place("quantity", position),
                )

    quantities = ("lines.statutory_quantity", "lines.quantity")
    asked = desk.check(SAME_UNIT_SAME_QUANTITY, is_the_same, *quantities)
    return replace(asked, look=COUNTED_ALIKE)


def second_unit_has_a_quantity(desk: Desk[P]) -> Check[Lodgement[P]]:
    """第二数量 Check that second quantity and second unit are given together."""

    def is_a_pair(lodgement: Lodgement[P]) -> Iterator[Difference]:
        for position, line in numbered_lines(lodgement):
            quantity, unit = line.second_quantity, line.second_unit or None
            if (quantity is None) != (unit is None):
                field = "second_quantity" if quantity is None else "second_unit"
                given = say(unit) if quantity is None else say(quantity)
                yield Difference(desk.place(field, position), given)

    pair = ("lines.second_quantity", "lines.second_unit")
    asked = desk.check(SECOND_UNIT_HAS_A_QUANTITY, is_a_pair, *pair)
    return replace(asked, look=PAIRED)
