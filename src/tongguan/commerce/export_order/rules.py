"""What an export order must be on its own, before it meets its list."""

from collections.abc import Iterator

from tongguan.kit.checks import Check, Difference, check
from tongguan.kit.desk import SPECIFICATION, Desk, say, say_plainly
from tongguan.kit.entries import half_width, listed, meant, not_negative, positive
from tongguan.kit.lines import lines_add_up, numbered_on, numbered_once
from tongguan.kit.outbound import given, platform_filed
from tongguan.kit.parties import filed, sent_by
from tongguan.trade.exports import ExportOrder
from tongguan.trade.money import ZERO
from tongguan.trade.registry import Lodgement, Role

PARAMETERS = "-303001"
ORDER = Desk[ExportOrder]("export_order", PARAMETERS)


@check(
    "AMT-1613",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "使商品金额等于各商品项总价之和，运杂费另填。",
        "Make the goods value the sum of the line totals; freight stands apart.",
    ),
)
def goods_value_is_the_sum(lodgement: Lodgement[ExportOrder]) -> Iterator[Difference]:
    """“商品金额”为{given}，各商品项总价合计为{expected}。

    The goods value is {given}; the line totals add up to {expected}.
    """
    order = lodgement.paper
    total = sum((line.total for line in order.lines), ZERO)
    if order.goods_value != total:
        place = ORDER.place("goods_value")
        yield Difference(place, say(order.goods_value), say_plainly(total))


@check(
    "ENT-1522",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "改用同一币制填写订单表头和各商品项。",
        "Write the order and all its articles in one currency.",
    ),
)
def is_in_one_currency(lodgement: Lodgement[ExportOrder]) -> Iterator[Difference]:
    """商品项“币制”为“{given}”，订单币制为“{expected}”。

    An article is priced in currency {given}, the order in {expected}.
    """
    order = lodgement.paper
    for position, line in enumerate(order.lines, start=1):
        if line.currency != order.currency:
            place = ORDER.place("currency", position)
            against = ORDER.place("currency")
            yield Difference(place, line.currency, order.currency, against)


# fmt: off
EXPORT_ORDER_CHECKS: tuple[Check[Lodgement[ExportOrder]], ...] = (
    sent_by(ORDER, "platform.code", "seller.code"),
    given(ORDER, "platform.code", "seller.code", "lines.item_number"),
    *platform_filed(ORDER),
    *filed(ORDER, Role.SELLER, "seller.code", "seller.name"),
    numbered_once(ORDER),
    numbered_on(ORDER),
    listed(ORDER, "currencies", "currency", "lines.currency"),
    is_in_one_currency,
    listed(ORDER, "units", "lines.unit"),
    meant(ORDER, "number", "platform.name", "seller.name", "lines.name"),
    half_width(ORDER, "number", "seller.code"),
    positive(ORDER, "lines.quantity"),
    not_negative(ORDER, "goods_value", "freight", "lines.price", "lines.total"),
    lines_add_up(ORDER),
    goods_value_is_the_sum,
)
# fmt: on
