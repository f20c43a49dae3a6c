"""`tongguan key`: an API key for a firm on file."""

from tongguan.commands.console import err, out
from tongguan.installation import prepare, profile
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.identity.store import ApiKeys
from tongguan.plumbing.keys import keyring
from tongguan.serving import database


def key(firm: str = "", *, label: str = "", revoke: str = "") -> None:
    """Make an API key for a firm on file, shown once and never again; or revoke one.

    Parameters
    ----------
    firm:
        The firm's code.
    label:
        What the key is for.
    revoke:
        The first eleven characters of the key to revoke.

    """
    if bool(firm) == bool(revoke):
        err.print("[red]Name a firm, or --revoke a key. 给出企业或密钥。[/]")
        raise SystemExit(2)
    with database():
        prepare()
        with transaction() as connection:
            keys = ApiKeys(connection)
            if revoke:
                raise SystemExit(0 if keys.revoke(revoke, clock.now()) else 1)
            rooms = Rooms.over(connection, keyring(), profile())
            if firm not in rooms.enterprises.registry([firm]):
                err.print(f"[red]{firm} is not on file. 没有备案。[/red]")
                raise SystemExit(1)
            out.print(keys.make(firm, label, clock.now()))
