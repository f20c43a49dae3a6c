"""服务承诺 Stages are measured from what was written down, whole and by day."""

from datetime import timedelta

from tests.letters import papers
from tests.parcels import parcel
from tests.window import Window
from tongguan.customs.board.model import StageDay
from tongguan.plumbing import clock
from tongguan.plumbing.clock import SHANGHAI

WEEK = timedelta(days=7)
PUSHES = 100


def measured(window: Window, size: int = 1000) -> dict[str, StageDay]:
    with window.connection.transaction():
        found = window.rooms.board.stage_days(clock.now() - WEEK, size)
    days = {it.stage: it for it in found if it.day is not None}
    whole = {it.stage: it for it in found if it.day is None}
    assert {it: one.took for it, one in whole.items()} == {
        it: one.took for it, one in days.items()
    }
    return days


def test_a_list_is_measured_from_its_arrival_and_from_the_last_of_its_papers(
    window: Window,
) -> None:
    assert measured(window) == {}
    window.send(*papers(parcel(1)))
    ((took, said, at),) = window.rows(
        "SELECT x.at - greatest(m.received_at, (SELECT max(registered_at) FROM paper)),"
        " (SELECT min(r.at) FROM receipt AS r WHERE m.id = ANY (r.messages))"
        " - m.received_at, x.at FROM decision AS x JOIN paper AS p ON p.id = x.paper"
        " JOIN inbound_message AS m ON m.id = p.message"
    )
    found = measured(window)
    assert set(found) == {"answered", "decided"}
    assert {it.day for it in found.values()} == {at.astimezone(SHANGHAI).date()}
    assert [it.cases for it in found.values()] == [1, 1]
    assert found["decided"].took == [round(took / timedelta(milliseconds=1))] * 3
    assert found["answered"].took == [round(said / timedelta(milliseconds=1))] * 3


def test_releases_are_counted_from_the_last_result_of_an_examination(
    window: Window,
) -> None:
    window.send(*papers(parcel(1)))
    for agency, seconds in (("customs", 300), ("inspection", 90)):
        window.rows(
            "INSERT INTO examination (paper, version, agency, result, note, officer,"
            " at, sheet) SELECT paper, version, %s, 'passed', '', 'guanyuan',"
            " at - make_interval(secs => %s), '{}' FROM decision RETURNING id",
            agency,
            seconds,
        )
    released = measured(window)["released"]
    assert (released.cases, released.took) == (1, [90_000] * 3)


def test_pushes_are_measured_until_they_were_taken_and_sampled_evenly(
    window: Window,
) -> None:
    window.rows(
        "WITH w AS (INSERT INTO webhook_delivery (guid, endpoint, matter, body, state,"
        " attempts, next_at, created_at) SELECT 'g' || n, 'e', 'receipts', '{}',"
        " 'delivered', 1, now(), now() FROM generate_series(1, %s) AS n"
        " RETURNING id, created_at) INSERT INTO webhook_attempt (delivery, at, status,"
        " digest, milliseconds, trouble) SELECT id, created_at + make_interval(secs =>"
        " rank() OVER (ORDER BY id)), 200, '', 1, '' FROM w RETURNING id",
        PUSHES,
    )
    window.rows(
        "INSERT INTO webhook_attempt (delivery, at, status, digest, milliseconds,"
        " trouble) SELECT min(id), now(), 500, '', 1, '' FROM webhook_delivery"
        " RETURNING id"
    )
    whole = measured(window)["pushed"]
    some = measured(window, 10)["pushed"]
    assert (whole.cases, whole.took) == (PUSHES, [50_000, 95_000, 99_000])
    assert 10 <= some.cases <= 11
    assert abs(some.took[0] - 50_000) <= 10_000
