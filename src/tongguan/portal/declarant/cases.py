"""案卷页 One consignment: four papers, what is wrong, what to do, how it got here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tongguan.customs.declaration.store import Decided
from tongguan.journeys.case_file import CaseFile, case_file
from tongguan.plumbing.identity.model import Post
from tongguan.plumbing.identity.tables import Account
from tongguan.plumbing.journal.store import Line as JournalLine
from tongguan.plumbing.register.rules import AMENDABLE
from tongguan.portal import formats
from tongguan.portal.counter import Counter, account_of, counter, viewer_of
from tongguan.portal.declarant.advice import Advice, present_finding
from tongguan.portal.declarant.case_money import Gauge, Tax, present_draw, present_tax
from tongguan.portal.declarant.domains import standing_of
from tongguan.portal.declarant.histories import Happening, present_event
from tongguan.portal.declarant.lists import Line
from tongguan.portal.declarant.lists import present as present_line
from tongguan.portal.declarant.matchings import Comparison, compared
from tongguan.portal.declarant.requests import AskRow, ask_rows
from tongguan.portal.joint import joint_page, seen_by
from tongguan.portal.moves import STOPPED, Button, buttons_for
from tongguan.portal.policy import may_open
from tongguan.portal.words import (
    CHANNELS,
    MOVES,
    PAPERS,
    Sign,
    Word,
    state_sign,
)
from tongguan.trade.papers import Paper


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
    decisions: tuple[Mapping[str, Any], ...]
    journal: tuple[Mapping[str, str], ...]
    revealed: bool


def show(request: HttpRequest, number: str) -> HttpResponse:
    """GET /declarations/{number}/."""
    account = account_of(request)
    with counter() as desk:
        file = get_case(desk, account, number)
        firm = account.organisation if is_firm(account) else ""
        asks = ask_rows(desk.rooms, file, firm) if firm else ()
        return answer(request, desk, file, asks)


def is_firm(account: Account) -> bool:
    """Tell whether somebody acts for a firm."""
    return account.post == Post.DECLARANT


def get_case(
    desk: Counter, account: Account, number: str, *, revealed: bool = False
) -> CaseFile:
    """Open a case, or answer as if it were not there."""
    eyes = viewer_of(account)
    file = case_file(desk.rooms, desk.board, eyes, number, revealed=revealed)
    if file is None:
        raise Http404
    return file


def answer(
    request: HttpRequest, desk: Counter, file: CaseFile, asks: Sequence[AskRow] = ()
) -> HttpResponse:
    """Show an opened case to whoever is signed in."""
    account = account_of(request)
    seen = seen_by(desk, file, account)
    own = is_firm(account) and account.organisation == file.row.sender
    words = {
        "page": present(file, account.post),
        "joint": joint_page(seen, file, account),
        "standing": standing_of(file, seen, account),
        "asks": asks,
        "articles_at": articles_at(account, file),
        "own": own,
        "fix": own and file.row.state in AMENDABLE,
    }
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
        decisions=tuple(present_decision(it) for it in file.decisions),
        journal=tuple(present_journal(it) for it in file.journal),
        revealed=file.revealed,
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


def present_decision(decision: Decided) -> dict[str, Any]:
    """Say who decided what, when and why."""
    return {
        "at": formats.instant(decision.at),
        "actor": decision.actor,
        "outcome": outcome_word(decision.outcome),
        "reason": decision.reason,
        "articles": tuple(decision.goods.items()),
    }


def articles_at(account: Account, file: CaseFile) -> str:
    """Say where the articles a list was held against may be looked at, if anywhere."""
    seller = file.row.seller_code
    if may_open(account, "goods-record"):
        return f"{reverse('goods-record')}?{urlencode({'seller': seller})}&item="
    if may_open(account, "article") and account.organisation == seller:
        return f"{reverse('article')}?item="
    return ""


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
