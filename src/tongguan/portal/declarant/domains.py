"""七域一览 Where one consignment stands in each domain, beside one another."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongguan.customs.control.model import Agency
from tongguan.customs.declaration.lifecycle import DeclarationState
from tongguan.journeys.case_file import CaseFile
from tongguan.journeys.joint import DONE, Joint
from tongguan.journeys.joint import Word as AgencySays
from tongguan.journeys.stage_times import Stage, stage_times
from tongguan.plumbing.clock import now
from tongguan.plumbing.identity.tables import Account
from tongguan.portal import formats
from tongguan.portal.declarant.collection import STANDINGS
from tongguan.portal.declarant.matchings import CODED, spoken
from tongguan.portal.examinations import AGENCIES
from tongguan.portal.joint import SAYS
from tongguan.portal.policy import FIRMS, may_open
from tongguan.portal.words import (
    CHANNELS,
    KEEPERS,
    MEANINGS,
    Sign,
    Word,
    state_sign,
)
from tongguan.trade.papers import Paper

S = DeclarationState
HOLDING = {S.IN_REVIEW, S.CHECKED, S.EXAMINED, S.DETAINED, S.RELEASED, S.CLEARED}
STAGES: dict[str, Word] = {
    Stage.CLEARANCE: _("货物通关"),
    Stage.INSPECTION: _("检验检疫查验"),
    Stage.SETTLEMENT: _("结汇"),
    Stage.REFUND: _("退货退税"),
}
MISSING = Sign(_("尚未到达"), "clock", "quiet")
OPENED = Sign(_("查验中"), "box", "look")
NO_TAX = Sign(_("尚无税单"), "receipt", "quiet")
HELD = Sign(_("占用担保"), "lock", "busy")
FREED = Sign(_("担保已解除"), "check", "good")
NO_HOLD = Sign(_("未占用担保"), "lock", "quiet")
ON_FILE = Sign(_("已按备案核对"), "check", "good")
NOT_YET = Sign(_("尚未开办"), "pause", "quiet")
HIDDEN = Sign(_("不对外公开"), "lock", "quiet")
COUNTED = Sign(_("已计入统计"), "check", "good")
LATER = Sign(_("放行后计入"), "clock", "quiet")
# What the inspection's declaration takes from the list; nothing is typed a second time.
INSPECTED = (
    *("goods", "hs_code", "model", "item_number", "barcode", "quantity", "unit"),
    *("origin", "gross_weight", "net_weight", "packages", "transport_document"),
    *("seller", "declarant"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """领域 One domain: where the consignment stands, since when, and where to look."""

    word: Word
    sign: Sign
    at: str = ""
    note: Word = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Took:
    """时长 How long a stage took, or has lasted so far."""

    stage: Word
    span: str
    lasts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """一览 All domains of a case, its stages, and whom it waits for."""

    domains: tuple[Domain, ...]
    stages: tuple[Took, ...]
    released: str
    awaited: tuple[Word, ...]
    appointment: str
    inspected: tuple[tuple[Word, str, bool], ...]


def standing_of(file: CaseFile, seen: Joint, account: Account) -> Standing:
    """Say where a case stands, cut to what an account may see."""
    at, set_for = now(), seen.appointment
    told = [it for it in file.events if it.receipt and it.paper is Paper.DECLARATION]
    notices = [it.at for it in told if it.receipt and it.receipt.status == "800"]
    done = file.row.state in DONE
    return Standing(
        domains=(*public(file, seen, account), *private(file, account)),
        stages=tuple(
            Took(STAGES[it.stage], formats.span(it.seconds(at)), it.ended is None)
            for it in stage_times(file)
        ),
        released=formats.instant(notices[-1]) if notices and done else "",
        awaited=tuple(awaited(file, seen)),
        appointment=f"{formats.instant(set_for.at)} · {set_for.place}"
        if set_for
        else "",
        inspected=tuple(inspected(file)),
    )


def public(file: CaseFile, seen: Joint, account: Account) -> Iterator[Domain]:
    """Say what every party knows: customs, FX and tax first, then the others."""
    row = file.row
    yield Domain(
        word=_("海关"),
        sign=state_sign(row.state),
        at=formats.instant(row.state_at),
        url="#history",
    )
    yield of_paper(
        file, _("外汇"), Paper.PAYMENT, _("付汇以支付单为据；银行结果未接入")
    )
    yield tax(file)
    yield inspection(file, seen, account)
    yield of_paper(file, _("商务"), Paper.ORDER)
    yield of_paper(file, _("物流"), Paper.WAYBILL)


def private(file: CaseFile, account: Account) -> Iterator[Domain]:
    """Say what only some may know: money, articles, risk, statistics."""
    yield finance(file)
    goods = any(it.goods for it in file.decisions)
    yield Domain(
        word=_("质量"),
        sign=ON_FILE if goods else NOT_YET,
        note="" if goods else _("质量认证与追溯"),
        url="#decisions" if goods else "",
    )
    watching = account.post not in FIRMS
    channel = CHANNELS.get(file.row.channel, LATER) if watching else HIDDEN
    yield Domain(
        word=_("信用风险"),
        sign=channel,
        url="#decisions" if watching and file.decisions else "",
    )
    counted = file.row.state in DONE
    yield Domain(
        word=_("统计"),
        sign=COUNTED if counted else LATER,
        at=formats.instant(file.row.decided_at) if counted else "",
        url=reverse("statistics") if may_open(account, "statistics") else "",
    )


def of_paper(file: CaseFile, word: Word, kind: Paper, note: Word = "") -> Domain:
    """Say how the paper of a domain stands."""
    standing = file.standings.get(kind)
    if standing is None:
        return Domain(word=word, sign=MISSING, note=KEEPERS[kind])
    moved = [it.at for it in file.events if it.paper is kind and it.step]
    return Domain(
        word=word,
        sign=state_sign(standing.state),
        at=last(moved) or formats.instant(standing.registered_at),
        note=note,
        url="#papers",
    )


def tax(file: CaseFile) -> Domain:
    """Say how far the tax has come."""
    paid, bill = file.payment, file.bill
    if paid is None:
        return Domain(word=_("税务"), sign=NO_TAX)
    since = formats.instant(bill["at"]) if bill else ""
    return Domain(
        word=_("税务"),
        sign=STANDINGS[paid.state],
        at=formats.day(paid.paid_on) if paid.paid_on else since,
        url="#tax",
    )


def inspection(file: CaseFile, seen: Joint, account: Account) -> Domain:
    """Say how the inspection stands; a firm is told of no orders."""
    said = next(it for it in seen.words if it.agency is Agency.INSPECTION)
    unsaid = said.word is AgencySays.NOT_REQUIRED and account.post in FIRMS
    opened = unsaid and file.row.state == S.EXAMINED
    found = said.examined
    return Domain(
        word=AGENCIES[Agency.INSPECTION],
        sign=OPENED if opened else SAYS[said.word],
        at=formats.instant(found.at) if found else "",
        url="#inspected",
    )


def finance(file: CaseFile) -> Domain:
    """Say whether the case still holds a guarantee."""
    payment = file.payment
    if payment is not None and payment.paid_on:
        sign = FREED
    else:
        sign = HELD if file.row.tax_fen and file.row.state in HOLDING else NO_HOLD
    shown = file.guarantee.balance is not None
    return Domain(word=_("金融"), sign=sign, url="#draws" if shown else "")


def awaited(file: CaseFile, seen: Joint) -> Iterator[Word]:
    """Name whom the release waits for."""
    state = file.row.state
    if state in {S.LODGED, S.REJECTED, S.SUSPENDED}:
        waiting = file.row.waiting if state == S.LODGED else [Paper.DECLARATION.value]
        yield from (KEEPERS[kind] for kind in waiting)
    elif state in {S.IN_REVIEW, S.CHECKED, S.EXAMINED, S.DETAINED, S.FORWARDED}:
        yield AGENCIES[Agency.CUSTOMS]
        yield from (AGENCIES[it] for it in seen.awaited)


def inspected(file: CaseFile) -> Iterator[tuple[Word, str, bool]]:
    """Return what the inspection's declaration says, and what of it by code."""
    for row in file.rows:
        said = row.says.get(Paper.DECLARATION)
        if said and row.meaning in INSPECTED:
            yield MEANINGS[row.meaning], spoken(row.meaning, said), row.meaning in CODED


def last(instants: list[datetime]) -> str:
    """Write the last instant; nothing where there is none."""
    return formats.instant(instants[-1]) if instants else ""
