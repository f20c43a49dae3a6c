"""支付数据比对 What the raw data of a payment must agree with; and the terms of asking.

The findings are for an officer: none of them rejects or holds a paper by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tongguan.finance.payment_data.model import YUAN, Compared
from tongguan.kit.checks import Clause, Difference, Place, Severity, check
from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load
from tongguan.trade.papers import Paper

PAGE = "finance/payment_data.yaml"
CLAUSE = Clause("海关总署公告2018年第165号、第179号")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """核查条件 Whom risk asks about, how long a platform has, how often it is asked."""

    channels: tuple[str, ...]
    share_per_million: int
    looks_back_hours: int
    deadline_hours: int
    rests_seconds: tuple[str, ...]
    kept_years: int
    apart_hours: int


@cache
def terms() -> Dated[Terms]:
    """Return the terms of asking, by the day."""
    return load(PAGE, Terms)


@check(
    "PAY-4101",
    severity=Severity.NOTE,
    clause=CLAUSE,
    remedy=(
        "核对支付原始数据所属的订单，由电商平台重新上传。",
        "Upload the raw data of the order that was asked for.",
    ),
)
def names_the_order(compared: Compared) -> Iterator[Difference]:
    """支付原始数据列明的订单为{given}，未包含订单{expected}。

    The raw data name the orders {given}, and not {expected}.
    """
    if compared.order.number not in compared.proof.orders:
        given = "、".join(compared.proof.orders)
        yield Difference(Place(Paper.ORDER, "number"), given, compared.order.number)


@check(
    "PAY-4102",
    severity=Severity.NOTE,
    clause=CLAUSE,
    remedy=(
        "核对交易流水号和支付企业代码，由电商平台重新上传。",
        "Check the transaction and the payment firm, and upload again.",
    ),
)
def is_the_same_transaction(compared: Compared) -> Iterator[Difference]:
    """支付原始数据的交易为{given}，支付单为{expected}。

    The raw data are of the transaction {given}; the payment on file is {expected}.
    """
    proof, payment = compared.proof, compared.payment
    if payment is None:
        return
    given = (proof.provider_code, proof.transaction)
    wanted = (payment.provider.code, payment.transaction)
    if given != wanted:
        place = Place(Paper.PAYMENT, "transaction")
        yield Difference(place, " ".join(given), " ".join(wanted))


@check(
    "PAY-4103",
    severity=Severity.NOTE,
    clause=CLAUSE,
    remedy=(
        "核对交易金额和币制，由支付企业更正支付单或由电商平台重新上传。",
        "Correct the payment, or upload the raw data with the amount that was paid.",
    ),
)
def is_the_same_amount(compared: Compared) -> Iterator[Difference]:
    """支付原始数据的交易金额为{given}，申报的支付金额为{expected}。

    The raw data say that {given} was paid; the papers say {expected}.
    """
    proof, payment = compared.proof, compared.payment
    paid = payment.amount if payment else compared.order.paid
    if proof.currency != YUAN or proof.total != paid:
        place = Place(Paper.PAYMENT, "amount")
        yield Difference(
            place, f"{proof.total:.2f} {proof.currency}", f"{paid:.2f} {YUAN}"
        )


@check(
    "PAY-4104",
    severity=Severity.NOTE,
    clause=Clause(CLAUSE.text, confirmed=False),
    remedy=(
        "核对交易成功时间，由支付企业更正支付单或由电商平台重新上传。",
        "Correct the payment, or upload the raw data with the time of the trade.",
    ),
)
def is_of_the_same_time(compared: Compared) -> Iterator[Difference]:
    """支付原始数据的交易时间为{given}，支付单的支付时间为{expected}，相差过久。

    The trade was at {given}, the payment at {expected}: too far apart.
    """
    payment = compared.payment
    if payment and abs(compared.proof.traded_at - payment.paid_at) > compared.apart:
        yield Difference(
            Place(Paper.PAYMENT, "paid_at"),
            f"{compared.proof.traded_at:%Y-%m-%d %H:%M}",
            f"{payment.paid_at:%Y-%m-%d %H:%M}",
        )


@check(
    "PAY-4105",
    severity=Severity.NOTE,
    clause=CLAUSE,
    remedy=(
        "补充该商品的展示链接，由电商平台重新上传。",
        "Add the goods and the page they were sold on, and upload again.",
    ),
)
def names_the_goods(compared: Compared) -> Iterator[Difference]:
    """支付原始数据未列明订单商品“{expected}”。

    The raw data do not name the goods {expected} of the order.
    """
    for position, line in enumerate(compared.order.lines, start=1):
        if line.name not in compared.proof.goods:
            yield Difference(Place(Paper.ORDER, "name", position), "", line.name)


PAYMENT_DATA_CHECKS = (
    names_the_order,
    is_the_same_transaction,
    is_the_same_amount,
    is_of_the_same_time,
    names_the_goods,
)
