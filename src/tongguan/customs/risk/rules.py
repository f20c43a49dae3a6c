"""风险规则 What makes a parcel worth a second look, and the channel it then takes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from tongguan.customs.control.rules import CONTROLS
from tongguan.customs.risk.content import described
from tongguan.customs.risk.model import Suspect
from tongguan.kit.checks import (
    Check,
    Clause,
    Difference,
    Finding,
    Notice,
    Place,
    Severity,
    check,
    rests_on,
)
from tongguan.kit.desk import say, say_plainly
from tongguan.trade.masks import mask_address, mask_telephone
from tongguan.trade.papers import GoodsLine

REVIEW = "1200"
RETAIL_TAX = Clause("财关税〔2018〕49号", confirmed=False)
INSPECTION_POWER = Clause("《中华人民共和国海关法》第六条", confirmed=False)
PARAMETERS = Clause("本系统布控参数", confirmed=False)
DESCRIBED = ("model", "quantity", "statutory_unit", "statutory_quantity")
LOOK = (
    "核对订购人与订单，确认为个人自用后放行，否则退单。",
    "Check buyer and orders; release what is for personal use, reject the rest.",
)
OPEN = (
    "开箱核对商品、数量和净含量，记录查验结果。",
    "Open the parcel, check goods, quantity and content, and record the result.",
)


@check(
    "RSK-6001",
    clause=RETAIL_TAX,
    receipt=REVIEW,
    severity=Severity.HOLD,
    remedy=LOOK,
)
def order_is_not_split(suspect: Suspect) -> Iterator[Difference]:
    """同一订购人当日在同一店铺合计{given}元，超过单次限值{expected}元。

    The buyer's lists of the day from one shop make {given}, over {expected} at once.
    """
    before = suspect.facts.spent_same_shop_today
    if not before:
        return
    together, limit = before + suspect.value, suspect.single_limit
    if together > limit:
        place = Place("declaration", "lines")
        yield Difference(place, say_plainly(together), say_plainly(limit))


@check(
    "RSK-6002",
    clause=PARAMETERS,
    receipt=REVIEW,
    severity=Severity.HOLD,
    remedy=LOOK,
)
def telephone_is_personal(suspect: Suspect) -> Iterator[Difference]:
    """电话{given}已用于多名订购人（{expected}人起审核）。

    Telephone {given} serves several buyers; {expected} or more are looked at.
    """
    limit = suspect.parameters.buyers_on_telephone
    if suspect.facts.buyers_on_telephone >= limit:
        telephone = suspect.declaration.buyer.telephone or ""
        place = Place("declaration", "buyer.telephone")
        yield Difference(place, mask_telephone(telephone), str(limit))


@check(
    "RSK-6003",
    clause=PARAMETERS,
    receipt=REVIEW,
    severity=Severity.HOLD,
    remedy=LOOK,
)
def address_is_personal(suspect: Suspect) -> Iterator[Difference]:
    """地址{given}已用于多名订购人（{expected}人起审核）。

    Address {given} serves several buyers; {expected} or more are looked at.
    """
    limit = suspect.parameters.buyers_on_address
    if suspect.facts.buyers_on_address >= limit:
        address = mask_address(suspect.declaration.address)
        yield Difference(Place("declaration", "address"), address, str(limit))


@check(
    "RSK-6004",
    clause=PARAMETERS,
    receipt=REVIEW,
    severity=Severity.HOLD,
    remedy=LOOK,
)
def buys_at_a_personal_pace(suspect: Suspect) -> Iterator[Difference]:
    """同一订购人当日有{given}份清单（{expected}份起审核）。

    The buyer has {given} lists on this day; {expected} or more are looked at.
    """
    given, limit = suspect.facts.lists_same_day, suspect.parameters.lists_a_day
    if given >= limit:
        place = Place("declaration", "buyer.id_number")
        yield Difference(place, str(given), str(limit))


@rests_on(
    "declaration.declared_on",
    *(f"declaration.lines.{field}" for field in DESCRIBED),
)
@check(
    "RSK-6005",
    clause=INSPECTION_POWER,
    receipt=REVIEW,
    severity=Severity.EXAMINE,
    remedy=OPEN,
)
def content_is_as_described(suspect: Suspect) -> Iterator[Difference]:
    """“法定数量”为{given}，按规格型号净含量推算为{expected}。

    The statutory quantity is {given}; by the content in the model it is {expected}.
    """
    tolerance = suspect.parameters.content_tolerance
    for position, line in enumerate(suspect.declaration.lines, start=1):
        wanted = _described(line)
        if wanted is None:
            continue
        if abs(line.statutory_quantity - wanted) > wanted * tolerance:
            place = Place("declaration", "statutory_quantity", position)
            against = Place("declaration", "model", position)
            given = say(line.statutory_quantity)
            yield Difference(place, given, say_plainly(wanted), against)


@check(
    "RSK-6006",
    clause=INSPECTION_POWER,
    receipt=REVIEW,
    severity=Severity.EXAMINE,
    remedy=OPEN,
)
def is_not_drawn(suspect: Suspect) -> Iterator[Difference]:
    """随机抽中查验（抽取率{expected}）。

    Drawn at random for examination (share {expected}).
    """
    share = suspect.parameters.random_share
    if suspect.facts.draw < share:
        yield Difference(Place("declaration", "number"), "", say(share))


def is_ordinary(suspect: Suspect) -> bool:
    """Tell at once whether a parcel was not drawn and nothing is counted around it."""
    facts, limits = suspect.facts, suspect.parameters
    return (
        facts.draw >= limits.random_share
        and not facts.spent_same_shop_today
        and facts.buyers_on_telephone < limits.buyers_on_telephone
        and facts.buyers_on_address < limits.buyers_on_address
        and facts.lists_same_day < limits.lists_a_day
    )


SELECTIVITY: tuple[Check[Suspect], ...] = (
    content_is_as_described,
    *(
        replace(one, look=is_ordinary)
        for one in (
            is_not_drawn,
            order_is_not_split,
            telephone_is_personal,
            address_is_personal,
            buys_at_a_personal_pace,
        )
    ),
)
DISCREET = frozenset(
    one.notice.code for table in (SELECTIVITY, CONTROLS) for one in table
)
NEUTRAL = Notice(
    code="RSK-6000",
    chinese="本清单已按规定转海关审核，结果以后续回执为准。",
    english="The list has gone to customs for a closer look; a receipt will follow.",
    clause=INSPECTION_POWER,
    remedy=(
        "等待后续回执，无需重新申报；有异议的，向主管海关提出。",
        "Wait for the receipt, do not lodge again; object at the customs office.",
    ),
    receipt=REVIEW,
    severity=Severity.HOLD,
)


class Channel(StrEnum):
    """通道 How a parcel goes on."""

    RELEASE = "release"
    REVIEW = "review"
    EXAMINE = "examine"


def channel(findings: Iterable[Finding]) -> Channel:
    """通道 Choose the channel: an opened box before an officer's eye before release."""
    severities = {finding.severity for finding in findings}
    if Severity.EXAMINE in severities:
        return Channel.EXAMINE
    return Channel.REVIEW if Severity.HOLD in severities else Channel.RELEASE


def told(findings: Sequence[Finding]) -> list[Finding]:
    """告知 Say risk findings as a sender may read them: one neutral sentence."""
    plain = [finding for finding in findings if finding.code not in DISCREET]
    if len(plain) < len(findings):
        plain.append(Finding(NEUTRAL, Difference(Place("declaration", ""))))
    return plain


def _described(line: GoodsLine) -> Decimal | None:
    """Compute the statutory quantity the model text speaks of, where it speaks."""
    one = described(line.model, line.statutory_unit)
    return None if one is None else one * line.quantity
