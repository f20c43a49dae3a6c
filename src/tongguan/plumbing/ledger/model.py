"""The nouns of ledgers: a movement, its kind, and how an account stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Kind(StrEnum):
    """分录类型 What a movement does to the held and the posted amount."""

    HOLD = "hold"
    POST = "post"
    VOID = "void"
    TAKE = "take"
    RESTORE = "restore"


SIGNS = {
    Kind.HOLD: (1, 0),
    Kind.POST: (-1, 1),
    Kind.VOID: (-1, 0),
    Kind.TAKE: (0, 1),
    Kind.RESTORE: (0, -1),
}
FREES = {Kind.VOID, Kind.RESTORE}


class Balance(Struct, frozen=True, kw_only=True, gc=False):
    """余额 How an account stands, in fen."""

    limit: int
    held: int = 0
    posted: int = 0

    @property
    def used(self) -> int:
        """What is held or posted."""
        return self.held + self.posted

    @property
    def left(self) -> int:
        """What may still be held."""
        return self.limit - self.used

    @property
    def sound(self) -> bool:
        """Whether it is within its bounds."""
        return self.held >= 0 and self.posted >= 0 and self.left >= 0


class Movement(Struct, frozen=True, kw_only=True, gc=False):
    """分录 One movement of one hold on one account of one book."""

    book: str
    account: str
    hold: str
    kind: Kind
    fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """担保流水 One movement of a guarantee, and how it changed what is left, in fen.

    `left_fen` is what was left after it.
    """

    id: int
    hold: str
    kind: str
    fen: int
    at: datetime
    change_fen: int
    left_fen: int

    @property
    def paper(self) -> int | None:
        """The list it belongs to, by its number on the register."""
        first, slash, _rest = self.hold.partition("/")
        return int(first) if slash and first.isdecimal() else None
