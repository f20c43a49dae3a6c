"""A zone switches modes and features: two people, an instant, a refusal."""

from dataclasses import replace
from datetime import date, timedelta

import psycopg
import pytest

from tests.papers import AGREEING, NOON
from tongguan.customs.declaration.rules import mode_is_open_in_the_zone
from tongguan.journeys import zone
from tongguan.journeys.features import features, profile_on, profiles
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.zone import BadSwitchError, open_at, zone_at
from tongguan.kit.checks import verify
from tongguan.plumbing.confirmations.model import Person
from tongguan.plumbing.switches.model import Switch
from tongguan.trade.registry import Lodgement

FIRST = Person(name="yunying", organisation="tongguan", post="operator")
SECOND = replace(FIRST, name="fuhe")
LATER = NOON + timedelta(hours=2)
WANTED = Switch(
    proposal=0,
    feature="import_1210",
    on=False,
    begins=LATER,
    reason="账册系统停用",
    first="",
    second="",
    made_at=NOON,
)


def test_a_second_person_confirms_and_it_holds_from_its_instant(rooms: Rooms) -> None:
    kept = zone.propose(rooms, WANTED, FIRST, NOON)
    assert not zone.settle(rooms, kept.number, "confirm", FIRST, NOON)
    assert zone.settle(rooms, kept.number, "confirm", SECOND, NOON)
    assert not zone.settle(rooms, kept.number, "confirm", SECOND, NOON)
    assert "import_1210" in open_at(rooms, LATER - timedelta(seconds=1))
    assert "import_1210" not in open_at(rooms, LATER)
    assert "import_1210" in zone_at(rooms, LATER).closed
    (made,) = rooms.offices.switches.latest()
    assert (made.first, made.second, made.reason) == ("yunying", "fuhe", WANTED.reason)


def test_what_is_declined_or_taken_back_switches_nothing(rooms: Rooms) -> None:
    for move, person in (("decline", SECOND), ("withdraw", FIRST)):
        kept = zone.propose(rooms, WANTED, FIRST, NOON)
        assert zone.settle(rooms, kept.number, move, person, NOON)
    assert "import_1210" in open_at(rooms, LATER)


def test_all_that_is_wrong_with_a_proposal_is_told_at_once(rooms: Rooms) -> None:
    bad = replace(WANTED, on=True, begins=NOON - timedelta(days=1), reason=" ")
    with pytest.raises(BadSwitchError) as told:
        zone.propose(rooms, bad, FIRST, NOON)
    assert told.value.faults == [zone.LATE, zone.no_reason(4), zone.SAME]
    with pytest.raises(BadSwitchError) as told:
        zone.propose(rooms, replace(WANTED, feature="import_9999"), FIRST, NOON)
    assert told.value.faults == [zone.UNKNOWN]
    zone.propose(rooms, WANTED, FIRST, NOON)
    with pytest.raises(BadSwitchError) as told:
        zone.propose(rooms, WANTED, FIRST, NOON)
    assert told.value.faults == [zone.WAITS]


def test_a_switch_is_never_changed_and_never_made_alone(rooms: Rooms) -> None:
    made = replace(WANTED, proposal=7, first="yunying", second="fuhe")
    rooms.offices.switches.make(made)
    rooms.offices.switches.make(replace(made, on=True))
    assert rooms.offices.switches.latest() == [made]
    connection = rooms.offices.switches._connection  # noqa: SLF001 - the table itself
    with pytest.raises(psycopg.errors.RestrictViolation), connection.transaction():
        connection.execute('UPDATE feature_switch SET "on" = true')
    with pytest.raises(psycopg.errors.CheckViolation), connection.transaction():
        rooms.offices.switches.make(replace(made, proposal=8, second="yunying"))


def test_a_switch_made_later_counts_for_nothing_before(rooms: Rooms) -> None:
    late = replace(
        WANTED, proposal=7, first="a", second="b", begins=NOON, made_at=LATER
    )
    rooms.offices.switches.make(late)
    assert "import_1210" in open_at(rooms, LATER - timedelta(seconds=1))
    assert "import_1210" not in open_at(rooms, LATER)


def test_a_list_under_a_closed_mode_is_refused() -> None:
    profile = replace(profile_on("sandbox", NOON.date()), closed=("import_1210",))
    lodgement = Lodgement(
        paper=AGREEING.declaration,
        sender="",
        principals=frozenset(),
        day=NOON.date(),
        registry={},
        profile=profile,
    )
    (found,) = verify(lodgement, [mode_is_open_in_the_zone])
    assert (found.code, found.difference.given) == ("STA-1721", "1210")
    opened = replace(lodgement, profile=replace(profile, closed=("export_1210",)))
    assert verify(opened, [mode_is_open_in_the_zone]) == []


def test_a_zone_opens_a_mode_on_the_day_of_its_notice() -> None:
    eve, day = date(2020, 6, 30), date(2020, 7, 1)
    assert "export_9710" in profile_on("guangzhou", eve).closed
    assert "export_9710" not in profile_on("guangzhou", day).closed
    known = {
        it
        for name in profiles()
        for it in profile_on(name, day.replace(year=2026)).closed
    }
    assert known <= set(features())


def test_a_pilot_and_a_flag_of_the_profile_are_switched_too(rooms: Rooms) -> None:
    assert zone_at(rooms, NOON).pilots == ("pet_food",)
    for number, (feature, on) in enumerate(
        [
            ("pilot_medicine", True),
            ("pilot_pet_food", False),
            ("admits_hong_kong", False),
        ]
    ):
        switch = replace(WANTED, proposal=number, feature=feature, on=on, begins=NOON)
        rooms.offices.switches.make(replace(switch, first="a", second="b"))
    after = zone_at(rooms, NOON)
    assert (after.pilots, after.admits_hong_kong) == (("medicine",), False)
    assert after.small_lots_untested
