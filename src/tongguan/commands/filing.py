"""`tongguan filing`: operators apply, are looked up, decided on, filed from a list."""

from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path
from typing import Annotated, Any, NoReturn

import yaml
from cyclopts import App, Parameter

from tongguan.commands.console import err, out, print_json, print_rows, read_files
from tongguan.commerce.operator_filing.lifecycle import TO_DECIDE, FilingState
from tongguan.commerce.operator_filing.model import read_particulars
from tongguan.commerce.operator_filing.store import FilingTakenError
from tongguan.commerce.operator_filing.telling import brief_told
from tongguan.gateway.bulk.merchant_sheets import merchants_result, result_of
from tongguan.gateway.bulk.merchants import Merchant, file_merchants, preview
from tongguan.gateway.bulk.sheets import SheetError
from tongguan.installation import prepare, profile
from tongguan.journeys import operator_filing as journey
from tongguan.journeys.filing_file import filing_file, filing_told
from tongguan.journeys.operator_filing import (
    Decision,
    NoSuchFilingError,
    Person,
    UnfitFilingError,
)
from tongguan.journeys.rooms import Rooms
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.keys import keyring
from tongguan.serving import database

HEADS = ("备案号 Filing", "状态 State", "代码 Code", "名称 Name", "角色 Roles")
ROWS = ("行 Row", "代码 Code", "结果 Result")
Json = Annotated[bool, Parameter(name="--json", negative="")]
filing = App(name="filing", help="Operators apply, are looked up and decided on.")


@filing.command
def apply(file: str, /) -> None:
    """Apply with the entries in a YAML or JSON file; print the filing's number.

    Exits with 1 when the application is not taken in; everything wrong is printed.

    Parameters
    ----------
    file:
        `kind`, `code`, `name`, `roles`, `directions`, `bank_account` and so on.

    """
    ((_, body),) = read_files([file])
    said: Any = yaml.load(body, Loader=yaml.BaseLoader)  # noqa: S506 - makes text only
    if not isinstance(said, dict):
        err.print("文件应为栏目与内容的对照 The file must be a mapping.")
        raise SystemExit(2)
    says = read_particulars(said, clock.today())
    with desk() as rooms:
        try:
            made = journey.apply(rooms, says, operator(), clock.now())
        except UnfitFilingError as unfit:
            for it in unfit.findings:
                words = f"[{it.code}] {it.chinese()} {it.english()}"
                err.print(words, markup=False, highlight=False)
            raise SystemExit(1) from None
    out.print(f"{made.number}  {made.state}")


@filing.command(name="list")
def show_all(
    state: FilingState | None = None, *, text: str = "", json: Json = False
) -> None:
    """List filings: those an officer is to decide on, or those in a state.

    Parameters
    ----------
    state:
        The state they stand in.
    text:
        A filing number, code or part of a name.
    json:
        Print one JSON object: {"filings": [...]}.

    """
    with desk() as rooms:
        found = rooms.operators.found([state] if state else TO_DECIDE, text)
    if json:
        print_json({"filings": [brief_told(it) for it in found]})
        return
    rows = [
        [it.number, it.state, it.firm or it.credit_code, it.name, " ".join(it.roles)]
        for it in found
    ]
    print_rows("主体备案 Filings", HEADS, rows)


@filing.command
def show(number: str, /) -> None:
    """Print everything about a filing as one JSON object; what is secret is masked.

    Parameters
    ----------
    number:
        The filing's number.

    """
    with desk() as rooms:
        found = rooms.operators.find(number)
        if found is None:
            _missing(number)
        print_json(filing_told(filing_file(rooms, found), by_agency=True))


@filing.command
def decide(number: str, move: str, /, *, reason: str) -> None:
    """Decide on a filing; print where it stands then.

    Parameters
    ----------
    number:
        The filing's number.
    move:
        Of take, file, refuse, suspend, restore and cancel.
    reason:
        Why; the firm is told.

    """
    said = Decision(move=move, reason=reason)
    with desk() as rooms:
        try:
            moved = journey.decide(rooms, number, said, operator(), clock.now())
        except NoSuchFilingError:
            _missing(number)
        except (IllegalMoveError, FilingTakenError) as no:
            err.print(f"当前状态下不能这样处理。{no}", markup=False, highlight=False)
            raise SystemExit(1) from None
    out.print(moved.state)


@filing.command
def merchants(
    file: str, /, *, send: bool = False, result: Path | None = None, json: Json = False
) -> None:
    """Read a list of merchants row by row; file those in order with `--send`.

    Exits with 1 when a row is faulty; the others are filed all the same.

    Parameters
    ----------
    file:
        An Excel workbook or CSV.
    send:
        File the merchants whose rows are in order.
    result:
        Write the list with its results to this workbook.
    json:
        Print one JSON object: {"filed": N, "merchants": [...]}.

    """
    ((_, body),) = read_files([file])
    with desk() as rooms:
        by, at = operator(), clock.now()
        try:
            count = file_merchants(rooms, body, by, at) if send else 0
            found = preview(rooms, body, by, at)
        except SheetError as error:
            err.print(*error.trouble.what, *error.trouble.remedy)
            raise SystemExit(2) from None
    if result:
        result.write_bytes(merchants_result(found, body))
    print_merchants(found, count, json=json)
    if any(it.findings for it in found):
        raise SystemExit(1)


def print_merchants(found: list[Merchant], count: int, *, json: bool) -> None:
    """Print what became of every row of a list, and how many applied now."""
    rows = [
        [str(it.row), it.says.said("code"), it.number or result_of(it)] for it in found
    ]
    if json:
        names = ("row", "code", "result")
        told = [dict(zip(names, row, strict=True)) for row in rows]
        print_json({"filed": count, "merchants": told})
    else:
        print_rows(f"商户 Merchants ({count})", ROWS, rows)


@contextmanager
def desk() -> Iterator[Rooms]:
    """Open the rooms in one transaction."""
    with database():
        prepare()
        with transaction() as connection:
            yield Rooms.over(connection, keyring(), profile())


def operator() -> Person:
    """Say who works at this machine."""
    return Person(name=f"operator:{getuser()}", post="operator")


def _missing(number: str) -> NoReturn:
    err.print(f"No filing {number}. 没有备案号{number}。", highlight=False)
    raise SystemExit(1)
