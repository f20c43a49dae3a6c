"""办理经过 Moves and receipts as the lines of a history."""

from dataclasses import dataclass

from tongguan.journeys.case_file import Event
from tongguan.kit.codes import codes
from tongguan.plumbing.outbox.store import Sent
from tongguan.portal import formats
from tongguan.portal.words import (
    ACTORS,
    MOVES,
    PAPERS,
    Sign,
    Word,
    state_sign,
)

RECEIPT = "receipt"
MOVE = "move"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """经过 One line of the history: a move, or a receipt with status and text."""

    kind: str
    at: str
    iso: str
    paper: Word
    title: Word
    sign: Sign | None
    status: str
    code: str
    text: str
    by: Word
    version: int


def present_event(event: Event) -> Happening:
    """Say one event in the words of the page."""
    if event.receipt is not None:
        return present_receipt(event, event.receipt)
    step = event.step
    assert step is not None, "an event is a move or a receipt"
    return Happening(
        kind=MOVE,
        at=formats.instant(event.at),
        iso=event.at.isoformat(),
        paper=PAPERS[event.paper],
        title=MOVES.get(step.name, step.name),
        sign=state_sign(step.target),
        status="",
        code="",
        text="",
        by=ACTORS.get(step.actor, step.actor),
        version=step.version,
    )


def present_receipt(event: Event, receipt: Sent) -> Happening:
    """Say a receipt: its published status, its code and its text."""
    return Happening(
        kind=RECEIPT,
        at=formats.instant(event.at),
        iso=event.at.isoformat(),
        paper=PAPERS[event.paper],
        title=status_name(receipt),
        sign=None,
        status=receipt.status,
        code=receipt.code,
        text=told(receipt),
        by="",
        version=receipt.version,
    )


def status_name(receipt: Sent) -> str:
    """Name a receipt's status as it is published; a refusal's number is its name."""
    if receipt.kind in {"tax_bill", "tax_status"}:
        return formats.either("电子税单", "Tax bill")
    entry = codes("receipt_statuses").find(receipt.status)
    if entry is None:
        return formats.either("未受理", "Not taken")
    return formats.meant(entry)


def told(receipt: Sent) -> str:
    """Say a receipt's text; findings know both languages."""
    if formats.is_chinese() or not receipt.findings:
        return receipt.text
    return "; ".join(finding["en"] for finding in receipt.findings)
