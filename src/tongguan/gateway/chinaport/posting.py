"""收报窗口 One message handed in by a firm: kept and acknowledged, or refused.

Of an envelope the header is looked at: from whom, to whom, under which number. The
answer to an envelope may be the exchange platform's own, `DxpRep`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from tongguan.commerce.enterprise.rules import may_use
from tongguan.gateway.chinaport.envelope import (
    EnvelopeError,
    is_envelope,
    open_envelope,
    reply,
)
from tongguan.gateway.chinaport.envelope.messages import (
    Header,
    Response,
    Result,
    Results,
)
from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.gateway.chinaport.inbox import MessageTooLargeError, accept
from tongguan.gateway.chinaport.telling import faults_told
from tongguan.gateway.problems import Problem, told
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.zone import profile_on
from tongguan.kit.forms import fit
from tongguan.kit.rulebook import read_page
from tongguan.plumbing import clock
from tongguan.plumbing.inbox.store import Accepted, NumberTakenError

PAGE = "gateway/exchange.yaml"
LONGEST = 300
ACCEPTED = "已接收 Received"


@dataclass(frozen=True, slots=True)
class Posted:
    """收报结果 What became of one message: acknowledged, or a problem and why."""

    accepted: Accepted | None = None
    header: Header | None = None
    problem: Problem | None = None
    why: dict[str, Any] | None = None

    @property
    def status(self) -> int:
        """The status it is answered with."""
        return 202 if self.problem is None else int(self.problem.value[0])

    @property
    def aside(self) -> dict[str, Any]:
        """Which envelope it was, and why it was refused, if it was."""
        number = {"number": self.header.number} if self.header else {}
        return number | (self.why or {})

    def plain(self) -> dict[str, Any]:
        """Say it as data."""
        if self.problem is not None:
            return told(self.problem, **self.aside)
        assert self.accepted is not None, "what is no problem was accepted"
        return acknowledgement(self.accepted) | self.aside

    def reply(self, on: date) -> bytes:
        """Say it as the exchange platform does, to whoever sent an envelope."""
        assert self.header is not None, "only an envelope has a reply"
        code, text = "accepted", ACCEPTED
        if self.problem is not None:
            _, code, (chinese, english), _ = self.problem.value
            text = f"{chinese} {english}"
        response = Response(
            node=node(),
            code=read_page(PAGE)["replies"][code],
            text=fit(text, LONGEST),
            results=_results(self.header),
            on=on,
            header=self.header,
        )
        return reply(response, node())


def acknowledgement(accepted: Accepted) -> dict[str, Any]:
    """Say that a message is kept: its number, the digest of its bytes, when."""
    return {
        "received": True,
        "id": accepted.id,
        "sha256": accepted.digest,
        "received_at": accepted.received_at.astimezone(clock.SHANGHAI).isoformat(),
        "duplicate": accepted.duplicate,
    }


def post(rooms: Rooms, firm: str, body: bytes, at: datetime) -> Posted:
    """Keep a message for a firm, in an envelope or without, or say why not."""
    if not body.strip():
        return Posted(problem=Problem.EMPTY)
    try:
        header = open_envelope(body).header if is_envelope(body) else None
    except UnreadableError as broken:
        wrong = broken.faults if isinstance(broken, EnvelopeError) else broken
        return Posted(problem=Problem.BAD_ENVELOPE, why={"faults": faults_told(wrong)})
    if header and (refused := _refused(rooms, firm, header, at)):
        return refused
    number = header.number if header else ""
    try:
        return Posted(accept(rooms, firm, body, at, number=number), header)
    except MessageTooLargeError:
        return Posted(header=header, problem=Problem.TOO_LARGE)
    except NumberTakenError:
        return Posted(header=header, problem=Problem.NUMBER_TAKEN)


@cache
def our_address() -> str:
    """Return where envelopes for this office are sent."""
    return str(read_page(PAGE)["address"])


@cache
def node() -> str:
    """Return this office's node of the exchange platform."""
    return str(read_page(PAGE)["node"])


def _refused(rooms: Rooms, firm: str, header: Header, at: datetime) -> Posted | None:
    """Refuse an envelope that is not its sender's, or not for us."""
    strict = profile_on(rooms.profile, at.date()).requires_address
    holders = rooms.enterprises.at_addresses([header.sender])[header.sender]
    if not may_use(holders, firm, strict=strict):
        return Posted(header=header, problem=Problem.NOT_THE_SENDER)
    if our_address() not in header.addresses:
        why = {"expected": our_address(), "given": header.addresses}
        return Posted(header=header, problem=Problem.NOT_FOR_US, why=why)
    return None


def _results(header: Header) -> Results | None:
    """Say of several receivers which of them this office is."""
    if header.addresses == [our_address()]:
        return None
    replies = read_page(PAGE)["replies"]
    here, elsewhere = replies["accepted"], replies[Problem.NOT_FOR_US.value[1]]
    return Results(
        several=tuple(
            Result(receiver=it, code=here if it == our_address() else elsewhere)
            for it in header.addresses
        )
    )
