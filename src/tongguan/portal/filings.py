"""备案用语 A filing in the words of the pages: its signs, its whole file."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongguan.commerce.operator_filing.law import (
    entries,
    kind_law,
    kind_name,
    note_kinds,
)
from tongguan.commerce.operator_filing.lifecycle import FILING, Actor
from tongguan.commerce.operator_filing.lifecycle import FilingState as S
from tongguan.commerce.operator_filing.model import (
    Answer,
    Filing,
    Particulars,
)
from tongguan.journeys.filing_file import FilingFile
from tongguan.plumbing.clock import today
from tongguan.portal import formats
from tongguan.portal.filing_form import directions, role_word
from tongguan.portal.words import POSTS, Sign, Word, in_state

# fmt: off
STATES: dict[S, Sign] = {
    S.DRAFT:           Sign(_("暂存"), "file", "quiet"),
    S.APPLIED:         Sign(_("核验中"), "clock", "busy"),
    S.TO_CHECK:        Sign(_("待人工核查"), "eye", "warn"),
    S.FILED:           Sign(_("已备案"), "check", "good"),
    S.CHANGED:         Sign(_("变更核验中"), "clock", "busy"),
    S.CHANGE_TO_CHECK: Sign(_("变更待人工核查"), "eye", "warn"),
    S.SUSPENDED:       Sign(in_state("暂停"), "pause", "halt"),
    S.REFUSED:         Sign(_("不予备案"), "cross", "bad"),
    S.WITHDRAWN:       Sign(_("已撤回"), "back", "quiet"),
    S.CANCELLED:       Sign(_("已注销"), "cross", "quiet"),
}
MOVES: dict[str, Word] = {
    "save": _("暂存"), "apply": _("提交申请"), "pass": _("自动核验通过"),
    "refer": _("转人工核查"), "take": _("取人工核查"), "file": _("准予备案"),
    "refuse": _("不予采纳"), "withdraw": _("撤回"), "change": _("提交变更"),
    "suspend": _("暂停备案"), "restore": _("恢复备案"), "cancel": _("注销备案"),
}
BY: dict[str, Word] = {"applicant": _("申请人"), "system": _("系统")}
TONES = {"file": "act-good", "restore": "act-good", "refuse": "act-bad",
         "suspend": "act-bad", "cancel": "act-bad"}
AGENCIES: dict[str, Word] = {
    "registry": _("市场监管登记"), "police": _("公安身份核查"), "bank": _("银行户名"),
}
OUTCOMES: dict[str, Sign] = {
    "agrees":  Sign(_("一致"), "check", "good"),
    "differs": Sign(_("不一致"), "cross", "bad"),
    "unknown": Sign(_("查无"), "alert", "warn"),
}
# fmt: on
WAITS = Sign(_("等待答复"), "clock", "busy")
SET_ASIDE = Sign(_("答复异常，待人工处理"), "alert", "warn")


def value_of(says: Particulars, name: str, *, revealed: bool) -> str:
    """Say one entry in the words of the page."""
    if name == "roles":
        return " · ".join(role_word(it) for it in says.roles)
    if name == "directions":
        return " · ".join(dict(directions())[it] for it in says.directions)
    return says.said(name, revealed=revealed)


def row(filing: Filing) -> dict[str, Any]:
    """Say a filing in a row of a table."""
    return {
        "number": filing.number,
        "kind": formats.either(*kind_name(filing.kind)),
        "name": filing.name,
        "code": filing.credit_code or filing.firm,
        "roles": " · ".join(role_word(it) for it in filing.roles),
        "sign": STATES[filing.state],
        "since": formats.instant(filing.changed_at),
    }


def present(
    file: FilingFile, *, by_agency: bool = False, revealed: bool = False
) -> dict[str, Any]:
    """Put a whole file into the words of a page."""
    it = file.filing
    return {
        "filing": row(it)
        | {"firm": it.firm, "version": it.version, "holds": it.in_force},
        "entries": compared(file, revealed=revealed),
        "compares": 0 < it.in_force < it.version,
        "findings": [finding_row(one) for one in file.findings],
        "checks": [check_row(one) for one in file.answers] + waiting_rows(file),
        "versions": [version_row(file, one) for one in reversed(file.versions)],
        "steps": [step_row(one) for one in file.steps],
        "notes": [note_row(one) for one in file.seen(by_agency=by_agency)],
        "own_moves": [
            {"name": move, "word": MOVES[move]}
            for move in FILING.open_to(it.state, Actor.FIRM)
            if move in {"withdraw", "cancel"}
        ],
    }


def compared(file: FilingFile, *, revealed: bool) -> list[dict[str, Any]]:
    """Set the latest version beside the one in force, entry by entry."""
    new, old = file.latest.says, file.in_force.says
    law = kind_law(new.kind, today())
    rows = []
    for name in entries():
        if name not in law.asks and not getattr(new, name):
            continue
        rows.append(
            {
                "label": formats.either(*entries()[name].label),
                "value": value_of(new, name, revealed=revealed) or formats.NOTHING,
                "before": value_of(old, name, revealed=revealed) or formats.NOTHING,
                "differs": getattr(new, name) != getattr(old, name),
            }
        )
    return rows


def finding_row(told: Mapping[str, Any]) -> dict[str, str]:
    """Say a kept finding: what differs, and what to do."""
    remedy = told["remedy"]
    return {
        "code": told["code"],
        "says": formats.either(told["zh"], told["en"]),
        "remedy": formats.either(remedy["zh"], remedy["en"]),
    }


def check_row(answer: Answer) -> dict[str, Any]:
    """Say what a register answered."""
    told = [answer.says.get(name) for name in ("registeredName", "registeredState")]
    return {
        "agency": AGENCIES.get(answer.agency, answer.agency),
        "version": answer.version,
        "sign": OUTCOMES[answer.outcome],
        "told": " · ".join(filter(None, told)),
        "at": formats.instant(answer.at),
    }


def waiting_rows(file: FilingFile) -> list[dict[str, Any]]:
    """Say which registers have not answered, and how often they were asked."""
    return [
        {
            "agency": AGENCIES.get(it.agency, it.agency),
            "version": file.filing.version,
            "sign": WAITS if it.state == "pending" else SET_ASIDE,
            "attempts": it.attempts,
            "at": "",
        }
        for it in file.waiting
    ]


def version_row(file: FilingFile, version: Any) -> dict[str, Any]:
    """Say a version, and what it changed."""
    changed = file.changed_in(version)
    return {
        "number": version.number,
        "by": version.organisation or BY.get(version.by, version.by),
        "at": formats.instant(version.at),
        "holds": version.number == file.filing.in_force,
        "changed": " · ".join(formats.either(*entries()[it].label) for it in changed),
    }


def step_row(step: Any) -> dict[str, Any]:
    """Say a move of a filing."""
    return {
        "word": MOVES.get(step.move, step.move),
        "sign": STATES[S(step.state)],
        "by": step.organisation or BY.get(step.actor, step.actor),
        "reason": step.reason,
        "at": formats.instant(step.at),
    }


def note_row(note: Any) -> dict[str, Any]:
    """Say what an agency wrote."""
    return {
        "label": formats.either(*note_kinds()[note.kind].label),
        "agency": POSTS.get(note.agency, note.agency),
        "value": note.value,
        "effective": formats.day(note.effective),
        "shown": note_kinds()[note.kind].shown,
    }


def note_choices(post: str) -> Sequence[tuple[str, str, tuple[str, ...]]]:
    """Name what people of a post may write beside a filing, with the values."""
    return [
        (name, formats.either(*it.label), it.values)
        for name, it in note_kinds().items()
        if it.is_written_by(post)
    ]
