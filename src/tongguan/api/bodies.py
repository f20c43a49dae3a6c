"""JSON 正文 The body of a call, read; what cannot be is answered alike everywhere."""

import json
from decimal import Decimal
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse

from tongguan.gateway.problems import Problem, problem


class UnreadableError(Exception):
    """A body that is too large, or no JSON; `problem` is what is answered."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.name)
        self.problem = problem


def json_of(request: HttpRequest) -> Any:
    """Read the body of a call, its numbers exactly; raise UnreadableError."""
    try:
        return json.loads(request.body, parse_float=Decimal)
    except RequestDataTooBig:
        raise UnreadableError(Problem.TOO_LARGE) from None
    except (ValueError, RecursionError):
        raise UnreadableError(Problem.BAD_JSON) from None


def refuse_body(
    _request: HttpRequest, no: UnreadableError | type[UnreadableError]
) -> JsonResponse:
    """Answer a call whose body could not be read."""
    assert isinstance(no, UnreadableError)
    return problem(no.problem)
