"""`tongguan serve`: the portal, the API, the gateway and its workers."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tongguan.commands.console import err, out
from tongguan.installation import (
    PEOPLE,
    let_stand_ins_answer,
    password_of,
    prepare,
    profile,
)
from tongguan.journeys.rooms import SANDBOX
from tongguan.serving import database, status
from tongguan.watch import Watch


def serve(
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    gate_port: int | None = None,
    workers: int = 2,
) -> None:
    """Run the portal, the API, the gateway and its workers until interrupted.

    Parameters
    ----------
    host:
        The address to listen on.
    port:
        The port to listen on.
    gate_port:
        The port where machines hand in messages by the thousand; the one after `port`
        unless it is named, and none for 0.
    workers:
        How many workers read messages and clear sets.

    """
    found = status()
    if found is not None:
        err.print(f"Already running at {found.url}. 已在运行。")
        raise SystemExit(1)
    let_stand_ins_answer()
    with database():
        prepare()
        gate = port + 1 if gate_port is None else gate_port
        out.print(f"通关 Tongguan: http://{host}:{port}")
        if gate:
            out.print(f"收报口 gate: http://{host}:{gate}/ceb/messages")
        if profile() == SANDBOX:
            introduce(out)
        Watch(host, port, workers, gate or None).run()


def introduce(console: Console) -> None:
    """Say how to sign in to a sandbox: one account for every post."""
    table = Table("账号 account", "密码 password", "岗位 post", "机构 organisation")
    for name, post, organisation in PEOPLE:
        table.add_row(name, Text(password_of(name)), post.value, organisation)
    console.print(table)
