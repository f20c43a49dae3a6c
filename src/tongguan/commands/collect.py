"""`tongguan collect`: close a month; one payment notice for every guarantor."""

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from tongguan.commands.console import err, print_json, print_rows
from tongguan.customs.collection.model import Month, NotAMonthError, Notice
from tongguan.customs.collection.rules import MonthNotOverError
from tongguan.customs.collection.telling import notice_told
from tongguan.installation import prepare, profile
from tongguan.journeys.month_end import DayToComeError, business_day
from tongguan.journeys.month_end import collect as merge
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.keys import keyring
from tongguan.serving import database
from tongguan.trade.money import in_yuan

HEADS = (
    *("缴款书 Notice", "担保企业 Guarantor", "清单 Lists", "税款 Tax"),
    *("缴税窗口 Payable", "缴款日 Paid on"),
)


def collect(
    *,
    month: str,
    on: date | None = None,
    json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """Merge the tax bills of a month into one payment notice for every guarantor.

    Doing it again changes nothing. Exits with 1 while the month is not over.

    Parameters
    ----------
    month:
        The month whose releases are collected, as 2026-11.
    on:
        The day of the collection; today unless named, and only a sandbox looks ahead.
    json:
        Print one JSON object: {"month": …, "issued": [numbers], "notices": […]}.

    """
    try:
        period = Month.named(month)
    except NotAMonthError:
        err.print("[red]Name the month as 2026-11. 月份写作 2026-11。[/red]")
        raise SystemExit(2) from None
    with database():
        prepare()
        issued, notices = collected(period, on)
    if json:
        found = {"month": str(period), "issued": issued}
        print_json(found | {"notices": [notice_told(notice) for notice in notices]})
    else:
        print_rows(str(period), HEADS, [row(notice) for notice in notices])


def collected(month: Month, on: date | None) -> tuple[list[str], list[Notice]]:
    """Collect a month; return the numbers issued now, and all its notices."""
    issued = []
    try:
        for guarantor in owing(month):
            with transaction() as connection:
                rooms, at = Rooms.over(connection, keyring(), profile()), clock.now()
                day = business_day(rooms, on, at)
                if notice := merge(rooms, guarantor, month, on=day, at=at):
                    issued.append(notice.number)
    except (MonthNotOverError, DayToComeError):
        err.print(
            f"[red]{month} is collected from {month.end} on. "
            f"该月自{month.end}起征收。[/red] (sandbox 演练: --on {month.end})"
        )
        raise SystemExit(1) from None
    with transaction() as connection:
        rooms = Rooms.over(connection, keyring(), profile())
        return issued, rooms.collection.notices(None, month)


def owing(month: Month) -> list[str]:
    """Return the guarantors whose bills of a month are in no notice yet."""
    with transaction() as connection:
        rooms = Rooms.over(connection, keyring(), profile())
        return rooms.collection.guarantors(month)


def row(notice: Notice) -> list[str]:
    """Say a notice in a row of the table."""
    return [
        notice.number,
        notice.guarantor,
        str(notice.lists),
        f"{in_yuan(notice.tax_fen):,}",
        f"{notice.opens_on} – {notice.due_on}",
        str(notice.paid_on or "—"),
    ]
