"""综试区 What this zone decides for itself: a profile of the day, and switches."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache

from tongguan.journeys.rooms import Rooms
from tongguan.kit.dated import Dated, Edition
from tongguan.kit.rulebook import load_editions, read_page
from tongguan.plumbing.confirmations.model import Person, Proposal
from tongguan.plumbing.switches.model import Switch
from tongguan.trade.registry import ZoneProfile

PAGE, FEATURES = "zone/profile.yaml", "zone/features.yaml"
SUBJECT, ON, OFF = "switch/", "switch_on", "switch_off"
LEAST_REASON = 4
UNKNOWN = ("没有这项功能或方式", "There is no such feature or mode")
LATE = ("生效时间须在现在以后", "It can take effect only from now on")
NO_REASON = ("须写明理由（至少4字）", "Give the reason, in four characters at least")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """功能与方式 Something a zone may do or not: a mode of papers, or some pages.

    A `pilot` is one of the profile's, a `flag` the name of one of its entries.
    """

    name: str
    chinese: str
    english: str
    mode: str = ""
    pilot: str = ""
    flag: str = ""
    routes: tuple[str, ...] = ()
    cites: str
    confirmed: bool = True

    def is_on(self, profile: ZoneProfile) -> bool:
        """Tell whether a profile has it."""
        if self.flag:
            return bool(getattr(profile, self.flag))
        if self.pilot:
            return self.pilot in profile.pilots
        return self.name not in profile.closed


def profile_on(name: str, day: date) -> ZoneProfile:
    """Return the parameters of a profile, such as `sandbox`, on a day."""
    return edition_on(name, day).says


def edition_on(name: str, day: date) -> Edition[ZoneProfile]:
    """Return the parameters of a profile with the source they stand on."""
    return _profile(name).on(day)


def profiles() -> Mapping[str, tuple[str, str]]:
    """Return what every profile is called, in Chinese and in English."""
    told = read_page(PAGE)["profiles"]
    return {name: tuple(it["title"].split(" — ")) for name, it in told.items()}


@cache
def features() -> Mapping[str, Feature]:
    """Return everything that may be switched, by name."""
    return {
        name: Feature(
            name=name,
            routes=tuple(told.get("routes", ())),
            confirmed=told.get("confirmed", "yes") == "yes",
            chinese=told["chinese"],
            english=told["english"],
            cites=told["cites"],
            **{key: told.get(key, "") for key in ("mode", "pilot", "flag")},
        )
        for name, told in read_page(FEATURES)["features"].items()
    }


def open_at(rooms: Rooms, at: datetime) -> frozenset[str]:
    """Return what is done in this zone at an instant, by its profile and switches."""
    profile = profile_on(rooms.profile, at.date())
    switched = rooms.offices.switches.standing(at)
    return frozenset(
        name for name, it in features().items() if switched.get(name, it.is_on(profile))
    )


def zone_at(rooms: Rooms, at: datetime) -> ZoneProfile:
    """Return the parameters of this zone with what is switched at an instant."""
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


def _faults(rooms: Rooms, wanted: Switch, at: datetime) -> list[tuple[str, str]]:
    if wanted.feature not in features():
        return [UNKNOWN]
    by_then = wanted.feature in open_at(rooms, max(wanted.begins, at))
    wrong = {
        LATE: wanted.begins < at,
        NO_REASON: len(wanted.reason.strip()) < LEAST_REASON,
        SAME: by_then == wanted.on,
    }
    return [said for said, is_wrong in wrong.items() if is_wrong]


@cache
def _profile(name: str) -> Dated[ZoneProfile]:
    return load_editions(
        PAGE, read_page(PAGE)["profiles"][name]["editions"], ZoneProfile
    )
