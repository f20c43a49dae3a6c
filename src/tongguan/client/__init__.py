"""客户端 A firm's side of the window: send, wait, pull, verify, safe to repeat.

    from tongguan.client import Client

    with Client("https://window.example", key="tg_…") as window:
        kept = window.send(open("CEB311.xml", "rb").read())
        for receipt in window.wait(kept):
            print(receipt.status, receipt.text)

`AsyncClient` has the same words, to be awaited. A message is safe to send again: the
window knows its bytes and gives the first acknowledgement, so both clients repeat a
call by themselves when a line breaks or the window is busy (429, 503), after the time
the window asks for. Nothing here needs the rest of the program: httpx is enough.
"""

from tongguan.client.clients import AsyncClient, Client
from tongguan.client.cursor import CursorFile
from tongguan.client.hooks import Hook, HookRefusedError, verify_webhook
from tongguan.client.model import (
    Acknowledgement,
    Cursor,
    Page,
    ProblemError,
    Receipt,
    TooLongError,
)

__all__ = [
    "Acknowledgement",
    "AsyncClient",
    "Client",
    "Cursor",
    "CursorFile",
    "Hook",
    "HookRefusedError",
    "Page",
    "ProblemError",
    "Receipt",
    "TooLongError",
    "verify_webhook",
]
