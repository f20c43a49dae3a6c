"""`tongguan statistics`: what was released, counted on the same day."""

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from tongguan.commands.console import err, out, print_json, print_rows
from tongguan.commerce.statistics.model import Dimension, StatisticsTable
from tongguan.commerce.statistics.telling import table_told
from tongguan.installation import prepare, profile
from tongguan.journeys.counting import statistics_table
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.keys import keyring
from tongguan.serving import database

HEADS = {
    Dimension.DAY: "放行日 Day",
    Dimension.MODE: "监管方式 Mode",
    Dimension.HS2: "HS章 Chapter",
    Dimension.ORIGIN: "原产国 Origin",
}
AMOUNTS = ("清单 Lists", "货值 Value", "税款 Tax")
KEPT_BACK = "—"


def statistics(
    *,
    by: Annotated[Dimension, Parameter(name="--by")] = Dimension.DAY,
    first: Annotated[date | None, Parameter(name="--from")] = None,
    last: Annotated[date | None, Parameter(name="--to")] = None,
    json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """Count released lists by day, mode, chapter or origin; small cells are kept back.

    Parameters
    ----------
    by:
        day, mode, hs2 or origin.
    first:
        The first day of release; the first of this month unless named.
    last:
        The last day of release; today unless named.
    json:
        Print one JSON object.

    """
    end = last or clock.today()
    begin = first or end.replace(day=1)
    if begin > end:
        err.print("[red]The period ends before it begins. 起始日晚于截止日。[/red]")
        raise SystemExit(2)
    with database():
        prepare()
        with transaction() as connection:
            rooms = Rooms.over(connection, keyring(), profile())
            table = statistics_table(
                rooms.statistics, by, first=begin, last=end, on=clock.today()
            )
    if json:
        print_json(table_told(table))
    else:
        show(table)


def show(table: StatisticsTable) -> None:
    """Print a table for a person."""
    told = table_told(table)
    rows = [
        [
            cell["heading"],
            *(str(cell[n] or KEPT_BACK) for n in ("lists", "value", "tax")),
        ]
        for cell in told["cells"]
    ]
    total = told["total"]
    rows.append(["合计 Total", str(total["lists"]), total["value"], total["tax"]])
    period = f"{told['first']} – {told['last']}"
    print_rows(period, (HEADS[table.by], *AMOUNTS), rows)
    told_back = f"退货 Returned: {told['returned']['lists']}"
    out.print(f"{told_back}, {told['returned']['value']}", highlight=False)
    mark = "" if table.confirmed else "（待确认 to be confirmed）"
    out.print(f"{KEPT_BACK} 保密 kept back: {table.cites}{mark}", highlight=False)
