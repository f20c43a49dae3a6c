"""Moves that papers make as they come are written once, and read one by one."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.letters import papers
from tests.parcels import parcel
from tests.window import Window


@pytest.fixture
def cleared(window: Window) -> Iterator[psycopg.Connection]:
    """A window with two lists, released as they came."""
    window.send(*papers(parcel(1)), *papers(parcel(2)))
    with psycopg.connect(window.dsn, autocommit=True) as connection:
        yield connection


def test_lists_that_went_the_same_way_name_one_course(
    cleared: psycopg.Connection,
) -> None:
    rows = cleared.execute(
        "SELECT count(*), count(DISTINCT course) FROM paper GROUP BY kind"
    )
    alone = cleared.execute("SELECT count(*) FROM paper_walk").fetchone()

    assert (rows.fetchall(), alone) == ([(2, 1)] * 4, (0,))


def test_a_course_leaves_the_reason_to_its_paper(cleared: psycopg.Connection) -> None:
    order = parcel(1).order
    moves = cleared.execute(
        """SELECT m.name, m.source, m.target, m.actor, m.reason, m.version
             FROM paper_move AS m JOIN paper AS p ON p.id = m.paper
            WHERE p.kind = 'order' AND p.number = %s ORDER BY m.id""",
        [order.number],
    )
    key = f"{order.platform.code}_{order.number}"

    assert moves.fetchall() == [
        ("lodge", "absent", "lodged", "sender", "", 1),
        ("match", "lodged", "matched", "system", key, 1),
        ("conclude", "matched", "concluded", "system", key, 1),
    ]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE paper SET course = NULL",
        "UPDATE paper SET because = ''",
        "UPDATE paper SET registered_at = now()",
        "DELETE FROM paper",
        "UPDATE course SET steps = '[]'",
        "DELETE FROM course",
    ],
)
def test_how_a_paper_began_is_never_changed(
    cleared: psycopg.Connection, change: str
) -> None:
    with pytest.raises(psycopg.errors.RestrictViolation):
        cleared.execute(change.encode())
