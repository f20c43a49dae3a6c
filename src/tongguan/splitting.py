"""分身 Processes that split off the watch, and begin with all it has learnt already.

A program started anew reads a thousand modules, which takes a core one second: five of
them were half the time from a crash to full speed. One that splits off works at once,
and what none of them changes is in memory once.
"""

import gc
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from threading import Thread

from setproctitle import setproctitle

TITLE = "tongguan: "
LOOK_SECONDS = 1.0
STOPS = (signal.SIGTERM, signal.SIGINT)
Work = Callable[[], object]
_splitting = multiprocessing.get_context("fork")


def split_off(name: str, work: Work) -> BaseProcess:
    """Start a process that does this work, and is shown under this name.

    It is of a session of its own: what is typed at the terminal reaches its parent
    alone. When its parent is gone it is told to stop. The parent must have no other
    thread, and no connection in use.
    """
    child = _splitting.Process(name=name, target=_live, args=(name, work, os.getpid()))
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        child.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return child


def _live(name: str, work: Work, parent: int) -> None:
    """Do the work as if started anew: what the parent does when told to stop is its."""
    os.setsid()
    setproctitle(f"{TITLE}{name}")
    for stop in STOPS:
        signal.signal(stop, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    Thread(target=_stop_without, args=(parent,), daemon=True).start()
    gc.freeze()  # what is shared stays so while nobody looks through it for garbage
    work()


def _stop_without(parent: int) -> None:
    """Stop in good order once nobody watches: who starts again finds the ports free.

    It is looked for, since a pipe from it is held open by those that split off later.
    """
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
