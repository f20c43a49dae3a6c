"""情景一览 The page about the kit: how it is used, and every scenario there is."""

from itertools import groupby

from tongguan.conformance.model import Scenario
from tongguan.conformance.pages import HERE, scenarios

PREFACE = "preface.md"
FAMILY_AND_PAGE = 2


def conformance_page() -> str:
    """Write the page about the kit."""
    preface = (HERE / PREFACE).read_text(encoding="utf-8")
    rows = [_row(name, list(these)) for name, these in groupby(scenarios(), _page_of)]
    count = f"共 {len(scenarios())} 个情景。{len(scenarios())} scenarios.\n\n"
    head = "| 情景 Scenario | 证明 Proves | 例 Cases |\n|---|---|---|\n"
    return preface + count + head + "\n".join(rows) + "\n"


def _page_of(scenario: Scenario) -> str:
    return "/".join(scenario.name.split("/")[:FAMILY_AND_PAGE])


def _row(name: str, these: list[Scenario]) -> str:
    """Write what one page of scenarios holds."""
    first = these[0]
    cases = [it.name.removeprefix(f"{name}/") for it in these if it.name != name]
    told = f"{first.title.zh}<br>{first.title.en}"
    if cases:
        told = "、".join(f"`{case}`" for case in cases)
    return f"| `{name}` | {first.proves} | {told} |".replace("|-", "\\|-")
