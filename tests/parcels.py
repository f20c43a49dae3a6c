"""Parcels of the sandbox: the four agreeing papers of any serial number."""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from tests.papers import AGREEING, BUYER, CONSIGNEE
from tongguan.trade.papers import Dossier, Firm

PLATFORM = Firm(code="1100PF0001", name="测试平台")
SELLER = Firm(code="1100EC0001", name="测试电商有限公司")
PROVIDER = Firm(code="1100PY0001", name="测试支付有限公司")
CARRIER = Firm(code="1100LG0001", name="测试物流有限公司")
OPERATOR = Firm(code="1100WH0001", name="测试保税仓储有限公司")


def id_number(person: int) -> str:
    """Return an identity number nobody has, with the right last character."""
    stem = f"330106{1970 + person % 30}{person % 12 + 1:02d}{person % 28 + 1:02d}"
    stem += f"{person % 1000:03d}"
    total = sum(int(digit) * 2 ** (17 - i) for i, digit in enumerate(stem))
    return stem + "10X98765432"[total % 11]


def parcel(serial: int, *, person: int | None = None, tins: int = 2) -> Dossier:
    """Return the papers of one parcel that agree: so many tins for one person."""
    who = serial if person is None else person
    buyer = replace(
        BUYER,
        name=f"李晓{chr(0x6881 + who % 500)}",
        id_number=id_number(who),
        telephone=f"138{57_100_000 + who:08d}",
    )
    consignee = replace(
        CONSIGNEE,
        name=buyer.name,
        telephone=buyer.telephone,
        address=f"浙江省杭州市西湖区文三路{who + 1}号",
    )
    number, transaction, waybill = (
        f"{prefix}{serial:08d}" for prefix in ("TD", "TF", "TY")
    )
    order, payment, bill, listed = agreeing(tins)
    return Dossier(
        order=replace(
            order,
            **named(serial, 311, number=number, transaction=transaction),
            buyer=buyer,
            consignee=consignee,
        ),
        payment=replace(
            payment,
            **named(serial, 411, transaction=transaction, order_number=number),
            payer=buyer,
        ),
        waybill=replace(
            bill,
            **named(serial, 511, number=waybill, order_number=number),
            consignee=replace(consignee, district=None),  # the message has no room
        ),
        declaration=replace(
            listed,
            **named(serial, 621, order_number=number, waybill_number=waybill),
            buyer=buyer,
            address=consignee.address,
            reference=f"TQ{serial:08d}",
        ),
    )


def named(serial: int, message: int, **numbers: str) -> dict[str, Any]:
    """Return the numbers a paper of one parcel has."""
    guid = str(UUID(int=serial << 16 | message)).upper()
    return {"heading": replace(AGREEING.order.heading, guid=guid), **numbers}


def agreeing(tins: int) -> tuple[Any, Any, Any, Any]:
    """Return the four papers of a parcel of so many tins, between sandbox firms."""
    times = Decimal(tins) / 2
    goods, weight = 476 * times, Decimal("2.30") * times
    tax = ((goods + 10) * Decimal("0.091")).quantize(Decimal("0.01"))
    paid = goods + 10 + tax - 5
    amounts = {"quantity": Decimal(tins), "total": goods}
    item, line = AGREEING.order.lines[0], AGREEING.declaration.lines[0]
    order = replace(
        AGREEING.order,
        platform=PLATFORM,
        seller=SELLER,
        goods_value=goods,
        tax_withheld=tax,
        paid=paid,
        lines=(replace(item, **amounts),),
        provider_code=PROVIDER.code,
        provider_name=PROVIDER.name,
    )
    listed = replace(
        AGREEING.declaration,
        platform=PLATFORM,
        seller=SELLER,
        carrier=CARRIER,
        guarantor=SELLER.code,
        declarant=SELLER,
        zone_operator_code=OPERATOR.code,
        zone_operator_name=OPERATOR.name,
        gross_weight_kg=weight,
        net_weight_kg=Decimal("1.80") * times,
        lines=(replace(line, statutory_quantity=Decimal("0.9") * tins, **amounts),),
    )
    payment = replace(
        AGREEING.payment, provider=PROVIDER, platform=PLATFORM, amount=paid
    )
    waybill = replace(AGREEING.waybill, carrier=CARRIER, gross_weight_kg=weight)
    return order, payment, waybill, listed
