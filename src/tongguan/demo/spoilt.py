"""弄错 Faults that are put into finished papers, or into the bytes of a message."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from tongguan.demo.papers import PACKING_KG
from tongguan.demo.people import invented_id
from tongguan.trade.papers import Dossier, GoodsLine, Person

STRANGER = Person(
    name="欧阳远山",
    id_type="1",
    id_number=invented_id("110101", date(1985, 5, 5)),
    telephone="13800000000",
)
ELSEWHERE = "浙江省杭州市西湖区望溪路1号云汐花园9幢101室"
TEN = Decimal(10)
RESERVED = "9899000000"
UNKNOWN = "3304999999"
CIGARETTES = "2402200000"
CASE = "120"
ORDER_NUMBER = b"<ceb:orderNo>"
END_OF_ORDER_NUMBER = b"</ceb:orderNo>"


def _on_list(dossier: Dossier, **entries: Any) -> Dossier:
    return replace(dossier, declaration=replace(dossier.declaration, **entries))


def _first_line(dossier: Dossier, **entries: Any) -> Dossier:
    first, *rest = dossier.declaration.lines
    return _on_list(dossier, lines=(replace(first, **entries), *rest))


def other_amount(dossier: Dossier) -> Dossier:
    """Pay ten yuan more than the order says."""
    payment = replace(dossier.payment, amount=dossier.payment.amount + TEN)
    return replace(dossier, payment=payment)


def other_payer(dossier: Dossier) -> Dossier:
    """Let a stranger pay."""
    return replace(dossier, payment=replace(dossier.payment, payer=STRANGER))


def line_too_many(dossier: Dossier) -> Dossier:
    """Declare the last goods item twice."""
    lines = dossier.declaration.lines
    again = replace(lines[-1], number=len(lines) + 1)
    return _on_list(dossier, lines=(*lines, again))


def other_price(dossier: Dossier) -> Dossier:
    """Declare the first goods item one yuan dearer a piece."""
    line: GoodsLine = dossier.declaration.lines[0]
    price = line.price + 1
    return _first_line(dossier, price=price, total=price * line.quantity)


def other_consignee(dossier: Dossier) -> Dossier:
    """Carry the parcel to a stranger."""
    to = replace(dossier.waybill.consignee, name=STRANGER.name)
    return replace(dossier, waybill=replace(dossier.waybill, consignee=to))


def other_address(dossier: Dossier) -> Dossier:
    """Carry the parcel to another address."""
    to = replace(dossier.waybill.consignee, address=ELSEWHERE)
    return replace(dossier, waybill=replace(dossier.waybill, consignee=to))


def wrong_sum(dossier: Dossier) -> Dossier:
    """Write an amount paid that the order's parts do not make, and pay it."""
    paid = dossier.order.paid + TEN
    return replace(
        dossier,
        order=replace(dossier.order, paid=paid),
        payment=replace(dossier.payment, amount=paid),
    )


def net_above_gross(dossier: Dossier) -> Dossier:
    """Declare more net than gross."""
    gross = dossier.declaration.gross_weight_kg
    return _on_list(dossier, net_weight_kg=gross + PACKING_KG)


def without_ledger(dossier: Dossier) -> Dossier:
    """Leave the bonded ledger out."""
    return _on_list(dossier, ledger=None)


def reserved_chapter(dossier: Dossier) -> Dossier:
    """Declare a code of a chapter that is kept free."""
    return _first_line(dossier, hs_code=RESERVED)


def unknown_code(dossier: Dossier) -> Dossier:
    """Declare a code that reads well but that the tariff does not have.

    No item number is given, so that nothing on file says what the code should be.
    """
    return _first_line(dossier, hs_code=UNKNOWN, item_number=None)


def cigarettes(dossier: Dossier) -> Dossier:
    """Declare cigarettes."""
    return _first_line(dossier, hs_code=CIGARETTES)


def other_unit(dossier: Dossier) -> Dossier:
    """Count the goods in cases where the tariff weighs them."""
    return _first_line(dossier, statutory_unit=CASE)


def other_content(dossier: Dossier) -> Dossier:
    """Declare three times the weight that the model speaks of, packing included."""
    line = dossier.declaration.lines[0]
    return _first_line(dossier, statutory_quantity=line.statutory_quantity * 3)


def without_order_number(data: bytes) -> bytes:
    """Cut the order number out of a message."""
    before, _, after = data.partition(ORDER_NUMBER)
    return before + after.partition(END_OF_ORDER_NUMBER)[2]


def in_dollars(data: bytes) -> bytes:
    """Write dollars where the standard fixes yuan."""
    return data.replace(b"<ceb:currency>142<", b"<ceb:currency>502<")
