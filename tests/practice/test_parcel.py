"""A practice parcel goes all the way, whichever part its firm plays."""

from collections.abc import Iterator

import pytest

from tests.conftest import KEYS
from tests.window import Window
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.identity.store import ApiKeys
from tongguan.practice.parcel import NoPartError, open_parcel
from tongguan.practice.steps import WAYS, done, steps

SELLER, SITE = "1100EC0001", "1100ST0001"
PARTS = {
    SELLER: ("CEB621Message", ["2", "120", "800", "1"]),
    "1100PF0001": ("CEB311Message", ["2", "120", "399"]),
    "1100PY0001": ("CEB411Message", ["2", "120", "399"]),
    "1100LG0001": ("CEB511Message", ["2", "120", "399"]),
}


@pytest.fixture
def window(dsn: str) -> Iterator[Window]:
    opened = Window(dsn)
    yield opened
    opened.close()


def practise(window: Window, firm: str, spoil: tuple[bytes, bytes] = (b"", b"")) -> str:
    with window.connection.transaction():
        made = open_parcel(window.rooms, firm, clock.now())
    window.post(firm, made.own.replace(*spoil) if spoil[0] else made.own)
    window.worker.drain()
    return made.kind


def finished(window: Window, firm: str) -> frozenset[str]:
    with window.connection.transaction():
        return done(window.rooms, ApiKeys(window.connection), firm)


def test_every_part_sends_its_own_paper_and_hears_the_last_word(window: Window) -> None:
    for firm, (kind, statuses) in PARTS.items():
        assert practise(window, firm) == kind
        with window.connection.transaction():
            told = window.rooms.outbox.pull(firm, after=(1, 0), limit=9)
        assert [it.status for it in told] == statuses, firm


def test_steps_are_done_when_the_record_says_so(window: Window) -> None:
    assert finished(window, SELLER) == frozenset()
    practise(window, SELLER)
    assert finished(window, SELLER) == {"parcel", "send", "wait"}
    practise(window, SELLER, (b"currency>142<", b"currency>999<"))
    with window.connection.transaction():
        ApiKeys(window.connection).make(SELLER, "", clock.now())
        window.rooms.outbox.confirm(SELLER, (1, 1), clock.now())
    assert finished(window, SELLER) == {
        *("key", "parcel", "send", "wait", "confirm", "break")
    }


def test_a_revoked_key_is_no_key(window: Window) -> None:
    with window.connection.transaction():
        keys = ApiKeys(window.connection)
        prefix = keys.make(SELLER, "", clock.now())[:11]
        assert not keys.revoke(prefix, clock.now(), SITE)
        assert [it.prefix for it in keys.of(SELLER)] == [prefix]
        assert keys.revoke(prefix, clock.now(), SELLER)
    assert finished(window, SELLER) == frozenset()


@pytest.mark.parametrize(
    ("firm", "profile"),
    [(SITE, "sandbox"), ("1100XX0009", "sandbox"), (SELLER, "production")],
)
def test_whoever_has_no_part_moves_nothing(
    window: Window, firm: str, profile: str
) -> None:
    rooms = Rooms.over(window.connection, KEYS, profile)
    with pytest.raises(NoPartError), window.connection.transaction():
        open_parcel(rooms, firm, clock.now())
    assert window.rows("SELECT count(*) FROM inbound_message") == [(0,)]


def test_commands_are_filled_in_and_every_step_speaks_both_languages() -> None:
    places = {"WINDOW": "http://w", "HOST": "w", "KEY": "tg_1", "FIRM": SELLER}
    for step in steps():
        assert all((*step.title, *step.text)), step.name
        for way in WAYS:
            assert "@" not in step.command(way, places).replace("@mine", "").replace(
                "@broken", ""
            ), step.name
    assert steps()[0].command("shell", places).splitlines()[:2] == [
        "WINDOW=http://w",
        "KEY=tg_1",
    ]
