"""`tongguan folder`: a folder as a window, for systems that only know files."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tongguan.commands.console import err, print_json
from tongguan.commands.submit import work
from tongguan.gateway.folder.exchange import Round, receive, send
from tongguan.gateway.folder.places import Folder, InUseError
from tongguan.gateway.folder.windows import (
    AwayError,
    Here,
    KeyRefusedError,
    There,
    Window,
)
from tongguan.installation import prepare, profile
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.database import transaction
from tongguan.plumbing.keys import keyring
from tongguan.serving import database

REST_SECONDS = 2.0
WORK_SECONDS = 10.0
Rest = Callable[[], None]
KEY = Parameter(env_var="TONGGUAN_KEY", show_default=False)


def folder(
    place: Path,
    /,
    *,
    firm: str = "",
    url: str = "",
    key: Annotated[str, KEY] = "",
    once: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Exchange a folder: send what is in DIR/out, lay receipts into DIR/in.

    Whatever ends it, nothing is lost and nothing comes twice. With --once, prints one
    JSON object {"sent", "refused", "receipts"} and exits with 1 when a file was
    refused, with 3 when the window could not be reached.

    Parameters
    ----------
    place:
        The folder; it is made where it is missing.
    firm:
        The firm on whose behalf, at this machine.
    url:
        The window's address, to work over the network with --key.
    key:
        The firm's key; better given as TONGGUAN_KEY.
    once:
        Send and receive once; otherwise it goes on until it is stopped.

    """
    if bool(firm) == bool(url and key):
        err.print("[red]Give --firm, or --url and --key. 给出企业，或地址和密钥。[/]")
        raise SystemExit(2)
    held = Folder(place)
    with refusals(place), held.held(), window_of(firm, url, key) as (window, rest):
        if once:
            raise SystemExit(told_once(held, window, rest))
        while True:
            round_of(held, window, rest)
            time.sleep(REST_SECONDS)


@contextmanager
def refusals(place: Path) -> Iterator[None]:
    """Say what keeps a folder from being exchanged, and end."""
    try:
        yield
    except InUseError:
        err.print(f"[red]{place} is in use. 另一进程正在使用该文件夹。[/red]")
        raise SystemExit(2) from None
    except KeyRefusedError:
        err.print("[red]The key is not known. 密钥无效或已撤销。[/red]")
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(0) from None


def told_once(held: Folder, window: Window, rest: Rest) -> int:
    """Exchange once, print what was done, and say how to exit."""
    done = round_of(held, window, rest)
    if done is None:
        return 3
    print_json(asdict(done))
    return 1 if done.refused else 0


def round_of(held: Folder, window: Window, rest: Rest) -> Round | None:
    """Send and receive; None when the window is away, and everything waits."""
    try:
        done = send(held, window)
        rest()
        done.receipts = receive(held, window)
    except AwayError as trouble:
        err.print(
            f"The window is away, trying again. 窗口暂不可用，稍后再试：{trouble}"
        )
        return None
    return done


@contextmanager
def window_of(firm: str, url: str, key: str) -> Iterator[tuple[Window, Rest]]:
    """Open the window of this machine, or one over the network.

    Here the papers are read between sending and receiving, where no portal does it.
    """
    if not firm:
        line = There(url, key)
        yield line, lambda: None
        line.close()
        return
    with database():
        prepare()
        with rooms() as opened:
            if firm not in opened.enterprises.registry([firm]):
                err.print(f"[red]{firm} is not on file. 没有备案。[/red]")
                raise SystemExit(1)
        yield Here(rooms, firm), lambda: work(WORK_SECONDS)


@contextmanager
def rooms() -> Iterator[Rooms]:
    """Open the rooms in one transaction."""
    with transaction() as connection:
        yield Rooms.over(connection, keyring(), profile())
