"""`tongguan platform-data`: raw data of payments, asked for and uploaded."""

import json as json_of
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from tongguan.commands.console import err, print_json, print_rows
from tongguan.gateway.chinaport.signing.keys import BadKeyError
from tongguan.gateway.chinaport.signing.sources import key_at
from tongguan.gateway.platform_data.platform import Platform, opened
from tongguan.gateway.platform_data.spelling import SPELLINGS
from tongguan.gateway.platform_data.telling import inquiry_told, register_address
from tongguan.gateway.webhooks.addresses import UnfitUrlError
from tongguan.installation import prepare, profile
from tongguan.journeys.entitlement import NotEntitledError
from tongguan.journeys.payment_data import ask as ask_platform
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.keys import keyring
from tongguan.serving import database

BY = "command line"
HEADS = ("state", "platform", "order", "asked by", "due", "trouble")
platform_data = App(
    name="platform-data", help="Ask for the raw data of payments, or answer as one."
)


@platform_data.command
def register(platform: str, url: str, /) -> None:
    """Write down where a platform answers `platDataOpen`.

    Parameters
    ----------
    platform:
        The platform's code.
    url:
        Its public https address.

    """
    with database():
        prepare()
        try:
            with transaction() as connection:
                rooms = Rooms.over(connection, keyring(), profile())
                register_address(rooms, platform, url, BY, clock.now())
        except UnfitUrlError as unfit:
            err.print(*unfit.why.value, style="red")
            raise SystemExit(2) from None
        except NotEntitledError as no:
            err.print(no.finding.chinese(), no.finding.english(), style="red")
            raise SystemExit(1) from None


@platform_data.command
def ask(platform: str, order: str, /) -> None:
    """Ask a platform about one order; print the session.

    Parameters
    ----------
    platform:
        The platform's code.
    order:
        The order number.

    """
    with database():
        prepare()
        with transaction() as connection:
            rooms = Rooms.over(connection, keyring(), profile())
            session = ask_platform(rooms, platform, order, BY, clock.now())
    sys.stdout.write(f"{session}\n")


@platform_data.command(name="list")
def list_inquiries(
    platform: str | None = None,
    *,
    json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """List inquiries, latest first.

    Parameters
    ----------
    platform:
        Those of one platform only.
    json:
        Print one JSON array.

    """
    with database():
        prepare()
        with transaction() as connection:
            rooms = Rooms.over(connection, keyring(), profile())
            told = [inquiry_told(it) for it in rooms.payment_data.latest(platform)]
    if json:
        print_json(told)
        return
    rows = [
        (
            it["state"],
            it["platform"],
            it["order_number"],
            it["reason"],
            it["due_at"],
            it["trouble"],
        )
        for it in told
    ]
    print_rows("支付数据核查 inquiries", HEADS, rows)


@platform_data.command
def serve(
    orders: Path,
    /,
    *,
    key: str,
    upload: str,
    port: int = 8179,
    spelling: str = SPELLINGS[0].name,
) -> None:
    """Answer as a platform would, out of a file of its orders.

    Parameters
    ----------
    orders:
        A JSON file: {"order number": {"head": {…}, "lists": […]}}.
    key:
        The signing key: a PEM or PKCS#12 file, or a PKCS#11 address.
    upload:
        Where to upload: …/ceb2grab/grab/realTimeDataUpload.
    port:
        The port to listen on, on this machine.
    spelling:
        How the signed text is written: working, sample, plain, quoted-singular,
        single-quotes or single-quotes-plain.

    """
    known = {it.name: it for it in SPELLINGS}
    try:
        found = json_of.loads(orders.read_text(encoding="utf-8"))
        desk = Platform(found.get, key_at(key), upload, known[spelling])
    except (OSError, ValueError, KeyError, BadKeyError) as trouble:
        err.print(f"{type(trouble).__name__}: {trouble}", style="red", markup=False)
        raise SystemExit(2) from None
    server = opened(desk, port)
    err.print(f"http://127.0.0.1:{server.server_address[1]}/  ({len(found)} orders)")
    with suppress(KeyboardInterrupt):
        while (question := input_of(desk)) is not None:
            err.print(question, markup=False)


def input_of(desk: Platform) -> str | None:
    """Wait for the next answer of the customs, and say it."""
    count = len(desk.answers)
    while len(desk.answers) == count:
        desk.uploaded.wait(1)
        desk.uploaded.clear()
    return json_of.dumps(desk.answers[-1], ensure_ascii=False)
