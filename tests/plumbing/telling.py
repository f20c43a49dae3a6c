"""Receipts to put into an outbox, and what comes out again."""

from datetime import UTC, datetime

from tongguan.plumbing.outbox.store import Answer, Sent

AT = datetime(2026, 10, 20, 4, tzinfo=UTC)


def answer(recipient: str, text: str, **more: object) -> Answer:
    facts = {"message": 1, "kind": "order", "guid": text, "key": "P_1", "status": "2"}
    return Answer(**(facts | {"content": {}} | more), recipient=recipient, text=text)  # type: ignore[arg-type]  # facts of mixed types


def texts(sent: list[Sent]) -> list[str]:
    return [one.text for one in sent]
