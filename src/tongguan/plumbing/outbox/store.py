"""Receipts in the database, inside the caller's transaction."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import uuid4

import msgspec
from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.sql import statements

SQL = statements(__package__)
DATA = "data"  # the kind of a message sent on to a subscriber, as it came
EPOCH = "epoch"  # the kind of the first receipt of an epoch, which speaks of no paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """回执 One receipt on its way out.

    `kind` is the paper's, or `tax_bill`, `summary_result`, or `format` for a message
    that could not be read; `content` is what the receipt says beside status and text,
    in our words: the door that delivers it writes it in the recipient's. `at` is when
    it was said, where that is not when it is written down.
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
    at: datetime | None = None


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


class Subscriber(NamedTuple):
    """订阅方 A firm that has copies of the receipts on one paper of a message."""

    message: int
    position: int
    firm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """已收确认 Up to where a recipient says it has every receipt, and since when."""

    epoch: int
    sequence: int
    at: datetime | None


class Outbox:
    """Numbers, keeps and returns receipts."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def put(self, answers: Sequence[Answer], at: datetime) -> None:
        """Keep receipts, and copies for subscribers, numbered without gaps."""
        if not answers:
            return
        answers = [*answers, *self._copies(answers)]
        numbers = self._take_numbers([answer.recipient for answer in answers])
        with self._connection.cursor() as cursor, cursor.copy(SQL["write"]) as copy:
            for answer in answers:
                epoch, sequence = next(numbers[answer.recipient])
                copy.write_row(_row(answer, epoch, sequence, at))

    def subscribe(self, subscribers: Collection[Subscriber]) -> None:
        """Let firms have copies of the receipts on papers, from now on."""
        if subscribers:
            rows = sorted(subscribers)
            values = {
                "messages": [row.message for row in rows],
                "indexes": [row.position for row in rows],
                "firms": [row.firm for row in rows],
            }
            self._connection.execute(SQL["subscribe"], values)

    def _copies(self, answers: Sequence[Answer]) -> Iterator[Answer]:
        """Copy receipts for whoever subscribed to those of a paper."""
        ids = {answer.message for answer in answers if "index" in answer.content}
        if not ids:
            return
        rows = self._connection.execute(SQL["subscribers"], {"ids": sorted(ids)})
        wanted: dict[tuple[int, int], list[str]] = defaultdict(list)
        for message, index, firm in rows:
            wanted[message, index].append(firm)
        for answer in answers:
            for firm in wanted[answer.message, answer.content.get("index", 0)]:
                yield _copy(answer, firm)

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

    def of_messages(
        self, ids: Iterable[int], recipient: str | None = None
    ) -> list[Sent]:
        """Return every receipt these messages caused, to one recipient or to all."""
        values = {"ids": list(ids), "recipient": recipient}
        return self._read("of_messages", values)

    def of_paper(self, paper: int) -> list[Sent]:
        """Return every receipt of one paper, oldest first."""
        return self._read("of_paper", {"id": paper})

    def statuses(self, recipient: str, limit: int) -> frozenset[str]:
        """Return every status a recipient's latest receipts gave."""
        values = {"recipient": recipient, "limit": limit}
        rows = self._connection.execute(SQL["statuses"], values)
        return frozenset(row[0] for row in rows)

    def last(self, recipient: str) -> tuple[int, int]:
        """Return epoch and number of the recipient's last receipt."""
        values = {"recipient": recipient}
        row = self._connection.execute(SQL["last"], values).fetchone()
        return (row[0], row[1]) if row else (1, 0)

    def confirm(self, recipient: str, cursor: tuple[int, int], at: datetime) -> bool:
        """Note that a recipient has everything up to a cursor; tell if that is news.

        A cursor that was confirmed before, or that is no receipt's, changes nothing.
        """
        epoch, sequence = cursor
        values = {"recipient": recipient, "epoch": epoch, "sequence": sequence}
        found = self._connection.execute(SQL["confirm"], values | {"at": at})
        return found.rowcount == 1

    def confirmed(self, recipient: str) -> Confirmed:
        """Return up to where a recipient has confirmed its receipts."""
        values = {"recipient": recipient}
        row = self._connection.execute(SQL["confirmed"], values).fetchone()
        epoch, sequence, at = row or (1, 0, None)
        return Confirmed(epoch=epoch, sequence=sequence, at=at)

    def listen(self) -> None:
        """Hear whose receipts are committed."""
        self._connection.execute(SQL["listen"])

    def begin_epoch(self, at: datetime, recipient: str = "") -> dict[str, int]:
        """Begin a new epoch for a recipient, or for all; return the epochs begun.

        Its first receipt names the last number of the one before, so that whoever
        pulls knows up to where he must have them.
        """
        values = {"code": recipient}
        ended = self._connection.execute(SQL["begin_epoch"], values).fetchall()
        self.put([_turn(code, epoch, last) for code, epoch, last in ended], at)
        return {code: epoch + 1 for code, epoch, _ in ended}

    def _read(self, name: str, values: dict[str, Any]) -> list[Sent]:
        with self._connection.cursor(row_factory=class_row(Sent)) as cursor:
            return cursor.execute(SQL[name], values).fetchall()


def _copy(answer: Answer, firm: str) -> Answer:
    """Copy a receipt; what was found in the paper is its sender's alone."""
    return replace(
        answer,
        recipient=firm,
        guid=str(uuid4()).upper(),
        paper=None,
        findings=(),
        content=answer.content | {"copy": True},
    )


def _turn(recipient: str, epoch: int, last: int) -> Answer:
    return Answer(
        recipient=recipient,
        message=0,
        kind=EPOCH,
        guid=str(uuid4()).upper(),
        key=f"{epoch}.{last}",
        status="",
        text=f"回执自此按第{epoch + 1}纪元编号；第{epoch}纪元的最后编号为{last}。",
        content={"previous": {"epoch": epoch, "last": last}},
    )


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
        answer.at or at,
    )
