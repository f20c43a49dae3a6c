"""Attempts to sign in: each is a line of the journal, and too many must wait.

A name nobody has may be a password in the wrong field, so it is written as a digest.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.identity.rules import seconds_to_wait, sign_in_law
from tongguan.plumbing.journal.store import Journal, Line
from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
SIGN_IN, REFUSED = "sign-in", "refused"


@dataclass(frozen=True, slots=True)
class Attempt:
    """登录尝试 Who tries to sign in, from where, when."""

    name: str
    address: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """锁定账号 An account that must wait after too many failures."""

    username: str
    failures: int
    latest: datetime


class Attempts:
    """Counts and writes down, inside the caller's transaction."""

    def __init__(self, connection: Connection[Any], keys: Keyring) -> None:
        self._connection = connection
        self._journal = Journal(connection)
        self._keys = keys

    def wait(self, attempt: Attempt) -> int:
        """Say how many seconds this attempt must wait; 0 when it may be made.

        Attempts on one name, and those from one address, come one after another
        until their transactions end: many at once are counted like many in a row.
        """
        account, address = self._account(attempt.name), _address(attempt.address)
        law = sign_in_law(attempt.at)
        limits = ((account, law.per_account), (address, law.per_address))
        return max(self._wait(it, limit, attempt.at) for it, limit in limits)

    def refused(self, attempt: Attempt) -> None:
        """Write down that name and password did not agree."""
        account = self._account(attempt.name)
        self._write(attempt, account, REFUSED)
        self._write(attempt, _address(attempt.address), REFUSED)

    def done(self, attempt: Attempt) -> None:
        """Write down that somebody signed in."""
        self._write(attempt, self._account(attempt.name), "done")

    def locked(self, at: datetime) -> list[Locked]:
        """Return the accounts that must wait now."""
        law = sign_in_law(at)
        values = {"since": at - law.window, "limit": law.per_account}
        with self._connection.cursor(row_factory=class_row(Locked)) as cursor:
            return cursor.execute(SQL["locked"], values).fetchall()

    def unlock(self, name: str, by: str, at: datetime) -> None:
        """Let somebody try again at once; whoever guesses from an address waits."""
        line = Line(
            at=at,
            actor=by,
            action=SIGN_IN,
            subject=f"account/{name}",
            result="unlocked",
        )
        self._journal.append(line)

    def _wait(self, subject: str, limit: int, at: datetime) -> int:
        self._connection.execute(SQL["alone"], {"subject": subject})
        since = at - sign_in_law(at).window
        values = {"subject": subject, "limit": limit, "since": since}
        rows = self._connection.execute(SQL["failures"], values).fetchall()
        return seconds_to_wait([row[0] for row in rows], limit, at)

    def _write(self, attempt: Attempt, subject: str, result: str) -> None:
        line = Line(
            at=attempt.at,
            actor=self._account(attempt.name).partition("/")[2],
            action=SIGN_IN,
            subject=subject,
            result=result,
            detail={"address": attempt.address},
        )
        self._journal.append(line)

    def _account(self, name: str) -> str:
        known = self._connection.execute(SQL["known"], {"name": name}).fetchone()
        if known:
            return f"account/{name}"
        return f"account/?{self._keys.index(SIGN_IN, name).hex()[:16]}"


def _address(address: str) -> str:
    return f"address/{address}"
