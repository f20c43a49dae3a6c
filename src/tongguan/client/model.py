"""What the window says, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple


class Cursor(NamedTuple):
    """How far a firm has read its receipts: epoch and number within it."""

    epoch: int = 1
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """收讫 A message the window keeps: its number, the digest of its bytes, when.

    `duplicate` says that the same bytes were there before; nothing happens twice.
    """

    id: int
    sha256: str
    received_at: datetime
    duplicate: bool

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Acknowledgement":
        """Read what the window said of one message."""
        return cls(
            id=told["id"],
            sha256=told["sha256"],
            received_at=datetime.fromisoformat(told["received_at"]),
            duplicate=told["duplicate"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """回执 One receipt: what it answers, its status, why, and whether it is the last.

    `message` is the message it travels in, `CEB622` and so on; `received` the number of
    the message it answers; `told` is all the window said, business keys included.
    """

    cursor: Cursor
    message: str
    received: int
    key: str
    status: str
    code: str
    text: str
    at: datetime
    final: bool
    findings: tuple[Mapping[str, Any], ...] = ()
    told: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def refused(self) -> bool:
        """Whether it says that the paper was refused or is in error."""
        return self.status in {"4", "100", "700"} or self.status.startswith("-")

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Receipt":
        """Read one receipt as the window gives it in JSON."""
        return cls(
            cursor=Cursor(told["epoch"], told["seq"]),
            message=told["message"],
            received=told["received"],
            key=told["key"],
            status=told["status"],
            code=told["code"],
            text=told["text"],
            at=datetime.fromisoformat(told["time"]),
            final=told["final"],
            findings=tuple(told["findings"]),
            told=told,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Receipts after a cursor, and the cursor to go on from."""

    receipts: tuple[Receipt, ...]
    cursor: Cursor

    @classmethod
    def read(cls, told: Mapping[str, Any], asked: Cursor) -> "Page":
        """Read one answer to a pull."""
        receipts = tuple(Receipt.read(one) for one in told["receipts"])
        return cls(receipts=receipts, cursor=receipts[-1].cursor if receipts else asked)


class ProblemError(Exception):
    """The window refused a call; `told` is its problem+json, in both languages."""

    def __init__(self, status: int, told: Mapping[str, Any]) -> None:
        self.status = status
        self.told = told
        self.code = str(told.get("code", ""))
        said = [told.get(key, "") for key in ("title", "detail", "title_en")]
        super().__init__(f"{status} {self.code} " + " · ".join(filter(None, said)))


class TooLongError(Exception):
    """The last word on a message did not come in time; `receipts` are those so far."""

    def __init__(self, receipts: tuple[Receipt, ...]) -> None:
        self.receipts = receipts
        super().__init__(f"{len(receipts)} receipts so far, and not the last of each.")
