"""练习包裹 A parcel in which a firm plays its part and invented partners the others."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from random import Random

from tongguan.demo.letters import MODE, Letter
from tongguan.demo.papers import papers_of
from tongguan.demo.planting import Parcel, run_named
from tongguan.demo.purchases import Purchase, purchases
from tongguan.demo.zone import sandbox
from tongguan.gateway.chinaport.catalogue import message_type_for, write_message
from tongguan.gateway.chinaport.inbox import accept
from tongguan.gateway.chinaport.messages import Transfer
from tongguan.gateway.chinaport.sealing import address_of
from tongguan.journeys.rooms import SANDBOX, Rooms
from tongguan.kit.guids import new_guid
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.register.model import key_of
from tongguan.trade.papers import AnyPaper, Declaration, Firm
from tongguan.trade.registry import FiledFirm, Role

CANDIDATES = 8
PARTS = {
    Role.DECLARANT: "declarant",
    Role.PLATFORM: "platform",
    Role.PAYMENT: "provider",
    Role.CARRIER: "carrier",
    Role.SELLER: "seller",
}
ORDERING = frozenset({"platform", "seller"})


class NoPartError(LookupError):
    """No sandbox, or the firm has no part in a retail import."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """练习 The messages of a parcel: the firm's own, and those of its partners."""

    kind: str
    own: bytes
    partners: tuple[Letter, ...]


def open_parcel(rooms: Rooms, firm: str, at: datetime) -> Practice:
    """Let the partners of a new parcel send theirs; return what is the firm's to send.

    Raise NoPartError where there is no such parcel for the firm.
    """
    practice = draw_up(rooms, firm, at)
    for letter in practice.partners:
        accept(rooms, letter.sender, letter.data, at)
    line = Line(
        at=at,
        actor=firm,
        organisation=firm,
        action="open-practice",
        subject=subject_of(firm),
        detail={"message": practice.kind},
    )
    rooms.journal.append(line)
    return practice


def subject_of(firm: str) -> str:
    """Return what the journal calls a firm's practising."""
    return f"practice/{firm}"


def draw_up(rooms: Rooms, code: str, at: datetime) -> Practice:
    """Write the papers of a parcel in which a firm plays the first part it may."""
    filed = rooms.enterprises.registry([code]).get(code)
    part = part_of(filed) if filed and rooms.profile == SANDBOX else None
    if filed is None or part is None:
        raise NoPartError(code)
    parcel = least_suspect(rooms, candidates(filed, part, at))
    own, partners = {}, []
    for sender, paper in parcel.papers():
        data = written(rooms, sender, paper, filed)
        if sender == code:
            own[message_type_for(paper)] = data
        else:
            partners.append(Letter(sender, paper.heading.guid, data))
    ((kind, data),) = own.items()
    return Practice(kind=kind, own=data, partners=tuple(partners))


def part_of(firm: FiledFirm) -> str | None:
    """Say which part a firm plays: of several the one nearest to the list."""
    return next((part for role, part in PARTS.items() if role in firm.roles), None)


def candidates(filed: FiledFirm, part: str, at: datetime) -> Iterator[Parcel]:
    """Draw up a few parcels with the firm in its part."""
    run, firm = run_named(at), Firm(code=filed.code, name=filed.name)
    rng = Random(run)  # noqa: S311 - invented papers need no secrecy
    drawn = purchases(rng, sandbox(), run=run, at=at.replace(microsecond=0))
    guaranteed = Role.GUARANTOR in filed.roles
    for purchase in islice(drawn, CANDIDATES):
        clerk = firm if part in ORDERING else purchase.parties.platform
        served = purchase.served_by(**{part: firm}, clerk=clerk.code)
        yield parcel_of(served, purchase if not guaranteed else served)


def parcel_of(purchase: Purchase, guaranteed: Purchase) -> Parcel:
    """Make the papers of a purchase; another's declarant may stand surety for it."""
    made = papers_of(purchase)
    guarantor = guaranteed.parties.declarant.code
    declaration = replace(made.dossier.declaration, guarantor=guarantor)
    return Parcel(
        purchase=purchase,
        dossier=replace(made.dossier, declaration=declaration),
        assessment=made.assessment,
    )


def least_suspect(rooms: Rooms, parcels: Iterator[Parcel]) -> Parcel:
    """Choose the parcel that is the last to be opened at random."""

    def lot(parcel: Parcel) -> int:
        declaration: Declaration = parcel.dossier.declaration
        return rooms.keys.draw("selectivity", str(key_of(declaration)))

    return max(parcels, key=lot)


def written(rooms: Rooms, sender: str, paper: AnyPaper, filed: FiledFirm) -> bytes:
    """Write one paper as its sender's message."""
    name = filed.name if sender == filed.code else sandbox().names[sender]
    transfer = Transfer(
        code=sender,
        name=name,
        mode=MODE,
        address=address_of(rooms, sender) or f"{MODE}{sender}",
    )
    guid = new_guid()
    return write_message(message_type_for(paper), [paper], transfer, guid)
