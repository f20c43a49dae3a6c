"""报告 The numbers of a run as tables a person reads."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

LATE = {
    "acknowledged": "收讫 acknowledged",
    "list": "清单 list (the last of its set)",
    "set": "整套 set, from its last message",
    "set_from_first": "整套 set, from its first message",
}
SHARES = ("p50", "p99", "p99.9", "max")


def show(told: Mapping[str, Any], out: Console) -> None:
    """Print what a run has told."""
    _show_pace(told, out)
    _show_lateness(told, out)
    _show_cost(told, out)
    for name in ("curve", "growth", "waiting", "recovery", "overload"):
        if name in told:
            _show_further(name, told[name], out)


def _table(title: str, *heads: str) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold")
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number else "left")
    return table


def _show_pace(told: Mapping[str, Any], out: Console) -> None:
    spread = told.get("spread", {}).get("lists_per_second")
    between = f"  ({spread[0]:,.0f} – {spread[1]:,.0f})" if spread else ""
    out.print(
        f"[bold]{told['lists_per_second']:,.0f}[/] 票/秒 lists/s{between}   "
        f"{told['lists']:,.0f} lists in {told['seconds']:,.1f} s, "
        f"{told['cores_used']:.2f} cores",
        highlight=False,
    )
    on = told["machine"]
    out.print(
        f"[dim]{on['processor']} × {on['cores']}, {on['memory_gib']} GiB, "
        f"Linux {on['kernel']}, Python {on['python']}, PostgreSQL {on['postgresql']}, "
        f"fdatasync {on['flush_ms']} ms[/]",
        highlight=False,
    )


def _show_lateness(told: Mapping[str, Any], out: Console) -> None:
    table = _table("延迟，毫秒 Latency from due time, ms", "", *SHARES)
    for name, label in LATE.items():
        if late := told["latency_ms"].get(name):
            table.add_row(label, *(f"{late[share]:,.1f}" for share in SHARES))
    out.print(table)


def _show_cost(told: Mapping[str, Any], out: Console) -> None:
    table = _table(
        "每票微秒 Processor time, µs a list", "进程 process", "µs", "阶段 stages"
    )
    stages = told["stages_us_per_list"]
    for name, cost in told["cpu_us_per_list"].items():
        parts = stages.get(name, {})
        words = ", ".join(
            f"{stage} {it:,.0f}" for stage, it in parts.items() if it >= 1
        )
        table.add_row(name, f"{cost:,.1f}", words)
    out.print(table)
    size = told["bytes_per_list"]
    out.print(
        f"数据库 database {told['database_us_per_list']:,.0f} µs a list, "
        f"{size['tables']:,.0f} bytes of tables, {size['log']:,.0f} of log",
        highlight=False,
    )


def _show_further(name: str, told: Any, out: Console) -> None:
    table = _table(name, "", "")
    for one in told if isinstance(told, list) else [told]:
        for key, value in one.items():
            table.add_row(key, _said(value))
    out.print(table)


def _said(value: Any) -> str:
    """Put a number, or some with their names, in words."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {_said(it)}" for name, it in value.items())
    return f"{value:,}" if isinstance(value, int | float) else str(value)
