"""请求更正 Who must act for each difference between the papers, and asking them.

A difference lies between two papers; either may be the wrong one. Whoever keeps one of
them and is not the one who looks may be asked, and so may whoever owes a paper that is
not there. What is asked is kept once, and told to the firm where it works.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tongguan.customs.correction.model import (
    NOT_THERE,
    Asked,
    Disagreement,
    Request,
)
from tongguan.journeys.case_file import CaseFile
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.register.model import Key
from tongguan.trade.kinds import RETAIL_IMPORT
from tongguan.trade.papers import Paper

OTHERS = tuple(kind for kind in RETAIL_IMPORT if kind is not Paper.DECLARATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Askable:
    """可请求 One paper of a set that another firm keeps, and what is wrong with it.

    `asked` is the request that was made about the version that stands.
    """

    key: Key
    version: int
    keeper: str
    disagreements: tuple[Disagreement, ...]
    asked: Asked | None = None


def askable(file: CaseFile, asked: Iterable[Asked], firm: str) -> tuple[Askable, ...]:
    """Name the papers of a case that others keep and must look at."""
    known = {_about(it): it for it in asked}
    found = [*_there(file), *_missing(file)]
    others = [it for it in found if it.keeper != firm]
    return tuple(replace(it, asked=known.get((it.key, it.version))) for it in others)


def _about(asked: Asked) -> tuple[Key, int]:
    it = asked.request
    return Key(Paper(it.kind), it.owner, it.number), it.version


def _there(file: CaseFile) -> Iterator[Askable]:
    for kind in RETAIL_IMPORT:
        standing = file.standings.get(kind)
        wrong = tuple(_disagreements(file.findings, kind))
        if standing is not None and wrong:
            yield Askable(
                key=standing.key,
                version=standing.version,
                keeper=standing.sender,
                disagreements=wrong,
            )


def _missing(file: CaseFile) -> Iterator[Askable]:
    for kind in OTHERS:
        key = _key_of(file, kind)
        if kind.value in file.row.waiting and key is not None:
            yield Askable(
                key=key, version=NOT_THERE, keeper=key.owner, disagreements=()
            )


def _key_of(file: CaseFile, kind: Paper) -> Key | None:
    """Say under which key a paper would come that is not there."""
    row = file.row
    if kind is Paper.ORDER:
        return Key(kind, row.platform_code, row.order_number)
    if kind is Paper.WAYBILL:
        return Key(kind, row.carrier_code, row.waybill_number)
    ordered = {it.meaning: it.says.get(Paper.ORDER, "") for it in file.rows}
    provider, transaction = ordered.get("provider_code"), ordered.get("transaction")
    return Key(kind, provider, transaction) if provider and transaction else None


def _disagreements(
    findings: Iterable[Mapping[str, Any]], kind: Paper
) -> Iterator[Disagreement]:
    """Turn findings so that the paper's own entry comes first."""
    for finding in findings:
        sides = (("place", "given", "expected"), ("against", "expected", "given"))
        for place, own, other in sides:
            at = finding[place]
            if at and at["paper"] == kind:
                yield Disagreement(
                    code=finding["code"],
                    field=at["field"],
                    line=at["line"],
                    given=finding[own],
                    expected=finding[other],
                )
                break


def ask(
    rooms: Rooms, file: CaseFile, kind: str, asker: tuple[str, str], at: datetime
) -> Request | None:
    """Ask for one paper of a case; None where there is nothing to ask, or it was asked.

    `asker` is the firm that asks, and who asks for it.
    """
    firm, by = asker
    asked = rooms.corrections.about(file.row.paper)
    for one in askable(file, asked, firm):
        if one.key.kind == kind and one.asked is None:
            request = Request(
                declaration=file.row.paper,
                kind=one.key.kind.value,
                owner=one.key.owner,
                number=one.key.number,
                version=one.version,
                keeper=one.keeper,
                asker=firm,
                asked_by=by,
                asked_at=at,
                disagreements=one.disagreements,
            )
            return request if rooms.corrections.put(request) else None
    return None
