"""Receipts are pushed to a real server: signed, again and again, to nobody else."""

import time
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest

from tests.conftest import KEYS
from tests.gateway.webhooks.conftest import Push
from tests.gateway.webhooks.receiver import receiving
from tests.letters import papers
from tests.parcels import PLATFORM, SELLER, parcel
from tongguan.gateway.webhooks.calling import Line
from tongguan.gateway.webhooks.pushing import plan
from tongguan.gateway.webhooks.registering import (
    NoSuchEndpointError,
    TooManyError,
    register,
    replay,
    rotate,
    send_test,
    switch_off,
    switch_on,
)
from tongguan.gateway.webhooks.signing import is_genuine
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.webhooks.rules import push_law

LAW = push_law().on(clock.today()).says
TOLD = "receipts.available"


def test_an_address_that_has_proved_itself_is_told_of_receipts(pushed: Push) -> None:
    pushed.order(1)
    assert pushed.go() == 1
    assert [it.state for it in [pushed.now()]] == ["active"]
    pushed.window.send(*papers(parcel(2)))
    assert pushed.go() == 1

    (told,) = pushed.receiver.told(TOLD)
    assert told["after"] == {"epoch": 1, "seq": 0}
    assert told["last"] == {"epoch": 1, "seq": 4}
    assert [(one["seq"], one["type"]) for one in told["receipts"]] == [
        (number, "CEB312") for number in range(1, 5)
    ]
    headers, body = pushed.receiver.received[-1]
    assert is_genuine(pushed.secret, body, headers, pushed.at)
    assert set(told["receipts"][0]) == {"epoch", "seq", "type", "id", "received"}
    assert pushed.go() == 0


def test_nothing_of_anybody_is_pushed(pushed: Push) -> None:
    pushed.go()
    parcels = [parcel(serial) for serial in range(3)]
    for one in parcels:
        pushed.window.send(*papers(one))
    pushed.go()
    pushed_bytes = b"".join(body for _, body in pushed.receiver.received)
    for one in parcels:
        buyer = one.order.buyer
        for word in (buyer.name, buyer.id_number, one.order.number):
            assert word.encode() not in pushed_bytes


def test_an_address_that_does_not_echo_is_told_nothing(pushed: Push) -> None:
    pushed.receiver.echoes = False
    pushed.go()
    pushed.order(1)
    pushed.go(seconds=2)
    assert pushed.now().state == "pending"
    assert pushed.receiver.told(TOLD) == []


def test_what_failed_is_told_again_under_the_same_identifier(pushed: Push) -> None:
    pushed.go()
    pushed.order(1)
    pushed.receiver.replies = [(500, {}, b"no"), (302, {"location": "/x"}, b"")]
    assert [pushed.go(), pushed.go(), pushed.go(seconds=3)] == [1, 0, 0]
    assert [pushed.go(seconds=4), pushed.go(seconds=100)] == [1, 0]
    assert pushed.now().failures == 2
    assert pushed.go(minutes=6) == 1

    tries = pushed.receiver.received[1:]
    assert len({headers["webhook-id"] for headers, _ in tries}) == 1
    assert len({body for _, body in tries}) == 1
    assert len({headers["webhook-timestamp"] for headers, _ in tries}) == 3
    assert all(is_genuine(pushed.secret, b, h, pushed.at) for h, b in tries[-1:])
    assert pushed.now().failing_since is None
    assert pushed.deliveries()[0] == ("receipts", "delivered", 3, 204)
    rows = pushed.window.rows("SELECT status FROM webhook_attempt ORDER BY id")
    assert [status for (status,) in rows] == [200, 500, 302, 204]


def test_nobody_is_followed_elsewhere(pushed: Push) -> None:
    pushed.go()
    pushed.order(1)
    with receiving() as elsewhere:
        pushed.receiver.replies = [(307, {"location": elsewhere.url}, b"")]
        pushed.go()
        assert elsewhere.received == []
    assert pushed.deliveries()[0] == ("receipts", "due", 1, 307)


def test_an_address_that_is_gone_is_off_and_pulling_goes_on(pushed: Push) -> None:
    pushed.go()
    pushed.order(1)
    pushed.receiver.replies = [(410, {}, b"")]
    pushed.go()
    pushed.order(2)
    assert pushed.go(days=1) == 0
    assert (pushed.now().state, pushed.now().reason) == ("off", "gone")
    assert len(pushed.window.pulled(PLATFORM.code)) == 2

    with pushed.window.connection.transaction():
        switch_on(pushed.window.rooms, pushed.endpoint.id, pushed.by())
    pushed.go()
    pushed.order(3)
    pushed.go()
    assert [it["last"]["seq"] for it in pushed.receiver.told(TOLD)] == [1, 3]


