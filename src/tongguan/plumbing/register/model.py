"""What the register keeps of a paper, whatever it is about."""

from dataclasses import dataclass
from datetime import datetime

from tongguan.trade.papers import AnyPaper, Declaration, Order, Paper, Payment, Waybill


@dataclass(frozen=True, slots=True)
class Key:
    """业务主键 The business key of a paper: kind, owner, number."""

    kind: Paper
    owner: str
    number: str

    def __str__(self) -> str:
        return f"{self.owner}_{self.number}"


@dataclass(frozen=True, slots=True)
class Link:
    """关联键 The key of the paper this one is about; empty where it names none."""

    owner: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """登记项 One paper to be written: its key, its content, the message it came in."""

    key: Key
    link: Link
    paper: AnyPaper
    state: str
    sender: str
    message: int
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands in the register under a key."""

    id: int
    key: Key
    link: Link
    version: int
    state: str
    sender: str
    guid: str
    reported_at: datetime
    digest: bytes
    body: bytes
    message: int
    index: int


def key_of(paper: AnyPaper) -> Key:
    """Return the business key of a paper."""
    match paper:
        case Order():
            return Key(Paper.ORDER, paper.platform.code, paper.number)
        case Payment():
            return Key(Paper.PAYMENT, paper.provider.code, paper.transaction)
        case Waybill():
            return Key(Paper.WAYBILL, paper.carrier.code, paper.number)
        case Declaration():
            return Key(Paper.DECLARATION, paper.platform.code, paper.order_number)


def link_of(paper: AnyPaper) -> Link:
    """Return the key by which other papers of its set find a paper.

    A payment names its order; a declaration names its waybill; a waybill may name an
    order number but never the platform, so nothing is found by it.
    """
    match paper:
        case Payment():
            return Link(paper.platform.code, paper.order_number)
        case Declaration():
            return Link(paper.carrier.code, paper.waybill_number)
        case _:
            return Link()
