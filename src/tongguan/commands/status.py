"""`tongguan status`: whether the portal runs, and how much work waits."""

from datetime import datetime
from typing import Annotated, Any

from cyclopts import Parameter

from tongguan.commands.console import out, print_json
from tongguan.installation import customs, profile
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.database import transaction
from tongguan.plumbing.forwarding.address import HERE
from tongguan.plumbing.keys import keyring
from tongguan.serving import answers
from tongguan.serving import status as found_status


def upstream(rooms: Rooms) -> dict[str, Any]:
    """Say where the customs decides, and how the line to it stands."""
    elsewhere = customs()
    if elsewhere is None:
        return {"customs": HERE}
    found = rooms.forwarding.condition()
    return {
        "customs": elsewhere.shown,
        "forwarding": found.waiting,
        "set_aside": found.aside,
        "last_contact": instant(found.contact_at),
        "failing_since": instant(found.failing_since),
        "trouble": found.trouble,
    }


def instant(at: datetime | None) -> str | None:
    """Say an instant, where there is one."""
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds") if at else None


def status(*, json: Annotated[bool, Parameter(name="--json")] = False) -> None:
    """Say whether the portal runs, and how much work waits; exit with 1 if it doesn't.

    Parameters
    ----------
    json:
        Print one JSON object.

    """
    found = found_status()
    if found is None:
        told: dict[str, Any] = {"running": False}
    else:
        with transaction() as connection:
            rooms = Rooms.over(connection, keyring(), profile())
            told = {
                "running": answers(found.url),
                "url": found.url,
                "gate": found.gate,
                "pid": found.pid,
                "workers": found.workers,
                "unread_messages": rooms.inbox.unread(),
                "woken_sets": rooms.register.woken(),
                **upstream(rooms),
            }
    if json:
        print_json(told)
    else:
        for name, value in told.items():
            out.print(f"{name:>16}  {value}", highlight=False)
    raise SystemExit(0 if told["running"] else 1)
