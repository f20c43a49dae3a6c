"""理由字数 How long a reason must be is the rulebook's to say."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tongguan.kit.dated import NotInForceError
from tongguan.plumbing.identity.rules import sign_in_law
from tongguan.plumbing.people.reasons import Said, lengths

FIRST_DAY = date(2016, 4, 8)


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [
        (Said.REASON, 2, 200),
        (Said.REMARK, 2, 500),
        (Said.STATEMENT, 4, 500),
        (Said.SWITCH, 4, 200),
    ],
)
def test_a_text_is_as_long_as_the_rulebook_asks(
    kind: Said, least: int, most: int
) -> None:
    allowed = lengths(kind, FIRST_DAY)
    sizes = (least - 1, least, most, most + 1)
    assert [allowed.fit("由" * it) for it in sizes] == [False, True, True, False]


def test_before_the_first_edition_nothing_is_asked() -> None:
    with pytest.raises(NotInForceError):
        lengths(Said.REASON, FIRST_DAY - timedelta(days=1))


def test_sign_ins_are_bounded_by_the_day_of_shanghai() -> None:
    law = sign_in_law(datetime(2016, 4, 7, 16, tzinfo=UTC))
    assert (law.window, law.per_account, law.per_address) == (
        timedelta(minutes=15),
        5,
        20,
    )
    assert (law.halfway_seconds, law.challenge_seconds) == (600, 600)
    with pytest.raises(NotInForceError):
        sign_in_law(datetime(2016, 4, 7, 15, 59, tzinfo=UTC))
