"""统计 What was released, by day, mode, chapter or origin; small cells kept back."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from tongguan.commerce.statistics.model import Dimension, ShownCell, StatisticsTable
from tongguan.journeys.counting import statistics_table
from tongguan.kit.codes import codes
from tongguan.plumbing.clock import today
from tongguan.portal import formats
from tongguan.portal.counter import counter
from tongguan.portal.words import MODES, Word

TAKEN = {"class": "form-select"}
DATES = {"class": "form-control", "type": "date"}
GROUPS: dict[Dimension, Word] = {
    Dimension.DAY: _("放行日"),
    Dimension.MODE: _("监管方式"),
    Dimension.HS2: _("商品章（HS 前两位）"),
    Dimension.ORIGIN: _("原产国（地区）"),
}


class PeriodForm(forms.Form):
    """统计条件 By what is counted, and from which day to which."""

    by = forms.ChoiceField(
        label=_("分组"),
        required=False,
        widget=forms.Select(TAKEN),
        choices=[(by.value, word) for by, word in GROUPS.items()],
    )
    first = forms.DateField(
        label=_("放行日期自"),
        required=False,
        widget=forms.DateInput(DATES, "%Y-%m-%d"),
    )
    last = forms.DateField(
        label=_("至"), required=False, widget=forms.DateInput(DATES, "%Y-%m-%d")
    )

    def asked(self, day: date) -> tuple[Dimension, date, date]:
        """Return what is asked for; this month by day where nothing is."""
        self.is_valid()
        said = self.cleaned_data
        last = said.get("last") or day
        first = said.get("first") or last.replace(day=1)
        return Dimension(said.get("by") or Dimension.DAY), min(first, last), last


@dataclass(frozen=True, slots=True)
class CellRow:
    """统计行 One cell in the words of the table; dashes where it is kept back."""

    heading: str
    word: Word
    lists: str
    value: str
    tax: str
    suppressed: bool


def show(request: HttpRequest) -> HttpResponse:
    """GET /statistics/."""
    by, first, last = PeriodForm(request.GET).asked(today())
    taken = {"by": by.value, "first": first, "last": last}
    with counter() as desk:
        table = statistics_table(
            desk.rooms.statistics, by, first=first, last=last, on=today()
        )
    words = present(table) | {"form": PeriodForm(taken, label_suffix="")}
    return render(request, "operator/statistics.html", words)


def present(table: StatisticsTable) -> dict[str, Any]:
    """Say a table in the words of the page; the chart shows what the table shows."""
    rows = [present_cell(cell, table.by) for cell in table.cells]
    totals = table.totals
    bars = [
        {"name": f"{row.heading} {row.word}".strip(), "tone": "busy", "count": c.lists}
        for row, c in zip(rows, table.cells, strict=True)
        if not c.suppressed
    ]
    return {
        "group": GROUPS[table.by],
        "rows": rows,
        "lists": f"{totals.lists:,}",
        "value": formats.yuan(totals.value_fen),
        "tax": formats.yuan(totals.tax_fen),
        "returned_lists": f"{totals.returned_lists:,}",
        "returned_value": formats.yuan(totals.returned_value_fen),
        "bars": json.dumps({"states": bars}),
        "cites": table.cites,
        "confirmed": table.confirmed,
    }


def present_cell(cell: ShownCell, by: Dimension) -> CellRow:
    """Say one cell in the words of the table."""
    lists = formats.NOTHING if cell.lists is None else f"{cell.lists:,}"
    return CellRow(
        heading=cell.heading,
        word=named(cell.heading, by),
        lists=lists,
        value=formats.yuan(cell.value_fen),
        tax=formats.yuan(cell.tax_fen),
        suppressed=cell.suppressed,
    )


def named(heading: str, by: Dimension) -> Word:
    """Say what a heading stands for, where it is a code."""
    if by is Dimension.MODE:
        return MODES.get(heading, "")
    if by is Dimension.ORIGIN:
        country = codes("countries").find(heading)
        return formats.meant(country) if country else ""
    return ""
