"""备案申请 What is judged of an operator that applies."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from tongguan.commerce.operator_filing.law import PAGE, KindLaw, entries, kind_law
from tongguan.commerce.operator_filing.model import Particulars
from tongguan.kit.checks import Clause, Difference, Finding, Place
from tongguan.kit.rulebook import read_page

PLACE = "operator"
OUR_CLAUSE = Clause(read_page(PAGE)["cites"], confirmed=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """备案申请 Particulars as they are handed in on a day.

    `taken` says that the code is on file already, `renamed` that a change would make
    another operator of it; `hong_kong` whether the zone files those of Hong Kong.
    """

    says: Particulars
    day: date
    taken: bool = False
    renamed: bool = False
    hong_kong: bool = False

    @property
    def law(self) -> KindLaw:
        """What is asked of such an operator."""
        return kind_law(self.says.kind, self.day)


def at(field: str, given: str = "", expected: str = "") -> Difference:
    """Point at an entry of the form."""
    return Difference(Place(PLACE, field), given, expected)


def labelled(findings: Iterable[Finding]) -> list[Finding]:
    """Let findings call their entries by name, in both languages."""
    return [replace(it, facts=_label(it)) for it in findings]


def _label(finding: Finding) -> dict[str, str]:
    place = finding.difference.place.field if finding.difference else ""
    entry = entries().get(place)
    zh, en = entry.label if entry else ("", "")
    return {"zh": zh, "en": en}
