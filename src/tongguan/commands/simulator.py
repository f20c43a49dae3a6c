"""`tongguan simulator`: a stand-in for the customs, over HTTP and over folders."""

import signal
from pathlib import Path
from threading import Event, Thread

from tongguan.commands.console import err, out
from tongguan.gateway.chinaport.simulator.counter import Counter
from tongguan.gateway.chinaport.simulator.door import Server
from tongguan.gateway.chinaport.simulator.folder import Folder
from tongguan.gateway.chinaport.simulator.modes import BEHAVIOURS, Mode


def simulator(
    *,
    port: int = 8900,
    folder: Path | None = None,
    seed: int = 0,
    mode: Mode = Mode.NORMAL,
    journal: Path | None = None,
) -> None:
    """Stand in for the customs until interrupted: any message in, receipts out.

    Letters at the end of a document's number choose the outcome; docs/simulator.md
    lists them.

    Parameters
    ----------
    port:
        The port to listen on, on this machine only.
    folder:
        Also serve the folders `out` and `in` under this one.
    seed:
        The same messages under the same seed get the same receipts.
    mode:
        How the whole behaves: normal, slow, or double11 (bursts and throttling).
    journal:
        A file that keeps what came, so that a restart forgets nothing.

    """
    counter = Counter(seed=seed, behaviour=BEHAVIOURS[mode], journal=journal)
    try:
        server = Server(counter, "127.0.0.1", port)
    except OSError as trouble:
        err.print(f"[red]{port}: {trouble.strerror}[/red]")
        raise SystemExit(3) from None
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
