"""备案表 The form of an application: the entries the rulebook asks of its kind.

What is wrong with an entry is judged by the rules of filing, as at every other door.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongguan.commerce.operator_filing.law import (
    direction_names,
    entries,
    kind_law,
    kind_name,
)
from tongguan.commerce.operator_filing.model import SEVERAL, Kind
from tongguan.kit.checks import Finding
from tongguan.kit.parties import ROLES
from tongguan.plumbing.clock import today
from tongguan.portal import formats
from tongguan.portal.words import Word
from tongguan.trade.registry import Role

LONGEST = 300
NUMBERS: dict[str, Word] = {
    "credit_code": _("统一社会信用代码"),
    "resident_id": _("公民身份号码"),
    "hong_kong_firm": _("香港商业登记号码"),
    "hong_kong_id": _("香港身份证号码"),
}
TEXT = {"class": "form-control", "autocomplete": "off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """填写行 An entry of the form, whether it is needed, and what is wrong with it."""

    field: Any
    needed: bool
    wants: str
    several: bool
    findings: tuple[tuple[str, str, str], ...] = ()


class FilingForm(forms.Form):
    """备案表 The entries a kind of operator is asked for; judged by our own rules."""

    def __init__(
        self, kind: Kind, data: Any = None, initial: dict[str, Any] | None = None
    ) -> None:
        """Make the entries of a kind."""
        super().__init__(data, initial=initial)
        self.law = kind_law(kind, today())
        for name in self.law.asks:
            label = formats.either(*entries()[name].label)
            if name == "code":
                label = str(NUMBERS[self.law.form])
            self.fields[name] = self._entry(name, label)

    def _entry(self, name: str, label: str) -> forms.Field:
        if name in SEVERAL:
            choices = roles(self.law.roles) if name == "roles" else directions()
            return forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=choices,
                widget=forms.CheckboxSelectMultiple,
            )
        widget = forms.TextInput(TEXT)
        return forms.CharField(
            label=label, required=False, max_length=LONGEST, widget=widget
        )

    def lines(self, findings: Iterable[Finding] = ()) -> list[Line]:
        """Return the entries in order, each with what was found."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        for it in findings:
            place = it.difference.place.field if it.difference else ""
            found.setdefault(place, []).append(said(it))
        for name in set(found) & set(self.fields):
            self.fields[name].widget.attrs |= {
                "aria-invalid": "true",
                "aria-describedby": f"wrong-{name}",
            }
        return [
            Line(
                field=self[name],
                needed=name in self.law.needs,
                wants=formats.either(*entries()[name].wants)
                if entries()[name].form and name not in SEVERAL
                else "",
                several=name in SEVERAL,
                findings=tuple(found.get(name, ())),
            )
            for name in self.fields
        ]


def said(finding: Finding) -> tuple[str, str, str]:
    """Say a finding: its code, what is wrong, and what to do."""
    words = finding.words()
    remedy = formats.either(*finding.notice.remedy).format(**words)
    text = formats.either(finding.chinese(), finding.english())
    return finding.code, text, remedy


def roles(names: Iterable[str]) -> list[tuple[str, str]]:
    """Name roles in the page's language."""
    return [(name, role_word(name)) for name in names]


def role_word(name: str) -> str:
    """Name one role in the page's language."""
    told = ROLES[Role(name)]
    return formats.either(told.chinese, told.english)


def directions() -> list[tuple[str, str]]:
    """Name import and export in the page's language."""
    return [(name, formats.either(*it)) for name, it in direction_names().items()]


def kinds() -> list[tuple[str, str]]:
    """Name the kinds of operators in the page's language."""
    return [(kind.value, formats.either(*kind_name(kind))) for kind in Kind]
