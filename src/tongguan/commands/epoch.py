"""`tongguan epoch`: receipts are numbered from one again, after a restore."""

from typing import Annotated, Literal

from cyclopts import Parameter

from tongguan.commands.console import err, print_json, print_rows
from tongguan.installation import prepare, profile
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.keys import keyring
from tongguan.serving import database

HEADS = ["收件方 recipient", "纪元 epoch"]


def epoch(
    act: Literal["raise"],
    *,
    firm: str = "",
    reason: str = "",
    json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """Begin a new epoch: the numbers of receipts start again from one.

    Do so after the database was restored from a backup, or lost what it had promised:
    firms may have seen numbers that are given again. The first receipt of the new
    epoch names the last number of the old one. Exits with 1 where nobody has receipts.

    Parameters
    ----------
    act:
        What to do: raise the epoch.
    firm:
        The firm whose numbers begin again; all firms unless named.
    reason:
        Why, for the journal.
    json:
        Print one JSON object: {"epochs": {firm: epoch}}.

    """
    if not reason.strip():
        err.print("[red]Say why: --reason. 请用 --reason 写明原因。[/red]")
        raise SystemExit(2)
    with database():
        prepare()
        begun = begin(firm, f"epoch-{act}", reason)
    if json:
        print_json({"epochs": begun})
    else:
        print_rows("新纪元 New epochs", HEADS, [[c, str(e)] for c, e in begun.items()])
    raise SystemExit(0 if begun else 1)


def begin(firm: str, action: str, reason: str) -> dict[str, int]:
    """Begin a new epoch for a firm or for all, and write it into the journal."""
    with transaction() as connection:
        rooms, at = Rooms.over(connection, keyring(), profile()), clock.now()
        begun = rooms.outbox.begin_epoch(at, firm)
        line = Line(
            at=at,
            actor="operator",
            action=action,
            subject=f"recipient/{firm or '*'}",
            detail={"reason": reason, "epochs": begun},
        )
        rooms.journal.append(line)
        return begun
