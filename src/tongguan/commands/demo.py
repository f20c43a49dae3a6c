"""`tongguan demo`: the main job on invented consignments, through the real gateway."""

from typing import Annotated

from cyclopts import Parameter

from tongguan.commands.console import err, out, print_json
from tongguan.commands.serve import introduce
from tongguan.demo.run import run
from tongguan.demo.summary import show
from tongguan.installation import key_of, let_in_buyer
from tongguan.plumbing import clock
from tongguan.serving import running

SEED = 20161


def demo(
    *,
    lists: int = 2000,
    seed: int = SEED,
    workers: int = 2,
    json: Annotated[bool, Parameter(name="--json")] = False,
) -> None:
    """Generate consignments, send them through the gateway, and sum up.

    Parameters
    ----------
    lists:
        How many consignments.
    seed:
        The seed they are invented from.
    workers:
        How many workers read and clear, when no portal runs yet.
    json:
        Print one JSON object.

    """
    if lists < 1:
        err.print("[red]--lists must be 1 or more. 至少为1。[/red]")
        raise SystemExit(2)
    err.print("通关 Tongguan: 启动数据库、网关、处理进程 starting up")
    with running(workers) as portal:
        err.print(f"门户 portal: {portal.url}", highlight=False)
        summary = run(lists, seed, server_url=portal.url, key_of=key_of, at=clock.now())
        if summary.shopper:
            let_in_buyer(summary.shopper)
        if json:
            print_json(summary.as_json())
        else:
            show(summary, out)
    err.print("\n打开门户 to open the portal:  make serve  → http://127.0.0.1:8000")
    err.print("[dim](python3 bootstrap.py serve)[/dim]")
    introduce(err)
    raise SystemExit(1 if summary.amiss else 0)
