"""Alarms are read from what is there, and end by themselves."""

from datetime import timedelta
from typing import Any

import pytest

from tests.letters import message, papers
from tests.parcels import CARRIER, PLATFORM, SELLER, parcel
from tests.window import Window
from tongguan import worker as working
from tongguan.gateway.chinaport.inbox import quarantine
from tongguan.plumbing import clock
from tongguan.plumbing.expectations.model import Alarm
from tongguan.plumbing.expectations.rules import chain

LATER = timedelta(minutes=11)


def alarms(
    window: Window, firm: str | None = None, later: timedelta = LATER
) -> list[Alarm]:
    with window.connection.transaction():
        return window.rooms.expectations.alarms(firm, clock.now() + later, 99)


def said(found: list[Alarm]) -> list[tuple[str, str, str]]:
    return [(one.matter.value, one.firm, one.kind) for one in found]


def test_a_message_nobody_reads_is_an_alarm_until_it_is_read(window: Window) -> None:
    number = window.post(PLATFORM.code, message(parcel(1).order))
    assert alarms(window, later=timedelta(minutes=9)) == []
    assert said(alarms(window)) == [("unread", PLATFORM.code, "")]
    assert alarms(window)[0].message == number
    assert said(alarms(window, PLATFORM.code)) == said(alarms(window))
    assert alarms(window, SELLER.code) == []

    window.worker.drain()
    assert alarms(window) == []


def test_what_was_set_aside_is_an_alarm_at_once(window: Window) -> None:
    window.post(PLATFORM.code, message(parcel(1).order))
    with window.connection.transaction():
        (leased,) = window.rooms.inbox.lease(1, clock.now())
        quarantine(window.rooms, leased, "unreadable by the worker")
    assert said(alarms(window, later=timedelta())) == [("set_aside", PLATFORM.code, "")]


def test_work_nobody_does_is_an_alarm_for_whoever_sent_the_paper(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    order, payment, waybill, listed = papers(parcel(1))
    window.send(order, payment, listed)
    assert alarms(window) == []

    clear = working.clear_batch
    monkeypatch.setattr(working, "clear_fresh", lambda *_: None)
    monkeypatch.setattr(working, "clear_batch", lambda *_: 0)
    window.send(waybill)
    assert said(alarms(window)) == [("undecided", CARRIER.code, "waybill")]
    monkeypatch.setattr(working, "clear_batch", clear)
    window.worker.drain()
    assert alarms(window) == []


def test_a_list_that_could_not_be_worked_on_stays_an_alarm(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    *others, listed = papers(parcel(1))

    def stumbling(rooms: Any, _at: Any, size: int) -> int:
        woken = rooms.register.claim_wakes(size)
        if rooms.register.lists_of(woken):
            raise ZeroDivisionError
        return len(woken)

    monkeypatch.setattr(working, "clear_fresh", lambda *_: None)
    monkeypatch.setattr(working, "clear_batch", stumbling)
    window.send(*others)
    window.send(listed)
    assert said(alarms(window)) == [("undecided", SELLER.code, "declaration")]


def test_who_waits_for_papers_or_officers_is_no_alarm(window: Window) -> None:
    window.send(parcel(1).declaration, parcel(2).order)
    assert alarms(window, later=timedelta(days=3)) == []


def test_pushing_that_fails_for_a_day_is_an_alarm(window: Window) -> None:
    with window.connection.transaction():
        window.connection.execute(
            b"INSERT INTO webhook (id, firm, url, secret, state, reason, epoch,"
            b" sequence, failures, failing_since, created_at, created_by)"
            b" VALUES ('wh_1', %s, 'https://a.example/', '', 'active', '', 1, 0, 9,"
            b" now() - interval '23 hours', now(), 'somebody')",
            [PLATFORM.code],
        )
    assert alarms(window, later=timedelta()) == []
    assert said(alarms(window, later=timedelta(hours=2))) == [
        ("push", PLATFORM.code, "")
    ]


def test_a_message_is_shown_with_its_papers_and_receipts(window: Window) -> None:
    order, payment, waybill, listed = papers(parcel(1))
    window.send(order, listed)
    with window.connection.transaction():
        expectations = window.rooms.expectations
        (mine,) = expectations.sendings(SELLER.code, 9)
        (paper,) = expectations.papers_of([mine.id])[mine.id]
        assert expectations.sending(PLATFORM.code, mine.id) is None
    assert (mine.message_type, mine.state, mine.receipts) == (
        "CEB621Message",
        "read",
        2,
    )
    assert (paper.kind, paper.state, paper.ended) == ("declaration", "lodged", False)
    assert paper.waiting_for == ["payment", "waybill"]

    window.send(payment, waybill)
    with window.connection.transaction():
        sending = expectations.sending(None, mine.id)
        assert sending is not None
        (paper,) = expectations.papers_of([mine.id])[mine.id]
    assert (paper.ended, sending.receipts) == (True, 5)
    links = chain(sending, [paper], clock.now())
    assert [link.standing.value for link in links] == ["came"] * 3
