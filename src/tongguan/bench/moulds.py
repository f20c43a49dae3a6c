"""模子 Sets of four papers cast once by the real writer, with places left open.

Working out and writing a set takes a millisecond. A mould is such a set whose numbers
and buyer are marks; each list poured into it costs microseconds and is, byte for byte,
what the writer would have written.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from operator import itemgetter
from random import Random

from tongguan.demo.faults import FAULTS, Fault
from tongguan.demo.letters import MODE
from tongguan.demo.papers import papers_of
from tongguan.demo.people import RESIDENT_CARD, Buyer, District, districts
from tongguan.demo.planting import Parcel
from tongguan.demo.purchases import Purchase, purchases
from tongguan.demo.zone import Zone
from tongguan.gateway.chinaport.catalogue import message_type_for, write_message
from tongguan.gateway.chinaport.messages import Transfer
from tongguan.trade.papers import AnyPaper, Consignee, Person

SMALL_YUAN = 450  # what one who buys eight times a day may spend at a time
DISTINCT = 100
MARKS = {
    "stem": "stemstemstem{:04d}",
    "order_guid": "00000000-0000-4000-A000-000000000001",
    "payment_guid": "00000000-0000-4000-A000-000000000002",
    "waybill_guid": "00000000-0000-4000-A000-000000000003",
    "list_guid": "00000000-0000-4000-A000-000000000004",
    "name": "某甲乙丙丁",
    "id_number": "99000100000000000X",
    "telephone": "10000000000",
    "address": "某地某路某号",
    "account": "account-account",
}
PLACES = tuple(MARKS)
GUIDS = PLACES[1:5]
OF_EACH_FAULT = 3
RUN = "00000000"
Values = tuple[bytes, ...]
ENTRY = re.compile(rb"<(ceb:(?:Order|Payment|Logistics|Inventory))>.*</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cast:
    """单证模 One paper with its open places, and who sends it in which message."""

    sender: str
    message_type: str
    text: bytes
    taken: Callable[[Values], Values]

    def pour(self, values: Values) -> bytes:
        """Fill the places, given in the order of PLACES."""
        return self.text % self.taken(values)


@dataclass(frozen=True, slots=True)
class Mould:
    """四单模 The papers of one purchase that are sent, and what is wrong with them.

    `district` begins every address poured into it; a `small` one may be bought often.
    """

    casts: tuple[Cast, ...]
    district: bytes
    fault: Fault | None
    small: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """报文框 What stands before and after the entries of a sender's messages."""

    before: bytes
    after: bytes

    def around(self, guid: bytes, entries: list[bytes]) -> bytes:
        """Write a message of these entries."""
        return self.before % guid + b"".join(entries) + self.after


def plain_faults() -> tuple[Fault, ...]:
    """Name the faults that lie in one set alone, and not in its buyer's number."""
    return tuple(
        it
        for it in FAULTS
        if not it.companions and not it.mangle and it.name != "identity_check_digit"
    )


class Foundry:
    """铸造 Casts moulds, and keeps the frames of the messages their papers go in."""

    def __init__(self, rng: Random, zone: Zone, at: datetime) -> None:
        self._rng = rng
        self._zone = zone
        self._drawn = purchases(rng, zone, run=RUN, at=at)
        self.frames: dict[tuple[str, str], Frame] = {}

    def moulds(self, count: int) -> Iterator[Mould]:
        """Cast so many moulds of what is right, and then some of every fault."""
        for number, purchase in enumerate(islice(self._drawn, count)):
            yield self._mould(purchase, number, None)
        for number, fault in enumerate(plain_faults() * OF_EACH_FAULT):
            yield self._mould(next(self._drawn), number, fault)

    def _mould(self, purchase: Purchase, number: int, fault: Fault | None) -> Mould:
        home = self._rng.choice(districts())
        order, payment, waybill, declaration = (MARKS[place] for place in GUIDS)
        purchase = replace(
            purchase,
            stem=MARKS["stem"].format(number % DISTINCT),
            guids=(order, payment, waybill, declaration),
            buyer=_marked(home),
        )
        if fault:
            (purchase,) = fault.arrange((purchase,))
        made = papers_of(purchase)
        dossier = fault.spoil(made.dossier) if fault else made.dossier
        parcel = Parcel(
            purchase=purchase, dossier=dossier, assessment=made.assessment, fault=fault
        )
        marks = (MARKS | {"stem": purchase.stem}).values()
        places = {mark.encode(): number for number, mark in enumerate(marks)}
        return Mould(
            casts=tuple(self._cast(*sent, places) for sent in parcel.papers()),
            district=home.name.encode(),
            fault=fault,
            small=purchase.goods_value <= SMALL_YUAN,
        )

    def _cast(self, sender: str, paper: AnyPaper, places: dict[bytes, int]) -> Cast:
        kind = message_type_for(paper)
        transfer = Transfer(
            code=sender,
            name=self._zone.names[sender],
            mode=MODE,
            address=self._zone.addresses[sender],
        )
        text = write_message(kind, [paper], transfer, "%b").replace(b"%", b"%%")
        found = ENTRY.search(text)
        assert found, "every message holds its entry"
        before = text[: found.start()].replace(b"%%b", b"%b")
        self.frames[sender, kind] = Frame(before, text[found.end() :])
        wanted = b"|".join(re.escape(mark) for mark in places)
        parts = re.split(b"(" + wanted + b")", found[0])
        return Cast(
            sender=sender,
            message_type=kind,
            text=b"%b".join(parts[::2]),
            taken=itemgetter(*(places[mark] for mark in parts[1::2])),
        )


def _marked(home: District) -> Buyer:
    """Make a buyer of marks who lives in a district."""
    name, telephone = MARKS["name"], MARKS["telephone"]
    return Buyer(
        person=Person(
            name=name,
            id_type=RESIDENT_CARD,
            id_number=MARKS["id_number"],
            telephone=telephone,
        ),
        consignee=Consignee(
            name=name,
            telephone=telephone,
            address=MARKS["address"],
            district=home.code,
        ),
        account=MARKS["account"],
    )
