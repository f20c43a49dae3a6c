"""案卷页 One consignment: four papers, what is wrong, what to do, how it got here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongguan.customs.declaration.store import Decided
from tongguan.journeys.case_file import CaseFile, Draw, case_file
from tongguan.plumbing.identity.model import Post
from tongguan.plumbing.identity.tables import Account
from tongguan.plumbing.journal.store import Line as JournalLine
from tongguan.plumbing.ledger.store import Balance
from tongguan.portal import formats
from tongguan.portal.counter import Counter, account_of, counter, viewer_of
from tongguan.portal.declarant.collection import STANDINGS
from tongguan.portal.declarant.histories import Happening, present_event
from tongguan.portal.declarant.lists import Line
from tongguan.portal.declarant.lists import present as present_line
from tongguan.portal.declarant.matchings import Comparison, compared
from tongguan.portal.moves import OPENED, STOPPED, Button, buttons_for
from tongguan.portal.traces import TraceRow, present_trace
from tongguan.portal.words import (
    CHANNELS,
    KEEPERS,
    MOVES,
    PAPERS,
    SEVERITIES,
    TREATMENTS,
    Sign,
    Word,
    state_sign,
)
from tongguan.trade.papers import Paper

FULL = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """问题与办法 One finding: what is wrong, who must act, what to do."""

    code: str
    receipt: str
    sign: Sign
    says: str
    remedy: str
    keeper: Word
    given: str
    expected: str
    cites: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class PaperCard:
    """单证标识 The raw ids of one paper."""

    name: Word
    state: Sign
    key: str
    version: int
    guid: str
    sender: str
    message: int
    register: int
    reported: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """余额 An account in words; `share` is the part in use, in per cent."""

    limit: str
    held: str
    posted: str
    left: str
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """缴税情况 How far the tax has come, and in which notice."""

    sign: Sign
    notice: str
    url: str
    due: str
    paid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tax:
    """税款 What is owed and how it was reckoned."""

    treatment: Word
    payable: str
    charge: str
    trace: tuple[TraceRow, ...]
    differs: str
    bill: Mapping[str, str] | None
    payment: Payment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """案卷 Everything the template may show, already in words."""

    paper: int
    line: Line
    advice: tuple[Advice, ...]
    comparison: Comparison
    history: tuple[Happening, ...]
    tax: Tax | None
    allowance: Gauge | None
    guarantor: str
    guarantee: Gauge | None
    cards: tuple[PaperCard, ...]
    buttons: tuple[Button, ...]
    may_overrule: bool
    may_examine: bool
    decisions: tuple[Mapping[str, Word], ...]
    journal: tuple[Mapping[str, str], ...]
    may_reveal: bool
    revealed: bool


@require_safe
def show(request: HttpRequest, number: str) -> HttpResponse:
    """GET /declarations/{number}/."""
    with counter() as desk:
        return answer(request, get_case(desk, account_of(request), number))


def get_case(
    desk: Counter, account: Account, number: str, *, revealed: bool = False
) -> CaseFile:
    """Open a case, or answer as if it were not there."""
    eyes = viewer_of(account)
    file = case_file(desk.rooms, desk.board, eyes, number, revealed=revealed)
    if file is None:
        raise Http404
    return file


def answer(request: HttpRequest, file: CaseFile) -> HttpResponse:
    """Show an opened case to whoever is signed in."""
    words = {"page": present(file, account_of(request).post)}
    return render(request, "declarant/case.html", words)


def present(file: CaseFile, post: str) -> CasePage:
    """Say a case in the words of the page."""
    is_officer = post == Post.OFFICER
    return CasePage(
        paper=file.row.paper,
        line=present_line(file.row),
        advice=tuple(present_finding(it) for it in file.findings),
        comparison=compared(file.rows, tuple(file.standings)),
        history=tuple(present_event(event) for event in file.events),
        tax=present_tax(file),
        allowance=present_draw(file.allowance),
        guarantor=file.guarantee.account,
        guarantee=present_draw(file.guarantee),
        cards=tuple(cards(file)),
        buttons=buttons_for(file.row.state) if is_officer else (),
        may_overrule=is_officer and file.row.state in STOPPED,
        may_examine=is_officer and file.row.state in OPENED,
        decisions=tuple(present_decision(it) for it in file.decisions),
        journal=tuple(present_journal(it) for it in file.journal),
        may_reveal=is_officer and not file.revealed,
        revealed=file.revealed,
    )


def present_finding(finding: Mapping[str, Any]) -> Advice:
    """Say what is wrong and what to do about it."""
    place = finding["place"] or {"paper": Paper.DECLARATION}
    return Advice(
        code=finding["code"],
        receipt=finding["receipt"],
        sign=SEVERITIES[finding["severity"]],
        says=formats.either(finding["zh"], finding["en"]),
        remedy=formats.either(finding["remedy"]["zh"], finding["remedy"]["en"]),
        keeper=KEEPERS.get(place["paper"], ""),
        given=finding["given"],
        expected=finding["expected"],
        cites=finding["cites"],
        confirmed=finding["confirmed"],
    )


def present_tax(file: CaseFile) -> Tax | None:
    """Say what is owed, with its workings, and whether those still agree."""
    kept = file.assessment
    if not kept:
        return None
    differs = kept.get("differs")
    return Tax(
        treatment=TREATMENTS.get(kept["treatment"], ""),
        payable=formats.amount(kept["payable"]),
        charge=formats.amount(kept["charge"]),
        trace=present_trace(kept["trace"]),
        differs=formats.either(differs["zh"], differs["en"]) if differs else "",
        bill=present_bill(file.bill),
        payment=present_payment(file),
    )


def present_bill(bill: Mapping[str, Any] | None) -> dict[str, str] | None:
    """Say the tax bill of a released list."""
    if bill is None:
        return None
    parts = ("duty_fen", "vat_fen", "consumption_fen")
    amounts = {name.removesuffix("_fen"): formats.yuan(bill[name]) for name in parts}
    total = formats.yuan(sum(bill[name] for name in parts))
    at = formats.instant(bill["at"])
    return {"number": bill["number"], "at": at, "total": total, **amounts}


def present_payment(file: CaseFile) -> Payment | None:
    """Say how far the tax has come; the notice opens to who may see it."""
    standing = file.payment
    if standing is None:
        return None
    may_open = standing.notice and file.guarantee.balance is not None
    return Payment(
        sign=STANDINGS[standing.state],
        notice=standing.notice or "",
        url=reverse("notice", args=[standing.notice]) if may_open else "",
        due=formats.day(standing.due_on),
        paid=formats.day(standing.paid_on),
    )


def present_draw(draw: Draw) -> Gauge | None:
    """Say how an account stands."""
    balance: Balance | None = draw.balance
    if balance is None:
        return None
    share = balance.used * FULL // balance.limit if balance.limit else FULL
    return Gauge(
        limit=formats.yuan(balance.limit),
        held=formats.yuan(balance.held),
        posted=formats.yuan(balance.posted),
        left=formats.yuan(balance.left),
        share=share,
    )


def cards(file: CaseFile) -> list[PaperCard]:
    """Name the raw ids of the papers that are there."""
    found = [(kind, file.standings[kind]) for kind in Paper if kind in file.standings]
    found += [(one.key.kind, one) for one in file.followers]
    return [
        PaperCard(
            name=PAPERS[kind],
            state=state_sign(standing.state),
            key=str(standing.key),
            version=standing.version,
            guid=standing.guid,
            sender=standing.sender,
            message=standing.message,
            register=standing.id,
            reported=formats.instant(standing.reported_at),
        )
        for kind, standing in found
    ]


def present_decision(decision: Decided) -> dict[str, Word]:
    """Say who decided what, when and why."""
    return {
        "at": formats.instant(decision.at),
        "actor": decision.actor,
        "outcome": outcome_word(decision.outcome),
        "reason": decision.reason,
    }


def outcome_word(outcome: str) -> Word:
    """Name what was decided: a channel by the system, a move by an officer."""
    if sign := CHANNELS.get(outcome):
        return sign.word
    return MOVES.get(outcome, outcome)


def present_journal(line: JournalLine) -> dict[str, str]:
    """Say one line of the journal."""
    detail = " · ".join(str(value) for value in line.detail.values())
    return {
        "at": formats.instant(line.at),
        "actor": line.actor,
        "action": line.action,
        "detail": detail,
    }
