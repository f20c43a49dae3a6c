"""What was sent, what was answered, what is due, and what is late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """报文 A message as its sender looks at it, with its receipts counted."""

    id: int
    sender: str
    digest: bytes
    message_type: str
    guid: str
    edition: str
    state: str
    size: int
    received_at: datetime
    signed_by: str = ""
    receipts: int
    first_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPaper:
    """报文单证 A paper of a message, and the last receipt about it.

    It is `current` unless a later message took its place; `ended` when it has had its
    last word; a wait is what the last receipt said.
    """

    message: int
    paper: int
    kind: str
    key: str
    state: str
    state_at: datetime
    current: bool
    ended: bool
    status: str
    waiting_for: list[str] | None
    deadline: str | None


class Stage(StrEnum):
    """回执环节 The links of the chain, in order."""

    KEPT = "kept"
    READ = "read"
    FINAL = "final"


class Standing(StrEnum):
    """环节状态 How a link stands."""

    CAME = "came"
    DUE = "due"
    OVERDUE = "overdue"
    WAITING = "waiting"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """应收回执 One link: whether it came, when it is due, for what it waits.

    `waiting_for` names papers, or the customs where an officer has to decide.
    """

    stage: Stage
    standing: Standing
    at: datetime | None = None
    waiting_for: tuple[str, ...] = ()


class Matter(StrEnum):
    """警报事项 What an alarm is about."""

    UNREAD = "unread"
    SET_ASIDE = "set_aside"
    UNDECIDED = "undecided"
    PUSH = "push"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """警报 Something that has been silent for too long, and for whom."""

    matter: Matter
    firm: str
    since: datetime
    message: int | None = None
    kind: str = ""
    key: str = ""


SAID: Mapping[Matter, tuple[str, str]] = {
    Matter.UNREAD: (
        "报文已收到，尚未读取；无需重发。",
        "The message is kept and not read yet; do not resend it.",
    ),
    Matter.SET_ASIDE: (
        "报文已隔离，由平台处理；无需重发。",
        "The message is set aside and looked after; do not resend it.",
    ),
    Matter.UNDECIDED: (
        "单证应有回执而未有，由平台处理；无需重发。",
        "A receipt is late and looked after; do not resend.",
    ),
    Matter.PUSH: (
        "回执推送持续失败；检查接收服务器，回执可拉取。",
        "Pushing keeps failing; look at your server. Receipts can be pulled.",
    ),
}
