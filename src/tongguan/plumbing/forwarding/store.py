"""What is forwarded and what comes back, inside the caller's transaction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.forwarding.model import (
    Condition,
    Forwarded,
    Kept,
    Queued,
    SetAside,
    Settled,
)
from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.sql import statements

SQL = statements(__package__)


class Forwarding:
    """Queues papers for the customs, and keeps what it says of them."""

    def __init__(self, connection: Connection[Any], keys: Keyring) -> None:
        self._connection = connection
        self._keys = keys

    def queue(self, papers: Sequence[Queued], at: datetime) -> None:
        """Queue papers in this order, each version once."""
        columns = {
            "papers": [it.paper for it in papers],
            "versions": [it.version for it in papers],
            "kinds": [it.kind.value for it in papers],
            "keys": [_json(it.keys) for it in papers],
            "numbers": [it.preliminary_number for it in papers],
            "guids": [it.guid for it in papers],
            "at": at,
        }
        self._connection.execute(SQL["queue"], columns)

    def forwarded(self, papers: Mapping[int, int]) -> set[int]:
        """Return those of these papers whose version is on its way, or there."""
        columns = {"papers": list(papers), "versions": list(papers.values())}
        return {row[0] for row in self._connection.execute(SQL["forwarded"], columns)}

    def waiting(self, size: int) -> list[Forwarded]:
        """Return the oldest papers that have not arrived yet, in their order."""
        return self._read("waiting", {"size": size})

    def write(self, bodies: Mapping[int, bytes]) -> None:
        """Keep the bytes in which papers travel; they never change again."""
        columns = {
            "ids": list(bodies),
            "bodies": [self._keys.seal(it, _context(n)) for n, it in bodies.items()],
        }
        self._connection.execute(SQL["write"], columns)

    def open(self, forwarded: Forwarded) -> bytes:
        """Return the bytes in which a paper travels."""
        assert forwarded.body is not None, "what is sent was written"
        return self._keys.open(forwarded.body, _context(forwarded.id))

    def close(self, ids: Iterable[int], at: datetime, *, refused: bool = False) -> None:
        """Mark papers as arrived, or as refused for ever."""
        state = "refused" if refused else "sent"
        values = {"ids": list(ids), "state": state, "at": at}
        self._connection.execute(SQL["close"], values)

    def find(self, kind: str, keys: Mapping[str, str]) -> Forwarded | None:
        """Return the paper with these keys, as it was forwarded last."""
        found = self._read("find", {"kind": kind, "keys": _json(keys)})
        return found[0] if found else None

    def find_guid(self, guid: str) -> Forwarded | None:
        """Return the paper that travelled in a message."""
        found = self._read("find_guid", {"guid": guid})
        return found[0] if found else None

    def find_number(self, number: str) -> Forwarded | None:
        """Return the paper the customs gave a number."""
        found = self._read("find_number", {"number": number})
        return found[0] if found else None

    def tell(self, told: Sequence[Forwarded]) -> None:
        """Remember the customs' last word on forwarded papers."""
        columns = {
            "ids": [it.id for it in told],
            "statuses": [it.status for it in told],
            "times": [it.told_at for it in told],
            "numbers": [it.number for it in told],
        }
        self._connection.execute(SQL["tell"], columns)

    def receive(self, receipts: Sequence[Kept], at: datetime) -> set[str]:
        """Keep receipts of the customs; return the guids of those that are new."""
        columns = {
            "guids": [it.guid for it in receipts],
            "forms": [it.form for it in receipts],
            "keys": [it.key for it in receipts],
            "contents": [it.content for it in receipts],
            "at": at,
        }
        return {row[0] for row in self._connection.execute(SQL["receive"], columns)}

    def settle(self, settled: Sequence[Settled]) -> None:
        """Say what became of receipts."""
        columns = {
            "guids": [it.guid for it in settled],
            "outcomes": [it.fate.value for it in settled],
            "reasons": [it.reason for it in settled],
            "papers": [it.paper for it in settled],
        }
        self._connection.execute(SQL["settle"], columns)

    def aside(self, keys: Collection[str]) -> list[tuple[str, str, dict[str, Any]]]:
        """Return guid, form and content of what was set aside under these keys."""
        return self._connection.execute(SQL["aside"], {"keys": list(keys)}).fetchall()

    def all_aside(self, size: int = 100) -> list[SetAside]:
        """Return what was set aside, the newest first."""
        with self._connection.cursor(row_factory=class_row(SetAside)) as cursor:
            return cursor.execute(SQL["all_aside"], {"size": size}).fetchall()

    def cursor(self) -> tuple[int, int]:
        """Return epoch and number of the last receipt that was taken."""
        row = self._connection.execute(SQL["cursor"]).fetchone()
        return (row[0], row[1]) if row else (1, 0)

    def advance(self, cursor: tuple[int, int]) -> None:
        """Remember up to where receipts were taken."""
        values = {"epoch": cursor[0], "after": cursor[1]}
        self._connection.execute(SQL["open"])
        self._connection.execute(SQL["advance"], values)

    def note(self, at: datetime, trouble: str = "") -> None:
        """Note that the customs answered, or why it did not."""
        self._connection.execute(SQL["open"])
        name = "trouble" if trouble else "contact"
        values = {"at": at, "trouble": trouble} if trouble else {"at": at}
        self._connection.execute(SQL[name], values)

    def condition(self) -> Condition:
        """Say how the line to the customs stands."""
        with self._connection.cursor(row_factory=class_row(Condition)) as cursor:
            found = cursor.execute(SQL["condition"]).fetchone()
        assert found is not None, "counts always come back"
        return found

    def alone(self) -> bool:
        """Try to be the only one who sends, until this session ends."""
        row = self._connection.execute(SQL["alone"]).fetchone()
        return bool(row and row[0])

    def _read(self, name: str, values: dict[str, Any]) -> list[Forwarded]:
        with self._connection.cursor(row_factory=class_row(Forwarded)) as cursor:
            return cursor.execute(SQL[name], values).fetchall()


def _context(number: int) -> str:
    return f"forwarded/{number}"


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
