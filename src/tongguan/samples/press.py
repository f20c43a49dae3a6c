"""制单 Makes what every sample needs: numbers, times, headings, receipts."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import count
from random import Random
from uuid import UUID

from tongguan.demo.planting import run_named
from tongguan.demo.zone import sandbox
from tongguan.journeys.addressee import Addressee, business_keys
from tongguan.journeys.glance import preliminary_number
from tongguan.journeys.kinds import KINDS
from tongguan.kit.codes import codes
from tongguan.plumbing.register.model import key_of
from tongguan.samples.model import Sheet
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import Action, AnyPaper, Firm, Heading
from tongguan.trade.receipts import Receipt

LODGED, STORED, CONCLUDED, RELEASED = "2", "120", "399", "800"
COURSE: Mapping[Paper, tuple[str, ...]] = {
    Paper.DECLARATION: (LODGED, STORED, RELEASED),
    Paper.EXPORT_DECLARATION: (LODGED, STORED, RELEASED),
    Paper.EXPORT_RETURN: (LODGED, STORED, RELEASED),
}
USUAL = (LODGED, CONCLUDED)
SUMMARY_LETTER = "S"


class Press:
    """制单 Gives numbers that agree; the same seed and instant give the same ones."""

    def __init__(self, at: datetime, seed: int) -> None:
        self.at = at.replace(microsecond=0)
        self.run = run_named(self.at)
        self.rng = Random(f"{seed}/{self.run}")  # noqa: S311 - nothing here is secret
        self._serial = count(1)

    def guid(self) -> str:
        """Return a number nobody else has."""
        return str(UUID(int=self.rng.getrandbits(128), version=4)).upper()

    def heading(self, ago: int) -> Heading:
        """Return the heading of a paper reported so many minutes ago."""
        return Heading(
            guid=self.guid(),
            action=Action.NEW,
            reported_at=self.at - timedelta(minutes=ago),
            draft=False,
        )

    def stem(self) -> str:
        """Return what the numbers of one parcel end in."""
        return f"{self.run}{next(self._serial):04d}"

    def list_number(self, office: str, direction: str) -> str:
        """Return a number as the customs gives one to a list."""
        return f"{office}{self.at:%Y}{direction}{next(self._serial):09d}"

    def summary_number(self) -> str:
        """Return a number as the customs gives one to a summary."""
        return preliminary_number(next(self._serial), self.at, SUMMARY_LETTER)

    def sheet(self, paper: AnyPaper, sender: Firm) -> Sheet:
        """Put a paper into the message of its kind."""
        message = KINDS[paper.nature.kind].message
        return Sheet(message=message, content=(paper,), sender=sender)

    def receipts(self, paper: AnyPaper, number: str = "") -> Sheet:
        """Answer a paper as its course is usually told."""
        kind = paper.nature.kind
        serial = next(self._serial)
        to = Addressee(
            paper=paper,
            key=key_of(paper),
            sender="",
            message=0,
            preliminary_number=preliminary_number(
                serial, self.at, paper.nature.serial or "B"
            ),
            number=number,
        )
        keys = business_keys(to)
        return Sheet(
            message=KINDS[kind].message.receipt,
            content=tuple(
                Receipt(
                    guid=self.guid(),
                    paper=kind,
                    status=status,
                    text=f"{_said(status)}[{paper.heading.guid}]",
                    at=self.at + timedelta(seconds=30 * step),
                    keys=keys,
                )
                for step, status in enumerate(COURSE.get(kind, USUAL), start=1)
            ),
        )


def _said(status: str) -> str:
    return codes("receipt_statuses").name(status).partition(" ")[2]


def firm(code: str) -> Firm:
    """Return a firm of the sandbox by its code."""
    return Firm(code=code, name=sandbox().names[code])
