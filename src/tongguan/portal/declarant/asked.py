"""查询与导出 What a money page is asked for: a time, a filter, a form to take away."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Self

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from tongguan.gateway.bulk.tables import Form, Row, table_file
from tongguan.plumbing.clock import SHANGHAI, today
from tongguan.portal.words import Word

PAGE, MOST, DIGITS = 50, 50_000, 18
DATES = {"class": "form-control", "type": "date"}
TAKEN = {"class": "form-select"}
TEXT = {"class": "form-control", "autocomplete": "off", "spellcheck": "false"}
A_DAY = timedelta(days=1)


class PeriodForm(forms.Form):
    """期间 From which day to which; this month where nothing is asked."""

    first = forms.DateField(
        label=_("日期自"), required=False, widget=forms.DateInput(DATES, "%Y-%m-%d")
    )
    last = forms.DateField(
        label=_("至"), required=False, widget=forms.DateInput(DATES, "%Y-%m-%d")
    )

    def period(self) -> tuple[date, date]:
        """Return the first and the last day that is asked for."""
        self.is_valid()
        last = self.cleaned_data.get("last") or today()
        first = self.cleaned_data.get("first") or last.replace(day=1)
        return min(first, last), last

    def filled(self) -> Self:
        """Return the same form with the days that are shown."""
        first, last = self.period()
        days = {"first": first.isoformat(), "last": last.isoformat()}
        said = {name: self.data.get(name, "") for name in self.fields}
        return type(self)(said | days, label_suffix="")

    def said(self, name: str) -> str:
        """Return a filter that was understood; empty for everything."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


def instants(first: date, last: date) -> tuple[datetime, datetime]:
    """Return when a period of days begins and ends in Shanghai."""
    days = first, last + A_DAY
    begins, ends = (datetime(d.year, d.month, d.day, tzinfo=SHANGHAI) for d in days)
    return begins, ends


def before_of(request: HttpRequest) -> int | None:
    """Return where the page before ended, if this is a later one."""
    text = request.GET.get("before", "")
    return (
        int(text)
        if text.isascii() and text.isdecimal() and len(text) <= DIGITS
        else None
    )


def form_of(request: HttpRequest) -> Form | None:
    """Return in which form the table is taken away, if it is."""
    text = request.GET.get("as", "")
    return Form(text) if text in list(Form) else None


def addresses(request: HttpRequest, last: int | None) -> dict[str, Any]:
    """Say where the next page begins, and where the same is taken away as a file."""
    asked = request.GET.copy()
    for name in ("before", "as"):
        asked.pop(name, None)
    said = asked.urlencode()
    amp = f"{said}&" if said else ""
    return {
        "older": f"?{amp}before={last}" if last is not None else "",
        "newest": f"?{said}" if before_of(request) else "",
        "files": [(form.value.upper(), f"?{amp}as={form.value}") for form in Form],
    }


def taken_away(
    form: Form, name: str, headings: Sequence[Word], rows: Iterable[Row]
) -> HttpResponse:
    """Give a table as a file."""
    made = table_file(form, [str(it) for it in headings], rows)
    told = f'attachment; filename="{name}.{form.value}"'
    headers = {"Content-Disposition": told}
    return HttpResponse(made, content_type=form.media_type, headers=headers)
