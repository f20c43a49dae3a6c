"""准入 Whether the goods of a list exist in the tariff and may come in by retail."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from tongguan.customs.filing.admission import (
    Admission,
    counted_in,
    counts_alike,
    goods_of,
    remarked,
)
from tongguan.customs.filing.model import PositiveList, Remark
from tongguan.kit.checks import (
    Check,
    Clause,
    Difference,
    Look,
    Severity,
    check,
    rests_on,
)
from tongguan.kit.desk import SPECIFICATION, say_plainly

PARAMETERS = "-621001"
REVIEW = "1200"
POSITIVE_LIST = Clause("跨境电子商务零售进口商品清单（财政部等8部门公告2022年第7号等）")
REMARKS = Clause("跨境电子商务零售进口商品清单备注", confirmed=False)
LAW = ("tariff", "printed_list", "declaration.declared_on")
Differences = Iterator[Difference]


def by_line(*fields: str) -> Callable[[Check[Admission]], Check[Admission]]:
    """Say on which entries of a goods item a check rests, under the law of the day."""
    entries = (f"declaration.lines.{field}" for field in ("hs_code", *fields))
    return rests_on(*LAW, "declaration.supervision_mode", *entries)


@by_line()
@check(
    "LST-2001",
    clause=POSITIVE_LIST,
    receipt=PARAMETERS,
    remedy=(
        "删除该商品后重新申报，或按一般贸易另行申报。",
        "Take the goods off the list, or declare them as general trade.",
    ),
)
def goods_may_be_listed(case: Admission) -> Differences:
    """商品编码{given}（{expected}）不在零售进口商品清单内。

    HS code {given} ({expected}) is not admitted to retail import.
    """
    listing = case.listing
    for place, line in goods_of(case):
        if listing.find(line.hs_code):
            continue
        if never := listing.find_never(line.hs_code):
            yield Difference(place, line.hs_code, f"{never.chinese} {never.english}")
        elif listing.complete:
            yield Difference(place, line.hs_code, line.name)


@by_line("statutory_unit")
@check(
    "REF-2011",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "改填税则规定的法定计量单位，并相应换算法定数量。",
        "Write the unit the tariff asks for, and convert the quantity to it.",
    ),
)
def first_unit_is_statutory(case: Admission) -> Differences:
    """“法定计量单位”为“{given}”，税则规定为“{expected}”。

    The statutory unit is {given}; the tariff counts the goods in {expected}.
    """
    for place, line, units in counted_in(case, "statutory_unit"):
        if not counts_alike(line.statutory_unit, units[0]):
            yield Difference(place, line.statutory_unit, units[0])


@by_line("second_unit")
@check(
    "REF-2012",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "填写税则规定的第二计量单位和第二数量。",
        "Give the second unit of the tariff, and the quantity in it.",
    ),
)
def second_unit_is_statutory(case: Admission) -> Differences:
    """“第二计量单位”为“{given}”，税则规定为“{expected}”。

    The second unit is {given}; the tariff counts the goods in {expected} as well.
    """
    for place, line, units in counted_in(case, "second_unit"):
        wanted = units[1:2]
        if wanted and not counts_alike(line.second_unit or "", wanted[0]):
            yield Difference(place, line.second_unit or "", wanted[0])


@by_line()
@check(
    "LST-2002",
    clause=REMARKS,
    receipt=PARAMETERS,
    remedy=(
        "改用清单备注许可的监管方式申报，或按一般贸易申报。",
        "Declare under a mode the remark admits, or as general trade.",
    ),
)
def mode_suits_the_remark(case: Admission) -> Differences:
    """监管方式“{given}”不符合清单备注，该商品仅限{expected}。

    Mode {given} does not suit the remark: the goods come in under {expected} only.
    """
    mode = case.declaration.supervision_mode
    for place, _, listing in remarked(case, Remark.MODE):
        if mode not in listing.parameter.split("|"):
            yield Difference(place, mode, listing.parameter)


def is_unlimited(case: Admission) -> bool:
    """Tell at once that no goods item may have an amount for the year."""
    may_limit = case.listing.may_limit
    return not any(map(may_limit, [line.hs_code for line in case.declaration.lines]))


def are_unlimited(cases: Sequence[Admission]) -> bool:
    """Tell at once of many lists that no goods item may have such an amount."""
    named: dict[int, tuple[PositiveList, set[str]]] = {}
    for case in cases:
        listing = case.listing
        codes = named.setdefault(id(listing), (listing, set()))[1]
        codes.update([line.hs_code for line in case.declaration.lines])
    return not any(any(map(it.may_limit, codes)) for it, codes in named.values())


UNLIMITED = Look(is_unlimited, are_unlimited)


@check(
    "LST-2003",
    clause=REMARKS,
    receipt=PARAMETERS,
    remedy=(
        "减少数量至年度限量之内，或留待下一年度购买。",
        "Reduce the quantity to what the year still admits, or wait for the next.",
    ),
)
def amount_is_within_the_year(case: Admission) -> Differences:
    """订购人本年度累计{given}千克，超过清单备注的年度限量{expected}千克。

    The buyer would reach {given} kg this year; the remark admits {expected} kg.
    """
    reached = dict(case.taken_this_year)
    for place, line, listing in remarked(case, Remark.YEARLY):
        limit, before = Decimal(listing.parameter), reached.get(listing.code, 0)
        after = reached[listing.code] = before + line.statutory_quantity
        if after > limit:
            yield Difference(place, say_plainly(after), say_plainly(limit))


@by_line()
@check(
    "REF-2013",
    clause=SPECIFICATION,
    receipt=REVIEW,
    severity=Severity.HOLD,
    remedy=(
        "核对商品编码；编码无误的，等待人工审核。",
        "Check the code; where it is right, wait for the review.",
    ),
)
def hs_code_is_loaded(case: Admission) -> Differences:
    """已载入的税则没有商品编码“{given}”，转人工审核。

    The tariff loaded here lacks HS code {given}, so an officer looks at it.
    """
    for place, line in goods_of(case):
        if case.tariff.find(line.hs_code) is None:
            yield Difference(place, line.hs_code)


@by_line("second_unit")
@check(
    "REF-2014",
    clause=SPECIFICATION,
    receipt=REVIEW,
    severity=Severity.HOLD,
    remedy=(
        "核对第二计量单位；税则没有规定的，留空后变更申报。",
        "Check the second unit; where the tariff has none, leave it out.",
    ),
)
def second_unit_is_loaded(case: Admission) -> Differences:
    """已载入的税则没有第二计量单位，现填“{given}”，转人工审核。

    The tariff loaded here has no second unit; {given} is given, so it is reviewed.
    """
    for place, line, units in counted_in(case, "second_unit"):
        if not units[1:] and line.second_unit:
            yield Difference(place, line.second_unit)


@by_line()
@check(
    "LST-2004",
    clause=POSITIVE_LIST,
    receipt=REVIEW,
    severity=Severity.HOLD,
    remedy=(
        "等待人工审核；可先对照清单公告全文核对该编码。",
        "Wait for the review, and compare the code with the printed notice.",
    ),
)
def listing_is_loaded(case: Admission) -> Differences:
    """清单只载入{expected}条，其中没有商品编码{given}，转人工审核。

    Of the list only {expected} lines are loaded, HS code {given} not among them.
    """
    listing = case.listing
    known = f"{listing.loaded}/{listing.lines}"
    for place, line in goods_of(case):
        found = listing.find(line.hs_code)
        unknown = not (found or listing.complete or listing.find_never(line.hs_code))
        if unknown or any(it.is_partial for it in found):
            yield Difference(place, line.hs_code, known)


@by_line("name")
@check(
    "LST-2005",
    clause=REMARKS,
    receipt=REVIEW,
    severity=Severity.HOLD,
    remedy=(
        "写明备注所限的用途，等待人工审核。",
        "Name the use the remark admits, and wait for the review.",
    ),
)
def name_suits_the_remark(case: Admission) -> Differences:
    """商品名称“{given}”看不出符合清单备注“{expected}”，转人工审核。

    The name {given} does not show that the remark is met: {expected}.
    """
    for place, line, listing in remarked(case, Remark.NAME):
        if not all(word in line.name for word in listing.parameter.split("|")):
            yield Difference(place, line.name, listing.chinese)


@by_line()
@check(
    "LST-2006",
    clause=REMARKS,
    receipt=REVIEW,
    severity=Severity.HOLD,
    remedy=(
        "等待人工审核；备齐商品不属于除外范围的说明。",
        "Wait for the review, and keep ready what shows the remark does not apply.",
    ),
)
def remark_needs_no_eye(case: Admission) -> Differences:
    """商品编码{given}的清单备注“{expected}”须人工核对，转人工审核。

    The remark on HS code {given} needs an officer's eye: {expected}.
    """
    for kind in (Remark.EXCLUSION, Remark.UNREAD):
        for place, line, listing in remarked(case, kind):
            yield Difference(place, line.hs_code, listing.chinese)


ADMISSION: tuple[Check[Admission], ...] = (
    goods_may_be_listed,
    first_unit_is_statutory,
    second_unit_is_statutory,
    mode_suits_the_remark,
    replace(amount_is_within_the_year, look=UNLIMITED),
    hs_code_is_loaded,
    second_unit_is_loaded,
    listing_is_loaded,
    name_suits_the_remark,
    remark_needs_no_eye,
)
