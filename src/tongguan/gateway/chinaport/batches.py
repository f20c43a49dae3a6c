"""成批收报 The messages of a zip handed in one after another, group by group.

Nothing is said of a group before it is committed, and of no message more is in memory
than itself.
"""

import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from tongguan.gateway.backlog import BACKLOG
from tongguan.gateway.chinaport.archives import bounds, content
from tongguan.gateway.chinaport.inbox import MessageTooLargeError
from tongguan.gateway.chinaport.posting import post
from tongguan.gateway.problems import Problem, told
from tongguan.journeys.rooms import Rooms
from tongguan.kit.wire import shown
from tongguan.plumbing import clock

Member = tuple[zipfile.ZipFile, zipfile.ZipInfo]
OpenDesk = Callable[[], AbstractContextManager[Rooms]]


def lines(
    open_desk: OpenDesk, firm: str, found: Sequence[Member]
) -> Iterator[dict[str, Any]]:
    """Hand in the messages of a zip for a firm; say what became of each."""
    size, at = bounds().group, clock.now()
    for start in range(0, len(found), size):
        group = found[start : start + size]
        with open_desk() as rooms:
            full = BACKLOG.is_full(rooms)
            results = [
                told(Problem.BUSY) if full else handed_in(rooms, firm, member, at)
                for member in group
            ]
        for number, ((_, member), result) in enumerate(
            zip(group, results, strict=True), start=start + 1
        ):
            yield {"index": number, "name": shown(member.filename), **result}


def handed_in(rooms: Rooms, firm: str, member: Member, at: datetime) -> dict[str, Any]:
    """Hand in one message of a zip."""
    try:
        return post(rooms, firm, content(*member), at).plain()
    except MessageTooLargeError:
        return told(Problem.TOO_LARGE)
    except zipfile.BadZipFile:
        return told(Problem.BAD_ZIP)


def written(results: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    """Write results as lines of JSON."""
    for one in results:
        yield json.dumps(one, ensure_ascii=False).encode() + b"\n"


def summed_up(results: list[dict[str, Any]]) -> tuple[int, dict[str, Any]]:
    """Answer a zip at once; one message alone is answered as if it had no zip."""
    received = sum(one["received"] for one in results)
    if len(results) == 1:
        (one,) = results
        return one.get("status", 202), one
    status = 202 if received else results[0]["status"]
    answer = {"received": received == len(results), "count": received}
    return status, answer | {"messages": results}
