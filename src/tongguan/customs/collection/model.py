"""The nouns of collection: a month, the bills due in it, the notice of them all."""

from dataclasses import dataclass
from datetime import date, datetime

from tongguan.customs.collection.lifecycle import BillState, NoticeState
from tongguan.customs.duty.deadlines import months_later


class NotAMonthError(ValueError):
    """A text does not name a month as 2026-11 does."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """征收期 One calendar month, by its first day; days are those of Shanghai."""

    first: date

    @classmethod
    def named(cls, text: str) -> "Month":
        """Read `2026-11`; raise NotAMonthError."""
        try:
            first = date.fromisoformat(f"{text}-01")
        except ValueError:
            raise NotAMonthError(text) from None
        return cls(first)

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month a day is in."""
        return cls(day.replace(day=1))

    @property
    def end(self) -> date:
        """The first day that is no longer in it."""
        return months_later(self.first, 1)

    def __str__(self) -> str:
        """Name it: 2026-11."""
        return f"{self.first:%Y-%m}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueBill:
    """待汇总税单 The tax bill of one released list, in fen."""

    paper: int
    version: int
    number: str
    released_on: date
    duty_fen: int
    vat_fen: int
    consumption_fen: int

    @property
    def tax_fen(self) -> int:
        """The three together."""
        return self.duty_fen + self.vat_fen + self.consumption_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """缴款书 What one guarantor pays for one month; amounts are the sums of its bills.

    `first_due_on` is the last day of the list that was released first, `due_on` that
    of the list released last. `sequence` is 1; a list found after its month was closed
    comes into a supplement, 2 and so on.
    """

    number: str
    guarantor: str
    month: date
    sequence: int
    state: NoticeState
    lists: int
    duty_fen: int
    vat_fen: int
    consumption_fen: int
    issued_on: date
    opens_on: date
    first_due_on: date
    due_on: date
    paid_on: date | None = None
    late_fee_fen: int = 0

    @property
    def tax_fen(self) -> int:
        """The three taxes together."""
        return self.duty_fen + self.vat_fen + self.consumption_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """缴款书明细 One list of a notice and what it owes, in fen."""

    list_number: str
    bill: str
    released_on: date
    state: str
    duty_fen: int
    vat_fen: int
    consumption_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPeriod:
    """未征收期 A guarantor's bills of one month that no notice has merged yet."""

    guarantor: str
    month: date
    lists: int
    tax_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxStanding:
    """缴税情况 How far the tax of one list has come, and in which notice."""

    bill: str
    state: BillState
    notice: str | None = None
    due_on: date | None = None
    paid_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedBills:
    """税单查询 Which bills of a guarantor are looked for; what is empty is not asked.

    `number` is that of a list, a bill or a notice; `before` is the list of the last
    bill of the page before.
    """

    guarantor: str
    first: date
    last: date
    state: str = ""
    number: str = ""
    before: int | None = None
    size: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Billed:
    """税单行 One bill of a guarantor and how far it has come, in fen."""

    paper: int
    number: str
    list_number: str
    at: datetime
    state: BillState
    duty_fen: int
    vat_fen: int
    consumption_fen: int
    notice: str | None
    due_on: date | None
    paid_on: date | None

    @property
    def tax_fen(self) -> int:
        """The three together."""
        return self.duty_fen + self.vat_fen + self.consumption_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class BillTotals:
    """税单合计 How many bills there are, and what they come to, in fen."""

    lists: int
    duty_fen: int
    vat_fen: int
    consumption_fen: int

    @property
    def tax_fen(self) -> int:
        """The three together."""
        return self.duty_fen + self.vat_fen + self.consumption_fen
