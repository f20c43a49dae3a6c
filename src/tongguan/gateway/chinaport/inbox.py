"""收报 Messages from the wire to the inbox, and from the inbox to the register.

At the door a message is only stored, byte for byte, and acknowledged after the commit;
nothing of it is interpreted. Reading is the worker's business.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from tongguan.gateway.chinaport.catalogue import Reading, read_message
from tongguan.gateway.chinaport.format_codes import (
    FORMAT_STATUS,
    STRANGE_SENDER,
    UnreadableError,
    format_receipt_text,
)
from tongguan.gateway.chinaport.telling import faults_told
from tongguan.gateway.chinaport.xml import STANDARD_LIMITS
from tongguan.journeys.intake import Arrival, take_in
from tongguan.journeys.rooms import Rooms
from tongguan.kit.wire import WireFault
from tongguan.plumbing.inbox.store import Accepted, Closing, Leased
from tongguan.plumbing.outbox.store import Answer

UNKNOWN_TYPE = "Unknown"
NOBODY = "unknown"
TRIES = 3


class MessageTooLargeError(ValueError):
    """The message is larger than the gateway takes; nothing was stored."""


class LeaseLostError(Exception):
    """Another worker took over; this one's work is undone."""


@dataclass(frozen=True, slots=True)
class Read:
    """读报结果 A leased message and what reading it gave."""

    message: Leased
    reading: Reading | None
    wrong: tuple[WireFault, ...] | UnreadableError = ()


def accept(rooms: Rooms, sender: str, data: bytes, at: datetime) -> Accepted:
    """Store a message; acknowledge it to its sender only after the commit."""
    if len(data) > STANDARD_LIMITS.size:
        raise MessageTooLargeError(len(data))
    accepted = rooms.inbox.put(sender, data, at)
    if not accepted.duplicate:
        rooms.inbox.ring()
    return accepted


def sender_of(data: bytes) -> str:
    """Return the firm a message names as its sender; `unknown` when it can't be read.

    Only for messages handed in at this machine: over the network the key says who.
    """
    try:
        reading = read_message(data)
    except UnreadableError:
        return NOBODY
    return reading.transfer.code if reading.transfer else NOBODY


def process(rooms: Rooms, messages: Sequence[Leased], at: datetime) -> None:
    """Read leased messages and register their papers: one transaction, all or none."""
    reads = [read(rooms, message) for message in messages]
    good = [r for r in reads if r.reading is not None and not r.wrong]
    take_in(
        rooms,
        [
            Arrival(
                message=r.message.id,
                sender=r.message.sender,
                papers=r.reading.papers,
            )
            for r in good
            if r.reading is not None
        ],
        at,
    )
    rooms.outbox.put([refusal(r) for r in reads if r.wrong], at)
    done = rooms.inbox.finish([closing(r) for r in reads])
    if len(done) != len(messages):
        raise LeaseLostError


def read(rooms: Rooms, message: Leased) -> Read:
    """Read one message; whatever is wrong with its form is a value."""
    try:
        reading = read_message(rooms.inbox.open(message))
    except UnreadableError as fault:
        return Read(message, None, fault)
    if reading.faults or reading.transfer is None:
        return Read(message, reading, reading.faults)
    if reading.transfer.code != message.sender:
        stranger = UnreadableError(STRANGE_SENDER, reading.transfer.code)
        return Read(message, reading, stranger)
    return Read(message, reading)


def refusal(read: Read) -> Answer:
    """Answer a message that could not be read, with every fault it has."""
    reading = read.reading
    findings = faults_told(read.wrong)
    guid = reading.guid if reading else ""
    return Answer(
        recipient=read.message.sender,
        message=read.message.id,
        kind="format",
        guid=str(uuid4()).upper(),
        key=guid or f"#{read.message.id}",
        status=FORMAT_STATUS,
        code=findings[0]["code"],
        text=format_receipt_text(read.wrong),
        content={
            "message_guid": guid,
            "message_type": reading.message_type if reading else UNKNOWN_TYPE,
        },
        terminal=True,
        findings=tuple(findings),
    )


def closing(read: Read) -> Closing:
    """Say how a message ended."""
    reading = read.reading
    told: dict[str, Any] = {}
    if reading is not None:
        told = {
            "message_type": reading.message_type,
            "guid": reading.guid,
            "edition": reading.edition,
        }
    move = "refuse" if read.wrong else "read"
    return Closing(message=read.message, move=move, **told)


def quarantine(rooms: Rooms, message: Leased, reason: str) -> None:
    """Set a message aside that could not be worked on; nobody is blamed for it."""
    rooms.inbox.finish([Closing(message=message, move="quarantine", reason=reason)])
