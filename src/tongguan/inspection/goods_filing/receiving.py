"""备案受理 What may be wrong with an article that is to be put on file: pure."""

from collections.abc import Iterator

from tongguan.inspection.goods_filing.entries import entries
from tongguan.inspection.goods_filing.leave import (
    Obstacle,
    banned,
    marked_untested,
    outside_pilots,
    unlicensed,
    unpermitted,
)
from tongguan.inspection.goods_filing.lifecycle import GOODS
from tongguan.inspection.goods_filing.model import Filing
from tongguan.inspection.goods_filing.proposal import (
    Proposal,
    is_well_written,
    wanted,
)
from tongguan.inspection.goods_filing.rules import (
    FILING,
    controlled_goods_have_a_permit,
    goods_are_licensed,
    goods_are_not_banned,
    goods_are_within_a_pilot,
    untested_goods_may_be,
)
from tongguan.kit.checks import Check, Clause, Difference, Place, Severity, check
from tongguan.kit.identifiers import gtin
from tongguan.trade.goods import FilingMode, Listed

ARTICLE = "article"
POSITIVE_LIST = Clause("跨境电子商务零售进口商品清单（财政部等8部门公告2022年第7号等）")
GS1 = Clause("GB 12904《商品条码 零售商品编码与条码表示》")
IMPORTED = (FilingMode.DIRECT, FilingMode.BONDED)


def place(name: str) -> Place:
    """Point at an entry of the filing."""
    return Place(ARTICLE, name)


@check(
    "LST-2201",
    clause=FILING,
    remedy=("填写该栏目。", "Fill in this entry."),
)
def required_entries_are_filled(proposal: Proposal) -> Iterator[Difference]:
    """“{expected}”为该备案业务的必填栏目。

    This trade demands the entry: {expected}.
    """
    for name in proposal.required():
        if not proposal.said(name):
            entry = entries()[name]
            yield Difference(place(name), "", f"{entry.chinese} {entry.english}")


@check(
    "LST-2202",
    clause=FILING,
    remedy=(
        "按栏目要求改写。",
        "Write the entry as it is asked for.",
    ),
)
def entries_are_well_written(proposal: Proposal) -> Iterator[Difference]:
    """填写的“{given}”不符合栏目要求（{expected}）。

    What is written, {given}, is not what the entry asks for: {expected}.
    """
    for name in entries():
        text = proposal.said(name)
        if text and not is_well_written(name, text):
            yield Difference(place(name), text, wanted(name))


@check(
    "LST-2203",
    clause=GS1,
    remedy=(
        "核对条码；没有国际条码的留空。",
        "Check the barcode; leave it empty where there is none.",
    ),
)
def barcode_has_its_check_digit(proposal: Proposal) -> Iterator[Difference]:
    """条码“{given}”不是 GS1 商品条码（长度或校验位应为 {expected}）。

    Barcode {given} is no GTIN of GS1: its length or check digit should be {expected}.
    """
    code = proposal.said("barcode")
    flaw = gtin(code) if code.isdecimal() else None
    if flaw is not None:
        yield Difference(place("barcode"), code, flaw.expected)


@check(
    "LST-2204",
    clause=FILING,
    remedy=(
        "把截止日期改为生效日期当天或之后。",
        "Let it end on the day it begins, or later.",
    ),
)
def days_are_in_order(proposal: Proposal) -> Iterator[Difference]:
    """截止日期{given}早于生效日期{expected}。

    It ends on {given}, before it begins on {expected}.
    """
    begins, ends = proposal.begins, proposal.ends
    both = all(is_well_written("until", day) for day in (begins, ends))
    if both and ends < begins:
        yield Difference(place("until"), ends, begins)


