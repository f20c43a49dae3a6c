"""Shared checks on how a paper is filled in: codes, words, numbers, weights."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import TypeVar
from unicodedata import normalize

from tongguan.kit.checks import Check, Difference, Look, Notice
from tongguan.kit.codes import CodeTable, codes
from tongguan.kit.desk import SPECIFICATION, Demand, Desk, say, shown
from tongguan.trade.money import ZERO
from tongguan.trade.papers import AnyPaper
from tongguan.trade.registry import Lodgement

P = TypeVar("P", bound=AnyPaper)
YUAN = "142"
ONE_PARCEL = 1
PLACEHOLDERS = frozenset(("", "空", "无", "/", "／"))


def notice(code: str, said: tuple[str, str], remedy: tuple[str, str]) -> Notice:
    """Word a shared check that stands on the message specification."""
    chinese, english = said
    return Notice(
        code=code,
        chinese=chinese,
        english=english,
        clause=SPECIFICATION,
        remedy=remedy,
    )


def _table_notice(code: str, chinese: str, english: str) -> Notice:
    return notice(
        code,
        (
            f"“{chinese}”“{{given}}”不在海关{chinese}表内。",
            f"The {english} {{given}} is not in the customs table.",
        ),
        (
            f"改填海关{chinese}表内的代码。",
            f"Write a code of the customs table of {english}s.",
        ),
    )


TABLES = {
    "units": _table_notice("REF-1401", "计量单位代码", "unit of measure"),
    "countries": _table_notice("REF-1402", "国别（地区）代码", "country code"),
    "transport_modes": _table_notice("REF-1403", "运输方式代码", "transport mode"),
    "package_types": _table_notice("REF-1404", "包装种类代码", "package type"),
    "customs_offices": _table_notice("REF-1405", "关区代码", "customs office"),
    "admin_divisions": _table_notice("REF-1406", "行政区划代码", "district code"),
    "currencies": _table_notice("REF-1409", "币制代码", "currency code"),
}
# New points and new counties open every year, so there the parent is enough.
PARENTS = {"customs_offices": 2, "admin_divisions": 4}
SCATTERED = {"admin_divisions"}  # thousands, and hardly two papers alike
IN_YUAN = notice(
    "ENT-1501",
    (
        "“币制”为“{given}”，应为“{expected}”（人民币）。",
        "The currency must be {expected}, yuan.",
    ),
    ("改填币制142，并按人民币填报金额。", "Write 142 and give the amounts in yuan."),
)
IS_MEANT = notice(
    "ENT-1502",
    (
        "应填写真实内容，现填为“{given}”。",
        "The entry says {given}; it must say what is really meant.",
    ),
    (
        "填写真实名称或地址，不用“空”“无”或斜线代替。",
        "Write the real name or address, not a word or stroke that stands for none.",
    ),
)
IS_HALF_WIDTH = notice(
    "ENT-1503",
    (
        "“{given}”含全角字符，编号、代码和电话应为半角“{expected}”。",
        "{given} has full-width characters; numbers, codes and telephones must not.",
    ),
    ("改用半角字符填写。", "Write the entry in half-width characters."),
)
IS_NOT_NEGATIVE = notice(
    "AMT-1602",
    (
        "金额为{given}，应不小于{expected}。",
        "The amount is {given}; it must not be negative.",
    ),
    (
        "改为零或正数；没有的费用填0。",
        "Write zero or more; give 0 for a cost not incurred.",
    ),
)
IS_POSITIVE = notice(
    "AMT-1603",
    (
        "数量或重量为{given}，应大于0。",
        "The quantity or weight is {given}; it must exceed 0.",
    ),
    ("填写实际数量或重量。", "Write the real quantity or weight."),
)
NET_IS_WITHIN_GROSS = notice(
    "AMT-1621",
    (
        "“净重”{given}千克大于毛重{expected}千克。",
        "The net weight {given} kg exceeds the gross weight {expected} kg.",
    ),
    (
        "核对毛重和净重，净重不含包装。",
        "Check both weights; the net weight leaves the packing out.",
    ),
)
IS_ONE_PARCEL = notice(
    "AMT-1604",
    (
        "“件数”为{given}，应为{expected}。",
        "The packages are {given}; they must be {expected}.",
    ),
    (
        "填写1；分装多件的，按包裹分别报送。",
        "Write 1, and lodge every parcel of an order on papers of its own.",
    ),
)


def listed(desk: Desk[P], page: str, *paths: str) -> Check[Lodgement[P]]:
    """代码存在 Check that the entries are codes of a table of the rulebook."""
    table, parent = codes(page), PARENTS.get(page)
    is_listed = Demand(
        notice=TABLES[page],
        holds=lambda code: code in table or _has_parent(table, code, parent),
        told=lambda _, code: (code, _code_of(table, code)),
        of_codes=page not in SCATTERED,
    )
    return desk.every(is_listed, *paths)


def _has_parent(table: CodeTable, code: str, length: int | None) -> bool:
    if length is None or not (code.isascii() and code.isdigit()):
        return False
    return f"{code[:length]}00" in table and len(code) == length + 2


def _code_of(table: CodeTable, name: str) -> str:
    """Find the code of an entry that was written by its name."""
    return next((it.code for it in table if name in (it.chinese, it.english)), "")


IS_IN_YUAN = Demand(
    notice=IN_YUAN,
    holds=lambda currency: currency == YUAN,
    told=lambda _, currency: (currency, YUAN),
    of_codes=True,
)
SAYS_SOMETHING = Demand(
    notice=IS_MEANT,
    holds=lambda text: text.strip() not in PLACEHOLDERS,
    told=lambda _, text: (text, ""),
    at_once=lambda texts: PLACEHOLDERS.isdisjoint(map(str.strip, texts)),
)
IS_NARROW = Demand(
    notice=IS_HALF_WIDTH,
    holds=str.isascii,
    told=lambda field, text: (shown(field, text), shown(field, narrowed(text))),
    at_once=lambda texts: "".join(texts).isascii(),
)
IS_ZERO_OR_MORE = Demand(
    notice=IS_NOT_NEGATIVE,
    holds=ZERO.__le__,
    told=lambda _, amount: (say(amount), "0"),
    at_once=lambda amounts: min(amounts, default=ZERO) >= ZERO,
)
IS_MORE_THAN_ZERO = Demand(
    notice=IS_POSITIVE,
    holds=ZERO.__lt__,
    told=lambda _, quantity: (say(quantity), ""),
    at_once=lambda quantities: not quantities or min(quantities) > ZERO,
)
IS_A_SINGLE_ONE = Demand(
    notice=IS_ONE_PARCEL,
    holds=lambda packages: packages == ONE_PARCEL,
    told=lambda _, packages: (str(packages), str(ONE_PARCEL)),
    of_codes=True,
)


def narrowed(text: str) -> str:
    """Write full-width characters in half width."""
    return normalize("NFKC", text)


def in_yuan(desk: Desk[P], *paths: str) -> Check[Lodgement[P]]:
    """币制 Check that every import paper is in yuan."""
    return desk.every(IS_IN_YUAN, *paths)


def meant(desk: Desk[P], *paths: str) -> Check[Lodgement[P]]:
    """实填 Check that names and addresses are not words that stand for nothing."""
    return desk.every(SAYS_SOMETHING, *paths)


def half_width(desk: Desk[P], *paths: str) -> Check[Lodgement[P]]:
    """半角 Check that numbers, codes and telephones are half-width characters."""
    return desk.every(IS_NARROW, *paths)


def not_negative(desk: Desk[P], *paths: str) -> Check[Lodgement[P]]:
    """金额 Check that amounts are zero or more; gifts cost nothing."""
    return desk.every(IS_ZERO_OR_MORE, *paths)


def positive(desk: Desk[P], *paths: str) -> Check[Lodgement[P]]:
    """数量与重量 Check that quantities and weights are more than nothing."""
    return desk.every(IS_MORE_THAN_ZERO, *paths)


def one_parcel(desk: Desk[P]) -> Check[Lodgement[P]]:
    """一单一件 Check that a paper is about one parcel."""
    return desk.every(IS_A_SINGLE_ONE, "packages")


def net_within_gross(desk: Desk[P]) -> Check[Lodgement[P]]:
    """净重 Check that the goods alone weigh no more than with their packing."""
    weights = ("net_weight_kg", "gross_weight_kg")
    read = attrgetter(*weights)

    def is_within(lodgement: Lodgement[P]) -> Iterator[Difference]:
        net, gross = read(lodgement.paper)
        if net > gross:
            place, against = map(desk.place, weights)
            yield Difference(place, say(net), say(gross), against)

    def is_lighter(lodgement: Lodgement[P]) -> bool:
        net, gross = read(lodgement.paper)
        return bool(net <= gross)

    def are_lighter(lodgements: Sequence[Lodgement[P]]) -> bool:
        weighed = [read(it.paper) for it in lodgements]
        lighter = [net <= gross for net, gross in weighed]
        return all(lighter)

    look = Look(is_lighter, are_lighter)
    return replace(desk.check(NET_IS_WITHIN_GROSS, is_within, *weights), look=look)
