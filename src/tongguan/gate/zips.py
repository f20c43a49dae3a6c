"""A zip handed in at the gate: told message by message, kept group by group."""

import io
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager

import msgspec

from tongguan.gate import answers
from tongguan.gateway.chinaport.archives import bounds, members, opened
from tongguan.gateway.chinaport.batches import lines, summed_up, written
from tongguan.gateway.chinaport.inbox import MessageTooLargeError
from tongguan.gateway.problems import Problem
from tongguan.journeys.rooms import Rooms

OpenDesk = Callable[[], AbstractContextManager[Rooms]]


def several(open_desk: OpenDesk, firm: str, body: bytes, accept: str) -> bytes:
    """Keep the messages of a zip for a firm; return the answer to it."""
    try:
        archive = opened(io.BytesIO(body))
        found = members(archive, len(body), bounds().members)
        if not found:
            return answers.problem(Problem.EMPTY)
        results = lines(open_desk, firm, [(archive, member) for member in found])
        if answers.LINES in accept:
            return answers.answer(202, answers.LINES, b"".join(written(results)))
        status, told = summed_up(list(results))
    except MessageTooLargeError:
        return answers.problem(Problem.TOO_LARGE)
    except zipfile.BadZipFile:
        return answers.problem(Problem.BAD_ZIP)
    return answers.answer(status, answers.JSON, msgspec.json.encode(told))
