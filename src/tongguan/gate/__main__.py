"""`python -m tongguan.gate HOST PORT`: the gate, until it is told to stop."""

import asyncio
import gc
import logging
import sys
import time

from tongguan.gate.keeping import Desk
from tongguan.gate.server import serve
from tongguan.installation import profile
from tongguan.plumbing.keys import keyring

try:
    import uvloop as loops
except ImportError:  # it is not to be had everywhere; asyncio's own serves as well
    import asyncio as loops  # type: ignore[no-redef]

TURN_SECONDS = 0.0005  # how soon a thread that kept messages lets the loop go on
GARBAGE = 10_000
AGAIN_SECONDS = 5.0

log = logging.getLogger("tongguan.gate")


def main(host: str, port: int) -> None:
    """Serve on an address."""
    keys, zone = keyring(), profile()
    gc.freeze()
    gc.set_threshold(GARBAGE)
    sys.setswitchinterval(TURN_SECONDS)
    try:
        with asyncio.Runner(loop_factory=loops.new_event_loop) as runner:
            runner.run(serve(host, port, lambda: Desk(keys, zone)))
    except OSError as trouble:
        log.error("%s:%d: %s", host, port, trouble)  # noqa: TRY400 - says it all
        time.sleep(AGAIN_SECONDS)  # whoever watches starts it again at once
        raise SystemExit(1) from None


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
