"""`tongguan assess`: what a purchase would owe."""

import json as codec
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from cyclopts import Parameter

from tongguan.commands.console import err, out, print_json, print_rows, read_files
from tongguan.journeys.what_if import assess as assess_one
from tongguan.journeys.what_if import assess_many
from tongguan.journeys.what_if_request import BadRequestError
from tongguan.plumbing import clock


def assess(
    file: Annotated[str, Parameter(allow_leading_hyphen=True)] = "-",
    *,
    as_of: date | None = None,
    json: Annotated[bool, Parameter(name="--json")] = False,
) -> None:
    """Work out what a purchase would owe, with the workings.

    Parameters
    ----------
    file:
        A JSON file with one purchase or an array of them, `-` for standard input.
    as_of:
        The day of the law, for purchases that name no date (default: today).
    json:
        Print the answer as JSON: one object, or an array for an array.

    """
    ((_, body),) = read_files([file])
    day = as_of or clock.today()
    try:
        asked = codec.loads(body, parse_float=Decimal)
        many = isinstance(asked, list)
        answer: Any = (
            assess_many(asked, today=day) if many else assess_one(asked, today=day)
        )
    except ValueError as trouble:
        raise SystemExit(refused(trouble, json=json)) from None
    if json:
        print_json(answer)
    else:
        for one in answer if many else [answer]:
            show(one)


def refused(trouble: ValueError, *, json: bool) -> int:
    """Say what is wrong with a request, all of it at once."""
    if isinstance(trouble, BadRequestError):
        if json:
            print_json({"faults": trouble.faults})
            return 2
        for fault in trouble.faults:
            given = "" if fault["value"] is None else f" = {fault['value']}"
            words = f"{fault['rule']['zh']}。{fault['remedy']['zh']}。"
            err.print(f"{fault['field']}{given}：{words}", markup=False)
            err.print(
                f"  {fault['rule']['en']}. {fault['remedy']['en']}.", markup=False
            )
    else:
        err.print(f"[red]Not JSON. 不是 JSON：{trouble}[/red]")
    return 2


def show(answer: dict[str, Any]) -> None:
    """Print one answer for a person."""
    rows = [
        [str(n), line["duty"], line["consumption_tax"], line["vat"], line["payable"]]
        for n, line in enumerate(answer["lines"], start=1)
    ]
    rows = [[text or "?" for text in row] for row in rows]
    title = f"{answer['treatment']}  应纳税额 {answer['payable']}"
    print_rows(title, ["", "关税 duty", "消费税 CT", "增值税 VAT", "合计 total"], rows)
    for step in answer["trace"]:
        words = f"{step['label']['zh']}：{step['formula']} = {step['result']}"
        out.print(f"  {words}  （{step['cites']}）", markup=False, highlight=False)
