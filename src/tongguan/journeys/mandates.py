"""委托 Mandates given and ended: by the principal, or by the operator of the zone."""

from dataclasses import dataclass, replace
from datetime import datetime

from tongguan.commerce.enterprise.mandates import BadMandateError, mandate_told
from tongguan.commerce.enterprise.model import Mandate
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.journal.store import Line


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


def give(rooms: Rooms, mandate: Mandate, giver: Giver, at: datetime) -> int:
    """Put a mandate on file and return its number; 0 when an equal one is in force."""
    firms = rooms.enterprises.registry([mandate.principal, mandate.agent])
    if unknown := sorted({mandate.principal, mandate.agent} - firms.keys()):
        names = "、".join(unknown)
        raise BadMandateError([(f"没有备案：{names}", f"Not on file: {names}")])
    number = rooms.enterprises.give(replace(mandate, given_by=giver.name), at)
    if number:
        line = giver.line(number, "give-mandate", at)
        rooms.journal.append(replace(line, detail=mandate_told(mandate, at.date())))
    return number


def end(rooms: Rooms, number: int, giver: Giver, at: datetime) -> bool:
    """End a mandate at once; either firm of it may, and the operator."""
    ended = rooms.enterprises.end(number, giver.firm, giver.name, at)
    if ended:
        rooms.journal.append(giver.line(number, "end-mandate", at))
    return ended
