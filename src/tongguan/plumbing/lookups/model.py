"""查阅 A look at personal data, and how often somebody looks."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """查阅记录 Who looked at one person's data in one paper or filing, when and why.

    `purpose` is a code of the list of purposes, `reference` the number of the case the
    look was needed for.
    """

    at: datetime
    officer: str
    organisation: str
    post: str
    purpose: str
    reference: str
    person: bytes
    paper: int | None = None
    filing: str = ""


class Looks(NamedTuple):
    """查阅频次 How many persons one officer looked at."""

    officer: str
    organisation: str
    post: str
    persons: int
