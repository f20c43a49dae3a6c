"""字段名称 What a sender calls the place a finding speaks of."""

from functools import cache

from tongguan.journeys.kinds import KINDS
from tongguan.kit.checks import Place
from tongguan.kit.fields import entry_of
from tongguan.trade.kinds import Paper


def label_of(place: Place) -> str:
    """Return the printed name of a place, empty where it names no single entry."""
    return _label(place.paper, place.field, of_line=place.line is not None)


@cache
def _label(paper: str, field: str, *, of_line: bool) -> str:
    if paper not in list(Paper):
        return ""
    message = KINDS[Paper(paper)].message
    shape = message.line if of_line else message.head
    found = entry_of(shape, field.removeprefix("lines.")) if shape else None
    return found[1] if found else ""
