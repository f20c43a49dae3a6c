"""委托 Mandates given and ended: by the principal, or by the operator of the zone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from tongguan.commerce.enterprise.model import EVERY_ACT, Act, Mandate
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.journal.store import Line
from tongguan.trade.papers import Paper

FIELDS = ("principal", "agent", "effective", "until")


class BadMandateError(ValueError):
    """A mandate that can't be put on file; `faults` say why, all of it."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """经办人 Who gives or ends a mandate; the operator stands for no firm."""

    name: str
    firm: str | None = None

    def line(self, number: int, action: str, at: datetime) -> Line:
        """Write down what was done with a mandate."""
        return Line(
            at=at,
            actor=self.name,
            organisation=self.firm or "",
            action=action,
            subject=f"mandate/{number}",
        )


def read_mandate(entry: Mapping[str, Any]) -> Mandate:
    """Make a mandate of texts; it covers every act with every paper unless told."""
    if faults := list(faults_of(entry)):
        raise BadMandateError(faults)
    return Mandate(
        principal=entry["principal"],
        agent=entry["agent"],
        effective=date.fromisoformat(entry["effective"]),
        until=date.fromisoformat(entry["until"]),
        acts=frozenset(map(Act, entry.get("acts") or EVERY_ACT)),
        papers=frozenset(map(Paper, entry.get("papers") or ())),
    )


def faults_of(entry: Mapping[str, Any]) -> Iterator[str]:
    """Say everything that is wrong with the texts of a mandate."""
    if missing := [name for name in FIELDS if not entry.get(name)]:
        yield f"委托缺少 the mandate lacks: {', '.join(missing)}"
        return
    if entry["principal"] == entry["agent"]:
        yield "委托人与受托人应为两家企业 principal and agent must be two firms"
    days = [entry["effective"], entry["until"]]
    if not all(map(_is_day, days)):
        yield f"起止日期应写作 write the days as 2026-11-01: {' – '.join(days)}"
    elif days[0] > days[1]:
        yield f"止期应不早于起期 the last day must not be before the first: {days[1]}"
    for name, kinds in (("acts", Act), ("papers", Paper)):
        known = {kind.value for kind in kinds}
        if strange := sorted(set(entry.get(name) or ()) - known):
            wanted = "、".join(sorted(known))
            yield f"{name} {strange} 应为 must be of: {wanted}"


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def give(rooms: Rooms, mandate: Mandate, giver: Giver, at: datetime) -> int:
    """Put a mandate on file and return its number; 0 when an equal one is in force."""
    firms = rooms.enterprises.registry([mandate.principal, mandate.agent])
    if unknown := sorted({mandate.principal, mandate.agent} - firms.keys()):
        raise BadMandateError([f"没有备案 not on file: {'、'.join(unknown)}"])
    number = rooms.enterprises.give(replace(mandate, given_by=giver.name), at)
    if number:
        line = giver.line(number, "give-mandate", at)
        rooms.journal.append(replace(line, detail=told(mandate, at.date())))
    return number


def end(rooms: Rooms, number: int, giver: Giver, at: datetime) -> bool:
    """End a mandate at once; either firm of it may, and the operator."""
    ended = rooms.enterprises.end(number, giver.firm, giver.name, at)
    if ended:
        rooms.journal.append(giver.line(number, "end-mandate", at))
    return ended


def told(mandate: Mandate, day: date) -> dict[str, Any]:
    """Say a mandate as data."""
    return {
        "id": mandate.id,
        "principal": mandate.principal,
        "agent": mandate.agent,
        "acts": sorted(mandate.acts),
        "papers": sorted(mandate.papers),
        "effective": mandate.effective.isoformat(),
        "until": mandate.until.isoformat(),
        "in_force": mandate.is_in_force(day),
        "ended_at": mandate.ended_at.isoformat() if mandate.ended_at else None,
    }
