"""Consumers and locks in the database, inside the caller's transaction."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

import msgspec
from psycopg import Connection
from psycopg.rows import dict_row

from tongguan.commerce.consumer.lifecycle import (
    CONSUMER,
    LOCK,
    Actor,
    ConsumerState,
    LockState,
)
from tongguan.commerce.consumer.model import Consumer, Identity, LockMove
from tongguan.plumbing.copying import keys_in
from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.sql import statements

SQL = statements(__package__)


class Consumers:
    """Keeps who an account stands for, the moves of its verification, and locks."""

    def __init__(self, connection: Connection[Any], keys: Keyring) -> None:
        self._connection = connection
        self._keys = keys

    def apply(
        self, account: int, person: bytes, identity: Identity, at: datetime
    ) -> int:
        """Open an account's verification; return its number."""
        target = CONSUMER.after(ConsumerState.ABSENT, "apply", by=Actor.CONSUMER)
        values = {
            "account": account,
            "person": person,
            "target": target,
            "identity": self._sealed(account, identity),
            "at": at,
        }
        row = self._connection.execute(SQL["put"], values).fetchone()
        assert row is not None, "an insert returns its row"
        step = {"name": "apply", "source": ConsumerState.ABSENT, "target": target}
        self._write(int(row[0]), step, Actor.CONSUMER, at)
        return int(row[0])

    def of_account(self, account: int) -> Consumer | None:
        """Return the consumer an account stands for."""
        return self._one("of_account", {"account": account})

    def hold(self, number: int) -> Consumer | None:
        """Return a consumer, held until the transaction ends."""
        return self._one("hold", {"id": number})

    def identity(self, consumer: Consumer) -> Identity:
        """Open what a consumer said of themselves."""
        plain = self._keys.open(consumer.identity, _context(consumer.account))
        return msgspec.json.decode(plain, type=Identity)

    def has_account(self, person: bytes) -> bool:
        """Tell whether a person has a verified account; wait for who is at it."""
        self._connection.execute(SQL["alone"], {"person": person.hex()})
        row = self._connection.execute(SQL["has_account"], {"person": person})
        return bool((row.fetchone() or (False,))[0])

    def move(self, consumer: Consumer, name: str, by: Actor, at: datetime) -> bool:
        """Move a verification on; tell whether it still stood where it was read."""
        source = consumer.state
        target = CONSUMER.after(source, name, by=by)
        values = {"id": consumer.id, "source": source, "target": target, "at": at}
        if self._connection.execute(SQL["move"], values).rowcount != 1:
            return False
        step = {"name": name, "source": source, "target": target}
        self._write(consumer.id, step, by, at)
        return True

    def correct(self, consumer: Consumer, person: bytes, identity: Identity) -> None:
        """Put what a consumer says now in the place of what was refused."""
        values = {
            "id": consumer.id,
            "person": person,
            "identity": self._sealed(consumer.account, identity),
        }
        self._connection.execute(SQL["correct"], values)

    def send_code(self, consumer: int, code: str, until: datetime) -> None:
        """Remember a code that was sent, as a keyed index."""
        values = {"id": consumer, "code": self._index(consumer, code), "until": until}
        self._connection.execute(SQL["send_code"], values)

    def is_code(self, consumer: Consumer, code: str) -> bool:
        """Tell whether this is the code that was sent last; every try counts."""
        self._connection.execute(SQL["tried"], {"id": consumer.id})
        return bool(consumer.code) and consumer.code == self._index(consumer.id, code)

    def locked(self, persons: Iterable[bytes]) -> frozenset[bytes]:
        """Return those of these persons who have locked their identity."""
        values = {"persons": keys_in(set(persons))}
        rows = self._connection.execute(SQL["locked"], values)
        return frozenset(bytes(row[0]) for row in rows)

    def locked_since(self, person: bytes) -> datetime | None:
        """Return since when a person is locked; None where not."""
        row = self._connection.execute(SQL["locked_since"], {"person": person})
        found = row.fetchone()
        return found[0] if found else None

    def turn(self, person: bytes, name: str, at: datetime) -> bool:
        """Lock or unlock an identity; tell whether that changed anything."""
        source = LockState.OPEN if name == "lock" else LockState.LOCKED
        target = LOCK.after(source, name, by=Actor.CONSUMER)
        values = {"person": person, "at": at}
        if self._connection.execute(SQL[name], values).rowcount != 1:
            return False
        step = {"name": name, "source": source, "target": target}
        entry = {**values, **step, "actor": Actor.CONSUMER}
        self._connection.execute(SQL["write_lock"], entry)
        return True

    def lock_moves(self, person: bytes) -> list[LockMove]:
        """Return when an identity was locked and unlocked, the latest first."""
        rows = self._connection.execute(SQL["lock_moves"], {"person": person})
        return [LockMove(name=row[0], at=row[1]) for row in rows]

    def _sealed(self, account: int, identity: Identity) -> bytes:
        body = msgspec.json.encode(asdict(identity))
        return self._keys.seal(body, _context(account))

    def _index(self, consumer: int, code: str) -> bytes:
        return self._keys.index("consumer-code", f"{consumer}/{code}")

    def _write(
        self, consumer: int, step: dict[str, Any], by: Actor, at: datetime
    ) -> None:
        values = {**step, "id": consumer, "actor": by, "at": at}
        self._connection.execute(SQL["write_move"], values)

    def _one(self, name: str, values: dict[str, Any]) -> Consumer | None:
        with self._connection.cursor(row_factory=dict_row) as cursor:
            row = cursor.execute(SQL[name], values).fetchone()
        if row is None:
            return None
        for column in ("person", "identity", "code"):
            row[column] = bytes(row[column])
        return Consumer(**row | {"state": ConsumerState(row["state"])})


def _context(account: int) -> str:
    return f"consumer/{account}"