@check(
    "LST-2205",
    clause=FILING,
    remedy=(
        "同时填写净含量和净含量单位，或都留空。",
        "Write both content and measure, or neither.",
    ),
)
def content_has_a_measure(proposal: Proposal) -> Iterator[Difference]:
    """净含量与净含量单位只填了一项（{given}）。

    Of content and measure only one is written: {given}.
    """
    content, measure = proposal.said("net_content"), proposal.said("measure")
    if bool(content) != bool(measure):
        missing = "measure" if content else "net_content"
        yield Difference(place(missing), content or measure)


@check(
    "LST-2206",
    clause=POSITIVE_LIST,
    remedy=(
        "核对商品编码；确不在清单内的，改按一般贸易进口。",
        "Check the code; goods that are not listed come in as general trade.",
    ),
)
def goods_are_listed(proposal: Proposal) -> Iterator[Difference]:
    """商品编码{given}不在{expected}的零售进口商品清单内。

    HS code {given} is not on the positive list of {expected}.
    """
    if proposal.mode in IMPORTED and proposal.listed is Listed.NO:
        day = proposal.day.isoformat()
        yield Difference(place("hs_code"), proposal.said("hs_code"), day)


@check(
    "LST-2207",
    clause=POSITIVE_LIST,
    severity=Severity.NOTE,
    remedy=(
        "对照清单公告全文核对该编码；申报时可能转人工审核。",
        "Compare the code with the printed notice; lists may be reviewed.",
    ),
)
def listing_is_certain(proposal: Proposal) -> Iterator[Difference]:
    """已载入的清单不能确定商品编码{given}在{expected}是否列入。

    The list loaded here can't say whether HS code {given} is listed on {expected}.
    """
    is_code = is_well_written("hs_code", proposal.said("hs_code"))
    if is_code and proposal.mode in IMPORTED and proposal.listed is Listed.UNSURE:
        day = proposal.day.isoformat()
        yield Difference(place("hs_code"), proposal.said("hs_code"), day)


@check(
    "LST-2208",
    clause=FILING,
    remedy=(
        "联系作出决定的一方恢复备案；注销的改用新货号备案。",
        "Have it resumed by whoever stopped it, or file another item number.",
    ),
)
def record_may_be_changed(proposal: Proposal) -> Iterator[Difference]:
    """货号{given}的备案现为“{expected}”，不能变更。

    The filing of article {given} is {expected} and can't be changed.
    """
    moves = GOODS.open_to(proposal.state, proposal.actor)
    if not {"file", "amend"} & set(moves):
        item = proposal.said("item_number")
        yield Difference(place("item_number"), item, proposal.state)


@check(
    "LST-2209",
    clause=FILING,
    remedy=("只保留每个货号的一行。", "Keep one row for each item number."),
)
def article_is_written_once(proposal: Proposal) -> Iterator[Difference]:
    """货号{given}在本文件中出现不止一次。

    Article {given} is in this file more than once.
    """
    if proposal.twice:
        yield Difference(place("item_number"), proposal.said("item_number"))


def told_at_filing(declared: Check[Filing], obstacle: Obstacle) -> Check[Proposal]:
    """Tell at filing what would be told when the goods are declared."""

    def stands_in_the_way(proposal: Proposal) -> Iterator[Difference]:
        asked = proposal.asked()
        if wanting := obstacle(asked):
            yield Difference(place("hs_code"), asked.hs_code, wanting)

    return Check(declared.notice, stands_in_the_way)


ENTRIES: tuple[Check[Proposal], ...] = (
    required_entries_are_filled,
    entries_are_well_written,
    barcode_has_its_check_digit,
    days_are_in_order,
    content_has_a_measure,
    goods_are_listed,
    listing_is_certain,
    record_may_be_changed,
    article_is_written_once,
)
RECEIVING: tuple[Check[Proposal], ...] = (
    *ENTRIES,
    told_at_filing(goods_are_not_banned, banned),
    told_at_filing(goods_are_licensed, unlicensed),
    told_at_filing(goods_are_within_a_pilot, outside_pilots),
    told_at_filing(controlled_goods_have_a_permit, unpermitted),
    told_at_filing(untested_goods_may_be, marked_untested),
)
