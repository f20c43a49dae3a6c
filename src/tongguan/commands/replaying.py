"""How a replay is run and told; loaded once the rulebook to replay by is settled."""

import csv as tables
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, process_time
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from tongguan.commands.console import err, out, print_json, print_rows
from tongguan.commands.replay import Days
from tongguan.journeys.replay.articles import era_of
from tongguan.journeys.replay.files import (
    BrokenArchiveError,
    Manifest,
    days_in,
    own_folder,
)
from tongguan.journeys.replay.plain import UnknownFindingError
from tongguan.journeys.replay.running import Compared, replay
from tongguan.journeys.replay.tally import Tally, changes
from tongguan.kit.rulebook import revision
from tongguan.plumbing import clock
from tongguan.plumbing.trouble import CannotRunError

PAIRED = ("outcome", "treatment", "dutiable", "tax")
LISTED = ("appears", "disappears")
CSV_HEADS = (
    *("number", "day"),
    *(f"{name}_{when}" for name in PAIRED for when in ("before", "after")),
    *LISTED,
)
BOTH = (("outcomes", "办理结果 Outcomes"), ("treatments", "计税方式 Treatments"))


def read_law() -> None:
    """Read every page that decides, so that a draft is found to be wrong at once."""
    era_of(clock.today())


def run(asked: Days, *, csv: Path | None, json: bool) -> bool:
    """Replay the days of a period and say what changes; tell whether anything does."""
    folder = asked.archive or own_folder()
    days = days_in(folder, asked.first, asked.last)
    if not days:
        told = f"归档中没有所选日期 No such days in the archive: {folder}"
        err.print(told, style="red", markup=False, highlight=False, soft_wrap=True)
        raise SystemExit(2)
    tally, began = Tally(), (monotonic(), process_time())
    try:
        with writer(csv) as write, bar(sum(day.rows for day in days)) as shown:
            for compared in replay(folder, days):
                tally.add(compared)
                write(compared)
                shown(tally.lists)
    except (BrokenArchiveError, UnknownFindingError) as trouble:
        told = f"归档文件与说明不符 The archive is not as it was written: {trouble}"
        raise CannotRunError(told) from None
    result = about(days) | tally.told() | {"pace": pace(tally.lists, *began)}
    if json:
        print_json(result)
    else:
        show(result)
    return tally.changed > 0


def about(days: list[Manifest]) -> dict[str, Any]:
    """Say which days are replayed, and by which rulebooks they were and are decided."""
    return {
        "from": str(days[0].day),
        "to": str(days[-1].day),
        "days": len(days),
        "rulebook": {
            "before": sorted({day.rulebook for day in days}),
            "after": revision(),
        },
    }


def pace(lists: int, began: float, worked: float) -> dict[str, float]:
    """Say how quickly lists were decided: by the clock, and by a processor core."""
    seconds, worked = monotonic() - began, process_time() - worked
    return {
        "seconds": round(seconds, 3),
        "core_seconds": round(worked, 3),
        "lists_per_second": round(lists / seconds),
        "lists_per_core_second": round(lists / worked),
    }


@contextmanager
def writer(file: Path | None) -> Iterator[Callable[[Compared], None]]:
    """Write changes into a file as they come, if one is wanted."""
    if file is None:
        yield lambda _: None
        return
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        sheet = tables.writer(opened)
        sheet.writerow(CSV_HEADS)
        yield lambda compared: sheet.writerows(map(csv_row, changes(compared)))


def csv_row(change: dict[str, Any]) -> tuple[Any, ...]:
    """Say a change in a row."""
    pairs = (value for name in PAIRED for value in change[name])
    return (
        *(change["number"], change["day"], *pairs),
        *(" ".join(change[name]) for name in LISTED),
    )


@contextmanager
def bar(lists: int) -> Iterator[Callable[[int], None]]:
    """Show on stderr how far a replay has come."""
    columns = ("{task.description}", BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=err) as shown:
        task = shown.add_task("重办 lists decided again", total=lists)
        yield lambda done: shown.update(task, completed=done)


def show(told: dict[str, Any]) -> None:
    """Print what changes for a person."""
    tax, changed = told["tax"], told["changed"]
    out.print(
        f"{told['from']} – {told['to']}: 清单 lists {told['lists']:,}, "
        f"逐票重办 one by one {told['one_by_one']:,}, 变化 changed {changed:,}",
        highlight=False,
    )
    out.print(
        f"税款 Tax: {tax['before']} → {tax['after']} ({tax['difference']})",
        highlight=False,
    )
    out.print(
        f"用时 Took {told['pace']['seconds']:,.1f} s, 每核每秒 lists a core a second: "
        f"{told['pace']['lists_per_core_second']:,}",
        highlight=False,
    )
    if not changed:
        out.print("没有变化。Nothing would change.", highlight=False)
        return
    for name, title in BOTH:
        rows = [[it["before"], it["after"], str(it["lists"])] for it in told[name]]
        print_table(title, ("原 Before", "现 After", "清单 Lists"), rows)
    found = [
        [it["code"], f"{it['zh']}\n{it['en']}", f"+{it['appears']} −{it['disappears']}"]
        for it in told["findings"]
    ]
    print_table("原因 Reasons", ("代码 Code", "核查 Check", "清单 Lists"), found)
    print_table(
        "例 Examples",
        ("清单 List", "结果 Outcome", "税款 Tax", "原因 Reasons"),
        [example(it) for it in told["examples"]],
    )


def print_table(title: str, heads: tuple[str, ...], rows: list[list[str]]) -> None:
    """Print a table, if there is anything in it."""
    if rows:
        print_rows(title, heads, rows)


def example(change: dict[str, Any]) -> list[str]:
    """Say a change in a row for a person."""
    reasons = [f"+{code}" for code in change["appears"]]
    reasons += [f"−{code}" for code in change["disappears"]]
    return [
        change["number"],
        " → ".join(dict.fromkeys(change["outcome"])),
        " → ".join(str(it or "—") for it in dict.fromkeys(change["tax"])),
        " ".join(reasons),
    ]
