"""What a payment must be on its own, before it is held against its order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tongguan.kit.checks import Check, Difference, Look, check
from tongguan.kit.desk import SPECIFICATION, Desk
from tongguan.kit.entries import half_width, in_yuan, meant, not_negative
from tongguan.kit.parties import filed, identified, sent_by
from tongguan.trade.papers import Payment
from tongguan.trade.registry import Lodgement, Role

PARAMETERS = "-401009"
PAYMENT = Desk[Payment]("payment", PARAMETERS)


@check(
    "STA-1703",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "核对支付时间与报送时间，在支付完成之后报送。",
        "Check both times, and lodge the payment after it was made.",
    ),
)
def was_made_before_reported(lodgement: Lodgement[Payment]) -> Iterator[Difference]:
    """“支付时间”{given}晚于报送时间{expected}。

    The payment is dated {given}, after {expected} when it was reported.
    """
    payment = lodgement.paper
    if payment.paid_at > payment.heading.reported_at:
        yield Difference(
            PAYMENT.place("paid_at"),
            f"{payment.paid_at:%Y-%m-%d %H:%M:%S}",
            f"{payment.heading.reported_at:%Y-%m-%d %H:%M:%S}",
        )


def was_made(lodgement: Lodgement[Payment]) -> bool:
    """Tell at once whether the payment was made when it was reported."""
    payment = lodgement.paper
    return payment.paid_at <= payment.heading.reported_at


def were_made(lodgements: Sequence[Lodgement[Payment]]) -> bool:
    """Tell at once of many payments whether they were made when reported."""
    papers = [it.paper for it in lodgements]
    made = [it.paid_at <= it.heading.reported_at for it in papers]
    return all(made)


WAS_MADE = Look(was_made, were_made)


PAYMENT_CHECKS: tuple[Check[Lodgement[Payment]], ...] = (
    sent_by(PAYMENT, "provider.code"),
    *filed(PAYMENT, Role.PAYMENT, "provider.code", "provider.name"),
    *filed(PAYMENT, Role.PLATFORM, "platform.code", "platform.name"),
    *identified(PAYMENT, "payer"),
    in_yuan(PAYMENT, "currency"),
    meant(PAYMENT, "payer.name"),
    half_width(
        PAYMENT,
        "transaction",
        "order_number",
        "provider.code",
        "platform.code",
        "payer.telephone",
    ),
    not_negative(PAYMENT, "amount"),
    replace(was_made_before_reported, look=WAS_MADE),
)
