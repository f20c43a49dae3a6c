"""应收回执 Messages, their chains of receipts, and alarms, as data for programs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.expectations.model import (
    SAID,
    Alarm,
    Link,
    Sending,
    SentPaper,
)
from tongguan.plumbing.expectations.rules import chain


def sending_told(
    sending: Sending, papers: Sequence[SentPaper], at: datetime
) -> dict[str, Any]:
    """Say a message, its chain of receipts, and where its papers stand."""
    return {
        "id": sending.id,
        "sha256": sending.digest.hex(),
        "message": sending.message_type.removesuffix("Message"),
        "guid": sending.guid,
        "size": sending.size,
        "state": sending.state,
        "received_at": _instant(sending.received_at),
        "receipts": sending.receipts,
        "chain": [_link(link) for link in chain(sending, papers, at)],
        "papers": [_paper(paper) for paper in papers],
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "stage": link.stage.value,
        "standing": link.standing.value,
        "at": _instant(link.at),
        "waiting_for": list(link.waiting_for),
    }


def _paper(paper: SentPaper) -> dict[str, Any]:
    return {
        "paper": paper.kind,
        "key": paper.key,
        "state": paper.state,
        "status": paper.status,
        "superseded": not paper.current,
        "final": paper.ended,
        "waiting_for": paper.waiting_for or [],
        "deadline": paper.deadline,
    }


def alarm_told(alarm: Alarm) -> dict[str, Any]:
    """Say an alarm; it is gone when what it misses has come."""
    chinese, english = SAID[alarm.matter]
    return {
        "matter": alarm.matter.value,
        "zh": chinese,
        "en": english,
        "since": _instant(alarm.since),
        "message": alarm.message,
        "paper": alarm.kind,
        "key": alarm.key,
    }


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(SHANGHAI).isoformat()
