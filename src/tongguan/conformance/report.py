"""报告 What came of a run, for people and for programs."""

from typing import Any

from rich.console import Console
from rich.table import Table

from tongguan.conformance.running import Report, Verdict


def as_json(report: Report) -> dict[str, Any]:
    """Say a report as plain values: every scenario, whether it passed, and why not."""
    return {
        "scenarios": [
            {
                "name": verdict.scenario.name,
                "passed": verdict.passed,
                "why": verdict.why,
            }
            for verdict in report.verdicts
        ],
        "left_out": [
            {"name": scenario.name, "why": why} for scenario, why in report.left_out
        ],
    }


def show(report: Report, console: Console) -> None:
    """Print what failed, expected and got side by side, and how many passed."""
    for verdict in report.failed:
        console.print(_differences(verdict))
    for scenario, why in report.left_out:
        console.print(f"[dim]未演练 left out: {scenario.name}: {why}[/]")
    passed = len(report.verdicts) - len(report.failed)
    colour = "red" if report.failed else "green"
    console.print(
        f"[bold {colour}]通过 passed {passed}，未通过 failed {len(report.failed)}[/]"
    )


def _differences(verdict: Verdict) -> Table:
    """Show one scenario that failed."""
    scenario = verdict.scenario
    table = Table(
        title=f"✗ {scenario.name}\n{scenario.title.zh} {scenario.title.en}",
        caption=scenario.proves,
        title_justify="left",
        caption_justify="left",
    )
    table.add_column("单证 paper", no_wrap=True)
    table.add_column("应为 expected", overflow="fold")
    table.add_column("实为 got", overflow="fold")
    for fault in verdict.faults:
        table.add_row("", "", fault, style="red")
    for what, wanted, got in verdict.unmet:
        table.add_row(what, wanted, got)
    return table
