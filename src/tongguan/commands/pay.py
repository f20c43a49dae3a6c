"""`tongguan pay`: record the payment of a notice; the guarantee is free again."""

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from tongguan.commands.console import err, out, print_json
from tongguan.customs.collection.model import Notice
from tongguan.customs.collection.rules import NotPayableYetError
from tongguan.customs.collection.telling import notice_told
from tongguan.installation import prepare, profile
from tongguan.journeys.hearing import pay as record
from tongguan.journeys.month_end import DayToComeError, NoSuchNoticeError, business_day
from tongguan.journeys.rooms import Rooms
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.keys import keyring
from tongguan.serving import database
from tongguan.trade.money import in_yuan


def pay(
    notice: str,
    *,
    on: date | None = None,
    json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """Record the payment of a notice: its lists close, the guarantee is free again.

    Where a bank is asked, the payment counts once the bank confirms it.
    Exits with 1 when the notice is unknown, paid, or not payable yet.

    Parameters
    ----------
    notice:
        The number of the payment notice.
    on:
        The day of the payment; today unless named, and only a sandbox looks ahead.
    json:
        Print the notice as one JSON object.

    """
    with database():
        prepare()
        try:
            paid = recorded(notice, on)
        except (NoSuchNoticeError, IllegalMoveError, DayToComeError) as refused:
            err.print(f"[red]{REFUSALS[type(refused)]}[/red] {notice}")
            raise SystemExit(1) from None
        except NotPayableYetError as early:
            err.print(f"[red]{too_early(early.notice)}[/red]")
            raise SystemExit(1) from None
    if json:
        print_json(notice_told(paid))
    else:
        show(paid)


ASKED = "待银行确认 The bank is asked whether it came in."
REFUSALS: dict[type[Exception], str] = {
    NoSuchNoticeError: "There is no such notice. 没有这份缴款书。",
    IllegalMoveError: "The notice is paid already. 该缴款书已缴。",
    DayToComeError: "That day has not come. 缴款日不能晚于今天。",
}


def show(paid: Notice) -> None:
    """Print a notice for a person."""
    if paid.paid_on is None:
        out.print(f"{paid.number}  {ASKED}", highlight=False)
        return
    out.print(f"{paid.number}  {paid.paid_on}", highlight=False)
    for label, fen in (
        ("税款 Tax            ", paid.tax_fen),
        ("滞纳金 Late fee     ", paid.late_fee_fen),
        ("担保恢复 Freed      ", paid.tax_fen),
    ):
        out.print(f"{label}{in_yuan(fen):,}", highlight=False)


def recorded(number: str, on: date | None) -> Notice:
    """Record a payment in one transaction."""
    with transaction() as connection:
        rooms, at = Rooms.over(connection, keyring(), profile()), clock.now()
        return record(rooms, number, on=business_day(rooms, on, at), at=at)


def too_early(notice: Notice) -> str:
    """Say from when on a notice may be paid."""
    return (
        f"Payable from {notice.opens_on} to {notice.due_on}. "
        f"缴税窗口自{notice.opens_on}至{notice.due_on}。"
        f"(sandbox 演练: --on {notice.opens_on})"
    )
