"""What an order must be on its own, before it is held against any other paper."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tongguan.kit.checks import Check, Difference, Look, check
from tongguan.kit.desk import SPECIFICATION, Desk, say, say_plainly
from tongguan.kit.entries import (
    half_width,
    in_yuan,
    listed,
    meant,
    not_negative,
    positive,
)
from tongguan.kit.lines import lines_add_up, numbered_on, numbered_once
from tongguan.kit.parties import filed, identified, sent_by
from tongguan.trade.money import ZERO
from tongguan.trade.papers import Order
from tongguan.trade.registry import Lodgement, Role

PARAMETERS = "-301008"
REPEATED_LINE = "-301002"
ORDER = Desk[Order]("order", PARAMETERS)


@check(
    "AMT-1611",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "使商品价格等于各商品项总价之和，赠品总价填0。",
        "Make the goods value the sum of the line totals; a gift's total is 0.",
    ),
)
def goods_value_is_the_sum(lodgement: Lodgement[Order]) -> Iterator[Difference]:
    """“商品价格”为{given}，各商品项总价合计为{expected}。

    The goods value is {given}; the line totals add up to {expected}.
    """
    order = lodgement.paper
    total = sum((line.total for line in order.lines), ZERO)
    if order.goods_value != total:
        place = ORDER.place("goods_value")
        yield Difference(place, say(order.goods_value), say_plainly(total))


@check(
    "AMT-1612",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "核对四项金额，使实际支付金额等于商品价格加运杂费加代扣税款减非现金抵扣金额。",
        "Make the amount paid goods value plus freight plus tax less discount.",
    ),
)
def paid_is_what_was_owed(lodgement: Lodgement[Order]) -> Iterator[Difference]:
    """“实际支付金额”为{given}，按商品价格、运杂费、税款和抵扣计算为{expected}。

    The amount paid is {given}; goods, freight, tax and discount make {expected}.
    """
    order = lodgement.paper
    owed = order.goods_value + order.freight + order.tax_withheld - order.discount
    if order.paid != owed:
        yield Difference(ORDER.place("paid"), say(order.paid), say_plainly(owed))


def adds_up(lodgement: Lodgement[Order]) -> bool:
    """Tell at once whether the goods and the amount paid are what they come to."""
    it = lodgement.paper
    owed = it.goods_value + it.freight + it.tax_withheld - it.discount
    return it.paid == owed and it.goods_value == sum([at.total for at in it.lines])


def all_add_up(lodgements: Sequence[Lodgement[Order]]) -> bool:
    """Tell at once of many orders whether they come to what they should."""
    orders = [it.paper for it in lodgements]
    sums = [sum([at.total for at in it.lines]) for it in orders]
    owed = [
        it.goods_value + it.freight + it.tax_withheld - it.discount for it in orders
    ]
    said = [it.goods_value for it in orders]
    return said == sums and [it.paid for it in orders] == owed


ADDS_UP = Look(adds_up, all_add_up)


ORDER_CHECKS: tuple[Check[Lodgement[Order]], ...] = (
    sent_by(ORDER, "platform.code", "seller.code"),
    *filed(ORDER, Role.PLATFORM, "platform.code", "platform.name"),
    *filed(ORDER, Role.SELLER, "seller.code", "seller.name"),
    *filed(ORDER, Role.PAYMENT, "provider_code", "provider_name"),
    *identified(ORDER, "buyer"),
    numbered_once(ORDER, REPEATED_LINE),
    numbered_on(ORDER),
    in_yuan(ORDER, "currency", "lines.currency"),
    listed(ORDER, "units", "lines.unit"),
    listed(ORDER, "countries", "lines.origin"),
    listed(ORDER, "admin_divisions", "consignee.district"),
    meant(
        ORDER,
        "buyer.name",
        "consignee.name",
        "consignee.address",
        "lines.name",
        "lines.model",
    ),
    half_width(
        ORDER,
        "number",
        "platform.code",
        "seller.code",
        "provider_code",
        "transaction",
        "buyer.telephone",
        "consignee.telephone",
    ),
    positive(ORDER, "lines.quantity"),
    not_negative(
        ORDER,
        "goods_value",
        "freight",
        "discount",
        "tax_withheld",
        "paid",
        "lines.price",
        "lines.total",
    ),
    lines_add_up(ORDER),
    replace(goods_value_is_the_sum, look=ADDS_UP),
    replace(paid_is_what_was_owed, look=ADDS_UP),
)
