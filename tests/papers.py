"""The four papers of one agreeing parcel: two tins of infant formula, bonded retail."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from tongguan.trade.papers import (
    Action,
    AnyPaper,
    Consignee,
    Declaration,
    Dossier,
    Firm,
    GoodsLine,
    Heading,
    Order,
    OrderLine,
    Payment,
    Person,
    Waybill,
)
from tongguan.trade.registry import FiledFirm, Lodgement, Role

DAY = date(2026, 10, 20)
NOON = datetime(2026, 10, 20, 12, 0, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
PLATFORM = Firm(code="3301969PT1", name="杭州海购电子商务有限公司")
SELLER = Firm(code="3301969DS2", name="杭州西子跨境贸易有限公司")
PROVIDER = Firm(code="3101969ZF3", name="上海通付支付有限公司")
CARRIER = Firm(code="3301969WL4", name="浙江捷达物流有限公司")
OPERATOR = Firm(code="3301969CC5", name="杭州下沙保税仓储有限公司")
# fmt: off
BUYER = Person(
    name="李晓梅", id_type="1", id_number="330106199003071228",
    telephone="13805710001",
)
CONSIGNEE = Consignee(
    name="李晓梅", telephone="13805710001",
    address="浙江省杭州市西湖区文三路100号", district="330106",
)
R = Role
FIRMS = (
    (PLATFORM, frozenset({R.PLATFORM})),
    (SELLER, frozenset({R.SELLER, R.DECLARANT, R.GUARANTOR})),
    (PROVIDER, frozenset({R.PAYMENT})),
    (CARRIER, frozenset({R.CARRIER})),
    (OPERATOR, frozenset({R.ZONE_OPERATOR})),
)
REGISTRY = {
    firm.code: FiledFirm(code=firm.code, name=firm.name, roles=roles)
    for firm, roles in FIRMS
}
TIN: dict[str, Any] = {
    "number": 1, "name": "婴儿配方奶粉1段", "model": "900g/罐", "unit": "122",
    "quantity": Decimal(2), "price": Decimal("238.00"), "total": Decimal("476.00"),
    "currency": "142", "origin": "309", "item_number": "SKU1901", "barcode": "无",
}


def heading(guid: str) -> Heading:
    return Heading(guid=guid, action=Action.NEW, reported_at=NOON, draft=False)


ORDER = Order(
    heading=heading("6B1F3E0A-0000-4000-8000-000000000311"), number="DD20261020001",
    platform=PLATFORM, seller=SELLER, goods_value=Decimal("476.00"),
    freight=Decimal("10.00"), discount=Decimal("5.00"), tax_withheld=Decimal("44.23"),
    paid=Decimal("525.23"), currency="142", account="lixiaomei", buyer=BUYER,
    consignee=CONSIGNEE, lines=(OrderLine(**TIN),), provider_code=PROVIDER.code,
    provider_name=PROVIDER.name, transaction="ZF20261020001",
)
PAYMENT = Payment(
    heading=heading("6B1F3E0A-0000-4000-8000-000000000411"), provider=PROVIDER,
    transaction="ZF20261020001", order_number="DD20261020001", platform=PLATFORM,
    payer=BUYER, amount=Decimal("525.23"), currency="142", paid_at=NOON,
)
WAYBILL = Waybill(
    heading=heading("6B1F3E0A-0000-4000-8000-000000000511"), carrier=CARRIER,
    number="YD20261020001", currency="142", gross_weight_kg=Decimal("2.30"),
    packages=1, consignee=CONSIGNEE, order_number="DD20261020001",
    freight=Decimal("10.00"), insurance=Decimal("0.00"), goods="婴儿配方奶粉",
)
DECLARATION = Declaration(
    heading=heading("6B1F3E0A-0000-4000-8000-000000000621"),
    order_number="DD20261020001", platform=PLATFORM, seller=SELLER,
    waybill_number="YD20261020001", carrier=CARRIER, guarantor=SELLER.code,
    direction="I", declared_on=DAY, customs_office="2900", border_office="2900",
    buyer=BUYER, address=CONSIGNEE.address, declarant=SELLER,
    supervision_mode="1210", transport_mode="Y", dispatched_from="142",
    freight=Decimal("10.00"), insurance=Decimal("0.00"), currency="142", packages=1,
    gross_weight_kg=Decimal("2.30"), net_weight_kg=Decimal("1.80"),
    lines=(GoodsLine(hs_code="1901101090", statutory_quantity=Decimal("1.8"),
                     statutory_unit="035", ledger_item="0001", **TIN),),
    reference="QD20261020001", ledger="L2900B000001", package_type="2",
    zone_operator_code=OPERATOR.code, zone_operator_name=OPERATOR.name,
)
AGREEING = Dossier(order=ORDER, payment=PAYMENT, waybill=WAYBILL,
                   declaration=DECLARATION)
# fmt: on


def lodged(paper: AnyPaper, sender: Firm, **changes: Any) -> Lodgement[Any]:
    facts = {"principals": frozenset({sender.code}), "day": DAY, "registry": REGISTRY}
    return Lodgement(paper=paper, sender=sender.code, **(facts | changes))
