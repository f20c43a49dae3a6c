"""Licences of food and medicine: goods wait for the answer, and it is kept."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from psycopg.conninfo import make_conninfo

from tests.agencies import BEGAN, Day, asker, questions
from tests.conftest import TEMPLATE, execute
from tests.journeys.test_articles import MEDICINE, codes, leave, lodged, states
from tests.parcels import SELLER
from tests.window import Window
from tongguan.inspection.goods_filing.lifecycle import GoodsState
from tongguan.journeys.articles import Lodged, Outcome
from tongguan.plumbing import clock
from tongguan.plumbing.agencies.model import Agency

KEY = (SELLER.code, "YAO1")
ZONE = "guangzhou"  # has the pilot of medicines open


@pytest.fixture(scope="module")
def place(server: str) -> Iterator[str]:
    execute(server, f"CREATE DATABASE licences TEMPLATE {TEMPLATE}")
    yield make_conninfo(server, dbname="licences")
    execute(server, "DROP DATABASE licences WITH (FORCE)")


@pytest.fixture
def window(place: str) -> Iterator[Window]:
    opened = Window(place)
    opened.clean()
    with opened.connection.transaction():
        opened.rooms.agencies.use([Agency.MARKET], BEGAN)
    yield opened
    opened.close()


def handed_in(window: Window, **changes: str) -> Lodged:
    """Hand a medicine in, in a zone and by a firm that may trade in it."""
    rooms = replace(window.rooms, profile=ZONE)
    return lodged(window, MEDICINE | changes, rooms=rooms)[0]


@pytest.fixture
def licensed(window: Window) -> Window:
    leave(window, "medicine", date(2099, 12, 31))
    return window


def test_goods_wait_for_the_answer_and_are_filed_until_the_licence_ends(
    licensed: Window,
) -> None:
    day = Day()
    assert handed_in(licensed).outcome is Outcome.PENDING
    with licensed.connection.transaction():
        assert licensed.rooms.goods.on_file([KEY]) == {}

    asker(licensed, day).work()

    assert states(licensed, "YAO1") == [GoodsState.PENDING, GoodsState.FILED]
    with licensed.connection.transaction():
        (filed,) = licensed.rooms.goods.on_file([KEY])[KEY]
    ends = clock.today().replace(year=clock.today().year + 1)
    assert filed.licence_until == ends
    (question,) = questions(licensed, Agency.MARKET)
    answer = json.loads(licensed.rooms.agencies.answer(question))
    assert (answer["licenceState"], answer["validUntil"]) == ("有效", str(ends))


def test_a_change_that_keeps_the_licence_asks_no_more(licensed: Window) -> None:
    handed_in(licensed)
    asker(licensed, Day()).work()
    assert handed_in(licensed, brand="新").outcome is Outcome.FILED
    assert len(questions(licensed, Agency.MARKET)) == 1
    assert handed_in(licensed, licence="国药准字J20269999").outcome is Outcome.PENDING
    assert len(questions(licensed, Agency.MARKET)) == 2


@pytest.mark.parametrize(
    ("name", "outcome", "reason"),
    [
        ("退热贴异", "differs", "许可证已过期，或与商品不符"),
        ("退热贴无", "unknown", "查无此许可证"),
    ],
)
def test_a_licence_that_is_over_or_unknown_refuses_the_goods(
    licensed: Window, name: str, outcome: str, reason: str
) -> None:
    handed_in(licensed, name=name)
    asker(licensed, Day()).work()
    assert states(licensed, "YAO1") == [GoodsState.PENDING, GoodsState.REFUSED]
    with licensed.connection.transaction():
        last = licensed.rooms.goods.history(*KEY)[-1]
    assert last.reason == reason
    (question,) = questions(licensed, Agency.MARKET)
    assert question.outcome == outcome
    assert handed_in(licensed, name=name, brand="新").outcome is Outcome.PENDING


def test_goods_without_a_licence_are_told_and_nothing_is_asked(
    licensed: Window,
) -> None:
    answer = handed_in(licensed, licence="")
    assert (answer.outcome, codes(answer)) == (Outcome.REFUSED, ["LST-2106"])
    assert questions(licensed, Agency.MARKET) == []


def test_a_later_answer_moves_nothing_that_was_changed_meanwhile(
    licensed: Window,
) -> None:
    handed_in(licensed)
    handed_in(licensed, licence="国药准字J20269999")
    asker(licensed, Day()).work()
    told = [GoodsState.PENDING, GoodsState.PENDING, GoodsState.FILED]
    assert states(licensed, "YAO1") == told
