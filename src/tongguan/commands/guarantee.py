"""`tongguan guarantee`: raise the guarantee of a guarantor."""

from decimal import Decimal

from tongguan.commands.console import err, out
from tongguan.installation import prepare, profile
from tongguan.journeys.entitlement import NotEntitledError
from tongguan.journeys.founding import add_to_guarantee
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.keys import keyring
from tongguan.plumbing.ledger.store import OverdrawnError
from tongguan.serving import database


def guarantee(guarantor: str, amount: Decimal) -> None:
    """Raise the guarantee of a guarantor; lists that wait for it go on by themselves.

    Parameters
    ----------
    guarantor:
        The guarantor's code.
    amount:
        Yuan to add; a negative amount lowers it, never below what is in use.

    """
    with database():
        prepare()
        try:
            with transaction() as connection:
                rooms = Rooms.over(connection, keyring(), profile())
                limit = add_to_guarantee(rooms, guarantor, amount, clock.now())
        except OverdrawnError:
            err.print("[red]Part of it is in use. 部分担保额度正在占用。[/red]")
            raise SystemExit(1) from None
        except NotEntitledError as no:
            err.print(no.finding.chinese(), no.finding.english(), style="red")
            raise SystemExit(1) from None
    out.print(f"{guarantor}  {limit:.2f}")
