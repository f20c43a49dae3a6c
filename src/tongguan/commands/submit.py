"""`tongguan submit`: message files through the gateway, receipts back."""

import time
from collections.abc import Sequence
from typing import Annotated, Any

from cyclopts import Parameter

from tongguan.commands.console import err, out, print_json, read_files
from tongguan.forwarder import Process
from tongguan.gateway.chinaport.channels import AwayError
from tongguan.gateway.chinaport.inbox import MessageTooLargeError, accept, sender_of
from tongguan.gateway.chinaport.outbox import plain
from tongguan.installation import customs, prepare, profile
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.forwarding.address import Address
from tongguan.plumbing.keys import keyring
from tongguan.serving import database, status
from tongguan.worker import Worker

POLL_SECONDS = 0.2
REFUSALS = {"100", "700"}


def submit(
    *files: Annotated[str, Parameter(allow_leading_hyphen=True)],
    wait: float = 10.0,
    json: Annotated[bool, Parameter(name="--json")] = False,
) -> None:
    """Send message files through the gateway and print their receipts.

    Parameters
    ----------
    files:
        Message files (XML), `-` for standard input.
    wait:
        Seconds to wait for final receipts when the portal runs elsewhere.
    json:
        Print one JSON object: {"receipts": [...]}.

    """
    if not files:
        err.print("[red]Name at least one message file. 至少给出一个报文文件。[/red]")
        raise SystemExit(2)
    bodies = read_files(files)
    with database():
        prepare()
        messages = post(bodies)
        work(wait)
        receipts = collect(messages)
    if json:
        print_json({"receipts": receipts})
    else:
        show(receipts)
    refused = any(r["status"] in REFUSALS or r["status"][0] == "-" for r in receipts)
    raise SystemExit(1 if refused else 0)


def post(bodies: Sequence[tuple[str, bytes]]) -> list[int]:
    """Put messages into the inbox under the firm each names as its sender."""
    numbers = []
    for name, body in bodies:
        try:
            with transaction() as connection:
                rooms = Rooms.over(connection, keyring(), profile())
                numbers.append(accept(rooms, sender_of(body), body, clock.now()).id)
        except MessageTooLargeError:
            err.print(f"[red]{name}: over 8 MiB, not sent. 超过8 MiB，未报送。[/red]")
            raise SystemExit(2) from None
    return numbers


def work(wait: float) -> None:
    """Let the portal's workers work, or do their work here when none run."""
    if status() is None:
        elsewhere = customs()
        worker = Worker(zone=profile(), forwards=elsewhere is not None)
        worker.drain()
        worker.close()
        if elsewhere is not None:
            forward(elsewhere)
        return
    deadline = time.monotonic() + wait
    while time.monotonic() < deadline and not settled():
        time.sleep(POLL_SECONDS)


def forward(elsewhere: Address) -> None:
    """Send what is good on to the customs; it waits where that does not answer."""
    process = Process(elsewhere, zone=profile())
    try:
        process.drain()
    except AwayError as trouble:
        err.print(f"[yellow]海关暂无应答 The customs is away: {trouble}[/yellow]")
    finally:
        process.close()


def settled() -> bool:
    """Tell whether every message was read and every woken set looked at."""
    with transaction() as connection:
        rooms = Rooms.over(connection, keyring(), profile())
        return rooms.inbox.unread() == 0 and rooms.register.woken() == 0


def collect(messages: Sequence[int]) -> list[dict[str, Any]]:
    """Return every receipt these messages caused."""
    with transaction() as connection:
        rooms = Rooms.over(connection, keyring(), profile())
        return [plain(sent) for sent in rooms.outbox.of_messages(messages)]


def show(receipts: Sequence[dict[str, Any]]) -> None:
    """Print receipts for a person."""
    for receipt in receipts:
        colour = "red" if receipt["status"] in REFUSALS else "green"
        head = f"{receipt['message']}  {receipt['key']}"
        out.print(f"[bold {colour}]{receipt['status']:>6}[/]  {head}", highlight=False)
        out.print(f"        {receipt['text']}", markup=False, highlight=False)
        for finding in receipt["findings"]:
            place = finding["place"] or {}
            where = f"{place.get('path', '')} {place.get('label', '')}".strip()
            out.print(f"        · {finding['code']} {where}", markup=False)
            out.print(f"          {finding['en']}", markup=False, highlight=False)
