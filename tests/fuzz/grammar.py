"""Messages made at random that are right by construction: from their declarations."""

from datetime import datetime
from typing import Any

from hypothesis import strategies as st

from tongguan.gateway.chinaport.messages import SIGNATURE
from tongguan.gateway.chinaport.schemas.examples import example_text
from tongguan.kit.fields import Slot, table_of
from tongguan.kit.forms import Form, Sort
from tongguan.kit.wire import Node

LETTERS = "Az09字关 -_&<>\"'"
SOME = 3
LONGEST = 40
MOMENTS = {"T14": "%Y%m%d%H%M%S", "T17": "%Y%m%d%H%M%S123", "D8": "%Y%m%d"}
MILLENNIUM = datetime(2000, 1, 1)  # noqa: DTZ001 - only its digits are written
LAST_DAY = datetime(2099, 12, 31)  # noqa: DTZ001


@st.composite
def nodes(draw: st.DrawFn, tag: str, shape: type[Any]) -> Node:
    """Draw an element of a shape: what it needs, and some of what it may have."""
    table, part = table_of(shape), shape.__name__
    signs = {it.tag: draw(texts(it, part)) for it in table.attributes if it.required}
    children: list[Node] = []
    for slot in table.written:
        if slot.tag == SIGNATURE:
            continue
        least = 1 if slot.required else 0
        times = draw(st.integers(least, min(slot.most, SOME)))
        children += [draw(within(slot, part)) for _ in range(times)]
    return Node(tag, "", children, signs or None)


def within(slot: Slot, part: str) -> st.SearchStrategy[Node]:
    """Draw what stands in a slot: a part, a field, or an element nobody looks into."""
    if slot.shape:
        return nodes(slot.tag, slot.shape)
    if slot.form is None:
        return st.just(Node(slot.tag))
    return texts(slot, part).map(lambda text: Node(slot.tag, text))


def texts(slot: Slot, part: str) -> st.SearchStrategy[str]:
    """Draw what a field may say; where its form alone does not tell, an example."""
    form = slot.form
    assert form is not None, "a part has fields of its own"
    if form.among:
        return st.sampled_from(form.among)
    if form.notation in MOMENTS:
        moments = st.datetimes(MILLENNIUM, LAST_DAY)
        return moments.map(lambda it: it.strftime(MOMENTS[form.notation]))
    if form.sort is Sort.DECIMAL:
        bound = 10 ** (form.digits - form.decimals) - 1
        return st.decimals(0, bound, places=form.decimals).map(lambda it: f"{it:f}")
    if form.sort is Sort.WHOLE:
        return st.integers(form.least, form.most).map(str)
    if is_free(form):
        most = min(form.most, max(form.least, LONGEST))
        return st.text(LETTERS, min_size=max(form.least, 1), max_size=most)
    return st.just(example_text(slot, part))


def is_free(form: Form) -> bool:
    """Whether a form takes any letters, and keeps every one."""
    return form.notation.startswith("C") and not form.loose
