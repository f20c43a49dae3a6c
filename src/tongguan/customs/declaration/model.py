"""The nouns of declarations: what is decided on a list, and what is around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from msgspec import Struct, field


class Pattern(Struct, frozen=True, kw_only=True, gc=False):
    """What else is known of a list's buyer, telephone and address; amounts in fen.

    `spent` counts the other lists of the same buyer, shop and day; the other numbers
    count this list and its buyer as well.
    """

    spent: int
    lists: int
    on_telephone: int
    on_address: int


class Outcome(Struct, frozen=True, kw_only=True, gc=False):
    """What was decided on one list, as its glance shows it."""

    paper: int
    number: str
    treatment: str
    tax_fen: int | None
    channel: str
    reasons: tuple[str, ...]
    void: bool


class Assessed(Struct, frozen=True, kw_only=True, gc=False):
    """核定 What a list was taken to be worth and to owe, in yuan.

    `used` is what its buyer had used of the year until then; with it, and by the law of
    the day, everything else can be reckoned again. `payable` is None where it could
    not be known.
    """

    treatment: str
    dutiable_price: Decimal
    payable: Decimal | None
    charge: Decimal
    used: Decimal


class Known(Struct, frozen=True, kw_only=True, gc=False):
    """当时所知 What ledgers and records said around a list when it was decided."""

    guarantee_left: int
    pattern: Pattern


class Decided(Struct, frozen=True, kw_only=True, gc=False):
    """决定 One decision on one version of a list, with what it was taken on.

    `editions` are the pages of the law, `goods` the versions of articles on file.
    `known` is what was known around the list, where the rules alone decided.
    """

    paper: int
    version: int
    at: datetime
    day: date
    actor: str
    outcome: str
    assessed: Assessed
    reason: str = ""
    batch: str = ""
    findings: list[dict[str, Any]] = field(default_factory=list)
    editions: Mapping[str, str] = field(default_factory=dict)
    goods: Mapping[str, str] = field(default_factory=dict)
    known: Known | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """已办决定 A decision the rules took alone, told for the archive; amounts in fen.

    `number` is the list's, or its preliminary one; `codes` are those of its findings.
    """

    paper: int
    version: int
    at: datetime
    number: str
    outcome: str
    treatment: str
    dutiable: int
    payable: int | None
    used: int
    known: Known
    codes: tuple[str, ...]
