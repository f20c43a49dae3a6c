"""备案档案 Everything there is about one filing, read at once, and told as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tongguan.commerce.operator_filing.law import entries, note_kinds
from tongguan.commerce.operator_filing.model import (
    SEVERAL,
    Answer,
    Filing,
    Note,
    Step,
    Version,
    differing,
)
from tongguan.commerce.operator_filing.telling import answer_told, note_told, step_told
from tongguan.journeys.filing_checks import about
from tongguan.journeys.rooms import Rooms
from tongguan.kit.moments import iso_text
from tongguan.plumbing.agencies.model import Question, QuestionState


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingFile:
    """备案档案 A filing with its versions, moves, answers, open questions and notes."""

    filing: Filing
    versions: Sequence[Version]
    steps: Sequence[Step]
    answers: Sequence[Answer]
    waiting: Sequence[Question]
    notes: Sequence[Note]

    @property
    def latest(self) -> Version:
        """The version that was handed in last."""
        return self.versions[-1]

    @property
    def in_force(self) -> Version:
        """The version that holds; the latest while none does."""
        return self.versions[self.filing.in_force - 1]

    @property
    def findings(self) -> list[dict[str, Any]]:
        """Why the latest version went to an officer; nothing where it did not."""
        latest = [it for it in self.steps if it.version == self.filing.version]
        return next((it.findings for it in reversed(latest) if it.findings), [])

    def changed_in(self, version: Version) -> list[str]:
        """Name the entries a version changed."""
        if version.number == 1:
            return []
        return differing(self.versions[version.number - 2].says, version.says)

    def seen(self, *, by_agency: bool) -> list[Note]:
        """Return the notes the firm is shown, or all of them for an agency."""
        kinds = note_kinds()
        return [it for it in self.notes if by_agency or kinds[it.kind].shown]


def filing_file(rooms: Rooms, filing: Filing) -> FilingFile:
    """Read everything about a filing."""
    operators = rooms.operators
    asked = rooms.agencies.about(about(filing))
    return FilingFile(
        filing=filing,
        versions=operators.versions(filing),
        steps=operators.steps(filing),
        answers=operators.answers(filing),
        waiting=[it for it in asked if it.state != QuestionState.ANSWERED],
        notes=operators.notes(filing),
    )


def filing_told(file: FilingFile, *, by_agency: bool = False) -> dict[str, Any]:
    """Say a filing as data; what is secret is masked."""
    it = file.filing
    says = file.latest.says
    return {
        "number": it.number,
        "kind": it.kind,
        "state": it.state,
        "firm": it.firm,
        "version": it.version,
        "in_force": it.in_force,
        "particulars": {
            name: list(getattr(says, name)) if name in SEVERAL else says.said(name)
            for name in entries()
        },
        "findings": file.findings,
        "checks": [answer_told(one) for one in file.answers],
        "waiting": [
            {"agency": one.agency, "attempts": one.attempts, "trouble": one.trouble}
            for one in file.waiting
        ],
        "versions": [
            {
                "version": one.number,
                "by": one.by,
                "at": iso_text(one.at),
                "changed": file.changed_in(one),
            }
            for one in file.versions
        ],
        "history": [step_told(one) for one in file.steps],
        "notes": [note_told(one) for one in file.seen(by_agency=by_agency)],
    }
