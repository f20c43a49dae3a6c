"""试申报 Messages tried without storing anything, answered as data."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from tongguan.customs.duty.rules import from_declaration
from tongguan.customs.duty.workings import explain
from tongguan.gateway.chinaport.catalogue import Reading, receipt_type_for
from tongguan.gateway.chinaport.envelope import business_of
from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.gateway.chinaport.inbox import UNKNOWN_TYPE
from tongguan.gateway.chinaport.signing.filed import Signatories
from tongguan.gateway.chinaport.signing.gate import letter
from tongguan.gateway.chinaport.telling import faults_told, located
from tongguan.journeys.answers import (
    REJECTED,
    bracket,
    described,
    told,
    weighty,
    word,
)
from tongguan.journeys.decision import Outcome
from tongguan.journeys.dry_run import Tried, try_papers
from tongguan.journeys.intake import Arrival
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.writing import PATHS
from tongguan.kit.checks import Finding
from tongguan.kit.trace import plain
from tongguan.trade.papers import Declaration, Paper

MESSAGE = "Message"


def try_messages(
    rooms: Rooms,
    bodies: Sequence[tuple[str, bytes]],
    now: datetime,
    *,
    as_of: date | None = None,
    firm: str | None = None,
) -> dict[str, Any]:
    """Try messages together; with `as_of`, as if the lists were declared that day.

    For a `firm` nothing is asked of the register that is not its own.
    """
    read = [(name, *readings(rooms, body, now)) for name, body in bodies]
    arrivals = [
        Arrival(
            message=number,
            sender=reading.transfer.code,
            papers=reading.papers,
        )
        for number, (_, reading, _faults) in enumerate(read, start=1)
        if reading is not None and reading.transfer is not None
    ]
    papers = [
        tried_told(one)
        for one in try_papers(rooms, arrivals, now, as_of=as_of, firm=firm)
    ]
    faulty = any(faults for _, _, faults in read)
    return {
        "as_of": (as_of or now.date()).isoformat(),
        "rejected": faulty or any(p["outcome"] == "reject" for p in papers),
        "messages": [message_told(*one) for one in read],
        "papers": papers,
    }


def message_told(
    name: str, reading: Reading | None, faults: list[dict[str, Any]]
) -> dict[str, Any]:
    """Say what a message is, and every fault of its form."""
    return {
        "name": name,
        "message": reading.message_type if reading else UNKNOWN_TYPE,
        "edition": reading.edition if reading else "",
        "faults": faults,
    }


def readings(
    rooms: Rooms, body: bytes, now: datetime
) -> tuple[Reading | None, list[dict[str, Any]]]:
    """Read a message, or say every fault of its form and of its signature."""
    try:
        found = letter(Signatories(rooms), business_of(body), "", now)
    except UnreadableError as fault:
        return None, faults_told(fault)
    reading = found.reading
    unsigned = [fault.in_message(reading.message_type) for fault in found.faults]
    return reading, faults_told([*unsigned, *reading.faults])


def tried_told(tried: Tried) -> dict[str, Any]:
    """Say what would become of one paper as data."""
    kind = tried.key.kind
    findings = located([told(f) for f in tried.findings], kind, tried.index)
    return {
        "message": receipt_type_for(kind).removesuffix(MESSAGE),
        "paper": kind.value,
        "key": str(tried.key),
        "outcome": outcome(tried),
        "findings": findings,
        "objection": told(tried.objection) if tried.objection else None,
        "waiting_for": [missing.value for missing in tried.missing],
        "tax": tax_told(tried),
        "receipts": foretold_all(tried),
    }


def outcome(tried: Tried) -> str:
    """Name what would become of a paper."""
    if tried.refused:
        return Outcome.REJECT.value
    if tried.useless:
        return "object"
    if tried.paper.heading.draft:
        return "save"
    if tried.decision is not None:
        return tried.decision.outcome.value
    return "wait" if tried.missing else "lodge"


def steps(tried: Tried) -> tuple[str, ...]:
    """Return the moves whose receipts would come."""
    if tried.decision is not None:
        return ("lodge", *PATHS[tried.decision.outcome])
    if tried.refused:
        return ("refuse",)
    return ("save",) if tried.paper.heading.draft else ("lodge",)


def foretold_all(tried: Tried) -> list[dict[str, str]]:
    """Foretell every receipt a paper would get."""
    kind, objection = tried.key.kind, tried.objection
    if objection is None or not tried.useless:
        return [foretold(kind, step, tried.findings) for step in steps(tried)]
    return [
        {
            "message": receipt_type_for(kind).removesuffix(MESSAGE),
            "status": objection.notice.receipt,
            "code": objection.code,
            "text": described(objection),
        }
    ]


def foretold(kind: Paper, step: str, findings: list[Finding]) -> dict[str, str]:
    """Foretell one receipt: message, status, code, text."""
    said = word(kind, step)
    code, text = said.code, said.chinese
    if step in REJECTED and (wrong := weighty(findings)):
        code, text = bracket(wrong[0]), "；".join(described(f) for f in wrong)
    message = receipt_type_for(kind).removesuffix(MESSAGE)
    return {"message": message, "status": said.status, "code": code, "text": text}


def tax_told(tried: Tried) -> dict[str, Any] | None:
    """Say the tax of a decided list with its workings."""
    if tried.decision is None or not isinstance(tried.paper, Declaration):
        return None
    assessment = tried.decision.assessment
    purchase = from_declaration(tried.paper, tried.decision.used)
    amounts = [levy.amounts for levy in assessment.lines]
    return {
        "treatment": assessment.treatment.value,
        "dutiable_price": f"{assessment.dutiable_price:.2f}",
        "payable": None if assessment.payable is None else f"{assessment.payable:.2f}",
        "allowance_after": f"{assessment.allowance_after:.2f}",
        "lines": [
            None
            if owed is None
            else {
                "duty": f"{owed.duty:.2f}",
                "consumption_tax": f"{owed.consumption_tax:.2f}",
                "vat": f"{owed.vat:.2f}",
                "payable": f"{owed.payable:.2f}",
            }
            for owed in amounts
        ],
        "trace": plain(explain(purchase, assessment)),
    }
