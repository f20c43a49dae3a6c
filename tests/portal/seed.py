"""A small day at the window: one list for every outcome, and a page full of released.

Run in the home a test or a developer chose; the times are those of the running day.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import reduce
from typing import Any

from tests import papers
from tongguan.finance.guarantee.rules import BOOK
from tongguan.journeys.intake import Arrival, take_in
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.waking import clear_batch
from tongguan.plumbing.clock import now
from tongguan.plumbing.database import transaction
from tongguan.plumbing.keys import keyring
from tongguan.trade.papers import AnyPaper, Dossier, Firm
from tongguan.trade.registry import FiledFirm, Role

OTHER_SELLER = Firm(code="3302969DS9", name="宁波东钱湖优选贸易有限公司")
FAMILY, GIVEN = "王李张刘陈杨赵黄周吴徐孙", "芳娜伟洋静帆磊敏涛霞明丽"
STREETS = ("文三路", "延安路", "庆春路", "凤起路", "学院路", "莫干山路")
GUARANTEE_FEN = 50_000_000
RELEASED = 64
SERIES = "20260704"  # with the tests' keys, none of these is drawn for examination


def buyer_number(serial: int) -> str:
    """An identity number nobody has: its birthday is a serial, its check is right."""
    stem = f"330106{1970 + serial % 30}{serial % 12 + 1:02d}{serial % 28 + 1:02d}"
    stem += f"{serial % 1000:03d}"
    total = sum(int(digit) * 2 ** (17 - i) for i, digit in enumerate(stem))
    return stem + "10X98765432"[total % 11]


def set_of(serial: int, at: datetime) -> Dossier:
    """The agreeing parcel of the other tests, for another buyer and another day."""
    name = FAMILY[serial % 12] + GIVEN[serial // 12 % 12]
    telephone = f"1385710{serial:04d}"
    address = f"浙江省杭州市西湖区{STREETS[serial % len(STREETS)]}{serial + 1}号"
    person = replace(
        papers.BUYER, name=name, id_number=buyer_number(serial), telephone=telephone
    )
    consignee = replace(
        papers.CONSIGNEE, name=name, telephone=telephone, address=address
    )
    order, payment = f"DD{SERIES}{serial:05d}", f"ZF{SERIES}{serial:05d}"
    waybill, whole = f"YD{SERIES}{serial:05d}", papers.AGREEING
    return Dossier(
        order=replace(
            whole.order,
            heading=heading(serial, 311, at),
            number=order,
            buyer=person,
            consignee=consignee,
            transaction=payment,
        ),
        payment=replace(
            whole.payment,
            heading=heading(serial, 411, at),
            transaction=payment,
            order_number=order,
            payer=person,
            paid_at=at - timedelta(hours=1),
        ),
        waybill=replace(
            whole.waybill,
            heading=heading(serial, 511, at),
            number=waybill,
            order_number=order,
            consignee=consignee,
        ),
        declaration=replace(
            whole.declaration,
            heading=heading(serial, 621, at),
            order_number=order,
            waybill_number=waybill,
            declared_on=at.date(),
            buyer=person,
            address=address,
            reference=f"QD{SERIES}{serial:05d}",
        ),
    )


def heading(serial: int, message: int, at: datetime) -> Any:
    guid = f"6B1F3E0A-0000-4000-{message:04d}-{serial:012d}"
    return replace(papers.heading(guid), reported_at=at)


def change(dossier: Dossier, path: str, **values: Any) -> Dossier:
    """Change entries of one paper of a set, `payment` or `payment.payer`."""
    names = path.split(".")
    chain = reduce(lambda got, name: [*got, getattr(got[-1], name)], names, [dossier])
    changed = replace(chain.pop(), **values)
    for name in reversed(names):
        changed = replace(chain.pop(), **{name: changed})
    return changed


def with_line(dossier: Dossier, **values: Any) -> Dossier:
    line = replace(dossier.declaration.lines[0], **values)
    return change(dossier, "declaration", lines=(line,))


def told_cases(at: datetime) -> Iterator[tuple[Dossier, str]]:
    """One set for every outcome, and the paper that is held back."""
    yield set_of(1, at), ""
    wrong = change(set_of(2, at), "payment", amount=Decimal("488.23"))
    yield change(wrong, "payment.payer", name="赵德柱", id_number=buyer_number(77)), ""
    dear = change(set_of(3, at), "declaration", freight=Decimal("12.00"))
    yield change(dear, "waybill", freight=Decimal("12.00")), ""
    yield with_line(set_of(4, at), statutory_quantity=Decimal("2.4")), ""
    yield set_of(5, at), "payment"
    yield with_line(set_of(6, at), hs_code="1901101099"), ""
    poor = change(set_of(7, at), "declaration", guarantor=papers.PLATFORM.code)
    yield poor, ""
    yield sold_by(set_of(8, at), OTHER_SELLER), ""


def sold_by(dossier: Dossier, seller: Firm) -> Dossier:
    dossier = change(dossier, "order", seller=seller)
    return change(
        dossier, "declaration", seller=seller, declarant=seller, guarantor=seller.code
    )


def arrivals(dossier: Dossier, without: str = "") -> list[Arrival]:
    seller = dossier.declaration.declarant.code
    sent: Sequence[tuple[str, str, AnyPaper]] = (
        ("order", papers.PLATFORM.code, dossier.order),
        ("payment", papers.PROVIDER.code, dossier.payment),
        ("waybill", papers.CARRIER.code, dossier.waybill),
        ("declaration", seller, dossier.declaration),
    )
    return [
        Arrival(message=number, sender=sender, papers=(paper,))
        for number, (kind, sender, paper) in enumerate(sent, start=1)
        if kind != without
    ]


def file_firms(rooms: Rooms, at: datetime) -> None:
    both = frozenset({Role.SELLER, Role.DECLARANT, Role.GUARANTOR})
    firms = [
        *papers.REGISTRY.values(),
        FiledFirm(code=OTHER_SELLER.code, name=OTHER_SELLER.name, roles=both),
        FiledFirm(
            code=papers.PLATFORM.code,
            name=papers.PLATFORM.name,
            roles=frozenset({Role.PLATFORM, Role.GUARANTOR}),
        ),
    ]
    for firm in firms:
        rooms.enterprises.file(firm, at.date())
    guarantors = {papers.SELLER.code, OTHER_SELLER.code}
    rooms.ledger.open(BOOK, dict.fromkeys(guarantors, GUARANTEE_FEN))


def fill(rooms: Rooms, at: datetime) -> None:
    """Walk every set through the window, the told cases last."""
    file_firms(rooms, at)
    for serial in range(RELEASED):
        earlier = at - timedelta(seconds=(RELEASED - serial) // 2)
        take_in(rooms, arrivals(set_of(100 + serial, at)), earlier)
        clear_batch(rooms, earlier, size=400)
    for dossier, without in told_cases(at):
        take_in(rooms, arrivals(dossier, without), at)
    clear_batch(rooms, at, size=400)
    for serial in range(3):
        rooms.inbox.put(papers.SELLER.code, f"<unread{serial}/>".encode(), at)


def main() -> None:
    with transaction() as connection:
        fill(Rooms.over(connection, keyring()), now().replace(microsecond=0))


if __name__ == "__main__":
    sys.exit(main())
