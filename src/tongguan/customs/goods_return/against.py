"""What a return must be beside its list: released, in time, and no more than it was."""

from collections.abc import Iterator
from dataclasses import replace

from tongguan.customs.cancellation.against import (
    agrees_with_its_list,
    bound,
    names_a_list,
)
from tongguan.customs.declaration.lifecycle import DeclarationState
from tongguan.customs.duty.deadlines import return_deadlines
from tongguan.customs.goods_return.model import Returning, review
from tongguan.customs.goods_return.rules import GOODS_RETURN, PARAMETERS
from tongguan.kit.checks import (
    Check,
    Clause,
    Difference,
    Notice,
    Place,
    Severity,
)
from tongguan.kit.desk import SPECIFICATION, say
from tongguan.trade.money import in_yuan
from tongguan.trade.papers import Paper

GACC_2020_45 = Clause("海关总署公告2020年第45号")
OPEN = {DeclarationState.RELEASED, DeclarationState.CLEARED}
QUANTITY = "lines.quantity"
NOT_RELEASED = Notice(
    code="STA-1821",
    chinese="清单的状态为“{given}”，只有已放行的清单可以退货。",
    english="The list is {given}; only what is released can be returned.",
    clause=GACC_2020_45,
    remedy=(
        "改报撤销申请单（CEB623）；已全部退货的，停止报送。",
        "Apply to cancel it before its release (CEB623); once all is back, do nothing.",
    ),
)
TOO_LATE = Notice(
    code="STA-1822",
    chinese="申请日期{given}晚于退货申请期限{expected}。",
    english="The return is applied for on {given}, after the last day, {expected}.",
    clause=GACC_2020_45,
    remedy=(
        "由销售企业与订购人自行处理；超过期限的，不核减税款和额度。",
        "Settle it with the buyer; after that day tax and allowance stay as they are.",
    ),
)
NO_SUCH_LINE = Notice(
    code="STA-1823",
    chinese="原清单中没有序号和商品编码为“{given}”的商品。",
    english="The list has no goods item with number and code {given}.",
    clause=SPECIFICATION,
    remedy=(
        "按原清单表体填写序号和商品编码。",
        "Write number and code of the goods item as on the list.",
    ),
)
OTHER_ARTICLE = Notice(
    code="STA-1824",
    chinese="退货商品填为“{given}”，原清单为“{expected}”。",
    english="The returned goods are given as {given}; the list says {expected}.",
    clause=GACC_2020_45,
    remedy=(
        "按原清单填写品名和计量单位；退回的应为原清单商品。",
        "Write name and unit as the list does; only its goods come back.",
    ),
)
TOO_MUCH = Notice(
    code="STA-1825",
    chinese="退货数量{given}多于可退数量{expected}。",
    english="{given} are to come back; only {expected} still can.",
    clause=GACC_2020_45,
    remedy=(
        "减少退货数量，不超过原清单数量减去已退数量。",
        "Write no more than the list has, less what has come back already.",
    ),
)
WORTH_A_LOOK = Notice(
    code="STA-1826",
    chinese="退货价值{given}元达到{expected}元，由海关人工审核。",
    english="The return is worth {given} yuan, {expected} or more: an officer reviews.",
    clause=Clause("本系统布控参数", confirmed=False),
    remedy=("等待审核结果。", "Wait for the outcome of the review."),
    severity=Severity.HOLD,
)


def is_released(asked: Returning) -> Iterator[Difference]:
    """Ask that the list is released and has not come back."""
    if asked.known and asked.state not in OPEN:
        yield Difference(GOODS_RETURN.place("list_number"), asked.state)


def is_in_time(asked: Returning) -> Iterator[Difference]:
    """Ask that the return is applied for within the days after the release."""
    if asked.known is None or asked.released_on is None:
        return
    last = return_deadlines(asked.released_on).apply_by
    if asked.on > last:
        place = GOODS_RETURN.place("heading.reported_at")
        yield Difference(place, asked.on.isoformat(), last.isoformat())


def names_its_lines(asked: Returning) -> Iterator[Difference]:
    """Ask that number and code of every line are those of a line of the list."""
    if asked.known is None:
        return
    for number, one in enumerate(asked.application.lines, start=1):
        line = asked.line_of(one)
        if line is None or line.hs_code != one.hs_code:
            said = f"{one.number} {one.hs_code}"
            yield Difference(GOODS_RETURN.place("lines.hs_code", number), said)


def is_what_was_listed(asked: Returning) -> Iterator[Difference]:
    """Ask that name and unit are those of the list."""
    for number, one in enumerate(asked.application.lines, start=1):
        line = asked.line_of(one)
        for entry in ("name", "unit") if line else ():
            said, meant = getattr(one, entry), getattr(line, entry)
            if said != meant:
                against = Place(Paper.DECLARATION, f"lines.{entry}", one.number)
                place = GOODS_RETURN.place(f"lines.{entry}", number)
                yield Difference(place, said, meant, against)


def is_no_more_than_is_left(asked: Returning) -> Iterator[Difference]:
    """Ask that no more comes back than was listed, less what came back before."""
    for number, one in enumerate(asked.application.lines, start=1):
        line = asked.line_of(one)
        if line and one.quantity > (left := asked.left_of(line)):
            place = GOODS_RETURN.place(QUANTITY, number)
            yield Difference(place, say(one.quantity), say(left))


def is_worth_little(asked: Returning) -> Iterator[Difference]:
    """Ask that the return is worth less than what an officer looks at."""
    worth = in_yuan(sum(one.undone.price for one in asked.effects()))
    limit = review().on(asked.on).says.worth_from
    if worth >= limit:
        yield Difference(GOODS_RETURN.place(QUANTITY), say(worth), say(limit))


IN_TIME = bound(
    GOODS_RETURN, TOO_LATE, is_in_time, "heading.reported_at", receipt="-625004"
)
RETURNABLE: tuple[Check[Returning], ...] = (
    names_a_list(GOODS_RETURN, "-625204"),
    agrees_with_its_list(GOODS_RETURN, "-625001"),
    bound(GOODS_RETURN, NOT_RELEASED, is_released, "list_number", receipt="-625022"),
    bound(
        GOODS_RETURN,
        NO_SUCH_LINE,
        names_its_lines,
        *("lines.number", "lines.hs_code"),
        receipt="-625209",
    ),
    bound(
        GOODS_RETURN,
        OTHER_ARTICLE,
        is_what_was_listed,
        *("lines.name", "lines.unit"),
        receipt="-625012",
    ),
    bound(
        GOODS_RETURN, TOO_MUCH, is_no_more_than_is_left, QUANTITY, receipt=PARAMETERS
    ),
)
REVIEWED: tuple[Check[Returning], ...] = (
    Check(
        replace(WORTH_A_LOOK, receipt="1200"),
        is_worth_little,
        (GOODS_RETURN.place(QUANTITY),),
    ),
)
