"""计算过程 Workings as the rows of a table: step, formula, result, source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongguan.portal.formats import NOTHING, either
from tongguan.portal.words import TREATMENTS, Word

RESULTS: dict[str, Word] = {**TREATMENTS, "达到": _("达到"), "未达到": _("未达到")}


@dataclass(frozen=True, slots=True)
class TraceRow:
    """计算步骤 One step of a reckoning, in the page's language."""

    line: int | None
    label: str
    formula: str
    result: Word
    cites: str
    confirmed: bool


def present_trace(steps: Iterable[Mapping[str, Any]]) -> tuple[TraceRow, ...]:
    """Say kept or fresh workings in the words of the page."""
    return tuple(
        TraceRow(
            line=step["line"],
            label=either(step["label"]["zh"], step["label"]["en"]),
            formula=either(step["formula"], step.get("formula_en", step["formula"])),
            result=_result(step["result"]),
            cites=step["cites"],
            confirmed=step["confirmed"],
        )
        for step in steps
    )


def _result(result: str | None) -> Word:
    return NOTHING if result is None else RESULTS.get(result, result)
