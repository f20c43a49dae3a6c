"""Appointments, sheets and pictures, inside the caller's transaction."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, NamedTuple

from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from tongguan.customs.examination.model import Appointment, Picture, Sheet
from tongguan.customs.examination.pictures import CleanPicture
from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.sql import statements

SQL = statements(__package__)


class Opened(NamedTuple):
    """开箱对象 One version of a list, as one agency opens it."""

    paper: int
    version: int
    agency: str


class Examinations:
    """Keeps what is written and pictured while a parcel is open."""

    def __init__(self, connection: Connection[Any], keys: Keyring) -> None:
        self._connection = connection
        self._keys = keys

    def appoint(self, appointment: Appointment) -> None:
        """Set when and where a consignment is opened."""
        self._connection.execute(SQL["appoint"], asdict(appointment))

    def appointment(self, paper: int, version: int) -> Appointment | None:
        """Return when and where a version of a list is opened."""
        values = {"paper": paper, "version": version}
        with self._connection.cursor(row_factory=class_row(Appointment)) as cursor:
            return cursor.execute(SQL["appointment"], values).fetchone()

    def save(self, opened: Opened, sheet: Sheet) -> None:
        """Keep what an agency has written so far."""
        written = {"checks": Jsonb(sheet.checks), "found": Jsonb(sheet.found)}
        values = opened._asdict() | asdict(sheet) | written
        self._connection.execute(SQL["save"], values)

    def sheet(self, opened: Opened) -> Sheet:
        """Return what an agency has written so far: an empty sheet at first."""
        with self._connection.cursor(row_factory=class_row(Sheet)) as cursor:
            found = cursor.execute(SQL["sheet"], opened._asdict()).fetchone()
        return found or Sheet()

    def keep(
        self, opened: Opened, picture: CleanPicture, officer: str, at: datetime
    ) -> bool:
        """Keep a picture, sealed; tell whether it was not there before."""
        values = opened._asdict() | {
            "officer": officer,
            "taken_at": at,
            "form": picture.form,
            "size": len(picture.body),
            "sha256": picture.sha256,
            "sm3": picture.sm3,
            "body": self._keys.seal(
                picture.body, _context(opened.paper, picture.sha256)
            ),
        }
        return self._connection.execute(SQL["keep"], values).fetchone() is not None

    def pictures(self, paper: int, version: int) -> list[Picture]:
        """Return the pictures of a version of a list, without their bytes."""
        values = {"paper": paper, "version": version}
        with self._connection.cursor(row_factory=class_row(Picture)) as cursor:
            return cursor.execute(SQL["pictures"], values).fetchall()

    def picture(self, paper: int, number: int) -> Picture | None:
        """Return one picture of a list with its bytes."""
        values = {"paper": paper, "id": number}
        with self._connection.cursor(row_factory=class_row(Picture)) as cursor:
            found = cursor.execute(SQL["picture"], values).fetchone()
        if found is None:
            return None
        body = self._keys.open(found.body, _context(paper, found.sha256))
        return replace(found, body=body)


def _context(paper: int, digest: str) -> str:
    return f"examination/{paper}/{digest}"
