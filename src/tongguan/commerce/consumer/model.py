"""The nouns of a consumer's account: who it is, how it was verified, its lock."""

from dataclasses import dataclass
from datetime import datetime

from tongguan.commerce.consumer.lifecycle import ConsumerState

RESIDENT_ID = "1"


@dataclass(frozen=True, slots=True)
class Identity:
    """身份 What a consumer says of themselves; kept sealed."""

    name: str
    id_number: str
    telephone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consumer:
    """消费者 One account and the person it stands for, as a keyed index."""

    id: int
    account: int
    person: bytes
    state: ConsumerState
    identity: bytes
    code: bytes = b""
    code_until: datetime | None = None
    tries: int = 0
    codes: int = 0
    at: datetime

    @property
    def is_verified(self) -> bool:
        """Whether the police have said that it is this person."""
        return self.state is ConsumerState.VERIFIED


@dataclass(frozen=True, slots=True, kw_only=True)
class LockMove:
    """锁定记录 An identity locked or unlocked, and when."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Terms:
    """验证码约定 How long a code holds, how often it is tried, how many are sent."""

    code_minutes: int
    code_tries: int
    codes_most: int
