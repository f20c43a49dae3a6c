"""复核事项 A proposal in the words of a page, and what a person may say to it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongguan.journeys.two_persons import BATCH, LIFT, OVERRULE
from tongguan.plumbing.clock import now
from tongguan.plumbing.confirmations.lifecycle import ProposalState
from tongguan.plumbing.confirmations.model import Person, Proposal
from tongguan.portal import formats
from tongguan.portal.words import MOVES, Sign, Word

STATES: dict[ProposalState, Sign] = {
    ProposalState.PROPOSED: Sign(_("待复核"), "clock", "warn"),
    ProposalState.CONFIRMED: Sign(_("已复核"), "check", "good"),
    ProposalState.DECLINED: Sign(_("不同意"), "cross", "bad"),
    ProposalState.WITHDRAWN: Sign(_("已撤回"), "back", "quiet"),
    ProposalState.LAPSED: Sign(_("已失效"), "clock", "quiet"),
}
WORDS: dict[str, Word] = {OVERRULE: _("准予申报"), LIFT: _("解除布控")}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLine:
    """复核行 One proposal, who made it, and what this person may say to it."""

    number: int
    move: Word
    shown: str
    url: str
    papers: int
    reason: str
    first: str
    first_at: str
    age: str
    sign: Sign
    second: str
    second_at: str
    word: str
    may_confirm: bool
    may_withdraw: bool


def present_proposal(one: Proposal, person: Person) -> ProposalLine:
    """Say a proposal in the words of the page."""
    waits = one.state is ProposalState.PROPOSED
    is_list = one.subject.startswith("paper/")
    return ProposalLine(
        number=one.number,
        move=WORDS.get(one.move) or MOVES.get(one.move, one.move),
        shown=one.shown,
        url=reverse("declaration", args=[one.shown]) if is_list else "",
        papers=len(one.papers) if one.subject.startswith(BATCH) else 0,
        reason=one.reason,
        first=one.first,
        first_at=formats.instant(one.first_at),
        age=formats.age(int((now() - one.first_at).total_seconds())),
        sign=STATES[one.state],
        second=one.second,
        second_at=formats.instant(one.second_at) if one.second_at else "",
        word=one.word,
        may_confirm=waits and one.first != person.name,
        may_withdraw=waits and one.first == person.name,
    )
