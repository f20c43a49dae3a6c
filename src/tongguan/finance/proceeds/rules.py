"""What a record of proceeds must be on its own."""

from collections.abc import Iterator

from tongguan.kit.checks import Check, Difference, check
from tongguan.kit.desk import SPECIFICATION, Desk
from tongguan.kit.entries import half_width, listed, meant, positive
from tongguan.kit.outbound import given, platform_filed
from tongguan.kit.parties import filed, sent_by
from tongguan.trade.exports import Proceeds
from tongguan.trade.registry import Lodgement, Role

PARAMETERS = "-403001"
PROCEEDS = Desk[Proceeds]("proceeds", PARAMETERS)
CASH = "现金支付"


@check(
    "ENT-1523",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "清空支付企业代码和支付交易编号；线上收款的，改填支付企业名称。",
        "Empty provider code and transaction for cash, or name the provider.",
    ),
)
def cash_has_no_provider(lodgement: Lodgement[Proceeds]) -> Iterator[Difference]:
    """支付企业名称为“{expected}”，却填有“{given}”。

    The money is said to be cash ({expected}), yet {given} is given.
    """
    paper = lodgement.paper
    if paper.provider_name.strip() == CASH:
        for field in ("provider_code", "transaction"):
            if told := getattr(paper, field):
                yield Difference(PROCEEDS.place(field), told, CASH)


@check(
    "STA-1704",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "核对到账时间与报送时间，在到账之后报送。",
        "Check both times, and report the money after it came in.",
    ),
)
def came_in_before_reported(lodgement: Lodgement[Proceeds]) -> Iterator[Difference]:
    """“到账时间”{given}晚于报送时间{expected}。

    The money is dated {given}, after {expected} when it was reported.
    """
    paper = lodgement.paper
    if paper.received_at > paper.heading.reported_at:
        yield Difference(
            PROCEEDS.place("received_at"),
            f"{paper.received_at:%Y-%m-%d %H:%M:%S}",
            f"{paper.heading.reported_at:%Y-%m-%d %H:%M:%S}",
        )


# fmt: off
PROCEEDS_CHECKS: tuple[Check[Lodgement[Proceeds]], ...] = (
    sent_by(PROCEEDS, "seller.code", "provider_code"),
    given(PROCEEDS, "platform.code", "seller.code"),
    *platform_filed(PROCEEDS),
    *filed(PROCEEDS, Role.SELLER, "seller.code", "seller.name"),
    *filed(PROCEEDS, Role.PAYMENT, "provider_code", "provider_name"),
    cash_has_no_provider,
    listed(PROCEEDS, "currencies", "currency"),
    meant(PROCEEDS, "order_number", "platform.name", "seller.name", "provider_name"),
    half_width(PROCEEDS, "order_number", "seller.code", "provider_code", "transaction"),
    positive(PROCEEDS, "amount"),
    came_in_before_reported,
)
# fmt: on
