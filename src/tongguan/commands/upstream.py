"""`tongguan upstream`: the line to a customs elsewhere, and what was set aside."""

from dataclasses import asdict
from typing import Annotated

from cyclopts import Parameter

from tongguan.commands.console import out, print_json, print_rows
from tongguan.commands.status import upstream as line
from tongguan.installation import prepare, profile
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.upstream import hear_again
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.keys import keyring
from tongguan.serving import database

HEADS = ("guid", "form", "status", "received_at", "reason")


def upstream(
    *,
    retry: Annotated[bool, Parameter(negative="")] = False,
    json: Annotated[bool, Parameter(name="--json")] = False,
) -> None:
    """Say how the line to the customs stands; list its receipts that were set aside.

    Parameters
    ----------
    retry:
        First try what was set aside once more.
    json:
        Print one JSON object.

    """
    with database():
        prepare()
        with transaction() as connection:
            rooms = Rooms.over(connection, keyring(), profile())
            if retry:
                hear_again(rooms, clock.now())
            told, aside = line(rooms), rooms.forwarding.all_aside()
    if json:
        kept = [asdict(it) | {"received_at": f"{it.received_at:%F %T}"} for it in aside]
        print_json({**told, "receipts": kept})
        return
    for name, value in told.items():
        out.print(f"{name:>16}  {value}", highlight=False)
    rows = [
        [
            it.guid,
            it.form,
            str(it.content.get("status", "")),
            f"{it.received_at:%F %T}",
            it.reason,
        ]
        for it in aside
    ]
    print_rows("搁置的海关回执 Receipts of the customs set aside", HEADS, rows)
