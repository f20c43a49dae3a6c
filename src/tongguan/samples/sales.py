"""出口货物 One export sale and its papers: order, proceeds, waybill, list."""

from dataclasses import dataclass
from decimal import Decimal

from tongguan.samples.press import Press, firm
from tongguan.trade.exports import (
    ExportDeclaration,
    ExportLine,
    ExportOrder,
    ExportOrderLine,
    ExportWaybill,
    Proceeds,
)
from tongguan.trade.papers import Firm

OFFICE, BORDER = "4613", "4604"
AIR, CARTON, TOTAL_AMOUNT = "5", "2", "3"
AMERICA, LOS_ANGELES = "502", "3154"
DOLLAR, YUAN, PIECE, KILOGRAM = "502", "142", "011", "035"
SHIRT, NAME, MODEL = "6109100021", "男式针织T恤衫", "针织；全棉；男式；无品牌"
PROVIDER = "91990100MA10PY1A61"
NET_KG, PACKING_KG = Decimal("0.2"), Decimal("0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """一笔出口 So many shirts at a price, under which mode, by whom, to whom."""

    stem: str
    kind: str
    mode: str
    quantity: int
    price: Decimal
    currency: str
    platform: Firm
    seller: Firm
    carrier: Firm
    declarant: Firm

    @property
    def worth(self) -> Decimal:
        """The price of all the shirts."""
        return self.price * self.quantity

    @property
    def net_kg(self) -> Decimal:
        """What the shirts weigh."""
        return NET_KG * self.quantity

    @property
    def gross_kg(self) -> Decimal:
        """What they weigh in their packing."""
        return self.net_kg + PACKING_KG


def to_a_consumer(press: Press) -> Sale:
    """Sell a few shirts to a consumer abroad."""
    return Sale(
        stem=press.stem(),
        kind="E",
        mode="9610",
        quantity=3,
        price=Decimal("12.50"),
        currency=DOLLAR,
        platform=firm("91990100MA10PT1A2P"),
        seller=firm("9901960S04"),
        carrier=firm("9901960L02"),
        declarant=firm("9901960D01"),
    )


def to_a_firm(press: Press) -> Sale:
    """Sell many shirts to a firm abroad, whose platform has no code here."""
    return Sale(
        stem=press.stem(),
        kind="B",
        mode="9710",
        quantity=200,
        price=Decimal("18.00"),
        currency=YUAN,
        platform=Firm(code="无", name="Seaside Wholesale LLC"),
        seller=firm("9901960S08"),
        carrier=firm("9901960L04"),
        declarant=firm("9901960D02"),
    )


def order(press: Press, sale: Sale) -> ExportOrder:
    """Return the order of a sale."""
    return ExportOrder(
        heading=press.heading(120),
        kind=sale.kind,
        number=f"CK{sale.stem}",
        platform=sale.platform,
        seller=sale.seller,
        goods_value=sale.worth,
        freight=Decimal(0),
        currency=sale.currency,
        lines=(
            ExportOrderLine(
                number=1,
                item_number="TX0001",
                name=NAME,
                unit=PIECE,
                currency=sale.currency,
                quantity=Decimal(sale.quantity),
                price=sale.price,
                total=sale.worth,
            ),
        ),
    )


def proceeds(press: Press, sale: Sale) -> Proceeds:
    """Return the money of a sale, as its provider reports it."""
    provider = firm(PROVIDER)
    return Proceeds(
        heading=press.heading(90),
        platform=sale.platform,
        seller=sale.seller,
        order_number=f"CK{sale.stem}",
        provider_name=provider.name,
        amount=sale.worth,
        currency=sale.currency,
        received_at=press.heading(100).reported_at,
        provider_code=provider.code,
        transaction=f"SK{sale.stem}",
    )


def waybill(press: Press, sale: Sale) -> ExportWaybill:
    """Return the waybill of a sale."""
    return ExportWaybill(
        heading=press.heading(60),
        carrier=sale.carrier,
        number=f"CY{sale.stem}",
        freight=Decimal(0),
        insurance=Decimal(0),
        currency=YUAN,
        gross_weight_kg=sale.gross_kg,
        packages=1,
        goods=NAME,
        seller_code=sale.seller.code,
        seller_name=sale.seller.name,
    )


def declaration(press: Press, sale: Sale) -> ExportDeclaration:
    """Return the list of a sale."""
    return ExportDeclaration(
        heading=press.heading(45),
        customs_office=OFFICE,
        platform=sale.platform,
        order_number=f"CK{sale.stem}",
        carrier=sale.carrier,
        waybill_number=f"CY{sale.stem}",
        reference=f"CQ{sale.stem}",
        direction="E",
        border_office=BORDER,
        leaves_on=press.at.date(),
        procedure="B",
        declarant=sale.declarant,
        seller=sale.seller,
        producer=sale.seller,
        supervision_mode=sale.mode,
        transport_mode=AIR,
        destination=AMERICA,
        destination_port=LOS_ANGELES,
        freight=Decimal(0),
        freight_currency=YUAN,
        freight_basis=TOTAL_AMOUNT,
        insurance=Decimal(0),
        insurance_currency=YUAN,
        insurance_basis=TOTAL_AMOUNT,
        package_type=CARTON,
        packages=1,
        gross_weight_kg=sale.gross_kg,
        net_weight_kg=sale.net_kg,
        lines=(_line(sale),),
    )


def _line(sale: Sale) -> ExportLine:
    return ExportLine(
        number=1,
        item_number="TX0001",
        hs_code=SHIRT,
        name=NAME,
        model=MODEL,
        barcode="无",
        destination=AMERICA,
        currency=sale.currency,
        quantity=Decimal(sale.quantity),
        statutory_quantity=Decimal(sale.quantity),
        unit=PIECE,
        statutory_unit=PIECE,
        price=sale.price,
        total=sale.worth,
        second_quantity=sale.net_kg,
        second_unit=KILOGRAM,
    )
