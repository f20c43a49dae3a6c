"""`tongguan evidence`: a message, its receipts and why, in one sealed file."""

from pathlib import Path

from tongguan.commands.console import err, out
from tongguan.gateway.chinaport.evidence import evidence as seal
from tongguan.gateway.chinaport.evidence import public_key
from tongguan.installation import prepare, profile
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.keys import keyring
from tongguan.serving import database


def evidence(message: int, file: Path) -> None:
    """Write the evidence of a message into a file: bytes, receipts, digests, signed.

    `tongguan verify-evidence FILE` looks at it, off line and on any machine. Exits with
    1 where there is no such message.

    Parameters
    ----------
    message:
        The number the message was acknowledged with.
    file:
        The file to write, such as evidence.zip.

    """
    with database():
        prepare()
        with transaction() as connection:
            rooms = Rooms.over(connection, keyring(), profile())
            sending = rooms.expectations.sending(None, message)
            sender = sending.sender if sending else ""
            made = seal(rooms, sender, message, clock.now(), actor="operator")
            key = public_key(rooms)
    if made is None:
        err.print(f"[red]没有此报文 there is no message {message}.[/red]")
        raise SystemExit(1)
    file.write_bytes(made)
    out.print(f"{file}\n公钥 public key: {key}")
