"""What follows from an attempt: pure, the luck of the jitter comes in.

Only 2xx is success. An address that is gone (410), or has failed for too long, is
switched off; one that fails again and again is left alone but for a probe now and then.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load
from tongguan.plumbing.webhooks.lifecycle import (
    DELIVERY,
    ENDPOINT,
    Caller,
    DeliveryState,
    EndpointState,
)
from tongguan.plumbing.webhooks.model import Attempt, Delivery, Endpoint, Matter

PAGE = "gateway/push.yaml"
GONE = 410
RETRY_AFTER_MOST = 86_400
LUCK = 1000
FAILING, WITHDRAWN, UNPROVEN = "failing", "gone", "unproven"


@dataclass(frozen=True, slots=True, kw_only=True)
class PushLaw:
    """推送规则 The numbers of pushing."""

    attempts: tuple[str, ...]
    jitter_percent: int
    breaker_failures: int
    probe_seconds: int
    timeout_seconds: int
    shown_after_hours: int
    off_after_hours: int
    rotation_hours: int
    endpoints_most: int
    waiting_most: int
    receipts_most: int
    ports: tuple[str, ...]
    refused_networks: tuple[str, ...]


@cache
def push_law() -> Dated[PushLaw]:
    """Return the rules of pushing, by the day."""
    return load(PAGE, PushLaw)


def succeeded(delivery: Delivery, attempt: Attempt) -> bool:
    """Tell whether an attempt reached its end; a challenge must be echoed."""
    answered = 200 <= attempt.status < 300  # noqa: PLR2004 - HTTP's own words
    return answered and (delivery.matter is not Matter.CHALLENGE or attempt.echoed)


def after(
    endpoint: Endpoint, delivery: Delivery, attempt: Attempt, luck: int
) -> tuple[Endpoint, Delivery]:
    """Say what becomes of an address and a delivery; `luck` is drawn of 0..1000."""
    law = push_law().on(attempt.at.date()).says
    if succeeded(delivery, attempt):
        return _recovered(endpoint, delivery), _moved(delivery, "deliver")
    if delivery.matter is Matter.TEST:
        return endpoint, _moved(delivery, "drop")
    tried = delivery.attempts + 1
    ended = tried >= len(law.attempts) or attempt.status == GONE
    failed = _failed(endpoint, attempt, law)
    if ended and delivery.matter is Matter.CHALLENGE:
        failed = _given_up(failed, UNPROVEN)
    if ended or failed.state is EndpointState.OFF:
        return failed, _moved(delivery, "drop")
    wait = max(delay(law, tried, luck), min(attempt.retry_after, RETRY_AFTER_MOST))
    later = attempt.at + timedelta(seconds=wait)
    return failed, replace(delivery, attempts=tried, next_at=later)


def delay(law: PushLaw, tried: int, luck: int) -> int:
    """Return the seconds until the next attempt after `tried` ones."""
    seconds = int(law.attempts[tried])
    most = seconds * law.jitter_percent // 100
    return seconds - most + 2 * most * luck // LUCK


def is_shown(endpoint: Endpoint, at: datetime) -> bool:
    """Tell whether an address has failed so long that its firm must be told."""
    law = push_law().on(at.date()).says
    since = endpoint.failing_since
    return since is not None and at - since > timedelta(hours=law.shown_after_hours)


def _moved(delivery: Delivery, move: str) -> Delivery:
    state = DELIVERY.after(DeliveryState(delivery.state), move, by=Caller.SYSTEM)
    return replace(delivery, state=state, attempts=delivery.attempts + 1)


def _recovered(endpoint: Endpoint, delivery: Delivery) -> Endpoint:
    well = replace(endpoint, failures=0, failing_since=None, probe_at=None)
    if delivery.matter is Matter.CHALLENGE and well.state is EndpointState.PENDING:
        state = ENDPOINT.after(well.state, "prove", by=Caller.SYSTEM)
        return replace(well, state=state, reason="")
    return well


def _failed(endpoint: Endpoint, attempt: Attempt, law: PushLaw) -> Endpoint:
    failures = endpoint.failures + 1
    since = endpoint.failing_since or attempt.at
    broken = failures >= law.breaker_failures
    probe_at = attempt.at + timedelta(seconds=law.probe_seconds) if broken else None
    failed = replace(
        endpoint, failures=failures, failing_since=since, probe_at=probe_at
    )
    if attempt.status == GONE:
        return _given_up(failed, WITHDRAWN)
    if attempt.at - since > timedelta(hours=law.off_after_hours):
        return _given_up(failed, FAILING)
    return failed


def _given_up(endpoint: Endpoint, reason: str) -> Endpoint:
    if endpoint.state is EndpointState.OFF:
        return endpoint
    state = ENDPOINT.after(endpoint.state, "give_up", by=Caller.SYSTEM)
    return replace(endpoint, state=state, reason=reason)
