"""Which receipts of a message came, which are due, and which are late."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tongguan.plumbing.expectations.model import (
    Link,
    Sending,
    SentPaper,
    Stage,
    Standing,
)
from tongguan.plumbing.expectations.rules import chain

AT = datetime(2026, 10, 20, 4, tzinfo=UTC)
SECOND = timedelta(seconds=1)
UNREAD = Sending(
    id=1,
    sender="F",
    digest=b"",
    message_type="",
    guid="",
    edition="",
    state="received",
    size=1,
    received_at=AT,
    receipts=0,
    first_at=None,
    last_at=None,
)
READ = replace(UNREAD, state="read", receipts=1, first_at=AT + SECOND, last_at=AT)
LIST = SentPaper(
    message=1,
    paper=1,
    kind="declaration",
    key="P_1",
    state="lodged",
    state_at=AT + SECOND,
    current=True,
    ended=False,
    status="2",
    waiting_for=None,
    deadline=None,
)
DEADLINE = "2026-11-03T12:00:00+08:00"
WAITING = replace(LIST, waiting_for=["payment", "order"], deadline=DEADLINE)


def final(*papers: SentPaper, after: timedelta = SECOND) -> tuple[Standing, object]:
    link = chain(READ, papers, AT + after)[2]
    return link.standing, link.waiting_for or link.at


@pytest.mark.parametrize(
    ("seconds", "standing"), [(2, Standing.DUE), (3, Standing.OVERDUE)]
)
def test_a_message_is_to_be_read_within_two_seconds(
    seconds: int, standing: Standing
) -> None:
    kept, read, last = chain(UNREAD, [], AT + seconds * SECOND)
    assert kept == Link(stage=Stage.KEPT, standing=Standing.CAME, at=AT)
    assert (read.standing, read.at) == (standing, AT + 2 * SECOND)
    assert last.standing is Standing.NOT_YET


def test_what_was_set_aside_is_late_at_once() -> None:
    aside = replace(UNREAD, state="quarantined")
    assert chain(aside, [], AT)[1].standing is Standing.OVERDUE


def test_a_list_with_all_its_papers_is_to_be_decided_within_half_a_minute() -> None:
    due = AT + 31 * SECOND
    assert final(LIST, after=31 * SECOND) == (Standing.DUE, due)
    assert final(LIST, after=32 * SECOND) == (Standing.OVERDUE, due)


def test_who_waits_is_not_late_and_says_for_what_and_until_when() -> None:
    link = chain(READ, [WAITING], AT + timedelta(days=3))[2]
    assert (link.standing, link.waiting_for) == (Standing.WAITING, ("order", "payment"))
    assert link.at == datetime(2026, 11, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "state", "awaited"),
    [
        ("order", "lodged", ("declaration",)),
        ("waybill", "matched", ("declaration",)),
        ("declaration", "in_review", ("customs",)),
        ("declaration", "suspended", ("customs",)),
        ("declaration", "examined", ("customs",)),
    ],
)
def test_papers_wait_for_their_list_and_lists_for_officers(
    kind: str, state: str, awaited: tuple[str, ...]
) -> None:
    one = replace(LIST, kind=kind, state=state)
    assert final(one, after=timedelta(days=9)) == (Standing.WAITING, awaited)


@pytest.mark.parametrize(
    "change",
    [
        {"ended": True},
        {"current": False},
        {"state": "withdrawn"},
        {"state": "registered"},
    ],
    ids=str,
)
def test_nothing_is_owed_after_the_last_word(change: dict[str, object]) -> None:
    done = replace(LIST, **change)  # type: ignore[arg-type]  # facts of mixed types
    assert final(done, after=timedelta(days=1)) == (Standing.CAME, READ.last_at)
    assert final(after=timedelta(days=1)) == (Standing.CAME, READ.last_at)


def test_one_late_paper_makes_the_message_late() -> None:
    ended = replace(LIST, ended=True)
    found = final(ended, WAITING, LIST, after=timedelta(minutes=1))
    assert found == (Standing.OVERDUE, AT + 31 * SECOND)
