"""运行看板 The beats of the last minute."""

from datetime import UTC, datetime, timedelta

from tongguan.customs.board.model import Beat, Depth
from tongguan.journeys.dashboard import Pulse, by_outcome
from tongguan.journeys.reasons import meaning, notices

SINCE = datetime(2026, 11, 11, 0, 0, 0, tzinfo=UTC)


def beat(second: int, outcome: str, count: int) -> Beat:
    return Beat(SINCE + timedelta(seconds=second), outcome, count)


def test_every_outcome_has_sixty_seconds() -> None:
    series = by_outcome([beat(0, "release", 7), beat(59, "reject", 2)], SINCE)
    assert {len(counts) for counts in series.values()} == {60}
    assert (series["release"][0], series["release"][1]) == (7, 0)
    assert series["reject"][59] == 2


def test_the_second_that_is_not_over_is_left_out() -> None:
    series = by_outcome([beat(60, "release", 7), beat(-1, "release", 5)], SINCE)
    assert sum(series["release"]) == 0


def test_a_pulse_sums_the_minute_and_finds_its_best_second() -> None:
    beats = [beat(58, "release", 10), beat(58, "review", 1), beat(59, "release", 4)]
    pulse = Pulse(
        at=SINCE,
        beats=by_outcome(beats, SINCE),
        reasons=(),
        depths=dict.fromkeys(Depth, 0),
    )
    assert pulse.last_minute == 15
    assert pulse.best_second == 11
    assert pulse.per_second() == 1.0


def test_a_reason_is_said_without_anybody_s_values() -> None:
    assert meaning("MAT-3005") == (
        "支付单“支付金额”为“…”，订单为“…”，应一致。",
        "The amount paid is … on the payment but … on the order; they must agree.",
    )
    assert meaning("NONE-0000") == ("", "")
    for code in notices():
        assert "{" not in "".join(meaning(code)), code
