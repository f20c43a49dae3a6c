"""`tongguan key`: an API key for a firm on file."""

from tongguan.commands.console import err, out
from tongguan.installation import prepare, profile
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.identity.store import ApiKeys
from tongguan.plumbing.keys import keyring
from tongguan.serving import database


def key(firm: str, *, label: str = "") -> None:
    """Make an API key for a firm on file; it is shown once and never again.

    Parameters
    ----------
    firm:
        The firm's code.
    label:
        What the key is for.

    """
    with database():
        prepare()
        with transaction() as connection:
            rooms = Rooms.over(connection, keyring(), profile())
            if firm not in rooms.enterprises.registry([firm]):
                err.print(f"[red]{firm} is not on file. 没有备案。[/red]")
                raise SystemExit(1)
            out.print(ApiKeys(connection).make(firm, label, clock.now()))
