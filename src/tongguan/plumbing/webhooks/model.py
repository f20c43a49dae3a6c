"""What is known of a firm's address, of a delivery to it, and of an attempt."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tongguan.plumbing.webhooks.lifecycle import DeliveryState, EndpointState


class Matter(StrEnum):
    """推送事项 What a delivery is about."""

    RECEIPTS = "receipts"
    CHALLENGE = "challenge"
    TEST = "test"
    REQUEST = "request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """推送地址 A firm's address; up to (epoch, sequence) it was told of its receipts.

    The secrets are sealed. While `probe_at` lies ahead, the address is left alone.
    """

    id: str
    firm: str
    url: str
    secret: bytes
    former_secret: bytes | None = None
    former_until: datetime | None = None
    state: EndpointState = EndpointState.PENDING
    reason: str = ""
    epoch: int = 1
    sequence: int = 0
    failures: int = 0
    failing_since: datetime | None = None
    probe_at: datetime | None = None
    created_at: datetime
    created_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """推送 One thing to be told to an address, under an identifier that stays."""

    id: int = 0
    guid: str
    endpoint: str
    matter: Matter
    body: str
    state: DeliveryState = DeliveryState.DUE
    attempts: int = 0
    next_at: datetime
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """推送尝试 What came of one attempt; status 0 where there was no answer at all.

    `echoed` tells whether the answer to a challenge proved the address.
    """

    at: datetime
    status: int = 0
    digest: bytes = b""
    milliseconds: int = 0
    trouble: str = ""
    retry_after: int = 0
    echoed: bool = False
