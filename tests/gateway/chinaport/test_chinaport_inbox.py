"""Messages are kept as they came, read all or none, and refused with every fault."""

from collections.abc import Iterator

import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.letters import message, sender_of
from tests.parcels import PLATFORM, parcel
from tests.window import Window
from tongguan.gateway.chinaport.answers import read_answers
from tongguan.gateway.chinaport.inbox import (
    NOBODY,
    LeaseLostError,
    MessageTooLargeError,
    process,
)
from tongguan.gateway.chinaport.inbox import sender_of as named_sender
from tongguan.gateway.chinaport.outbox import messages, plain
from tongguan.gateway.chinaport.xml import STANDARD_LIMITS
from tongguan.plumbing import clock

ORDER = parcel(1).order
GOOD = message(ORDER)
TWICE_WRONG = GOOD.replace(b"<ceb:currency>142", b"<ceb:currency>1").replace(
    b"<ceb:orderType>I", b"<ceb:orderType>Q"
)
UNREADABLE = {
    "nothing": b" ",
    "no XML": b"hello",
    "cut": GOOD[: len(GOOD) // 2],
    "an entity": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    "another message": b"<CEB999Message/>",
    "a file's bytes": bytes(range(256)),
}


@pytest.fixture(scope="module")
def place(server: str) -> Iterator[str]:
    execute(server, f"CREATE DATABASE letters TEMPLATE {TEMPLATE}")
    yield make_conninfo(server, dbname="letters")
    execute(server, "DROP DATABASE letters WITH (FORCE)")


@pytest.fixture
def window(place: str) -> Iterator[Window]:
    opened = Window(place)
    opened.clean()
    yield opened
    opened.close()


def test_a_message_is_stored_before_anything_of_it_is_read(window: Window) -> None:
    number = window.post(PLATFORM.code, UNREADABLE["a file's bytes"])

    assert window.rooms.inbox.bytes_of(number) == UNREADABLE["a file's bytes"]
    assert window.rows("SELECT state, size FROM inbound_message") == [("received", 256)]


def test_a_message_too_large_is_not_taken(window: Window) -> None:
    with pytest.raises(MessageTooLargeError):
        window.post(PLATFORM.code, b"<" * (STANDARD_LIMITS.size + 1))

    assert window.rows("SELECT count(*) FROM inbound_message") == [(0,)]


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_answered_once_and_for_all(
    window: Window, data: bytes
) -> None:
    window.post(PLATFORM.code, data)
    window.worker.drain()

    (told,) = window.pulled(PLATFORM.code)
    assert (told.kind, told.terminal) == ("format", True)
    assert told.status[0] == "-"
    assert told.findings
    (written,) = messages(window.rooms, [told])
    (answer,) = read_answers(written).answers
    assert answer.text == told.text
    assert window.rows("SELECT state FROM inbound_message") == [("refused",)]


def test_every_fault_of_a_message_is_listed(window: Window) -> None:
    window.post(PLATFORM.code, TWICE_WRONG)
    window.worker.drain()

    (told,) = window.pulled(PLATFORM.code)
    fields = [finding["place"]["field"] for finding in told.findings]
    assert sorted(fields) == ["currency", "currency", "orderType"]
    assert plain(told)["message"] == "CEB900"
    assert window.rows("SELECT count(*) FROM paper") == [(0,)]


def test_a_lost_lease_undoes_the_whole_batch(window: Window) -> None:
    window.post(PLATFORM.code, GOOD)
    window.post(PLATFORM.code, message(parcel(2).order))
    leased = window.rooms.inbox.lease(9, clock.now())
    window.connection.execute(
        b"UPDATE inbound_message SET leased_until = now() WHERE id = %s", [leased[1].id]
    )
    window.connection.commit()

    with pytest.raises(LeaseLostError), window.connection.transaction():
        process(window.rooms, leased, clock.now())

    assert window.rows("SELECT count(*) FROM paper") == [(0,)]
    assert window.rows("SELECT count(*) FROM receipt") == [(0,)]


def test_a_file_says_itself_who_sent_it() -> None:
    assert named_sender(GOOD) == sender_of(ORDER)
    assert named_sender(TWICE_WRONG) == NOBODY
    assert named_sender(b"hello") == NOBODY
