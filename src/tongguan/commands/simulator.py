"""`tongguan simulator`: a stand-in for the customs, over HTTP and over folders."""

import signal
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from cyclopts import Parameter

from tongguan.commands.console import err, out
from tongguan.gateway.chinaport.signing.keys import BadKeyError, SigningKey
from tongguan.gateway.chinaport.signing.sources import key_pool
from tongguan.gateway.chinaport.simulator.counter import Counter
from tongguan.gateway.chinaport.simulator.door import Server
from tongguan.gateway.chinaport.simulator.folder import Folder
from tongguan.gateway.chinaport.simulator.modes import BEHAVIOURS, Mode


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """模拟海关 Where the stand-in listens, and how it behaves."""

    port: int = 8900
    "The port to listen on, on this machine only."

    folder: Path | None = None
    "Also serve the folders `out` and `in` under this one."

    seed: int = 0
    "The same messages under the same seed get the same receipts."

    mode: Mode = Mode.NORMAL
    "How the whole behaves: normal, slow, or double11 (bursts and throttling)."

    journal: Path | None = None
    "A file that keeps what came, so that a restart forgets nothing."

    key: str = ""
    """What signs the envelopes of receipts: a PEM or PKCS#12 file, a pkcs11: URI; a key
    made on the spot unless named."""


def simulator(*, stand: Stand = Stand()) -> None:
    """Stand in for the customs until interrupted: any message in, receipts out.

    Letters at the end of a document's number choose the outcome; docs/simulator.md
    lists them.
    """
    counter = Counter(
        seed=stand.seed,
        behaviour=BEHAVIOURS[stand.mode],
        journal=stand.journal,
        key=signing_key(stand.key),
    )
    try:
        server = Server(counter, "127.0.0.1", stand.port)
    except OSError as trouble:
        err.print(f"[red]{stand.port}: {trouble.strerror}[/red]")
        raise SystemExit(3) from None
    serve(server, counter, stand.folder)


def serve(server: Server, counter: Counter, folder: Path | None) -> None:
    """Serve until interrupted."""
    ended = Event()
    for end in (signal.SIGTERM, signal.SIGINT):
        signal.signal(end, lambda *_: ended.set())
    with server:
        Thread(target=server.serve_forever, daemon=True).start()
        if folder is not None:
            watch = Folder(folder, counter).watch
            Thread(target=watch, args=[ended.is_set], daemon=True).start()
        out.print(f"模拟海关 Simulated customs: {server.url}", highlight=False)
        ended.wait()
        server.shutdown()


def signing_key(place: str) -> SigningKey | None:
    """Open the key that is named; end with 2 where there is none."""
    try:
        return key_pool([place]).next() if place else None
    except BadKeyError as trouble:
        err.print(f"[red]{trouble}[/red]", highlight=False)
        raise SystemExit(2) from None
