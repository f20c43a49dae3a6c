"""A message is stored once, leased before it is read, and closed by its lease only."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import psycopg
import pytest

from tests.conftest import KEYS
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.inbox.store import (
    LEASE,
    PAPER,
    Arrived,
    Closing,
    Inbox,
    NumberTakenError,
    weight,
)
from tongguan.plumbing.keys import Keyring, SealBrokenError

AT = datetime(2026, 10, 20, 4, tzinfo=UTC)
LATER = AT + LEASE + timedelta(seconds=1)


def test_the_same_bytes_are_the_same_message(rooms: Rooms) -> None:
    first = rooms.inbox.put("A", b"<x/>", AT)
    again = rooms.inbox.put("A", b"<x/>", AT + timedelta(days=90))

    assert not first.duplicate
    assert again.duplicate
    assert (again.id, again.digest, again.received_at) == (first.id, first.digest, AT)


def test_the_same_bytes_of_another_sender_are_another_message(rooms: Rooms) -> None:
    assert rooms.inbox.put("A", b"<x/>", AT).id != rooms.inbox.put("B", b"<x/>", AT).id


def test_every_byte_comes_back(rooms: Rooms) -> None:
    data = bytes(range(256)) * 300
    number = rooms.inbox.put("A", data, AT).id

    assert rooms.inbox.bytes_of(number) == data
    (message,) = rooms.inbox.lease(10, AT)
    assert rooms.inbox.open(message) == data


def test_a_stored_message_opens_under_no_other_key(
    connection: psycopg.Connection, rooms: Rooms
) -> None:
    number = rooms.inbox.put("A", b"<x/>", AT).id

    with pytest.raises(SealBrokenError):
        Inbox(connection, Keyring(bytes(32))).bytes_of(number)


def test_eight_senders_of_the_same_bytes_make_one_message(dsn: str) -> None:
    barrier = Barrier(8)

    def put(_: int) -> tuple[int, bool]:
        with psycopg.connect(dsn) as connection:
            barrier.wait()
            accepted = Inbox(connection, KEYS).put("A", b"<same/>", AT)
            return accepted.id, accepted.duplicate

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(put, range(8)))

    assert len({number for number, _ in told}) == 1
    assert sum(not duplicate for _, duplicate in told) == 1


def test_a_leased_message_is_nobody_elses_until_the_lease_runs_out(
    rooms: Rooms,
) -> None:
    rooms.inbox.put("A", b"<x/>", AT)

    (mine,) = rooms.inbox.lease(10, AT)
    assert rooms.inbox.lease(10, AT + LEASE) == []
    (theirs,) = rooms.inbox.lease(10, LATER)

    assert (mine.attempts, theirs.attempts) == (1, 2)
    assert rooms.inbox.finish([Closing(message=mine, move="read")]) == set()
    assert rooms.inbox.finish([Closing(message=theirs, move="read")]) == {mine.id}
    assert rooms.inbox.unread() == 0


def test_a_lost_lease_is_not_given_back_for_its_new_owner(rooms: Rooms) -> None:
    rooms.inbox.put("A", b"<x/>", AT)
    (mine,) = rooms.inbox.lease(10, AT)
    rooms.inbox.lease(10, LATER)

    rooms.inbox.release([mine])

    assert rooms.inbox.lease(10, LATER) == []


def test_a_message_tried_before_is_leased_alone(rooms: Rooms) -> None:
    numbers = [rooms.inbox.put("A", b"<%d/>" % n, AT).id for n in range(5)]
    assert len(rooms.inbox.lease(3, AT)) == 3

    at, leased = LATER, []
    while batch := rooms.inbox.lease(5, at):
        leased.append([(message.id, message.attempts) for message in batch])
        rooms.inbox.finish([Closing(message=m, move="read") for m in batch])

    alone = [[(number, 2)] for number in numbers[:3]]
    assert leased == [*alone, [(number, 1) for number in numbers[3:]]]


def test_workers_side_by_side_lease_different_messages(dsn: str) -> None:
    with psycopg.connect(dsn) as connection:
        inbox = Inbox(connection, KEYS)
        numbers = {inbox.put("A", b"<%d/>" % n, AT).id for n in range(40)}
    barrier = Barrier(4)

    def lease(_: int) -> list[int]:
        with psycopg.connect(dsn) as connection:
            barrier.wait()
            taken = Inbox(connection, KEYS).lease(10, AT)
            connection.commit()
            barrier.wait()  # a lease ends with its session
            return [message.id for message in taken]

    with ThreadPoolExecutor(4) as pool:
        leased = [number for batch in pool.map(lease, range(4)) for number in batch]

    assert len(leased) == len(set(leased))
    assert set(leased) <= numbers


def test_a_quarantined_message_is_read_again_when_asked(rooms: Rooms) -> None:
    number = rooms.inbox.put("A", b"<x/>", AT).id
    (message,) = rooms.inbox.lease(1, AT)
    rooms.inbox.finish([Closing(message=message, move="quarantine", reason="?")])
    assert rooms.inbox.lease(1, LATER) == []

    assert rooms.inbox.replay(number)
    assert not rooms.inbox.replay(number)

    (again,) = rooms.inbox.lease(1, AT)
    assert (again.id, again.attempts) == (number, 1)


def test_many_are_put_as_one_by_one(rooms: Rooms) -> None:
    kept = rooms.inbox.put("A", b"<old/>", AT)
    numbered = rooms.inbox.put("A", b"<one/>", AT, number="N1")
    arrived = [
        Arrived("A", b"<old/>"),
        Arrived("A", b"<new/>"),
        Arrived("B", b"<old/>"),
        Arrived("A", b"<new/>"),
        Arrived("A", b"<other/>", "N1"),
        Arrived("A", b"<one/>", "N1"),
        Arrived("A", b"<two/>", "N2"),
        Arrived("A", b"<too/>", "N2"),
        Arrived("A", b""),
    ]
    told = rooms.inbox.put_many(arrived, LATER)

    taken = [n for n, it in enumerate(told) if isinstance(it, NumberTakenError)]
    accepted = [it for it in told if not isinstance(it, NumberTakenError)]
    assert taken == [4, 7]
    assert [it.duplicate for it in accepted] == [
        *(True, False, False, True),
        *(True, False, False),
    ]
    assert [it.received_at for it in accepted] == [
        *(AT, LATER, LATER, LATER),
        *(AT, LATER, LATER),
    ]
    assert accepted[0].id == kept.id
    assert accepted[4].id == numbered.id
    assert accepted[3].id == accepted[1].id
    assert accepted[1].id < accepted[2].id < accepted[5].id < accepted[6].id
    bodies = [rooms.inbox.bytes_of(it.id) for it in accepted]
    assert bodies == [it.data for n, it in enumerate(arrived) if n not in taken]


def test_what_waits_is_counted_no_further_than_asked(rooms: Rooms) -> None:
    rooms.inbox.put_many([Arrived("A", b"<x>%d</x>" % n) for n in range(5)], AT)

    assert [rooms.inbox.unread(), rooms.inbox.unread(3)] == [5, 3]


def test_what_waits_weighs_as_many_papers_as_it_may_have(rooms: Rooms) -> None:
    large = b"<x>" + b" " * (9 * PAPER) + b"</x>"
    rooms.inbox.put_many([Arrived("A", b"<x/>"), Arrived("A", large)], AT)

    assert [rooms.inbox.waiting_work(9), rooms.inbox.waiting_work(1)] == [11, 1]
    assert [weight(4), weight(len(large))] == [1, 10]


def test_a_lease_takes_what_there_is_room_for_and_always_one(rooms: Rooms) -> None:
    for letter in (b"a" * 10, b"b" * 10, b"c" * 10):
        rooms.inbox.put("A", letter, AT)

    taken = [rooms.inbox.lease(9, AT, room=room) for room in (11, 1)]
    assert [[rooms.inbox.open(it)[:1] for it in held] for held in taken] == [
        [b"a", b"b"],
        [b"c"],
    ]
