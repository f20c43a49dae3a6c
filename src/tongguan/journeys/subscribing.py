"""订阅 Who else is told of a paper: subscribers a message names, and firms that asked.

A copy goes only to whom the paper is no secret: a firm it names, or one that holds a
mandate to receive from such a firm. What is asked for beyond that is told to the
sender as a note and refused; the paper itself takes no harm.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from msgspec import structs

from tongguan.commerce.enterprise.model import Act, Address, Mandate
from tongguan.commerce.enterprise.rules import readers_of
from tongguan.journeys.arrival import Arrival, Incoming, Wish
from tongguan.journeys.notices import NO_SCOPE, NOBODY_THERE, NOT_THEIRS
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.single import firms_named
from tongguan.kit.checks import Difference, Finding, Notice, Place
from tongguan.kit.fold import taking
from tongguan.kit.guids import new_guid
from tongguan.plumbing.outbox.store import DATA, Answer, Subscriber
from tongguan.trade.papers import AnyPaper

EVERYTHING, PAPERS, RECEIPTS = "ALL", "DATA", "RET"
SCOPES = (EVERYTHING, PAPERS, RECEIPTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheaf:
    """报文单证 What one message brings: its papers by index, and its wishes."""

    message: int
    message_type: str
    guid: str
    sender: str
    papers: Mapping[int, AnyPaper]
    wishes: tuple[Wish, ...] = ()


@dataclass(slots=True)
class Told:
    """抄送 Who is told: subscribers, copies of papers, and notes to the sender."""

    subscribers: set[Subscriber] = field(default_factory=set)
    copies: list[Answer] = field(default_factory=list)
    notes: dict[tuple[int, int], list[Finding]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """通讯录 Who is reached where, who receives for whom, and who asks for receipts."""

    homes: Mapping[str, Sequence[Address]]
    mandates: Mapping[str, Sequence[Mandate]]
    asking: frozenset[str]

    @classmethod
    def of(cls, rooms: Rooms, sheaves: Sequence[Sheaf], at: datetime) -> "Directory":
        """Look up everybody these messages may mean."""
        wishes = [wish for sheaf in sheaves for wish in sheaf.wishes]
        homes = rooms.enterprises.at_addresses({wish.address for wish in wishes})
        firms = {it.firm for held in homes.values() for it in held}
        named = {
            codes for sheaf in sheaves for codes in map(readers, sheaf.papers.values())
        }
        return cls(
            homes=homes,
            mandates=rooms.enterprises.mandates(firms, at.date()) if firms else {},
            asking=rooms.enterprises.asking(filter(None, chain(*named))),
        )

    def may_see(self, firm: str, paper: AnyPaper) -> bool:
        """Tell whether a paper is no secret to a firm."""
        named = set(firms_named(paper))
        kind = paper.nature.kind
        return firm in named or any(
            it.principal in named and it.covers(Act.RECEIVE, kind)
            for it in self.mandates.get(firm, ())
        )

    def entitled(self, wish: Wish, sheaf: Sheaf) -> dict[int, set[str]]:
        """Say for each paper which firms at an address may see it."""
        there = {it.firm for it in self.homes.get(wish.address, ())} - {sheaf.sender}
        return {
            index: {firm for firm in there if self.may_see(firm, paper)}
            for index, paper in sheaf.papers.items()
        }


def readers(paper: AnyPaper) -> tuple[str, ...]:
    """Name the firms of a paper that may ask for its receipts; some may be nobody."""
    codes: tuple[str, ...] = taking(readers_of(paper.nature.kind))(paper)
    return codes


def sheaves(arrivals: Sequence[Arrival], incoming: Sequence[Incoming]) -> list[Sheaf]:
    """Gather what may be told to others: the papers their sender may lodge."""
    papers: dict[int, dict[int, AnyPaper]] = {a.message: {} for a in arrivals}
    for one in incoming:
        if not (one.findings and one.foreign):
            papers[one.message][one.index] = one.paper
    return [
        Sheaf(
            message=arrival.message,
            message_type=arrival.message_type,
            guid=arrival.guid,
            sender=arrival.sender,
            papers=papers[arrival.message],
            wishes=arrival.wishes,
        )
        for arrival in arrivals
    ]


def noted(incoming: Sequence[Incoming], told: Told) -> Sequence[Incoming]:
    """Add to papers what their senders are told about subscribers."""
    if not told.notes:
        return incoming
    return [
        structs.replace(one, notes=tuple(notes))
        if (notes := told.notes.get((one.message, one.index)))
        else one
        for one in incoming
    ]


def tell(
    rooms: Rooms,
    arrivals: Sequence[Arrival],
    incoming: Sequence[Incoming],
    at: datetime,
) -> Told:
    """Say who is told of these messages' papers and of their receipts."""
    gathered = sheaves(arrivals, incoming)
    known, result = Directory.of(rooms, gathered, at), Told()
    for sheaf in gathered:
        for index, paper in sheaf.papers.items() if known.asking else ():
            for firm in known.asking.intersection(readers(paper)) - {sheaf.sender}:
                result.subscribers.add(Subscriber(sheaf.message, index, firm))
        copied: set[str] = set()
        for wish in sheaf.wishes:
            copied |= _grant(known, wish, sheaf, result)
        result.copies += [copy(sheaf, firm) for firm in sorted(copied)]
    return result


def _grant(known: Directory, wish: Wish, sheaf: Sheaf, result: Told) -> set[str]:
    """Grant a wish as far as may be; return who is given a copy of the message."""
    if wish.scope not in SCOPES:
        _note(result, sheaf, sheaf.papers, NO_SCOPE, wish.scope)
        return set()
    if not known.homes.get(wish.address):
        _note(result, sheaf, sheaf.papers, NOBODY_THERE, wish.address)
        return set()
    if {it.firm for it in known.homes[wish.address]} == {sheaf.sender}:
        return set()
    entitled = known.entitled(wish, sheaf)
    secret = [index for index, firms in entitled.items() if not firms]
    _note(result, sheaf, secret, NOT_THEIRS, wish.address)
    if wish.scope != PAPERS:
        result.subscribers |= {
            Subscriber(sheaf.message, index, firm)
            for index, firms in entitled.items()
            for firm in firms
        }
    whole = set.intersection(*entitled.values()) if entitled else set()
    return whole if wish.scope != RECEIPTS else set()


def _note(
    result: Told, sheaf: Sheaf, indexes: Iterable[int], notice: Notice, given: str
) -> None:
    for index in indexes:
        place = Place(sheaf.papers[index].nature.kind, "")
        difference = Difference(place, given, "、".join(SCOPES))
        notes = result.notes.setdefault((sheaf.message, index), [])
        notes.append(Finding(notice, difference))


def copy(sheaf: Sheaf, firm: str) -> Answer:
    """Send a message on, as it came, to a firm that may see all of it."""
    return Answer(
        recipient=firm,
        message=sheaf.message,
        kind=DATA,
        guid=new_guid(),
        key=sheaf.guid,
        status="",
        text=f"订阅抄送：{sheaf.sender}报送的报文[{sheaf.guid}]",
        content={"copy": True, "message_type": sheaf.message_type},
    )
