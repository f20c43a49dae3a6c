"""委托书 A mandate read from texts, with everything wrong with them; said as data."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tongguan.commerce.enterprise.model import EVERY_ACT, Act, Mandate
from tongguan.kit.breaches import Texts
from tongguan.trade.papers import Paper

FIELDS = ("principal", "agent", "effective", "until")


class BadMandateError(ValueError):
    """A mandate that can't be put on file; `faults` say why, all of it."""

    def __init__(self, faults: list[Texts]) -> None:
        super().__init__("; ".join(english for _, english in faults))
        self.faults = faults


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


def faults_of(entry: Mapping[str, Any]) -> Iterator[Texts]:
    """Say everything that is wrong with the texts of a mandate, in both languages."""
    if missing := ", ".join(name for name in FIELDS if not entry.get(name)):
        yield f"委托缺少：{missing}", f"The mandate lacks: {missing}"
        return
    if entry["principal"] == entry["agent"]:
        yield "委托人与受托人应为两家企业", "Principal and agent must be two firms"
    first, last = entry["effective"], entry["until"]
    if not (_is_day(first) and _is_day(last)):
        wrong = f"{first} – {last}"
        yield f"起止日期应写作2026-11-01：{wrong}", f"Write days as 2026-11-01: {wrong}"
    elif first > last:
        yield f"止期{last}早于起期{first}", f"The last day, {last}, is before {first}"
    for name, kinds in (("acts", Act), ("papers", Paper)):
        known = [kind.value for kind in kinds]
        if strange := ", ".join(sorted(set(entry.get(name) or ()) - set(known))):
            wanted = ", ".join(known)
            yield f"{strange}应为其一：{wanted}", f"{strange} must be one of: {wanted}"


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def mandate_told(mandate: Mandate, day: date) -> dict[str, Any]:
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
