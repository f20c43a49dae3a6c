"""`tongguan sheet`: many papers from an Excel or CSV sheet."""

from pathlib import Path
from typing import Annotated, Any, NamedTuple, NoReturn

from cyclopts import Parameter

from tongguan.commands.console import err, out, print_json, read_files
from tongguan.gateway.bulk.imports import paper_of, preview, send
from tongguan.gateway.bulk.sheets import SheetError
from tongguan.gateway.bulk.telling import preview_told
from tongguan.gateway.bulk.workbooks import results
from tongguan.installation import prepare, profile
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.keys import keyring
from tongguan.serving import database
from tongguan.trade.kinds import Paper


class Sheet(NamedTuple):
    """A sheet that is handed in: whose, its name, its bytes, what it holds."""

    firm: str
    name: str
    data: bytes
    kind: Paper


def sheet(  # noqa: PLR0913 - the options of the command
    path: str,
    /,
    *,
    firm: str,
    paper: str = "",
    send_good: Annotated[bool, Parameter(name="--send", negative="")] = False,
    output: Annotated[Path | None, Parameter(name=("--output", "-o"))] = None,
    json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """Preview a sheet row by row, and with --send send the papers in order.

    Parameters
    ----------
    path:
        An Excel workbook or CSV with the headings of a template.
    firm:
        The code of the firm that sends.
    paper:
        The kind of paper; told by the headings when it is not given.
    send_good:
        Send the papers that are in order; the others stay for mending.
    output:
        Write the sheet again, as Excel, with its results beside every row.
    json:
        Print one JSON object.

    """
    file = handed_in(path, firm, paper)
    with database():
        prepare()
        try:
            told = taken(file, send_good=send_good, output=output)
        except SheetError as error:
            refuse(error)
    if json:
        print_json(told)
    else:
        show(told)
    raise SystemExit(1 if told["faults"] else 0)


def handed_in(path: str, firm: str, paper: str) -> Sheet:
    """Read a sheet and tell what it holds, or end with 2."""
    if paper and paper not in list(Paper):
        err.print(f"[red]No paper is called {paper!r}. 没有这种单证。[/red]")
        raise SystemExit(2)
    ((name, data),) = read_files([path])
    try:
        return Sheet(firm, name, data, Paper(paper) if paper else paper_of(data))
    except SheetError as error:
        refuse(error)


def refuse(error: SheetError) -> NoReturn:
    """Say why a file is no sheet, and end."""
    for words in (error.trouble.what, error.trouble.remedy):
        err.print(*words, style="red", highlight=False)
    raise SystemExit(2)


def taken(
    file: Sheet, *, send_good: bool = False, output: Path | None = None
) -> dict[str, Any]:
    """Keep a sheet, preview it, and send it if that is asked for."""
    at = clock.now()
    with transaction() as connection:
        rooms = Rooms.over(connection, keyring(), profile())
        kept = rooms.files.keep(
            file.firm, Path(file.name).name, file.data, paper=file.kind, at=at
        )
        seen, messages = preview(rooms, kept, at), list(kept.messages)
        if send_good:
            seen, messages = send(rooms, kept, at)
            rooms.inbox.ring()
        if output is not None:
            output.write_bytes(results(seen, file.data))
        return preview_told(seen, messages)


def show(told: dict[str, Any]) -> None:
    """Print a preview for a person."""
    out.print(
        f"{told['paper']}: {told['papers']} 份 papers, {told['good']} 份无误 in order",
        highlight=False,
    )
    for fault in told["faults"]:
        head = (
            f"第{fault['row']}行 row {fault['row']}  {fault['label']} {fault['column']}"
        )
        out.print(f"[red]{fault['code']}[/red]  {head}  {fault['value']!r}")
        chinese, english = fault["zh"].rstrip("。"), fault["en"].rstrip(".")
        out.print(f"      {chinese}。{fault['remedy']['zh']}", markup=False)
        out.print(f"      {english}. {fault['remedy']['en']}", markup=False)
    if told["messages"]:
        numbers = ", ".join(map(str, told["messages"]))
        out.print(f"已报送 sent in messages {numbers}", highlight=False)
