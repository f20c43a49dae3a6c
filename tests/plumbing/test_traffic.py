"""Traffic is counted by the hour, queues by their oldest, gaps by their numbers."""

from datetime import timedelta

import psycopg

from tests.papers import NOON
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.traffic.model import Gap, Hour, bar_series

HOUR = NOON.replace(minute=0, second=0, microsecond=0)
MESSAGE = """
INSERT INTO inbound_message (sender, digest, body, size, received_at, state,
       message_type, guid, edition, attempts, reason, signed_by, number)
VALUES ('F', %s, '', 0, %s, %s, %s, '', '', 0, '', '', '')
"""
BUNDLE = """
INSERT INTO receipt (recipient, epoch, first, last, at, messages, counts, ended,
                     receipts)
VALUES ('F', 1, %s, %s, %s, '{}', '{}', '{}', '')
"""


def test_messages_are_counted_by_hour_and_kind(
    rooms: Rooms, connection: psycopg.Connection
) -> None:
    came = [
        (HOUR, "read", "CEB311Message"),
        (HOUR + timedelta(minutes=59), "refused", "CEB311Message"),
        (HOUR + timedelta(hours=1), "received", ""),
        (HOUR - timedelta(days=2), "read", "CEB311Message"),
    ]
    for number, (at, state, kind) in enumerate(came):
        connection.execute(MESSAGE, [bytes([number]), at, state, kind])
    room = rooms.offices.traffic
    assert room.came(HOUR) == [
        Hour(hour=HOUR, kind="CEB311Message", count=2, refused=1),
        Hour(hour=HOUR + timedelta(hours=1), kind="?", count=1, refused=0),
    ]
    inbox = next(it for it in room.queues() if it.name == "inbox")
    assert (inbox.depth, inbox.oldest) == (1, HOUR + timedelta(hours=1))
    assert room.last_came() == HOUR - timedelta(days=2)


def test_receipts_are_counted_and_a_gap_is_seen(
    rooms: Rooms, connection: psycopg.Connection
) -> None:
    for first, last in ((1, 3), (4, 4), (7, 9)):
        connection.execute(BUNDLE, [first, last, HOUR])
    room = rooms.offices.traffic
    assert room.went(HOUR) == [Hour(hour=HOUR, kind="receipts", count=7, refused=0)]
    assert room.gaps() == [Gap(recipient="F", epoch=1, after=4, first=7)]


def test_bars_have_a_number_for_every_hour_the_biggest_kind_first() -> None:
    hours = [HOUR, HOUR + timedelta(hours=1)]
    found = [
        Hour(hour=HOUR, kind="a", count=1, refused=0),
        Hour(hour=hours[1], kind="b", count=5, refused=0),
        Hour(hour=HOUR - timedelta(hours=1), kind="a", count=9, refused=0),
    ]
    assert list(bar_series(hours, found).items()) == [("b", [0, 5]), ("a", [1, 0])]
