"""Proposals, inside the caller's transaction."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import dict_row

from tongguan.plumbing.confirmations.lifecycle import PROPOSAL, Actor, ProposalState
from tongguan.plumbing.confirmations.model import Person, Proposal
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
PENDING = ProposalState.PROPOSED
LATEST = 100


class Confirmations:
    """Keeps what was proposed, and lets a second person speak on it once."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def propose(self, proposal: Proposal) -> Proposal | None:
        """Keep a proposal; None where one on the same subject waits already."""
        row = self._connection.execute(SQL["propose"], asdict(proposal)).fetchone()
        return None if row is None else replace(proposal, number=row[0])

    def settle(
        self, number: int, move: str, second: Person, at: datetime, word: str = ""
    ) -> Proposal | None:
        """Confirm or decline; None unless a second person may, and nobody has yet."""
        values = {
            "number": number,
            "source": PENDING,
            "target": PROPOSAL.after(PENDING, move, by=Actor.SECOND),
            "by": second.name,
            "post": second.post,
            "at": at,
            "word": word,
        }
        return self._one("settle", values)

    def withdraw(self, number: int, first: Person, at: datetime) -> Proposal | None:
        """Take one's own proposal back; None where it does not wait."""
        values = {
            "number": number,
            "source": PENDING,
            "target": PROPOSAL.after(PENDING, "withdraw", by=Actor.FIRST),
            "by": first.name,
            "post": first.post,
            "at": at,
        }
        return self._one("withdraw", values)

    def lapse(self, number: int, word: str, at: datetime) -> None:
        """Let a proposal go that can't be carried out any more, and say why."""
        values = {
            "number": number,
            "source": PENDING,
            "target": PROPOSAL.after(PENDING, "lapse", by=Actor.SYSTEM),
            "word": word,
            "at": at,
        }
        self._connection.execute(SQL["lapse"], values)

    def latest(self, post: str, size: int = LATEST) -> list[Proposal]:
        """Return an agency's proposals, those that wait first."""
        return self._read("latest", {"post": post, "size": size})

    def pending(self, person: Person) -> int:
        """Count what waits for this person's confirmation."""
        values = {"post": person.post, "name": person.name}
        row = self._connection.execute(SQL["pending"], values).fetchone()
        return row[0] if row else 0

    def about(self, paper: int) -> list[Proposal]:
        """Return what was proposed on a paper, oldest first."""
        return self._read("about", {"paper": paper})

    def _one(self, name: str, values: dict[str, Any]) -> Proposal | None:
        return next(iter(self._read(name, values)), None)

    def _read(self, name: str, values: dict[str, Any]) -> list[Proposal]:
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(SQL[name], values).fetchall()
        return [
            Proposal(**row | {"state": ProposalState(row["state"])}) for row in rows
        ]
