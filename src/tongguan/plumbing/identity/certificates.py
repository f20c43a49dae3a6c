"""Certificates on file and issuers on the trust list, in the caller's transaction."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.copying import read_as
from tongguan.plumbing.sql import statements

SQL = statements(__package__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """备案证书 A certificate on file: whose, since when, and whether still in use."""

    fingerprint: str
    firm: str
    serial: str
    key: str
    pem: str
    valid_from: datetime
    valid_until: datetime
    filed_at: datetime
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """签发者 An issuer on the trust list, believed between two days.

    `region` is where it is established: CN, HK or MO.
    """

    fingerprint: str
    subject: str
    pem: str
    effective: date
    until: date
    region: str = "CN"


class Certificates:
    """Files certificates, finds and revokes them, and keeps the trust list."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def file(self, filed: Filed) -> bool:
        """Put a certificate on file; tell whether it was not there yet."""
        values = asdict(filed) | {"at": filed.filed_at}
        row = self._connection.execute(SQL["file_certificate"], values).fetchone()
        return row is not None

    def find(self, fingerprint: str) -> Filed | None:
        """Return a certificate that is or was on file."""
        values = {"fingerprint": fingerprint}
        found = read_as(self._connection, Filed, SQL["certificate"], values)
        return found[0] if found else None

    def of(self, firm: str | None = None) -> list[Filed]:
        """Return the certificates of a firm, revoked ones too; or all there are."""
        with self._connection.cursor(row_factory=class_row(Filed)) as cursor:
            return cursor.execute(SQL["certificates"], {"firm": firm}).fetchall()

    def revoke(self, fingerprint: str, firm: str | None, at: datetime) -> bool:
        """Take a certificate of a firm, or anybody's, out of use; tell if it was in."""
        values = {"fingerprint": fingerprint, "firm": firm, "at": at}
        row = self._connection.execute(SQL["revoke_certificate"], values).fetchone()
        return row is not None

    def trust(self, issuer: Issuer) -> None:
        """Put an issuer on the trust list, or give it other days."""
        self._connection.execute(SQL["trust"], asdict(issuer))

    def issuer(self, fingerprint: str) -> Issuer | None:
        """Return one issuer of the list, whatever its days."""
        with self._connection.cursor(row_factory=class_row(Issuer)) as cursor:
            cursor.execute(SQL["issuer"], {"fingerprint": fingerprint})
            return cursor.fetchone()

    def issuers(
        self, subject: str | None = None, day: date | None = None
    ) -> list[Issuer]:
        """Return the issuers of a name that are believed on a day; or all."""
        values = {"subject": subject, "day": day}
        with self._connection.cursor(row_factory=class_row(Issuer)) as cursor:
            return cursor.execute(SQL["issuers"], values).fetchall()
