"""When an address is tried again, left alone, and given up."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tongguan.plumbing.webhooks.lifecycle import DeliveryState, EndpointState
from tongguan.plumbing.webhooks.model import Attempt, Delivery, Endpoint, Matter
from tongguan.plumbing.webhooks.rules import after, is_shown, push_law

AT = datetime(2026, 10, 20, 4, tzinfo=UTC)
LAW = push_law().on(AT.date()).says
EVEN = 500
ACTIVE = Endpoint(
    id="wh_1",
    firm="F",
    url="https://a.example/",
    secret=b"",
    state=EndpointState.ACTIVE,
    created_at=AT,
    created_by="somebody",
)
NEWS = Delivery(
    guid="msg_1",
    endpoint="wh_1",
    matter=Matter.RECEIPTS,
    body="{}",
    next_at=AT,
    created_at=AT,
)


def failing(rounds: int, luck: int = EVEN) -> list[float]:
    """Let every attempt fail when it is due; return the hours between them."""
    endpoint, delivery, at, gaps = ACTIVE, NEWS, AT, []
    for _ in range(rounds):
        endpoint, delivery = after(endpoint, delivery, Attempt(at=at, status=500), luck)
        if delivery.state is not DeliveryState.DUE:
            break
        gaps.append((delivery.next_at - at).total_seconds())
        at = delivery.next_at
    return gaps


def test_attempts_come_ever_later_and_end() -> None:
    hours = [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]
    assert failing(20) == hours
    assert failing(20, luck=0) == [seconds * 0.8 for seconds in hours]
    assert failing(20, luck=1000)[:3] == [6, 360, 2160]


def test_after_the_last_attempt_an_address_that_never_answered_is_off() -> None:
    endpoint, delivery, at = ACTIVE, NEWS, AT
    while delivery.state is DeliveryState.DUE:
        at = delivery.next_at
        endpoint, delivery = after(endpoint, delivery, Attempt(at=at), EVEN)
    assert (delivery.state, delivery.attempts) == (DeliveryState.DROPPED, 10)
    assert at - AT == timedelta(seconds=272105)  # 75.6 hours: not yet 76
    assert (endpoint.state, is_shown(endpoint, at)) == (EndpointState.ACTIVE, True)

    later = Attempt(at=AT + timedelta(hours=76, seconds=1))
    endpoint, _ = after(endpoint, NEWS, later, EVEN)
    assert (endpoint.state, endpoint.reason) == (EndpointState.OFF, "failing")


@pytest.mark.parametrize("status", [200, 201, 204, 299])
def test_two_hundred_and_something_is_success(status: int) -> None:
    unwell = replace(ACTIVE, failures=7, failing_since=AT, probe_at=AT)
    endpoint, delivery = after(unwell, NEWS, Attempt(at=AT, status=status), EVEN)
    assert (endpoint, delivery.state) == (ACTIVE, DeliveryState.DELIVERED)


@pytest.mark.parametrize("status", [0, 199, 300, 301, 307, 400, 404, 429, 500, 503])
def test_everything_else_is_failure(status: int) -> None:
    endpoint, delivery = after(ACTIVE, NEWS, Attempt(at=AT, status=status), EVEN)
    assert (endpoint.failures, endpoint.failing_since) == (1, AT)
    assert delivery == replace(NEWS, attempts=1, next_at=AT + timedelta(seconds=5))


def test_gone_is_gone() -> None:
    endpoint, delivery = after(ACTIVE, NEWS, Attempt(at=AT, status=410), EVEN)
    assert (endpoint.state, endpoint.reason) == (EndpointState.OFF, "gone")
    assert delivery.state is DeliveryState.DROPPED


def test_who_asks_for_time_is_given_it_within_a_day() -> None:
    def wait(seconds: int) -> timedelta:
        busy = Attempt(at=AT, status=503, retry_after=seconds)
        return after(ACTIVE, NEWS, busy, EVEN)[1].next_at - AT

    assert wait(2) == timedelta(seconds=5)
    assert wait(90) == timedelta(seconds=90)
    assert wait(10**9) == timedelta(days=1)


def test_the_fifth_failure_leaves_an_address_alone_but_for_a_probe() -> None:
    endpoint = ACTIVE
    for _ in range(4):
        endpoint, _ = after(endpoint, NEWS, Attempt(at=AT), EVEN)
        assert endpoint.probe_at is None
    endpoint, _ = after(endpoint, NEWS, Attempt(at=AT), EVEN)
    assert endpoint.probe_at == AT + timedelta(seconds=60)


def test_a_challenge_is_answered_with_its_word_only() -> None:
    pending = replace(ACTIVE, state=EndpointState.PENDING)
    asked = replace(NEWS, matter=Matter.CHALLENGE)
    dumb, _ = after(pending, asked, Attempt(at=AT, status=200), EVEN)
    proven, _ = after(pending, asked, Attempt(at=AT, status=200, echoed=True), EVEN)
    never, _ = after(
        pending, replace(asked, attempts=9), Attempt(at=AT, status=200), EVEN
    )
    assert (dumb.state, dumb.failures) == (EndpointState.PENDING, 1)
    assert proven.state is EndpointState.ACTIVE
    assert (never.state, never.reason) == (EndpointState.OFF, "unproven")


def test_a_test_is_tried_once_and_blames_nobody() -> None:
    endpoint, delivery = after(
        ACTIVE, replace(NEWS, matter=Matter.TEST), Attempt(at=AT, status=500), EVEN
    )
    assert (endpoint, delivery.state) == (ACTIVE, DeliveryState.DROPPED)
