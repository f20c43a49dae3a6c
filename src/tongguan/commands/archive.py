"""`tongguan archive`: the lists decided on a day, written down for `replay`."""

from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from msgspec import to_builtins

from tongguan.archivist import archive_one, archive_until
from tongguan.commands.console import err, out, print_json, print_rows
from tongguan.installation import prepare
from tongguan.journeys.archiving import last_closed
from tongguan.journeys.replay.files import Manifest, own_folder
from tongguan.plumbing import clock
from tongguan.serving import database

HEADS = (
    *("日期 Day", "决定 Decisions", "文件摘要 Digest", "法规版本 Rulebook"),
    "已截止 Closed",
)
SHOWN = 16


def archive(
    *,
    day: date | None = None,
    until: date | None = None,
    to: Annotated[Path | None, Parameter(name="--out")] = None,
    json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """Write decided lists into the archive, one file a day, whole or not at all.

    A day that is there stays as it is; one that was not over yet is written again.
    While it runs the portal does this every night.

    Parameters
    ----------
    day:
        The day to archive.
    until:
        Archive every day up to this one that is not there; yesterday unless named.
    to:
        The folder of the archive; the installation's own unless named.
    json:
        Print a JSON list of what was archived.

    """
    wanted = day or until or last_closed(clock.now())
    if (day and until) or wanted > clock.today():
        err.print("[red]Name one day, today or before. 请指定今天或以前的一天。[/red]")
        raise SystemExit(2)
    folder = to or own_folder()
    with database():
        prepare()
        one = [archive_one(day, folder)] if day else None
        done = one or list(archive_until(wanted, folder))
    if json:
        print_json(to_builtins(done))
    elif done:
        print_rows(str(folder), HEADS, [row(told) for told in done])
    else:
        out.print("没有待归档的日期。No day waits to be archived.", highlight=False)


def row(told: Manifest) -> list[str]:
    """Say a day in a row of the table."""
    return [
        str(told.day),
        str(told.rows),
        told.digest[:SHOWN],
        told.rulebook,
        "是 yes" if told.closed else "否 no",
    ]
