"""演示单证 The four agreeing papers of a purchase, with the tax we would levy."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from tongguan.customs.duty.model import Assessment
from tongguan.customs.duty.rules import assess, from_declaration
from tongguan.demo.purchases import Bought, Purchase
from tongguan.trade.money import ZERO
from tongguan.trade.papers import (
    Action,
    Declaration,
    Dossier,
    GoodsLine,
    Heading,
    Order,
    OrderLine,
    Payment,
    Waybill,
)

YUAN = CHINA = "142"
PACKING_KG = Decimal("0.15")
KILOGRAM = "035"
CARTON = "2"
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """进境路线 How goods come in: mode, transport, the offices they pass."""

    mode: str
    transport_mode: str
    customs_office: str
    border_office: str


BONDED = Route(
    mode="1210", transport_mode="Y", customs_office="4612", border_office="4612"
)
DIRECT = Route(
    mode="9610", transport_mode="5", customs_office="4613", border_office="4604"
)


@dataclass(frozen=True, slots=True)
class Set:
    """一票四单 Four agreeing papers and what we would levy on them."""

    dossier: Dossier
    assessment: Assessment


def papers_of(purchase: Purchase) -> Set:
    """制单 Make the four papers of a purchase."""
    declaration = _declaration(purchase)
    assessment = assess(from_declaration(declaration, ZERO))
    order = _order(purchase, assessment.payable or ZERO)
    dossier = Dossier(
        order=order,
        payment=_payment(purchase, order),
        waybill=_waybill(purchase, declaration),
        declaration=declaration,
    )
    return Set(dossier, assessment)


@lru_cache(maxsize=64)
def _ago(at: datetime, hours: int) -> datetime:
    return at - timedelta(hours=hours)


def _heading(guid: str, at: datetime) -> Heading:
    return Heading(guid=guid, action=Action.NEW, reported_at=at, draft=False)


def _order(purchase: Purchase, tax: Decimal) -> Order:
    firms, buyer = purchase.parties, purchase.buyer
    freight = purchase.freight + purchase.insurance
    discount = min(purchase.discount, purchase.goods_value)
    return Order(
        heading=_heading(
            purchase.guids[0], _ago(purchase.at, purchase.hours_ago) + 5 * MINUTE
        ),
        number=purchase.order_number,
        platform=firms.platform,
        seller=firms.seller,
        goods_value=purchase.goods_value,
        freight=freight,
        discount=discount,
        tax_withheld=tax,
        paid=purchase.goods_value + freight + tax - discount,
        currency=YUAN,
        account=buyer.account,
        buyer=buyer.person,
        consignee=buyer.consignee,
        lines=tuple(
            _order_line(number, bought)
            for number, bought in enumerate(purchase.basket, start=1)
        ),
        provider_code=firms.provider.code,
        provider_name=firms.provider.name,
        transaction=f"ZF{purchase.stem}",
    )


def _order_line(number: int, bought: Bought) -> OrderLine:
    it = bought.article
    return OrderLine(
        number=number,
        name=it.name,
        model=it.model,
        unit=it.unit,
        quantity=Decimal(bought.quantity),
        price=bought.price,
        total=bought.total,
        currency=YUAN,
        origin=it.origin,
        item_number=it.item_number,
        barcode=it.barcode,
    )


def _payment(purchase: Purchase, order: Order) -> Payment:
    paid_at = _ago(purchase.at, purchase.hours_ago) + MINUTE
    return Payment(
        heading=_heading(purchase.guids[1], paid_at + 2 * MINUTE),
        provider=purchase.parties.provider,
        transaction=f"ZF{purchase.stem}",
        order_number=order.number,
        platform=order.platform,
        payer=order.buyer,
        amount=order.paid,
        currency=YUAN,
        paid_at=paid_at,
    )


def _waybill(purchase: Purchase, declaration: Declaration) -> Waybill:
    return Waybill(
        heading=_heading(purchase.guids[2], purchase.at - 30 * MINUTE),
        carrier=declaration.carrier,
        number=declaration.waybill_number,
        currency=YUAN,
        gross_weight_kg=declaration.gross_weight_kg,
        packages=1,
        consignee=purchase.buyer.consignee,
        order_number=declaration.order_number,
        transport_document=declaration.transport_document,
        freight=declaration.freight,
        insurance=declaration.insurance,
        goods="、".join(line.name for line in declaration.lines),
    )


def _declaration(purchase: Purchase) -> Declaration:
    firms, buyer = purchase.parties, purchase.buyer
    route = DIRECT if purchase.direct else BONDED
    net = sum((b.article.net_kg * b.quantity for b in purchase.basket), ZERO)
    return Declaration(
        heading=_heading(purchase.guids[3], purchase.at - 10 * MINUTE),
        order_number=purchase.order_number,
        platform=firms.platform,
        seller=firms.seller,
        waybill_number=f"YD{purchase.stem}",
        carrier=firms.carrier,
        guarantor=firms.declarant.code,
        direction="I",
        declared_on=purchase.at.date(),
        customs_office=route.customs_office,
        border_office=route.border_office,
        buyer=buyer.person,
        address=buyer.consignee.address,
        declarant=firms.declarant,
        supervision_mode=route.mode,
        transport_mode=route.transport_mode,
        freight=purchase.freight,
        insurance=purchase.insurance,
        currency=YUAN,
        packages=1,
        gross_weight_kg=net + PACKING_KG,
        net_weight_kg=net,
        lines=tuple(
            _goods_line(number, bought, direct=purchase.direct)
            for number, bought in enumerate(purchase.basket, start=1)
        ),
        reference=purchase.stem,
        package_type=CARTON,
        **(_by_air(purchase) if purchase.direct else _out_of_bond(purchase)),
    )


def _by_air(purchase: Purchase) -> dict[str, Any]:
    """Return what a direct purchase says beyond a bonded one."""
    flown = _ago(purchase.at, 1)
    return {
        "dispatched_from": purchase.basket[0].article.origin,
        "conveyance": "云汐航空货机",
        "voyage": f"YX{flown:%m%d}",
        "transport_document": f"990-{flown:%y%m%d}{purchase.stem[-2:]}",
    }


def _out_of_bond(purchase: Purchase) -> dict[str, Any]:
    """Return what goods out of a bonded warehouse say of it."""
    operator = purchase.parties.operator
    return {
        "dispatched_from": CHINA,
        "ledger": f"L{BONDED.customs_office}B26{operator.code[-4:]}",
        "zone_operator_code": operator.code,
        "zone_operator_name": operator.name,
    }


def _goods_line(number: int, bought: Bought, *, direct: bool) -> GoodsLine:
    it, quantity = bought.article, Decimal(bought.quantity)
    first, second = (*it.units, KILOGRAM, KILOGRAM)[:2]
    return GoodsLine(
        number=number,
        hs_code=it.hs_code,
        name=it.name,
        model=it.model,
        origin=it.origin,
        currency=YUAN,
        quantity=quantity,
        unit=it.unit,
        statutory_quantity=it.first * quantity,
        statutory_unit=first,
        price=bought.price,
        total=bought.total,
        second_quantity=None if it.second is None else it.second * quantity,
        second_unit=None if it.second is None else second,
        ledger_item=None if direct else it.ledger_item,
        item_number=it.item_number,
        item_name=it.name,
        barcode=it.barcode,
        trade_country=it.origin,
    )
