"""Messages, receipts and what is late, read from the tables as they are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row, dict_row

from tongguan.plumbing.expectations.model import Alarm, Matter, Sending, SentPaper
from tongguan.plumbing.expectations.rules import law_at
from tongguan.plumbing.outbox.store import Outbox, Sent
from tongguan.plumbing.sql import statements
from tongguan.plumbing.webhooks.rules import push_law
from tongguan.trade.kinds import Paper

SQL = statements(__package__)
BIGGEST = 2**62


class Expectations:
    """Tells what was sent, what was answered, and what is late."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection
        self._outbox = Outbox(connection)

    def sendings(
        self, firm: str | None, size: int, before: int | None = None
    ) -> list[Sending]:
        """Return a firm's messages, or everybody's, the newest first."""
        return self._sendings(firm, size=size, before=before, id=None)

    def sending(self, firm: str | None, number: int) -> Sending | None:
        """Return one message of a firm, or of anybody; None where there is none."""
        found = self._sendings(firm, size=1, before=None, id=number)
        return found[0] if found else None

    def papers_of(self, messages: Iterable[int]) -> dict[int, list[SentPaper]]:
        """Return the papers of messages with the last receipt about each."""
        said: dict[tuple[int, int], list[Sent]] = defaultdict(list)
        for sent in self._outbox.of_messages(messages):
            if sent.paper is not None:
                said[sent.message, sent.paper].append(sent)
        standing = self._standing({paper for _, paper in said})
        found: dict[int, list[SentPaper]] = defaultdict(list)
        for (message, paper), receipts in sorted(said.items()):
            if paper in standing:
                found[message].append(_told(standing[paper], receipts))
        return found

    def _standing(self, papers: Collection[int]) -> dict[int, dict[str, Any]]:
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(SQL["papers"], {"ids": list(papers)})
            return {row["paper"]: row for row in rows}

    def alarms(self, firm: str | None, at: datetime, size: int) -> list[Alarm]:
        """Return what has been silent for too long, the longest first."""
        law, push = law_at(at), push_law().on(at.date()).says
        values = {
            "firm": firm,
            "before": at - law.silence,
            "failing": at - timedelta(hours=push.shown_after_hours),
            "kinds": [kind.value for kind in Paper],
            "owed": list(law.owed_states),
            "patient": list(law.patient_papers),
            "size": size,
        }
        with self._connection.cursor(row_factory=class_row(Alarm)) as cursor:
            found = cursor.execute(SQL["alarms"], values).fetchall()
        return [replace(one, matter=Matter(one.matter)) for one in found]

    def _sendings(self, firm: str | None, **asked: int | None) -> list[Sending]:
        bounded = {name: it and min(it, BIGGEST) for name, it in asked.items()}
        values = {"firm": firm, **bounded}
        with self._connection.cursor(row_factory=class_row(Sending)) as cursor:
            return cursor.execute(SQL["sendings"], values).fetchall()


def _told(standing: dict[str, Any], receipts: Sequence[Sent]) -> SentPaper:
    """Say what a paper was told last about one message it came with."""
    last = receipts[-1]
    facts = standing | {
        "message": last.message,
        "current": standing["message"] == last.message,
        "ended": any(sent.terminal for sent in receipts),
        "status": last.status,
        "waiting_for": last.content.get("waiting_for"),
        "deadline": last.content.get("deadline"),
    }
    return SentPaper(**facts)
