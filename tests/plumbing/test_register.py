"""A paper stands once under its key, keeps its versions, and moves from where it is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import psycopg
import pytest
from msgspec import structs

from tests.conftest import KEYS
from tests.letters import again
from tests.parcels import parcel
from tongguan.journeys.rooms import Rooms
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.keys import Keyring, SealBrokenError
from tongguan.plumbing.register.lifecycle import PAPER, Actor, PaperState
from tongguan.plumbing.register.model import (
    Entry,
    Leaf,
    Moved,
    Standing,
    key_of,
    link_of,
)
from tongguan.plumbing.register.sealing import digest_of
from tongguan.plumbing.register.store import KeyTakenError, Register
from tongguan.trade.papers import AnyPaper, Paper

AT = datetime(2026, 10, 20, 4, tzinfo=UTC)
PARCEL = parcel(1)
KEPT = {"paper_walk": "version", "paper_version": "version", "binder": "id"}


def entry(paper: AnyPaper) -> Entry:
    return Entry(
        key=key_of(paper),
        link=link_of(paper),
        paper=paper,
        state="lodged",
        sender="A",
        message=1,
        index=1,
    )


def put(rooms: Rooms, *papers: AnyPaper) -> list[int]:
    ids = rooms.register.insert([entry(paper) for paper in papers], AT)
    return [ids[key_of(paper)] for paper in papers]


def standing(rooms: Rooms, paper: AnyPaper) -> Standing:
    return rooms.register.standing([key_of(paper)])[key_of(paper)]


def moved(number: int, *steps: str) -> list[Moved]:
    facts: dict[str, Any] = {"id": number, "version": 1, "actor": "system"}
    return [
        Moved(name="step", source=source, target=target, **facts)
        for source, target in pairwise(steps)
    ]


def test_a_paper_comes_back_exactly(rooms: Rooms) -> None:
    put(rooms, PARCEL.declaration)

    found = standing(rooms, PARCEL.declaration)
    assert rooms.register.open(found) == PARCEL.declaration
    assert (found.version, found.state, found.sender) == (1, "lodged", "A")


def test_the_digest_is_of_the_content_not_of_the_sending() -> None:
    order = PARCEL.order

    assert digest_of(order) == digest_of(again(order, guid="X" * 36))
    assert digest_of(order) != digest_of(replace(order, account="他人"))


def test_a_key_is_taken_once(rooms: Rooms) -> None:
    put(rooms, PARCEL.order)

    with pytest.raises(KeyTakenError):
        put(rooms, PARCEL.order)


def test_what_is_replaced_is_kept_and_the_newer_version_stands(
    rooms: Rooms, connection: psycopg.Connection
) -> None:
    (number,) = put(rooms, PARCEL.order)
    newer = again(replace(PARCEL.order, account="新"))

    assert rooms.register.replace([entry(newer)], [number], AT) == {
        key_of(newer): number
    }

    found = standing(rooms, newer)
    assert (found.version, rooms.register.open(found)) == (2, newer)
    (old,) = connection.execute(
        "SELECT paper, version, binder, leaf FROM paper_version"
    )
    assert old[:2] == (number, 1)
    former = structs.replace(found, leaf=Leaf(*old[2:]))
    assert rooms.register.open(former) == PARCEL.order


def test_the_leaf_of_another_paper_does_not_open(rooms: Rooms) -> None:
    put(rooms, PARCEL.order, parcel(2).order)
    mine, theirs = standing(rooms, PARCEL.order), standing(rooms, parcel(2).order)

    with pytest.raises(SealBrokenError):
        rooms.register.open(structs.replace(mine, leaf=theirs.leaf))


def test_a_binder_does_not_open_with_another_key(
    rooms: Rooms, connection: psycopg.Connection
) -> None:
    put(rooms, PARCEL.order)

    with pytest.raises(SealBrokenError):
        Register(connection, Keyring(bytes(32))).open(standing(rooms, PARCEL.order))


def test_several_steps_are_one_change_with_every_step_written_down(
    rooms: Rooms, connection: psycopg.Connection
) -> None:
    (number,) = put(rooms, PARCEL.order)

    done = rooms.register.move(moved(number, "lodged", "matched", "concluded"), AT)

    assert done == {number}
    assert standing(rooms, PARCEL.order).state == "concluded"
    steps = connection.execute("SELECT source, target FROM paper_move ORDER BY id")
    assert steps.fetchall() == [("lodged", "matched"), ("matched", "concluded")]


def test_a_paper_that_moved_meanwhile_is_left_alone(
    rooms: Rooms, connection: psycopg.Connection
) -> None:
    (number,) = put(rooms, PARCEL.order)
    rooms.register.move(moved(number, "lodged", "rejected"), AT)

    assert rooms.register.move(moved(number, "lodged", "matched"), AT) == set()
    assert standing(rooms, PARCEL.order).state == "rejected"
    (count,) = connection.execute("SELECT count(*) FROM paper_move").fetchone() or (0,)
    assert count == 1


def test_the_set_of_a_list_is_found_from_every_paper(rooms: Rooms) -> None:
    others: Sequence[AnyPaper] = (PARCEL.order, PARCEL.payment, PARCEL.waybill)
    *rest, listed = put(rooms, *others, PARCEL.declaration)
    put(rooms, parcel(2).order, parcel(2).payment, parcel(2).declaration)

    for number in (*rest, listed):
        assert rooms.register.lists_of([number]) == [listed]
    members = rooms.register.sets_of([listed])[listed]
    assert sorted(member.id for member in members) == sorted([*rest, listed])


def test_wakes_are_claimed_once_and_come_back_when_undone(dsn: str) -> None:
    with psycopg.connect(dsn) as connection, psycopg.connect(dsn) as other:
        ours, theirs = Register(connection, KEYS), Register(other, KEYS)
        put(Rooms.over(connection, KEYS), PARCEL.order, PARCEL.payment, PARCEL.waybill)
        ours.wake([1, 2, 3])
        connection.commit()

        assert ours.claim_wakes(2) == {1: Paper.ORDER, 2: Paper.PAYMENT}
        assert theirs.claim_wakes(5) == {3: Paper.WAYBILL}
        connection.rollback()
        assert theirs.claim_wakes(5) == {1: Paper.ORDER, 2: Paper.PAYMENT}


def test_a_move_the_table_does_not_have_is_illegal() -> None:
    with pytest.raises(IllegalMoveError):
        PAPER.after(PaperState.CONCLUDED, "withdraw", by=Actor.SENDER)


@pytest.mark.parametrize("table", KEPT)
def test_the_history_of_a_paper_is_never_changed(
    rooms: Rooms, connection: psycopg.Connection, table: str
) -> None:
    (number,) = put(rooms, PARCEL.order)
    rooms.register.replace([entry(again(PARCEL.order))], [number], AT)
    rooms.register.move(moved(number, "lodged", "matched"), AT)

    for change in (f"DELETE FROM {table}", f"UPDATE {table} SET {KEPT[table]} = 9"):  # noqa: S608 - names of ours
        with pytest.raises(psycopg.errors.RestrictViolation), connection.transaction():
            connection.execute(change.encode())
