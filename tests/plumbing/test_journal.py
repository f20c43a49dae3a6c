"""The journal only grows."""

from datetime import UTC, datetime

import psycopg
import pytest

from tongguan.plumbing.journal.store import Journal, Line

AT = datetime(2026, 10, 20, 4, tzinfo=UTC)
LINE = Line(at=AT, actor="关员", action="release", subject="paper/1", detail={"n": 1})


def test_lines_come_back_in_order_and_by_subject(
    connection: psycopg.Connection,
) -> None:
    journal = Journal(connection)
    other = Line(at=AT, actor="worker", action="quarantine", subject="paper/2")
    for line in (LINE, other, LINE):
        journal.append(line)

    assert journal.about("paper/1") == [LINE, LINE]
    assert journal.about("paper/3") == []


@pytest.mark.parametrize(
    "change", ["UPDATE journal SET actor = ''", "DELETE FROM journal"]
)
def test_a_line_is_never_changed(connection: psycopg.Connection, change: str) -> None:
    Journal(connection).append(LINE)

    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        connection.execute(change.encode())
