"""证据 A message as it came, every receipt on it, and why: in one file, sealed.

For its sender alone: other firms' receipts on it, and what risk said, are not in it.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from tongguan.customs.board.model import PaperStep, Viewer
from tongguan.gateway.chinaport.container import MESSAGE, digests, sealed
from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.gateway.chinaport.outbox import message_type, messages, plain
from tongguan.gateway.chinaport.signing.doctor import diagnose
from tongguan.gateway.chinaport.signing.doctor import told as diagnosed
from tongguan.gateway.chinaport.telling import located
from tongguan.journeys.case_file import case_file
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.expectations.model import Sending, SentPaper
from tongguan.plumbing.expectations.rules import chain
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.outbox.store import Sent
from tongguan.trade.kinds import Paper

KEY = "evidence"


def public_key(rooms: Rooms) -> str:
    """Return the key this installation's evidence is verified with."""
    return rooms.keys.public_key(KEY).hex()


def evidence(
    rooms: Rooms, firm: str, number: int, at: datetime, *, actor: str = ""
) -> bytes | None:
    """Seal what there is about a firm's own message; None where it has none such.

    That it was taken out is written into the journal.
    """
    sending = rooms.expectations.sending(firm, number)
    data = rooms.inbox.bytes_of(number) if sending else None
    if sending is None or data is None:
        return None
    papers = rooms.expectations.papers_of([number])[number]
    receipts = rooms.outbox.of_messages([number], firm)
    files = {
        MESSAGE: data,
        "receipts.json": _json([plain(one) for one in receipts]),
        **{name: body for one in receipts for name, body in _written(rooms, one)},
        "chain.json": _json([asdict(one) for one in chain(sending, papers, at)]),
        "decisions.json": _json([_decided(rooms, firm, one) for one in papers]),
        "signature.json": _json(_signature(data, sending)),
    }
    rooms.journal.append(
        Line(
            at=at,
            actor=actor or firm,
            organisation=firm,
            action="evidence",
            subject=f"message/{number}",
            detail=digests(data),
        )
    )
    key = rooms.keys.public_key(KEY)
    return sealed(
        files, _facts(sending, at), key, lambda text: rooms.keys.sign(KEY, text)
    )


def _facts(sending: Sending, at: datetime) -> dict[str, Any]:
    return {
        "message": sending.id,
        "sender": sending.sender,
        "message_type": sending.message_type,
        "guid": sending.guid,
        "state": sending.state,
        "sha256": sending.digest.hex(),
        "received_at": _instant(sending.received_at),
        "made_at": _instant(at),
    }


def _written(rooms: Rooms, sent: Sent) -> Iterable[tuple[str, bytes]]:
    """Write a receipt as it travels; what travels in no message is in the list only."""
    for body in messages(rooms, [sent]):
        kind = message_type(sent)
        yield f"receipts/{sent.epoch}.{sent.sequence:06d}-{kind}.xml", body


def _decided(rooms: Rooms, firm: str, paper: SentPaper) -> dict[str, Any]:
    """Say how a paper came to where it stands, and of a list why."""
    told = {
        "paper": paper.kind,
        "key": paper.key,
        "state": paper.state,
        "moves": [_step(step) for step in rooms.board.steps_of([paper.paper])],
    }
    if paper.kind != Paper.DECLARATION:
        return told
    ((preliminary, number),) = rooms.declarations.numbers([paper.paper]).values()
    case = case_file(rooms, rooms.board, Viewer(firm), number or preliminary)
    if case is None:
        return told
    return told | {
        "number": number,
        "preliminary_number": preliminary,
        "channel": case.row.channel,
        "findings": located([dict(finding) for finding in case.findings]),
        "assessment": dict(case.assessment),
    }


def _step(step: PaperStep) -> dict[str, Any]:
    """Say a move; an officer's own words, and risk's, are not in it."""
    return {
        "move": step.name,
        "from": step.source,
        "to": step.target,
        "by": step.actor,
        "at": _instant(step.at),
        "version": step.version,
    }


def _signature(data: bytes, sending: Sending) -> dict[str, Any]:
    """Say what came of the message's own signature, then and now."""
    day = sending.received_at.astimezone(SHANGHAI).date()
    try:
        examined: dict[str, Any] | None = diagnosed(diagnose(data, on=day))
    except UnreadableError:
        examined = None
    return {"verified_certificate": sending.signed_by, "examined": examined}


def _instant(at: datetime) -> str:
    return at.astimezone(SHANGHAI).isoformat()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str).encode()
