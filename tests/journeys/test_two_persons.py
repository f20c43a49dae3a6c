"""Acts of two, cases in one hand at a time, and looks that are written down."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from tests.conftest import KEYS
from tests.journeys.test_officers import dear, heavy
from tests.letters import papers
from tests.parcels import parcel
from tests.window import Window
from tongguan.journeys import looking, queueing
from tongguan.journeys.glance import allowance_key
from tongguan.journeys.looking import Ground, NoPurposeError
from tongguan.journeys.queueing import Asked, queue_for
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.two_persons import (
    CONFIRM,
    DECLINE,
    WITHDRAW,
    InOtherHandsError,
    NotForThisPersonError,
    WaitsAlreadyError,
    Wish,
    decide,
    settle,
)
from tongguan.plumbing import clock
from tongguan.plumbing.confirmations.lifecycle import ProposalState
from tongguan.plumbing.confirmations.model import Person, Proposal
from tongguan.trade.papers import Dossier

FIRST = Person(name="guanyuan", organisation="2900", post="officer")
SECOND = replace(FIRST, name="fuhe")
INSPECTOR = replace(FIRST, name="jianyan", post="inspector")


@pytest.fixture
def picked(window: Window) -> Dossier:
    """Send a parcel that is picked for examination."""
    dossier = heavy(parcel(1))
    window.send(*papers(dossier))
    assert window.states(dossier.declaration) == ["examined"]
    return dossier


def wanted(window: Window, dossier: Dossier, move: str, by: Person) -> Proposal | None:
    paper = window.standing(dossier.declaration).id
    with window.connection.transaction():
        wish = Wish(move, "疑似侵权", by)
        return decide(window.rooms, (paper, "BH1"), wish, clock.now())


def spoken(window: Window, number: int, move: str, by: Person) -> Proposal:
    with window.connection.transaction():
        return settle(window.rooms, number, Wish(move, "属实", by), clock.now())


def test_a_detention_takes_effect_when_a_second_person_confirms(
    window: Window, picked: Dossier
) -> None:
    proposal = wanted(window, picked, "detain", FIRST)
    assert proposal is not None
    assert window.states(picked.declaration) == ["examined"]
    for person in (FIRST, INSPECTOR):
        with pytest.raises(NotForThisPersonError):
            spoken(window, proposal.number, CONFIRM, person)
    with pytest.raises(WaitsAlreadyError):
        wanted(window, picked, "return", SECOND)

    spoken(window, proposal.number, CONFIRM, SECOND)

    assert window.states(picked.declaration) == ["detained"]
    with pytest.raises(NotForThisPersonError):
        spoken(window, proposal.number, CONFIRM, SECOND)
    paper = window.standing(picked.declaration).id
    with window.connection.transaction():
        (kept,) = window.rooms.offices.confirmations.about(paper)
        lines = window.rooms.journal.about(f"paper/{paper}")
    assert (kept.state, kept.first, kept.second) == (
        ProposalState.CONFIRMED,
        "guanyuan",
        "fuhe",
    )
    acts = [(it.actor, it.action) for it in lines]
    assert acts == [("guanyuan", "propose"), ("guanyuan", "detain"), ("fuhe", CONFIRM)]


@pytest.mark.parametrize(("move", "by"), [(DECLINE, SECOND), (WITHDRAW, FIRST)])
def test_what_is_declined_or_withdrawn_never_happens(
    window: Window, picked: Dossier, move: str, by: Person
) -> None:
    proposal = wanted(window, picked, "return", FIRST)
    assert proposal is not None
    spoken(window, proposal.number, move, by)
    assert window.states(picked.declaration) == ["examined"]
    assert wanted(window, picked, "return", FIRST) is not None


def test_the_database_knows_two_persons_too(window: Window, picked: Dossier) -> None:
    proposal = wanted(window, picked, "detain", FIRST)
    assert proposal is not None
    with pytest.raises(psycopg.errors.CheckViolation):
        window.rows(
            "UPDATE proposed_act SET state = 'confirmed', second = first"
            " WHERE id = %s RETURNING id",
            proposal.number,
        )


def test_a_review_needs_one_person(window: Window) -> None:
    dossier = dear(parcel(2))
    window.send(*papers(dossier))
    assert wanted(window, dossier, "release", FIRST) is None
    assert window.states(dossier.declaration) == ["released"]


def taken(dsn: str, paper: int, by: Person, **more: Any) -> bool:
    with psycopg.connect(dsn) as connection:
        at = clock.now() + more.get("later", timedelta())
        return queueing.take(Rooms.over(connection, KEYS), paper, by, at)


def test_of_many_who_take_a_case_at_once_one_has_it(
    window: Window, picked: Dossier
) -> None:
    paper = window.standing(picked.declaration).id
    people = [replace(FIRST, name=f"关员{n}") for n in range(6)]
    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(lambda one: taken(window.dsn, paper, one), people))
    assert sorted(done) == [False] * 5 + [True]
    holder = people[done.index(True)].name
    with pytest.raises(InOtherHandsError, match=holder):
        wanted(window, picked, "detain", SECOND)
    assert taken(window.dsn, paper, INSPECTOR)
    assert not taken(window.dsn, paper, SECOND, later=timedelta(hours=11))
    assert taken(window.dsn, paper, SECOND, later=timedelta(hours=13))


@pytest.mark.usefixtures("picked")
def test_the_queue_counts_ages_and_knows_what_is_overdue(window: Window) -> None:
    at = clock.now() + timedelta(hours=30)
    with window.connection.transaction():
        queue = queue_for(window.rooms, FIRST, Asked(), at)
        late = queue_for(window.rooms, FIRST, Asked(overdue=True), at)
        fresh = queue_for(window.rooms, FIRST, Asked(overdue=True), clock.now())
        free = queue_for(
            window.rooms, FIRST, Asked(step="examination", hand="free"), at
        )
        mine = queue_for(window.rooms, FIRST, Asked(hand="mine"), at)
        other = queue_for(window.rooms, FIRST, Asked(step="review"), at)
        inspector = queue_for(window.rooms, INSPECTOR, Asked(), at)
    assert queue.ages["examination"] == [0, 0, 0, 1, 0]
    shown = [queue, late, fresh, free, mine, other, inspector]
    assert [len(it.waiting) for it in shown] == [1, 1, 0, 1, 0, 0, 0]
    assert queue.waiting[0].overdue


def test_a_look_is_kept_for_the_person_it_was_at(
    window: Window, picked: Dossier
) -> None:
    paper = window.standing(picked.declaration).id
    at = clock.now()
    for ground in (
        Ground("curiosity", "HZ2026-1"),
        Ground("risk", "1"),
        Ground("", ""),
    ):
        with pytest.raises(NoPurposeError), window.connection.transaction():
            looking.look(window.rooms, paper, ground, FIRST, at)
    with window.connection.transaction():
        ground = Ground("risk", " hz2026-0001 ")
        looking.look(window.rooms, paper, ground, FIRST, at)
    person = allowance_key(picked.declaration.buyer, KEYS)
    with window.connection.transaction():
        (kept,) = window.rooms.offices.lookups.looked_at(person)
        (busy,) = looking.busy(window.rooms, at)
        assert window.rooms.offices.lookups.looked_at(bytes(32)) == []
    assert (kept.officer, kept.purpose, kept.reference, kept.paper) == (
        "guanyuan",
        "risk",
        "HZ2026-0001",
        paper,
    )
    assert (busy.looks.persons, busy.often) == (1, False)
    with pytest.raises(psycopg.errors.RestrictViolation):
        window.rows("DELETE FROM personal_lookup RETURNING id")
