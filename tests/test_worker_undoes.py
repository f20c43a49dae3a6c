"""A worker undoes what fails at its end, and goes on with all it has prepared."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.conftest import KEYS
from tests.letters import message, papers, sender_of
from tests.parcels import SELLER, parcel
from tests.window import Window
from tongguan import worker as working
from tongguan.plumbing.database import connect
from tongguan.plumbing.quick import Quick
from tongguan.worker import MESSAGES, Worker

BEFORE, BATCH = range(1, 6), range(6, 16)
RELEASED = ["concluded", "concluded", "concluded", "released"]
SOME = 20  # statements are prepared by then
AT_THE_FLUSH = "CREATE TRIGGER stumbles AFTER INSERT ON paper"
AT_THE_COMMIT = (
    "CREATE CONSTRAINT TRIGGER stumbles AFTER INSERT ON paper "
    "DEFERRABLE INITIALLY DEFERRED"
)
STUMBLE = """
CREATE SEQUENCE stumbled;
CREATE FUNCTION stumble() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF nextval('stumbled') <= {times} THEN
        RAISE EXCEPTION 'stumbled' USING ERRCODE = '{fault}';
    END IF;
    RETURN NULL;
END $$;
{trigger} FOR EACH ROW EXECUTE FUNCTION stumble()
"""
STAND_AGAIN = """
DROP TRIGGER IF EXISTS stumbles ON paper;
DROP FUNCTION IF EXISTS stumble;
DROP SEQUENCE IF EXISTS stumbled
"""


@pytest.fixture
def window(dsn: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    monkeypatch.setenv("DATABASE_URL", dsn)
    opened = Window(dsn)
    yield opened
    opened.connection.rollback()
    opened.connection.execute(STAND_AGAIN.encode())
    opened.connection.commit()
    opened.close()


def post(window: Window, serials: range) -> None:
    for paper in (paper for serial in serials for paper in papers(parcel(serial))):
        window.post(sender_of(paper), message(paper))


def prepared(line: psycopg.Connection) -> int:
    return len(line.execute(b"SELECT name FROM pg_prepared_statements").fetchall())


@pytest.mark.parametrize("trigger", [AT_THE_FLUSH, AT_THE_COMMIT])
@pytest.mark.parametrize(
    ("fault", "times"),
    [("40001", 1), ("40001", 7), ("P0001", 1), ("P0001", 5)],
    ids=["lost once", "lost seven times", "failed once", "failed five times"],
)
def test_a_batch_that_stumbles_at_its_end_is_undone_and_done(
    window: Window,
    monkeypatch: pytest.MonkeyPatch,
    trigger: str,
    fault: str,
    times: int,
) -> None:
    worker = Worker(KEYS, lambda: connect(batches=True))
    line = worker._connection  # noqa: SLF001 - as it is opened for work
    assert isinstance(line, Quick)
    monkeypatch.setattr(working, "MESSAGES", 1)
    post(window, BEFORE)
    worker.drain()
    before = prepared(line)
    line.commit()
    assert before > SOME

    monkeypatch.setattr(working, "MESSAGES", MESSAGES)
    statement = STUMBLE.format(trigger=trigger, fault=fault, times=times)
    window.connection.execute(statement.encode())
    window.connection.commit()
    post(window, BATCH)
    worker.drain()

    for serial in (*BEFORE, *BATCH):
        assert window.states(*papers(parcel(serial))) == RELEASED
    assert window.balance("guarantee", SELLER.code).posted == 15 * 44_23
    assert window.rooms.ledger.disagreements() == []
    assert window.rows("SELECT DISTINCT state FROM inbound_message") == [("read",)]
    assert window.rows("SELECT last_value > %s FROM stumbled", times) == [(True,)]
    assert prepared(line) >= before, "what was prepared was given up"
    worker.close()
