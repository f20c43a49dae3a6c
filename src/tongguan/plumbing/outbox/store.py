"""Receipts in the database, inside the caller's transaction."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.sql import statements

SQL = statements(__package__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """回执 One receipt on its way out.

    `kind` is the paper's, or `tax_bill`, or `format` for a message that could not be
    read; `content` is what the receipt says beside status and text, in our words: the
    door that delivers it writes it in the recipient's.
    """

    recipient: str
    message: int
    kind: str
    guid: str
    key: str
    status: str
    text: str
    content: dict[str, Any]
    code: str = ""
    paper: int | None = None
    version: int = 0
    terminal: bool = False
    findings: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """回执 One receipt as it was numbered and kept."""

    epoch: int
    sequence: int
    message: int
    kind: str
    guid: str
    paper: int | None
    version: int
    key: str
    status: str
    code: str
    text: str
    terminal: bool
    findings: list[dict[str, Any]]
    content: dict[str, Any]
    at: datetime


class Outbox:
    """Numbers, keeps and returns receipts."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def put(self, answers: Sequence[Answer], at: datetime) -> None:
        """Keep receipts, numbered per recipient without gaps."""
        if not answers:
            return
        numbers = self._take_numbers([answer.recipient for answer in answers])
        with self._connection.cursor() as cursor, cursor.copy(SQL["write"]) as copy:
            for answer in answers:
                epoch, sequence = next(numbers[answer.recipient])
                copy.write_row(_row(answer, epoch, sequence, at))

    def _take_numbers(self, recipients: list[str]) -> dict[str, Any]:
        wanted = Counter(recipients)
        codes = sorted(wanted)
        self._connection.execute(SQL["open_counters"], {"codes": codes})
        held = self._connection.execute(SQL["hold_counters"], {"codes": codes})
        counters = {code: (epoch, last) for code, epoch, last in held}
        more = [wanted[code] for code in codes]
        self._connection.execute(SQL["raise_counters"], {"codes": codes, "more": more})
        return {
            code: iter([(epoch, last + n) for n in range(1, wanted[code] + 1)])
            for code, (epoch, last) in counters.items()
        }

    def pull(self, recipient: str, *, after: tuple[int, int], limit: int) -> list[Sent]:
        """Return a recipient's receipts after (epoch, sequence), in order."""
        epoch, sequence = after
        values = {
            "recipient": recipient,
            "epoch": epoch,
            "after": sequence,
            "limit": limit,
        }
        return self._read("pull", values)

    def of_messages(self, ids: Iterable[int]) -> list[Sent]:
        """Return every receipt these messages caused directly or later."""
        return self._read("of_messages", {"ids": list(ids)})

    def of_paper(self, paper: int) -> list[Sent]:
        """Return every receipt of one paper, oldest first."""
        return self._read("of_paper", {"id": paper})

    def last(self, recipient: str) -> tuple[int, int]:
        """Return epoch and number of the recipient's last receipt."""
        values = {"recipient": recipient}
        row = self._connection.execute(SQL["last"], values).fetchone()
        return (row[0], row[1]) if row else (1, 0)

    def _read(self, name: str, values: dict[str, Any]) -> list[Sent]:
        with self._connection.cursor(row_factory=class_row(Sent)) as cursor:
            return cursor.execute(SQL[name], values).fetchall()


def _row(answer: Answer, epoch: int, sequence: int, at: datetime) -> tuple[Any, ...]:
    return (
        answer.recipient,
        epoch,
        sequence,
        answer.message,
        answer.kind,
        answer.guid,
        answer.paper,
        answer.version,
        answer.key,
        answer.status,
        answer.code,
        answer.text,
        answer.terminal,
        msgspec.json.encode(answer.findings).decode(),
        msgspec.json.encode(answer.content).decode(),
        at,
    )
