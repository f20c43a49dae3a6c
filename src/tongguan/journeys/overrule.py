"""关员准予申报 An officer lets a list go on that its papers alone would have stopped.

A list whose papers disagree or are not all there can't be declared unless an officer
decides otherwise and says why. It then goes to review under a new version if it had
been rejected, holding allowance and guarantee as any accepted list does. Nobody lets a
list go on whose tax is not known, that exceeds a limit, that no guarantee covers, or
whose goods may not come in by retail.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from msgspec import structs

from tongguan.customs.allowance.rules import ALLOWANCE
from tongguan.customs.declaration.lifecycle import Actor, DeclarationState
from tongguan.customs.declaration.store import Decided
from tongguan.customs.duty.certainty import CERTAINTY
from tongguan.customs.duty.rules import assess, from_declaration
from tongguan.customs.filing.admission import Admission
from tongguan.customs.filing.rules import ADMISSION
from tongguan.customs.matching.rules import THREE_DOCUMENTS
from tongguan.customs.matching.use import SINGLE_USE, Use
from tongguan.customs.tariff.rules import edition_on
from tongguan.finance.guarantee.rules import GUARANTEE, Cover
from tongguan.inspection.goods_filing.model import Filing, versions_used
from tongguan.inspection.goods_filing.rules import GOODS_FILING
from tongguan.journeys.answers import answer, told
from tongguan.journeys.case import Case, other_path, path, to_list, to_other
from tongguan.journeys.circumstances import Accounts
from tongguan.journeys.decision import Decision, Outcome
from tongguan.journeys.forwarding import refuse_elsewhere
from tongguan.journeys.goods import Shelf
from tongguan.journeys.judging import claim
from tongguan.journeys.notices import INCOMPLETE, NOT_FOR_OFFICERS
from tongguan.journeys.reckoning import amounts
from tongguan.journeys.retail_import import GatheredSet, gather, open_case
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.ruling import NoSuchCaseError, RefusedError, Ruling
from tongguan.journeys.writing import glance_of, movements, number_of
from tongguan.kit.checks import (
    Difference,
    Finding,
    Place,
    Severity,
    verify,
)
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.ledger.store import Kind
from tongguan.plumbing.register.model import Entry
from tongguan.trade.money import ZERO, in_yuan
from tongguan.trade.papers import Paper

REOPEN = "reopen"
OPEN_TO_IT = {DeclarationState.LODGED, DeclarationState.REJECTED}
MATTERS = (THREE_DOCUMENTS, GOODS_FILING)
MAY_BE_OVERRULED = {one.notice.code for table in MATTERS for one in table}
LIMITS = (ALLOWANCE, CERTAINTY, GUARANTEE)
NEVER = {one.notice.code for table in LIMITS for one in table}
NAMES = {"order": "订单", "payment": "支付单", "waybill": "运单"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Overruling:
    """准予申报 A case with what is set aside, and what was reckoned for it."""

    case: Case
    decision: Decision
    overruled: list[dict[str, Any]]
    ruling: Ruling


def overrule(rooms: Rooms, paper: int, ruling: Ruling, at: datetime) -> None:
    """Let a rejected or a waiting list go to review, in the caller's transaction.

    Raise NoSuchCaseError where there is nothing to overrule, IllegalMoveError without
    a reason, RefusedError when the list may not go on whoever wants it to.
    """
    if not ruling.reason.strip():
        raise IllegalMoveError("A decision needs a reason.")
    gathered = overrulable(rooms, paper)
    case = open_case(rooms, gathered)
    overruled = set_aside(rooms, gathered, case)
    decision, filed = reconsider(rooms, case, at)
    if case.declaration.state == DeclarationState.LODGED:
        overruled += [told(finding) for finding in filed]
    begun = begin(rooms, case, ruling, at)
    write(
        rooms,
        Overruling(case=begun, decision=decision, overruled=overruled, ruling=ruling),
        at,
    )


def overrulable(rooms: Rooms, paper: int) -> GatheredSet:
    """Hold a list that may be let go on, with those of its papers that are there."""
    members = rooms.register.sets_of([paper]).get(paper, [])
    gathered = gather(rooms, paper, members) if members else None
    if gathered is None or gathered.declaration.state not in OPEN_TO_IT:
        raise NoSuchCaseError(paper)
    refuse_elsewhere(rooms, gathered.declaration)
    return gathered


def set_aside(rooms: Rooms, gathered: GatheredSet, case: Case) -> list[dict[str, Any]]:
    """Return what an officer sets aside: what was found, and what is missing.

    Raise RefusedError for a list that was refused before it met its papers.
    """
    found: list[dict[str, Any]] = []
    if case.declaration.state == DeclarationState.REJECTED:
        taken = rooms.declarations.decisions_of(case.declaration.id)
        own = [it for it in taken if it.version == case.declaration.version]
        if not own:
            place = Place(Paper.DECLARATION, "")
            raise RefusedError([Finding(NOT_FOR_OFFICERS, Difference(place))])
        found = [f for f in own[-1].findings if f["code"] in MAY_BE_OVERRULED]
    elif case.dossier is not None:
        found = [told(finding) for finding in verify(case.dossier, THREE_DOCUMENTS)]
    if missing := gathered.missing():
        names = "、".join(NAMES[name] for name in missing)
        place = Place(Paper.DECLARATION, "")
        found.append(told(Finding(INCOMPLETE, Difference(place, names))))
    return found


def reconsider(
    rooms: Rooms, case: Case, at: datetime
) -> tuple[Decision, list[Finding]]:
    """Assess the list and check what nobody may set aside; raise RefusedError.

    What was found about goods on file comes back beside the decision: it may be.
    """
    listed = case.listed
    accounts = Accounts.held(rooms, [listed])
    shelf = Shelf.over(rooms, [listed], at)
    used = accounts.used(listed)
    assessment = assess(from_declaration(listed, in_yuan(used)))
    left = in_yuan(accounts.guarantee_left(listed))
    day = listed.declared_on
    own = [
        *verify(Admission(declaration=listed, tariff=edition_on(day).says), ADMISSION),
        *verify(
            Use(Paper.WAYBILL, listed.waybill_number, case.waybill_is_free), SINGLE_USE
        ),
        *verify(claim(listed, assessment, used), ALLOWANCE),
        *verify(assessment, CERTAINTY),
        *verify(Cover(tax=assessment.payable or ZERO, left=left), GUARANTEE),
    ]
    if barred := [f for f in own if bars(f)]:
        raise RefusedError(barred)
    filing = Filing(declaration=listed, on_file=shelf.on_file, zone=shelf.zone)
    decision = Decision(
        outcome=Outcome.REVIEW,
        findings=[],
        assessment=assessment,
        used=in_yuan(used),
        goods=versions_used(listed, shelf.on_file),
    )
    return decision, verify(filing, GOODS_FILING)


def bars(finding: Finding) -> bool:
    """Tell whether a finding stops a list whoever wants it to go on."""
    return finding.severity is Severity.REJECT or finding.code in NEVER


def begin(rooms: Rooms, case: Case, ruling: Ruling, at: datetime) -> Case:
    """Move the list to review; a rejected one begins a new version, the old is kept."""
    standing = case.declaration
    (step,) = path(standing, (REOPEN,), Actor.CUSTOMS)
    move = step._replace(reason=ruling.reason)
    if standing.state == DeclarationState.LODGED:
        rooms.register.move([move], at)
        return replace(case, declaration=structs.replace(standing, state=move.target))
    entry = Entry(
        key=standing.key,
        link=standing.link,
        paper=case.listed,
        state=move.target,
        sender=standing.sender,
        message=standing.message,
        index=standing.index,
    )
    rooms.register.replace([entry], [standing.id], at)
    rooms.declarations.bump(standing.id)
    version = standing.version + 1
    rooms.register.write_moves([move._replace(version=version)], at)
    anew = structs.replace(standing, version=version, state=move.target)
    return replace(case, declaration=anew)


def write(rooms: Rooms, done: Overruling, at: datetime) -> None:
    """Match what is there, hold what an accepted list holds, keep and tell it."""
    case, decision = done.case, done.decision
    standing = case.declaration
    numbers = rooms.declarations.numbers([standing.id])
    number = number_of(case, decision, numbers, at)
    follow = [(it, paper) for it, paper in case.companions if it.state == "lodged"]
    rooms.register.move(
        [m for it, _ in follow for m in other_path(it, ("match",), str(standing.key))],
        at,
    )
    rooms.ledger.apply(list(movements(rooms, case, decision, Kind.HOLD)), at)
    codes = codes_of(done.overruled)
    glance = structs.replace(glance_of(case, decision, number), reasons=codes)
    rooms.declarations.decide([glance], at)
    keep(rooms, done, at)
    to = to_list(case, numbers, number)
    said = [answer(to, step, []) for step in ("accept", REOPEN)]
    said += [answer(to_other(it, paper), "match", []) for it, paper in follow]
    rooms.outbox.put(said, at)


def keep(rooms: Rooms, done: Overruling, at: datetime) -> None:
    """Keep the decision with what it set aside, and write it into the journal."""
    standing, ruling = done.case.declaration, done.ruling
    rooms.declarations.keep(
        [
            Decided(
                paper=standing.id,
                version=standing.version,
                at=at,
                day=done.case.listed.declared_on,
                actor=ruling.officer,
                outcome=REOPEN,
                reason=ruling.reason,
                findings=done.overruled,
                assessed=amounts(done.decision.assessment, done.decision.used),
            )
        ]
    )
    rooms.journal.append(
        Line(
            at=at,
            actor=ruling.officer,
            organisation=ruling.organisation,
            action="overrule",
            subject=f"paper/{standing.id}",
            detail={
                "reason": ruling.reason,
                "codes": "、".join(codes_of(done.overruled)),
            },
        )
    )


def codes_of(findings: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """Name the codes of findings, each once."""
    return tuple(dict.fromkeys(finding["code"] for finding in findings))
