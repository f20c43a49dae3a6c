"""Questions and lines in the database, inside the caller's transaction."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import msgspec
from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.agencies.model import (
    Agency,
    LineStanding,
    Question,
    QuestionState,
    Reply,
    Subject,
)
from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
WAITS = (QuestionState.PENDING,)
WAITS_OR_KNOWN = (QuestionState.PENDING, QuestionState.ANSWERED)


class Agencies:
    """Keeps questions, gives each agency's to one asker, and keeps the answers."""

    def __init__(self, connection: Connection[Any], keys: Keyring) -> None:
        self._connection = connection
        self._keys = keys

    def use(self, agencies: Collection[Agency], at: datetime) -> None:
        """Write down which agencies are asked; the others are asked no longer."""
        values = {"all": list(Agency), "used": list(agencies), "at": at}
        self._connection.execute(SQL["use"], values)

    def used(self) -> frozenset[str]:
        """Return the agencies that are asked."""
        return frozenset(row[0] for row in self._connection.execute(SQL["used"]))

    def put(self, question: Question, *, afresh: bool = True) -> bool:
        """Keep a question, once while it waits; tell whether it is new.

        Unless `afresh`, one that was answered already is not asked again either.
        """
        values = {
            "id": question.id,
            "agency": question.agency,
            "subject": question.subject,
            "about": question.about,
            "content": self._keys.seal(question.content, _asked(question.id)),
            "at": question.created_at,
            "stand": list(WAITS if afresh else WAITS_OR_KNOWN),
        }
        return self._connection.execute(SQL["put"], values).rowcount == 1

    def take_line(self, agency: Agency, at: datetime, until: datetime) -> int | None:
        """Have a line alone; return its failures, or None where it rests."""
        values = {"agency": agency, "at": at, "until": until}
        row = self._connection.execute(SQL["take_line"], values).fetchone()
        return row[0] if row else None

    def leave_line(
        self, agency: Agency, until: datetime, failures: int = 0, trouble: str = ""
    ) -> None:
        """Give a line back; it rests until then."""
        values = {
            "agency": agency,
            "until": until,
            "failures": failures,
            "trouble": trouble[:200],
        }
        self._connection.execute(SQL["leave_line"], values)

    def due(self, agency: Agency, size: int) -> list[Question]:
        """Return what waits for an agency, oldest first."""
        return self._read("due", {"agency": agency, "size": size})

    def answered(self, question: Question, reply: Reply, at: datetime) -> bool:
        """Keep an answer, once; tell whether it is new."""
        values = {
            "id": question.id,
            "outcome": reply.outcome,
            "answer": self._keys.seal(reply.body, _said(question.id)),
            "digest": reply.digest,
            "at": at,
        }
        return self._connection.execute(SQL["answered"], values).rowcount == 1

    def missed(self, question: Question, state: QuestionState, trouble: str) -> None:
        """Write down why a question has no answer."""
        values = {"id": question.id, "state": state, "trouble": trouble[:200]}
        self._connection.execute(SQL["missed"], values)

    def again(self) -> int:
        """Let refused questions be put again; return how many."""
        return self._connection.execute(SQL["again"]).rowcount

    def asked(self, question: Question) -> Mapping[str, str]:
        """Open what is asked."""
        plain = self._keys.open(question.content, _asked(question.id))
        return msgspec.json.decode(plain, type=dict[str, str])

    def answer(self, question: Question) -> bytes:
        """Open what was answered, as it came; nothing where nothing was."""
        row = self._connection.execute(SQL["answer"], {"id": question.id}).fetchone()
        sealed = row[0] if row else b""
        return self._keys.open(sealed, _said(question.id)) if sealed else b""

    def latest(self, agency: Agency | None = None, limit: int = 50) -> list[Question]:
        """Return the latest questions, of one agency if wanted."""
        return self._read("latest", {"agency": agency, "limit": limit})

    def about(self, about: str) -> list[Question]:
        """Return everything that was asked about one thing, oldest first."""
        every = {"agencies": list(Agency), "subjects": list(Subject)}
        return self._read("about", every | {"about": about})

    def lines(self) -> list[LineStanding]:
        """Say how every line stands."""
        with self._connection.cursor(row_factory=class_row(LineStanding)) as cursor:
            return cursor.execute(SQL["lines"]).fetchall()

    def _read(self, name: str, values: dict[str, Any]) -> list[Question]:
        with self._connection.cursor(row_factory=class_row(Question)) as cursor:
            return cursor.execute(SQL[name], values).fetchall()


def _asked(question: str) -> str:
    return f"agency/{question}/asked"


def _said(question: str) -> str:
    return f"agency/{question}/answered"
