"""收报 Messages from the wire to the inbox, and from the inbox to the register.

At the door a message is only stored, byte for byte, and acknowledged after the commit;
nothing of it is interpreted but an envelope's header. Reading is the worker's business.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tongguan.commerce.enterprise.rules import may_use
from tongguan.gateway.chinaport.catalogue import Reading, read_message
from tongguan.gateway.chinaport.envelope import LIMITS, business_of, is_envelope
from tongguan.gateway.chinaport.format_codes import (
    FORMAT_STATUS,
    STRANGE_ADDRESS,
    STRANGE_SENDER,
    UnreadableError,
    format_receipt_text,
)
from tongguan.gateway.chinaport.messages import Transfer
from tongguan.gateway.chinaport.signing.codes import SignatureFault
from tongguan.gateway.chinaport.signing.filed import Signatories
from tongguan.gateway.chinaport.signing.gate import letter
from tongguan.gateway.chinaport.signing.refusing import refuse_papers
from tongguan.gateway.chinaport.telling import faults_told
from tongguan.gateway.chinaport.xml import STANDARD_LIMITS
from tongguan.journeys.arrival import Wish
from tongguan.journeys.features import profile_on
from tongguan.journeys.intake import Arrival, take_in
from tongguan.journeys.rooms import Rooms
from tongguan.kit.guids import new_guid
from tongguan.kit.wire import WireFault
from tongguan.plumbing.clock import SHANGHAI
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
    """读报结果 A leased message and what reading it gave.

    `unsigned` is what is wrong with its signature, of a message that is well otherwise.
    """

    message: Leased
    reading: Reading | None
    wrong: tuple[WireFault, ...] | UnreadableError = ()
    unsigned: tuple[SignatureFault, ...] = ()
    signed_by: str = ""

    @property
    def transfer(self) -> Transfer | None:
        """Who sends a message that can be taken so far."""
        return self.reading.transfer if self.reading and not self.wrong else None


def size_allowed(data: bytes) -> int:
    """Say how many bytes a message may have; in an envelope it takes more."""
    return LIMITS.size if is_envelope(data) else STANDARD_LIMITS.size


def accept(
    rooms: Rooms, sender: str, data: bytes, at: datetime, *, number: str = ""
) -> Accepted:
    """Store a message; acknowledge it to its sender only after the commit.

    Under a `number` of its sender there is one message only.
    """
    if len(data) > size_allowed(data):
        raise MessageTooLargeError(len(data))
    accepted = rooms.inbox.put(sender, data, at, number=number)
    if not accepted.duplicate:
        rooms.inbox.ring()
    return accepted


def sender_of(data: bytes) -> str:
    """Return the firm a message names as its sender; `unknown` when it can't be read.

    Only for messages handed in at this machine: over the network the key says who.
    """
    try:
        reading = read_message(business_of(data))
    except UnreadableError:
        return NOBODY
    return reading.transfer.code if reading.transfer else NOBODY


def process(rooms: Rooms, messages: Sequence[Leased], at: datetime) -> None:
    """Read leased messages and register their papers: one transaction, all or none."""
    known = Signatories(rooms)
    reads = located(rooms, [read(known, message) for message in messages], at)
    good = [r for r in reads if r.reading and not r.wrong and not r.unsigned]
    take_in(
        rooms,
        [
            Arrival(
                message=r.message.id,
                sender=r.message.sender,
                papers=r.reading.papers,
                message_type=r.reading.message_type,
                guid=r.reading.guid,
                wishes=tuple(
                    Wish(scope=it.status, address=it.address)
                    for it in r.reading.subscriptions
                ),
            )
            for r in good
            if r.reading is not None
        ],
        at,
    )
    rooms.outbox.put([answer for r in reads for answer in refusals(r)], at)
    done = rooms.inbox.finish([closing(r) for r in reads])
    if len(done) != len(messages):
        raise LeaseLostError


def read(known: Signatories, message: Leased) -> Read:
    """Read one message; whatever is wrong with its form or signature is a value."""
    try:
        data = business_of(known.rooms.inbox.open(message))
        day = message.received_at
        found = letter(known, data, message.sender, day.astimezone(SHANGHAI))
    except UnreadableError as fault:
        return Read(message, None, fault)
    reading, unsigned = found.reading, found.faults
    if reading.faults or reading.transfer is None:
        told = tuple(fault.in_message(reading.message_type) for fault in unsigned)
        return Read(message, reading, (*told, *reading.faults))
    if reading.transfer.code != message.sender:
        stranger = UnreadableError(STRANGE_SENDER, reading.transfer.code)
        return Read(message, reading, stranger)
    return Read(message, reading, unsigned=unsigned, signed_by=found.signed_by)


def located(rooms: Rooms, reads: Sequence[Read], at: datetime) -> list[Read]:
    """Refuse messages that name an address which is not their sender's."""
    strict = profile_on(rooms.profile, at.date()).requires_address
    named = {transfer.address for it in reads if (transfer := it.transfer)}
    homes = rooms.enterprises.at_addresses(named)
    return [
        replace(it, wrong=UnreadableError(STRANGE_ADDRESS, transfer.address))
        if (transfer := it.transfer)
        and not may_use(homes[transfer.address], it.message.sender, strict=strict)
        else it
        for it in reads
    ]


def refusals(read: Read) -> Iterator[Answer]:
    """Answer a message that is not taken in.

    Where the customs have a number for a bad signature, each paper is answered.
    """
    if read.wrong:
        yield refusal(read, read.wrong)
    elif read.unsigned and read.reading:
        papers = refuse_papers(read.message, read.reading, read.unsigned)
        kind = read.reading.message_type
        told = tuple(fault.in_message(kind) for fault in read.unsigned)
        yield from papers or (refusal(read, told),)


def refusal(read: Read, wrong: Sequence[WireFault] | UnreadableError) -> Answer:
    """Answer a message that could not be read, with every fault it has."""
    reading = read.reading
    findings = faults_told(wrong)
    guid = reading.guid if reading else ""
    return Answer(
        recipient=read.message.sender,
        message=read.message.id,
        kind="format",
        guid=new_guid(),
        key=guid or f"#{read.message.id}",
        status=FORMAT_STATUS,
        code=findings[0]["code"],
        text=format_receipt_text(wrong),
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
            "signed_by": "" if read.unsigned else read.signed_by,
        }
    move = "refuse" if read.wrong or read.unsigned else "read"
    return Closing(message=read.message, move=move, **told)


def quarantine(rooms: Rooms, message: Leased, reason: str) -> None:
    """Set a message aside that could not be worked on; nobody is blamed for it."""
    rooms.inbox.finish([Closing(message=message, move="quarantine", reason=reason)])
