"""Inquiries in the database, inside the caller's transaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
from psycopg import Connection
from psycopg.rows import class_row

from tongguan.finance.payment_data.lifecycle import INQUIRY, InquiryState, Party
from tongguan.finance.payment_data.model import Inquiry
from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
OPEN = [InquiryState.DUE, InquiryState.ASKED]


class Inquiries:
    """Opens, asks, receives and finds inquiries."""

    def __init__(self, connection: Connection[Any], keys: Keyring) -> None:
        self._connection = connection
        self._keys = keys

    def register(self, platform: str, url: str, at: datetime, by: str) -> None:
        """Write down where a platform is asked."""
        values = {"platform": platform, "url": url, "at": at, "by": by}
        self._connection.execute(SQL["register"], values)

    def address(self, platform: str) -> str:
        """Return where a platform is asked; nothing where it said nothing."""
        row = self._connection.execute(SQL["address"], {"platform": platform})
        found = row.fetchone()
        return found[0] if found else ""

    def open(self, inquiries: Sequence[Inquiry]) -> list[str]:
        """Begin inquiries of one reason; return the sessions that are new."""
        if not inquiries:
            return []
        first = inquiries[0]
        values = {
            "sessions": [it.session for it in inquiries],
            "platforms": [it.platform for it in inquiries],
            "numbers": [it.order_number for it in inquiries],
            "reason": first.reason,
            "by": first.asked_by,
            "at": first.created_at,
            "due_at": first.due_at,
        }
        return [row[0] for row in self._connection.execute(SQL["open"], values)]

    def lease(self, size: int, at: datetime, until: datetime) -> list[Inquiry]:
        """Take inquiries that are to be put now; nobody else does until then."""
        return self._read("lease", {"size": size, "at": at, "until": until})

    def asked(self, inquiry: Inquiry, at: datetime) -> None:
        """Write down that the platform took the question."""
        state = INQUIRY.after(InquiryState.DUE, "ask", by=Party.SYSTEM)
        values = {"session": inquiry.session, "state": state, "at": at}
        self._connection.execute(SQL["asked"], values)

    def again(self, inquiry: Inquiry, trouble: str, next_at: datetime) -> None:
        """Write down why it did not, and when to try again."""
        values = {
            "session": inquiry.session,
            "trouble": trouble[:200],
            "next_at": next_at,
        }
        self._connection.execute(SQL["again"], values)

    def expire(self, at: datetime) -> int:
        """Let inquiries whose day is over be overdue; return how many."""
        values = {"state": InquiryState.OVERDUE, "open": OPEN, "at": at}
        return self._connection.execute(SQL["expire"], values).rowcount

    def hold(self, session: str) -> Inquiry | None:
        """Find an inquiry and hold it."""
        found = self._read("hold", {"session": session})
        return found[0] if found else None

    def uploaded(self, inquiry: Inquiry, move: str, at: datetime) -> None:
        """Keep what a platform uploaded, sealed, and what was found in it."""
        source = InquiryState(inquiry.state)
        sealed = self._keys.seal(inquiry.body, _context(inquiry.session))
        values = {
            "session": inquiry.session,
            "source": source,
            "state": INQUIRY.after(source, move, by=Party.PLATFORM),
            "at": at,
            "certificate": inquiry.certificate,
            "variant": inquiry.variant,
            "findings": msgspec.json.encode(inquiry.findings).decode(),
            "body": sealed,
        }
        self._connection.execute(SQL["uploaded"], values)

    def latest(
        self, platform: str | None = None, number: str | None = None, limit: int = 100
    ) -> list[Inquiry]:
        """Return the latest inquiries, of one platform or one order if wanted."""
        values = {"platform": platform, "number": number, "limit": limit}
        return self._read("latest", values)

    def counted(self, platform: str | None = None) -> dict[str, int]:
        """Count inquiries by state."""
        rows = self._connection.execute(SQL["counted"], {"platform": platform})
        return dict(rows.fetchall())

    def opened(self, inquiry: Inquiry) -> bytes:
        """Return what was uploaded."""
        return self._keys.open(inquiry.body, _context(inquiry.session))

    def forget(self, before: datetime) -> int:
        """Empty uploads that need no longer be kept; return how many."""
        return self._connection.execute(SQL["forget"], {"before": before}).rowcount

    def _read(self, name: str, values: dict[str, Any]) -> list[Inquiry]:
        with self._connection.cursor(row_factory=class_row(Inquiry)) as cursor:
            found = cursor.execute(SQL[name], values).fetchall()
        return [replace(it, findings=tuple(it.findings)) for it in found]


def _context(session: str) -> str:
    return f"payment-data/{session}"
