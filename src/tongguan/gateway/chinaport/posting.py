"""收报窗口 One message handed in by a firm: kept and acknowledged, or refused.

Of an envelope the header is looked at: from whom, to whom, under which number. The
answer to an envelope may be the exchange platform's own, `DxpRep`.
"""

from collections.abc import Sequence
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
from tongguan.gateway.chinaport.telling import faults_told
from tongguan.gateway.chinaport.xml import STANDARD_LIMITS
from tongguan.gateway.problems import Problem, told
from tongguan.journeys.features import profile_on
from tongguan.journeys.rooms import Rooms
from tongguan.kit.forms import fit
from tongguan.kit.rulebook import read_page
from tongguan.plumbing import clock
from tongguan.plumbing.inbox.store import Accepted, Arrived, NumberTakenError

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
    return post_many(rooms, [(firm, body)], at)[0]


def post_many(
    rooms: Rooms, handed_in: Sequence[tuple[str, bytes]], at: datetime
) -> list[Posted]:
    """Keep messages of firms, or say of each why not; none stands in another's way."""
    looked_at = [_looked_at(body) for _, body in handed_in]
    posted = _addressed(rooms, [firm for firm, _ in handed_in], looked_at, at)
    good = [n for n, it in enumerate(posted) if it.problem is None]
    arrived = [Arrived(*handed_in[n], _number(posted[n])) for n in good]
    kept = rooms.inbox.put_many(arrived, at) if arrived else []
    for n, one in zip(good, kept, strict=True):
        posted[n] = _kept(posted[n], one)
    if any(it.accepted and not it.accepted.duplicate for it in posted):
        rooms.inbox.ring()
    return posted


def _looked_at(body: bytes) -> Posted:
    """Look at a body as far as its envelope goes."""
    if not body or body.isspace():
        return Posted(problem=Problem.EMPTY)
    if not is_envelope(body):
        too_large = len(body) > STANDARD_LIMITS.size
        return Posted(problem=Problem.TOO_LARGE if too_large else None)
    try:
        header = open_envelope(body).header
    except UnreadableError as broken:
        wrong = broken.faults if isinstance(broken, EnvelopeError) else broken
        return Posted(problem=Problem.BAD_ENVELOPE, why={"faults": faults_told(wrong)})
    return Posted(header=header)


def _kept(posted: Posted, kept: Accepted | NumberTakenError) -> Posted:
    """Say that a message is kept, or that its number is another's."""
    if isinstance(kept, NumberTakenError):
        return Posted(header=posted.header, problem=Problem.NUMBER_TAKEN)
    return Posted(kept, posted.header)


def _number(posted: Posted) -> str:
    return posted.header.number if posted.header else ""


@cache
def our_address() -> str:
    """Return where envelopes for this office are sent."""
    return str(read_page(PAGE)["address"])


@cache
def node() -> str:
    """Return this office's node of the exchange platform."""
    return str(read_page(PAGE)["node"])


def _addressed(
    rooms: Rooms, firms: Sequence[str], posted: list[Posted], at: datetime
) -> list[Posted]:
    """Refuse the envelopes that are not their sender's, or not for us."""
    named = {it.header.sender for it in posted if it.header}
    if not named:
        return posted
    strict = profile_on(rooms.profile, at.date()).requires_address
    holders = rooms.enterprises.at_addresses(named)
    return [
        _refused(head, is_theirs=may_use(holders[head.sender], firm, strict=strict))
        if (head := it.header)
        else it
        for it, firm in zip(posted, firms, strict=True)
    ]


def _refused(header: Header, *, is_theirs: bool) -> Posted:
    if not is_theirs:
        return Posted(header=header, problem=Problem.NOT_THE_SENDER)
    if our_address() not in header.addresses:
        why = {"expected": our_address(), "given": header.addresses}
        return Posted(header=header, problem=Problem.NOT_FOR_US, why=why)
    return Posted(header=header)


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
