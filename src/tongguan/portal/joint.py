"""各部门办理 What an officer sees of a list beside its papers: every agency's word."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tongguan.journeys.case_file import CaseFile
from tongguan.journeys.joint import AgencyWord, Joint, joint, joint_openly
from tongguan.journeys.joint import Word as AgencySays
from tongguan.plumbing.clock import now
from tongguan.plumbing.confirmations.lifecycle import ProposalState
from tongguan.plumbing.identity.model import Post
from tongguan.plumbing.identity.tables import Account
from tongguan.portal import formats
from tongguan.portal.counter import Counter, person_of
from tongguan.portal.examinations import AGENCIES, RESULTS, purpose_choices
from tongguan.portal.moves import OPENED
from tongguan.portal.policy import EXAMINERS, WATCHING
from tongguan.portal.proposals import ProposalLine, present_proposal
from tongguan.portal.words import Sign, Word
from tongguan.trade.papers import Paper

SAYS: dict[AgencySays, Sign] = {
    AgencySays.NOT_REQUIRED: Sign(_("无需查验"), "check", "quiet"),
    AgencySays.AWAITED: Sign(_("待给出结果"), "clock", "warn"),
    AgencySays.PASSED: Sign(_("已通过"), "check", "good"),
    AgencySays.STOPS: Sign(_("未通过"), "cross", "bad"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyLine:
    """部门行 One agency's word, its orders and what it found."""

    agency: Word
    sign: Sign
    orders: tuple[str, ...]
    result: Word
    note: str
    officer: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JointPage:
    """办理栏 What stands beside a list for an officer of customs or inspection."""

    agencies: tuple[AgencyLine, ...]
    awaited: tuple[Word, ...]
    appointment: str
    proposals: tuple[ProposalLine, ...]
    waits: bool
    holder: str
    is_mine: bool
    may_examine: bool
    may_reveal: bool
    is_customs: bool
    purposes: list[tuple[str, str]]


def seen_by(desk: Counter, file: CaseFile, account: Account) -> Joint:
    """Say where the agencies stand on a list, as far as an account may know."""
    look = joint if account.post in WATCHING else joint_openly
    return look(desk.rooms, file.standings[Paper.DECLARATION], now())


def joint_page(seen: Joint, file: CaseFile, account: Account) -> JointPage | None:
    """Say where the agencies stand on a list, to those who examine."""
    if account.post not in EXAMINERS:
        return None
    at = now()
    holder = seen.hands.get(account.post, "")
    person = person_of(account)
    pending = [it for it in seen.proposals if it.state is ProposalState.PROPOSED]
    set_for = seen.appointment
    return JointPage(
        agencies=tuple(present(it) for it in seen.words),
        awaited=tuple(AGENCIES[it] for it in seen.awaited),
        appointment=f"{formats.instant(set_for.at)} · {set_for.place}"
        if set_for
        else "",
        proposals=tuple(present_proposal(it, person) for it in seen.proposals),
        waits=bool(pending),
        holder=holder,
        is_mine=holder == person.name,
        may_examine=file.row.state in OPENED or any(it.examined for it in seen.words),
        may_reveal=not file.revealed,
        is_customs=account.post == Post.OFFICER,
        purposes=purpose_choices(at),
    )


def present(word: AgencyWord) -> AgencyLine:
    """Say one agency's word."""
    found = word.examined
    return AgencyLine(
        agency=AGENCIES[word.agency],
        sign=SAYS[word.word],
        orders=tuple(f"{it.number} {it.reason}" for it in word.orders),
        result=RESULTS[found.result] if found else "",
        note=found.note if found else "",
        officer=found.officer if found else "",
        at=formats.instant(found.at) if found else "",
    )
