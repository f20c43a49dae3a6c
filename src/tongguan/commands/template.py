"""`tongguan template`: the sheet to fill in for a kind of paper."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tongguan.commands.console import err, print_rows
from tongguan.gateway.bulk.workbooks import template as workbook
from tongguan.gateway.bulk.workbooks import template_csv
from tongguan.gateway.chinaport.catalogue import BY_PAPER
from tongguan.trade.kinds import Paper


def template(
    paper: str = "",
    /,
    *,
    csv: Annotated[bool, Parameter(negative="")] = False,
    output: Annotated[Path | None, Parameter(name=("--output", "-o"))] = None,
) -> None:
    """Write the template of a kind of paper; without one, list the kinds.

    Parameters
    ----------
    paper:
        The kind of paper, such as `order`.
    csv:
        Write CSV instead of an Excel workbook.
    output:
        The file to write (PAPER.xlsx or PAPER.csv here).

    """
    if paper not in list(Paper):
        kinds = [
            (it.value, kind.message_type, kind.message.label)
            for it, kind in BY_PAPER.items()
        ]
        print_rows("单证 papers", ("paper", "message", "名称"), kinds)
        if paper:
            err.print(f"[red]No paper is called {paper!r}. 没有这种单证。[/red]")
        raise SystemExit(2 if paper else 0)
    path = output or Path(f"{paper}.{'csv' if csv else 'xlsx'}")
    path.write_bytes(template_csv(Paper(paper)) if csv else workbook(Paper(paper)))
    err.print(f"已写出 written: {path}", highlight=False)
