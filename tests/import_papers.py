"""What follows a parcel: its delivery, its cancellation, its return, its arrival."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from tests.papers import NOON, heading
from tests.parcels import CARRIER, parcel
from tongguan.trade.import_papers import (
    Cancellation,
    DeliveryStatus,
    GoodsReturn,
    ReturnLine,
    StoredParcel,
    Warehousing,
)
from tongguan.trade.papers import Firm

SITE = Firm(code="1100ST0001", name="测试监管作业场所有限公司")
PARCEL = parcel(1)
LIST = PARCEL.declaration
LIST_NUMBER = "29002026I000000001"
DELIVERED = DeliveryStatus(
    heading=heading("6B1F3E0A-0000-4000-8000-000000000513"),
    carrier=CARRIER,
    waybill_number=PARCEL.waybill.number,
    event="S",
    happened_at=NOON - timedelta(hours=1),
)
CANCELLED = Cancellation(
    heading=heading("6B1F3E0A-0000-4000-8000-000000000623"),
    customs_office=LIST.customs_office,
    order_number=LIST.order_number,
    platform=LIST.platform,
    seller=LIST.seller,
    waybill_number=LIST.waybill_number,
    carrier=LIST.carrier,
    list_number=LIST_NUMBER,
    buyer=LIST.buyer,
    declarant=LIST.declarant,
    reason="订购人取消订单",
    reference="CX20261020001",
)
RETURNED = GoodsReturn(
    **{
        name: getattr(CANCELLED, name)
        for name in (
            *("customs_office", "order_number", "platform", "seller", "buyer"),
            *("waybill_number", "carrier", "list_number", "declarant"),
        )
    },
    heading=heading("6B1F3E0A-0000-4000-8000-000000000625"),
    reason="订购人七日内退货",
    reference="TH20261020001",
    lines=(
        ReturnLine(
            number=1,
            hs_code=LIST.lines[0].hs_code,
            name=LIST.lines[0].name,
            quantity=Decimal(1),
            unit=LIST.lines[0].unit,
        ),
    ),
)
STORED = Warehousing(
    heading=heading("6B1F3E0A-0000-4000-8000-000000000711"),
    customs_office="2900",
    operator=SITE,
    direction="I",
    transport_mode="5",
    conveyance="CA8888",
    voyage="CA8888/20261020",
    transport_document="99912345678",
    carrier=CARRIER,
    lines=(
        StoredParcel(number=1, waybill_number="TY00000001"),
        StoredParcel(number=2, waybill_number="TY00000002"),
    ),
    reference="RK20261020001",
)
FOLLOWING = (DELIVERED, CANCELLED, RETURNED, STORED)


def without_reference(paper: Cancellation) -> Cancellation:
    """Leave out what the schema lets be left out: the sender's own number."""
    return replace(paper, reference=None)
