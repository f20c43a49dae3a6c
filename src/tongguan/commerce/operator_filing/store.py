"""Filings in the database, inside the caller's transaction."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

import msgspec
from psycopg import Connection
from psycopg.errors import UniqueViolation
from psycopg.rows import class_row, dict_row
from psycopg.types.json import Jsonb

from tongguan.commerce.operator_filing.lifecycle import FilingState
from tongguan.commerce.operator_filing.model import (
    Answer,
    Filing,
    Kind,
    Note,
    Particulars,
    Step,
    Version,
)
from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
PURPOSE = "operator"
PAGE = 200


class FilingTakenError(Exception):
    """The operator has a filing, or somebody else moved it at the same moment."""


class Operators:
    """Keeps filings, their versions, moves, answers and notes."""

    def __init__(self, connection: Connection[Any], keys: Keyring) -> None:
        self._connection = connection
        self._keys = keys

    def open(self, filing: Filing, says: Particulars) -> Filing:
        """Keep a new filing; raise FilingTakenError where its operator has one."""
        values = asdict(filing) | {
            "roles": list(filing.roles),
            "identity": self._identity(says),
            "at": filing.applied_at,
        }
        row = self._connection.execute(SQL["open"], values).fetchone()
        if row is None:
            raise FilingTakenError
        return replace(filing, id=row[0])

    def write(self, filing: Filing, version: Version) -> None:
        """Keep a version; it is never written again."""
        body = msgspec.json.encode(asdict(version.says))
        values = {
            "filing": filing.id,
            "version": version.number,
            "body": self._keys.seal(body, _context(filing.id, version.number)),
            "by": version.by,
            "organisation": version.organisation,
            "at": version.at,
        }
        if self._connection.execute(SQL["version"], values).fetchone() is None:
            raise FilingTakenError

    def move(
        self, seen: Filing, moved: Filing, says: Particulars | None = None
    ) -> None:
        """Move a filing on; raise FilingTakenError where somebody was quicker.

        A draft may become that of another operator: then say what it `says` now.
        """
        values = asdict(moved) | {
            "identity": self._identity(says) if says else None,
            "roles": list(moved.roles),
            "from": seen.state,
            "to": moved.state,
            "seen": seen.version,
            "at": moved.changed_at,
        }
        try:
            row = self._connection.execute(SQL["move"], values).fetchone()
        except UniqueViolation:
            raise FilingTakenError from None
        if row is None:
            raise FilingTakenError

    def step(self, filing: Filing, step: Step) -> None:
        """Write a move down."""
        values = asdict(step) | {"filing": filing.id, "findings": Jsonb(step.findings)}
        self._connection.execute(SQL["step"], values)

    def find(self, number: str, *, hold: bool = False) -> Filing | None:
        """Return a filing by its number."""
        found = self._filings("hold" if hold else "find", {"number": number})
        return found[0] if found else None

    def of_firm(self, firm: str) -> Filing | None:
        """Return the filing of a firm, by the code its papers name it by."""
        found = self._filings("of_firm", {"firm": firm}) if firm else []
        return found[0] if found else None

    def standing(self, many: Iterable[Particulars]) -> dict[str, tuple[str, str]]:
        """Return number and state of the filings these operators have, by code."""
        codes = {self._identity(it): it.code for it in many}
        rows = self._connection.execute(
            SQL["of_identities"], {"identities": list(codes)}
        )
        return {
            codes[bytes(identity)]: (number, state) for identity, number, state in rows
        }

    def on_register(self, codes: Iterable[str]) -> dict[str, str]:
        """Return the firms on the register under these codes, their own or others'."""
        values = {"codes": sorted(set(codes))}
        return dict(self._connection.execute(SQL["on_register"], values).fetchall())

    def found(
        self, states: Collection[FilingState], text: str = "", role: str = ""
    ) -> list[Filing]:
        """Return filings in these states, those that wait longest first."""
        wanted = [state.value for state in states]
        values = {"states": wanted, "text": text, "role": role, "limit": PAGE}
        return self._filings("found", values)

    def counted(self) -> dict[str, int]:
        """Say how many filings stand in each state."""
        return dict(self._connection.execute(SQL["counted"]).fetchall())

    def versions(self, filing: Filing) -> list[Version]:
        """Return every version, oldest first."""
        rows = self._connection.execute(SQL["versions"], {"filing": filing.id})
        return [
            Version(
                number=number,
                says=self._opened(bytes(body), filing.id, number),
                by=by,
                organisation=organisation,
                at=at,
            )
            for number, body, by, organisation, at in rows
        ]

    def steps(self, filing: Filing) -> list[Step]:
        """Return every move, oldest first."""
        with self._connection.cursor(row_factory=class_row(Step)) as cursor:
            return cursor.execute(SQL["steps"], {"filing": filing.id}).fetchall()

    def keep(self, filing: Filing, answer: Answer) -> None:
        """Keep the answer of a register, once for a question."""
        plain = msgspec.json.encode(answer.says)
        values = asdict(answer) | {
            "filing": filing.id,
            "says": self._keys.seal(plain, _said(answer.question)),
        }
        self._connection.execute(SQL["check"], values)

    def answers(self, filing: Filing) -> list[Answer]:
        """Return every answer, oldest first."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(SQL["checks"], {"filing": filing.id}).fetchall()
        return [Answer(**row | {"says": self._told(row)}) for row in rows]

    def annotate(self, filing: Filing, note: Note) -> None:
        """Write a note beside a filing."""
        self._connection.execute(SQL["note"], asdict(note) | {"filing": filing.id})

    def notes(self, filing: Filing) -> Sequence[Note]:
        """Return every note, the newest first."""
        with self._connection.cursor(row_factory=class_row(Note)) as cursor:
            return cursor.execute(SQL["notes"], {"filing": filing.id}).fetchall()

    def _identity(self, says: Particulars) -> bytes:
        return self._keys.index(PURPOSE, says.code)

    def _opened(self, body: bytes, filing: int, version: int) -> Particulars:
        plain = self._keys.open(body, _context(filing, version))
        return msgspec.json.decode(plain, type=Particulars)

    def _told(self, row: dict[str, Any]) -> dict[str, Any]:
        plain = self._keys.open(bytes(row["says"]), _said(row["question"]))
        return msgspec.json.decode(plain, type=dict[str, Any])

    def _filings(self, name: str, values: dict[str, Any]) -> list[Filing]:
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(SQL[name], values).fetchall()
        return [_filing(row) for row in rows]


def _filing(row: dict[str, Any]) -> Filing:
    kind, state = Kind(row["kind"]), FilingState(row["state"])
    return Filing(**row | {"kind": kind, "state": state, "roles": tuple(row["roles"])})


def _context(filing: int, version: int) -> str:
    return f"operator/{filing}/{version}"


def _said(question: str) -> str:
    return f"operator/answer/{question}"
