"""`tongguan articles`: file the articles of a sheet for their seller, row by row."""

import sys
from collections.abc import Mapping, Sequence
from typing import Annotated

from cyclopts import Parameter

from tongguan.commands.console import err, read_files
from tongguan.gateway.bulk.article_sheets import results_csv, rows_of, template_csv
from tongguan.gateway.bulk.sheets import SheetError
from tongguan.inspection.goods_filing.lifecycle import Actor
from tongguan.installation import prepare, profile
from tongguan.journeys.articles import Lodged, Outcome, judge, lodge
from tongguan.journeys.goods import Filer
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.keys import keyring
from tongguan.serving import database


def articles(
    file: Annotated[str, Parameter(allow_leading_hyphen=True)] = "",
    *,
    firm: str = "",
    check_only: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """File the articles of a sheet, and print as CSV what became of every row.

    Without a file the template is printed. Exits with 1 when a row was refused.

    Parameters
    ----------
    file:
        An Excel or CSV sheet, or `-` for stdin.
    firm:
        The seller whose articles they are, by its customs code.
    check_only:
        Judge the rows, and file nothing.

    """
    if not file:
        sys.stdout.buffer.write(template_csv())
        return
    ((_, body),) = read_files([file])
    try:
        rows = rows_of(body)
    except SheetError as error:
        err.print(f"[red]{error.trouble.what[0]}\n{error.trouble.what[1]}[/red]")
        raise SystemExit(2) from None
    answers = _filed(firm, [row.entries for row in rows], check_only=check_only)
    sys.stdout.buffer.write(results_csv(rows, answers))
    if any(it.outcome is Outcome.REFUSED for it in answers):
        raise SystemExit(1)


def _filed(
    firm: str, several: Sequence[Mapping[str, str]], *, check_only: bool
) -> list[Lodged]:
    """File articles for their seller, or only judge them."""
    filer = Filer(name=firm, organisation=firm, reason="", actor=Actor.SELLER)
    with database():
        prepare()
        with transaction() as connection:
            rooms, at = Rooms.over(connection, keyring(), profile()), clock.now()
            if firm not in rooms.enterprises.registry([firm]):
                err.print(f"[red]企业未备案 not on file: {firm}[/red]")
                raise SystemExit(2)
            if check_only:
                told = judge(rooms, firm, several, filer, at)
                return [answer for answer, _version in told]
            return lodge(rooms, firm, several, filer, at)
