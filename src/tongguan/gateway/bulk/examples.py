"""示例行 The example row of a template: made-up words in the form of every field."""

from collections.abc import Mapping
from functools import cache

from tongguan.gateway.bulk.columns import Column, columns_of
from tongguan.kit.forms import Form, Sort
from tongguan.kit.rulebook import read_page
from tongguan.trade.kinds import Paper

PAGE = "gateway/examples.yaml"
MOMENTS = {Sort.INSTANT: "20261111093000", Sort.DAY: "20261111"}


@cache
def example_of(paper: Paper) -> tuple[Mapping[str, str], ...]:
    """Return the example rows of a kind of paper: text by the tag of its column.

    Only what a row can't do without is filled, so that an example is short.
    """
    columns = columns_of(paper)
    return ({it.tag: _text(it) for it in columns if it.needed},)


def _text(column: Column) -> str:
    form = column.slot.form
    assert form is not None, "a column holds a value, not a part"
    said: str = read_page(PAGE)["fields"].get(column.slot.name, "")
    return said if said and _fits(said, form) else _made(form)


def _fits(text: str, form: Form) -> bool:
    if form.among:
        return text in form.among
    return form.sort is not Sort.TEXT or form.least <= len(text) <= form.most


def _made(form: Form) -> str:
    if form.among:
        return form.among[0]
    if form.sort in MOMENTS:
        return MOMENTS[form.sort]
    if form.sort is Sort.TEXT:
        return "示例"[: form.most].ljust(form.least, "0")
    return "1"
