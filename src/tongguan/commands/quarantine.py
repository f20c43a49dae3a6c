"""`tongguan quarantine`: messages set aside, and another try for one of them."""

from typing import Annotated

from cyclopts import Parameter

from tongguan.commands.console import out, print_json, print_rows
from tongguan.installation import prepare, profile
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.database import transaction
from tongguan.plumbing.keys import keyring
from tongguan.serving import database


def quarantine(
    *,
    replay: int | None = None,
    json: Annotated[bool, Parameter(name="--json")] = False,
) -> None:
    """List the messages that were set aside, or let one be read again.

    Parameters
    ----------
    replay:
        The number of the message to read again.
    json:
        Print one JSON array.

    """
    with database():
        prepare()
        with transaction() as connection:
            rooms = Rooms.over(connection, keyring(), profile())
            if replay is not None:
                done = rooms.inbox.replay(replay)
                rooms.inbox.ring()
                out.print("将重新读取 will be read again" if done else "没有 none such")
                raise SystemExit(0 if done else 1)
            found = rooms.inbox.quarantined()
    rows = [[str(n), sender, f"{at:%F %T}", reason] for n, sender, at, reason in found]
    if json:
        print_json([dict(zip(HEADS, row, strict=True)) for row in rows])
    else:
        print_rows("隔离报文 Messages set aside", HEADS, rows)


HEADS = ["number", "sender", "received_at", "reason"]
