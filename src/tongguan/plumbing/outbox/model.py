"""The nouns of the outbox: what is said, to whom, and under which number."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from msgspec import Struct

DATA = "data"  # the kind of a message sent on to a subscriber, as it came
EPOCH = "epoch"  # the kind of the first receipt of an epoch, which speaks of no paper


class About(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """回执对象 What receipts speak of, the same for all that speak of one paper.

    `kind` is the paper's, or `tax_bill`, `summary_result`, or `format` for a message
    that could not be read; `content` is what the receipt says beside status and text,
    in our words: the door that delivers it writes it in the recipient's. A paper it
    speaks of came with the message it is about, in one version or another.
    """

    message: int
    kind: str
    key: str
    content: dict[str, Any]
    paper: int | None = None
    version: int = 0


class Said(About, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """回执内容 What a receipt says, whoever it goes to."""

    guid: str
    status: str
    text: str
    code: str = ""
    terminal: bool = False
    findings: tuple[dict[str, Any], ...] = ()


class Answer(Said, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """回执 One receipt on its way out.

    `at` is when it was said, where that is not when it is written down.
    """

    recipient: str
    at: datetime | None = None


class Written(Struct, frozen=True, gc=False):
    """写就的回执 A receipt on its way out, put in writing already.

    `said` is what it says, as JSON of `Said`; `place` is the paper's in its message;
    `ended` is the paper it is the last word on. Nearly all receipts find nothing: what
    they say of a paper and what they say of a move is put in writing once for each,
    which takes a fifth of the time of an answer of its own.
    """

    recipient: str
    message: int
    place: int
    said: bytes
    ended: int | None = None
    at: datetime | None = None


class Sent(Said, frozen=True, kw_only=True, gc=False):
    """回执 One receipt as it was numbered and kept."""

    epoch: int
    sequence: int
    at: datetime


class Subscriber(NamedTuple):
    """订阅方 A firm that has copies of the receipts on one paper of a message."""

    message: int
    position: int
    firm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """已收确认 Up to where a recipient says it has every receipt, and since when."""

    epoch: int
    sequence: int
    at: datetime | None
