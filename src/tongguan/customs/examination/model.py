"""查验单 A sheet in the making, an appointment, a picture."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckItem:
    """核对项 One thing to look at."""

    code: str
    chinese: str
    english: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredLine:
    """申报货物 What should be in the parcel: the number of its line, and how many."""

    number: int
    name: str
    quantity: Decimal
    hs_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """查验单 What an agency has written so far; `found` is by the number of a line.

    `checks` says yes, no or nothing for each thing to look at. Quantities stay as they
    were typed until the sheet is signed off.
    """

    checks: Mapping[str, str] = field(default_factory=dict)
    found: Mapping[str, str] = field(default_factory=dict)
    result: str = ""
    note: str = ""
    saved_at: datetime | None = None
    officer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """查验预约 When and where a consignment is opened, for every agency at once."""

    paper: int
    version: int
    at: datetime
    place: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """查验照片 One picture: by whom, how large, and the digests of its bytes."""

    id: int
    paper: int
    version: int
    agency: str
    officer: str
    taken_at: datetime
    form: str
    size: int
    sha256: str
    sm3: str
    body: bytes = b""
