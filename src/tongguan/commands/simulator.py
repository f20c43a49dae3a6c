"""`tongguan simulator`: a stand-in for the customs, or for another agency."""

import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from socketserver import BaseServer
from threading import Event, Thread
from typing import TypeVar

from cyclopts import Parameter

from tongguan.commands.console import err, out
from tongguan.gateway.agencies.door import Server as AgencyServer
from tongguan.gateway.agencies.stand import SLOW_SECONDS
from tongguan.gateway.agencies.stand import Stand as AgencyStand
from tongguan.gateway.chinaport.signing.keys import BadKeyError, SigningKey
from tongguan.gateway.chinaport.signing.sources import key_pool
from tongguan.gateway.chinaport.simulator.counter import Counter
from tongguan.gateway.chinaport.simulator.door import Server
from tongguan.gateway.chinaport.simulator.folder import Folder
from tongguan.gateway.chinaport.simulator.modes import BEHAVIOURS, Mode
from tongguan.gateway.outside import CONTRACTS
from tongguan.plumbing.agencies.model import Agency

C = TypeVar("C")
S = TypeVar("S", bound=BaseServer)


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


def simulator(agency: Agency | None = None, *, stand: Stand = Stand()) -> None:
    """Stand in for the customs until interrupted: any message in, receipts out.

    Letters at the end of a document's number choose the outcome; docs/simulator.md
    lists them. Another agency answers questions by the end of a name: GET / lists them.

    Parameters
    ----------
    agency:
        Stand in for this agency instead; of the options only --port says something.
    stand:
        Where it listens, and how it behaves.

    """
    if agency is not None:
        answer_for(agency, stand.port)
        return
    counter = Counter(
        seed=stand.seed,
        behaviour=BEHAVIOURS[stand.mode],
        journal=stand.journal,
        key=signing_key(stand.key),
    )
    server = opened(Server, counter, stand.port)
    if stand.folder is not None:
        watch = Folder(stand.folder, counter).watch
        Thread(target=watch, args=[lambda: False], daemon=True).start()
    serve(server, f"模拟海关 Simulated customs: {server.url}")


def answer_for(agency: Agency, port: int) -> None:
    """Stand in for an agency until interrupted."""
    contract = CONTRACTS[agency]
    server = opened(AgencyServer, AgencyStand(contract, SLOW_SECONDS), port)
    said = f"模拟{contract.chinese} Simulated {contract.english}: {server.url}"
    serve(server, said)


def opened(server: Callable[[C, str, int], S], behind: C, port: int) -> S:
    """Open a server on this machine; end with 3 where the port is taken."""
    try:
        return server(behind, "127.0.0.1", port)
    except OSError as trouble:
        err.print(f"[red]{port}: {trouble.strerror}[/red]")
        raise SystemExit(3) from None


def serve(server: BaseServer, said: str) -> None:
    """Serve until interrupted."""
    ended = Event()
    for end in (signal.SIGTERM, signal.SIGINT):
        signal.signal(end, lambda *_: ended.set())
    with server:
        Thread(target=server.serve_forever, daemon=True).start()
        out.print(said, highlight=False)
        ended.wait()
        server.shutdown()


def signing_key(place: str) -> SigningKey | None:
    """Open the key that is named; end with 2 where there is none."""
    try:
        return key_pool([place]).next() if place else None
    except BadKeyError as trouble:
        err.print(f"[red]{trouble}[/red]", highlight=False)
        raise SystemExit(2) from None
