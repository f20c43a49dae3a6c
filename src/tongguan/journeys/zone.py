"""综试区 What this zone decides for itself: a profile of the day, and switches."""

from dataclasses import replace
from datetime import datetime

from tongguan.journeys.features import features, profile_on
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.confirmations.model import Person, Proposal
from tongguan.plumbing.people.reasons import Said, lengths
from tongguan.plumbing.switches.model import Switch
from tongguan.trade.registry import ZoneProfile

SUBJECT, ON, OFF = "switch/", "switch_on", "switch_off"
UNKNOWN = ("没有这项功能或方式", "There is no such feature or mode")
LATE = ("生效时间须在现在以后", "It can take effect only from now on")
SAME = ("届时已是这个状态", "It will be so by then already")
WAITS = (
    "这项已有一份申请等待复核",
    "A proposal on this waits for a second person already",
)


class BadSwitchError(Exception):
    """A proposal that cannot be made; `faults` say in both languages why."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(english for _, english in faults))
        self.faults = faults


def open_at(rooms: Rooms, at: datetime) -> frozenset[str]:
    """Return what is done in this zone at an instant, by its profile and switches."""
    profile = profile_on(rooms.profile, at.date())
    switched = rooms.offices.switches.standing(at)
    return frozenset(
        name for name, it in features().items() if switched.get(name, it.is_on(profile))
    )


def zone_at(rooms: Rooms, at: datetime) -> ZoneProfile:
    """Return the parameters of this zone with what is switched at an instant.

    Within one transaction of buffered rooms they are asked for once.
    """
    if (known := rooms.zones.get(at)) is None:
        known = _zone_at(rooms, at)
        if rooms.ledger.buffered:
            rooms.zones[at] = known
    return known


def _zone_at(rooms: Rooms, at: datetime) -> ZoneProfile:
    is_open = open_at(rooms, at)
    known = features().values()
    flags = {it.flag: it.name in is_open for it in known if it.flag}
    return replace(
        profile_on(rooms.profile, at.date()),
        pilots=tuple(it.pilot for it in known if it.pilot and it.name in is_open),
        closed=tuple(name for name in features() if name not in is_open),
        **flags,
    )


def propose(
    rooms: Rooms, wanted: Switch, first: Person, at: datetime
) -> Proposal | None:
    """Put a switch before a second person; raise BadSwitchError."""
    if faults := _faults(rooms, wanted, at):
        raise BadSwitchError(faults)
    proposal = Proposal(
        subject=f"{SUBJECT}{wanted.feature}",
        move=ON if wanted.on else OFF,
        reason=wanted.reason,
        shown=wanted.begins.isoformat(),
        post=first.post,
        organisation=first.organisation,
        first=first.name,
        first_at=at,
    )
    kept = rooms.offices.confirmations.propose(proposal)
    if kept is None:
        raise BadSwitchError([WAITS])
    return kept


def settle(rooms: Rooms, number: int, move: str, second: Person, at: datetime) -> bool:
    """Let a second person confirm or decline; False unless that was possible."""
    desk = rooms.offices.confirmations
    found = (
        desk.withdraw(number, second, at)
        if move == "withdraw"
        else desk.settle(number, move, second, at)
    )
    if found is None or not found.subject.startswith(SUBJECT):
        return False
    if move == "confirm":
        rooms.offices.switches.make(
            Switch(
                proposal=found.number,
                feature=found.subject.removeprefix(SUBJECT),
                on=found.move == ON,
                begins=datetime.fromisoformat(found.shown),
                reason=found.reason,
                first=found.first,
                second=second.name,
                made_at=at,
            )
        )
    return True


def no_reason(least: int) -> tuple[str, str]:
    """Say that a reason is missing, or too short to be one."""
    return (
        f"须写明理由（至少{least}字）",
        f"Give the reason, in {least} characters or more",
    )


def _faults(rooms: Rooms, wanted: Switch, at: datetime) -> list[tuple[str, str]]:
    if wanted.feature not in features():
        return [UNKNOWN]
    least = lengths(Said.SWITCH, at.astimezone(SHANGHAI).date()).least
    by_then = wanted.feature in open_at(rooms, max(wanted.begins, at))
    wrong = {
        LATE: wanted.begins < at,
        no_reason(least): len(wanted.reason.strip()) < least,
        SAME: by_then == wanted.on,
    }
    return [said for said, is_wrong in wrong.items() if is_wrong]
