"""Accounts in the database, inside the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from argon2 import PasswordHasher
from psycopg import Connection
from psycopg.rows import kwargs_row

from tongguan.plumbing.people.lifecycle import ACCOUNT, AccountState, Actor
from tongguan.plumbing.people.model import Person, Proposal
from tongguan.plumbing.sql import statements

SQL = statements(__package__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """查询条件 Which accounts are asked for; what is empty is left open."""

    words: str = ""
    post: str = ""
    state: str = ""
    after: str = ""
    limit: int = 50


class Accounts:
    """Proposes accounts, finds them, and takes them from state to state."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def propose(self, wanted: Proposal, at: datetime) -> bool:
        """Write an account down that nobody can use yet; False if its name is taken."""
        state = ACCOUNT.after(ACCOUNT.initial, "propose", by=Actor.SYSTEM)
        values = {
            **{name: getattr(wanted, name) for name in wanted.__slots__},
            "password": hashed(wanted.password),
            "state": state,
            "at": at,
        }
        row = self._connection.execute(SQL["propose"], values).fetchone()
        return row is not None

    def find(self, username: str) -> Person | None:
        """Return an account by its name."""
        with self._connection.cursor(row_factory=kwargs_row(_person)) as cursor:
            return cursor.execute(SQL["one"], {"username": username}).fetchone()

    def search(self, asked: Asked) -> list[Person]:
        """Return the accounts that are asked for, by name."""
        values = {name: getattr(asked, name) for name in asked.__slots__}
        with self._connection.cursor(row_factory=kwargs_row(_person)) as cursor:
            return cursor.execute(SQL["several"], values).fetchall()

    def held_by(self, person: bytes) -> dict[str, str]:
        """Return the posts one person holds, by account; let others wait."""
        self._connection.execute(SQL["alone"], {"person": person.hex()})
        rows = self._connection.execute(SQL["held"], {"person": person}).fetchall()
        return dict(rows)

    def move(self, person: Person, move: str, by: Actor) -> bool:
        """Take an account on; False if somebody was quicker.

        Raise IllegalMoveError where its lifecycle has no such move.
        """
        source = AccountState(person.state)
        target = ACCOUNT.after(source, move, by=by)
        values = {"id": person.id, "source": source, "target": target}
        return self._connection.execute(SQL["move"], values).fetchone() is not None

    def repost(self, person: Person, post: str, organisation: str, by: str) -> None:
        """Write down another post, to be approved anew."""
        values = {"id": person.id, "post": post, "organisation": organisation, "by": by}
        self._connection.execute(SQL["repost"], values)

    def reset_password(self, person: Person, password: str) -> None:
        """Give a password that must be changed at once."""
        values = {"id": person.id, "password": hashed(password)}
        self._connection.execute(SQL["reset_password"], values)

    def works(self, person: Person) -> bool:
        """Tell whether somebody may sign in as things stand now."""
        found = self.find(person.username)
        return found is not None and found.state is AccountState.WORKING


def _person(**row: Any) -> Person:
    return Person(**row | {"state": AccountState(row["state"])})


def hashed(password: str) -> str:
    """Hash a password (Argon2id), in the form the sign-in page reads it."""
    return f"argon2{PasswordHasher().hash(password)}"