def test_a_broken_address_is_probed_and_everything_follows_when_it_is_well(
    pushed: Push,
) -> None:
    pushed.go()
    pushed.receiver.replies = [(503, {}, b"")] * 6
    for serial in range(8):
        pushed.order(serial)
        pushed.go()
    assert len(pushed.receiver.received) == 1 + 5
    assert pushed.go(rounds=3, seconds=30) == 0
    assert pushed.go(rounds=3, seconds=31) == 1
    assert pushed.now().failures == 6
    assert pushed.go(rounds=9, seconds=61) == 6
    assert pushed.go(rounds=9, minutes=10) == 0
    seen = [one["seq"] for it in pushed.receiver.told(TOLD) for one in it["receipts"]]
    assert set(seen) == set(range(1, 9))
    assert pushed.now().failures == 0


def test_two_secrets_sign_for_a_day_after_a_rotation(pushed: Push) -> None:
    pushed.go()
    with pushed.window.connection.transaction():
        new = rotate(pushed.window.rooms, pushed.endpoint.id, pushed.by())
    for serial, hours in ((1, 1), (2, 24)):
        pushed.order(serial)
        pushed.go(hours=hours)
    (first, body), (second, later) = pushed.receiver.received[-2:]
    at = pushed.at - timedelta(hours=24)
    assert [is_genuine(it, body, first, at) for it in (pushed.secret, new)] == [
        True
    ] * 2
    assert not is_genuine(pushed.secret, later, second, pushed.at)
    assert is_genuine(new, later, second, pushed.at)


def test_a_test_and_a_replay_are_told_at_once(pushed: Push) -> None:
    pushed.go()
    rooms = pushed.window.rooms
    with pushed.window.connection.transaction():
        guid = send_test(rooms, pushed.endpoint.id, pushed.by())
    pushed.go()
    with pushed.window.connection.transaction():
        assert replay(rooms, pushed.endpoint.id, guid, pushed.by())
        assert not replay(rooms, pushed.endpoint.id, "msg_none", pushed.by())
    pushed.go()
    assert (
        pushed.receiver.told("endpoint.test") == [{"webhook": pushed.endpoint.id}] * 2
    )
    assert len({headers["webhook-id"] for headers, _ in pushed.receiver.received}) == 2


def test_an_address_is_its_firms_alone(pushed: Push) -> None:
    rooms, stranger = pushed.window.rooms, pushed.by(SELLER.code)
    for act in (rotate, switch_off, switch_on, send_test):
        with pytest.raises(NoSuchEndpointError):
            act(rooms, pushed.endpoint.id, stranger)  # type: ignore[operator]  # four acts alike
    with pytest.raises(NoSuchEndpointError):
        replay(rooms, pushed.endpoint.id, "msg", stranger)
    for _ in range(4):
        register(rooms, pushed.receiver.url, pushed.by())
    with pytest.raises(TooManyError):
        register(rooms, pushed.receiver.url, pushed.by())


def test_who_dies_while_calling_is_followed_by_another(pushed: Push) -> None:
    pushed.go()
    pushed.order(1)
    with psycopg.connect(pushed.window.dsn) as dying:
        rooms = Rooms.over(dying, KEYS)
        plan(rooms, pushed.at)
        dying.commit()
        assert len(rooms.webhooks.lease(9, pushed.at)) == 1
        dying.commit()
        assert pushed.go() == 0
    deadline = time.monotonic() + 10
    while not pushed.go():
        assert time.monotonic() < deadline
    assert len(pushed.receiver.told(TOLD)) == 1


def test_a_slow_answer_is_not_waited_for(pushed: Push) -> None:
    pushed.go()
    pushed.order(1)
    pushed.receiver.drips, pushed.receiver.replies = True, [(200, {}, b"")]
    pushed.line = Line(law=replace(LAW, timeout_seconds=1), loopback=True)
    began = time.monotonic()
    pushed.go()
    assert time.monotonic() - began < 3
    assert pushed.deliveries()[0] == ("receipts", "due", 1, 0)


def test_a_name_that_leads_inside_is_not_called(pushed: Push) -> None:
    pushed.go()
    pushed.order(1)

    async def inside(_host: str, _port: int) -> list[str]:
        return ["169.254.169.254"]

    pushed.line = Line(law=LAW, loopback=True, resolve=inside)
    pushed.go()
    rows = pushed.window.rows("SELECT trouble FROM webhook_attempt ORDER BY id")
    assert rows[-1] == ("refused: private",)
    assert len(pushed.receiver.received) == 1


def test_every_switch_is_in_the_journal(pushed: Push) -> None:
    pushed.go()
    with pushed.window.connection.transaction():
        switch_off(pushed.window.rooms, pushed.endpoint.id, pushed.by())
    lines = pushed.window.rows("SELECT actor, action FROM journal ORDER BY id")
    assert lines == [
        ("tester", "webhook-add"),
        ("system", "webhook-prove"),
        ("tester", "webhook-off"),
    ]
