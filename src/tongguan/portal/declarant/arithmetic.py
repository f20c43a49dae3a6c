"""金额核对 The arithmetic of an order, spelled out with its numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

from tongguan.journeys.alignment import AlignedRow
from tongguan.portal.words import MEANINGS, Word
from tongguan.trade.kinds import Paper
from tongguan.trade.money import ZERO

LESS = "−"
PARTS = (
    ("goods_value", ""),
    ("freight", "+"),
    ("tax_withheld", "+"),
    ("discount", LESS),
)
LINE_TOTAL, PAID = "total", "paid"


@dataclass(frozen=True, slots=True)
class Term:
    """加项 One number of a sum, with the sign before it."""

    sign: str
    word: Word
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """算式 What adds up to what, what is written there, and by how much it is off."""

    title: Word
    terms: tuple[Term, ...]
    comes_to: str
    written: str
    off: str


def sums(rows: Sequence[AlignedRow]) -> tuple[Sum, ...]:
    """Spell out what must add up on the papers that are there."""
    said = {(it.meaning, it.line): it.says for it in rows}
    found = (order_sum(said), goods_sum(said), payment_sum(said))
    return tuple(one for one in found if one is not None)


def order_sum(said: Mapping[tuple[str, int], Mapping[Paper, str]]) -> Sum | None:
    """商品价格 + 运杂费 + 代扣税款 − 非现金抵扣 = 实付金额."""
    parts = [(sign, name, amount(said, name, Paper.ORDER)) for name, sign in PARTS]
    paid = amount(said, PAID, Paper.ORDER)
    if paid is None:
        return None
    known = [(sign, name, it) for sign, name, it in parts if it is not None]
    total = sum((-it if sign == LESS else it for sign, _name, it in known), ZERO)
    terms = tuple(Term(sign, MEANINGS[name], plain(it)) for sign, name, it in known)
    return made(_("订单实付金额"), terms, total, paid)


def goods_sum(said: Mapping[tuple[str, int], Mapping[Paper, str]]) -> Sum | None:
    """各商品项总价之和 = 商品价格."""
    value = amount(said, "goods_value", Paper.ORDER)
    lines = sorted(line for name, line in said if name == LINE_TOTAL)
    totals = [(line, amount(said, LINE_TOTAL, Paper.ORDER, line)) for line in lines]
    known = [(line, it) for line, it in totals if it is not None]
    if value is None or not known:
        return None
    terms = tuple(
        Term("+" if at else "", f"#{line}", plain(it))
        for at, (line, it) in enumerate(known)
    )
    return made(_("订单商品价格"), terms, sum((it for _line, it in known), ZERO), value)


def payment_sum(said: Mapping[tuple[str, int], Mapping[Paper, str]]) -> Sum | None:
    """订单实付金额 = 支付金额."""
    ordered = amount(said, PAID, Paper.ORDER)
    paid = amount(said, PAID, Paper.PAYMENT)
    if ordered is None or paid is None:
        return None
    term = Term("", MEANINGS[PAID], plain(ordered))
    return made(_("支付单支付金额"), (term,), ordered, paid)


def made(title: Word, terms: tuple[Term, ...], total: Decimal, written: Decimal) -> Sum:
    """Write a sum down, with what is missing or too much."""
    off = written - total
    return Sum(
        title=title,
        terms=terms,
        comes_to=plain(total),
        written=plain(written),
        off=f"{off:+,.2f}" if off else "",
    )


def plain(value: Decimal) -> str:
    """Write an amount with its fen and thousands apart."""
    return f"{value:,.2f}"


def amount(
    said: Mapping[tuple[str, int], Mapping[Paper, str]],
    name: str,
    paper: Paper,
    line: int = 0,
) -> Decimal | None:
    """Read an amount of a paper; None where it says none."""
    text = said.get((name, line), {}).get(paper, "")
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
