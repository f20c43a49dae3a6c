"""`tongguan check`: a dry run; the same engine, nothing stored."""

from datetime import date
from typing import Annotated, Any

from cyclopts import Parameter

from tongguan.commands.console import err, out, print_json, read_files
from tongguan.gateway.chinaport.trial import try_messages
from tongguan.installation import prepare, profile
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import connect
from tongguan.plumbing.keys import keyring
from tongguan.serving import database


def check(
    *files: Annotated[str, Parameter(allow_leading_hyphen=True)],
    as_of: date | None = None,
    json: Annotated[bool, Parameter(name="--json")] = False,
) -> None:
    """Try message files without storing anything: all findings at once.

    Parameters
    ----------
    files:
        Message files (XML), `-` for standard input.
    as_of:
        Judge lists as if they were declared on this day.
    json:
        Print one JSON object.

    """
    if not files:
        err.print("[red]Name at least one message file. 至少给出一个报文文件。[/red]")
        raise SystemExit(2)
    bodies = read_files(files)
    with database():
        prepare()
        with connect() as connection:
            rooms = Rooms.over(connection, keyring(), profile())
            result = try_messages(rooms, bodies, clock.now(), as_of=as_of)
            connection.rollback()
    if json:
        print_json(result)
    else:
        show(result)
    raise SystemExit(1 if result["rejected"] else 0)


def show(result: dict[str, Any]) -> None:
    """Print a dry run for a person."""
    for message in result["messages"]:
        for fault in message["faults"]:
            out.print(f"{message['name']}: ", fault["zh"], fault["en"], markup=False)
    for paper in result["papers"]:
        colour = "red" if paper["outcome"] == "reject" else "green"
        head = f"{paper['message']}  {paper['key']}"
        out.print(f"[bold {colour}]{paper['outcome']:>8}[/]  {head}", highlight=False)
        for finding in paper["findings"]:
            out.print(f"          · {finding['code']} {finding['zh']}", markup=False)
            out.print(f"            {finding['remedy']['zh']}", markup=False)
        if tax := paper["tax"]:
            out.print(f"          税款 tax {tax['payable']}", markup=False)
            for step in tax["trace"]:
                words = f"{step['label']['zh']}: {step['formula']} = {step['result']}"
                out.print(f"            {words}", markup=False, highlight=False)
