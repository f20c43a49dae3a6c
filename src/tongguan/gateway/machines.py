"""机器调用 Machines are answered as machines: a problem, never a page.

What goes wrong before a door is reached (no such address, another method) or behind it
would else be told in HTML.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from tongguan.gateway.away import MACHINES
from tongguan.gateway.problems import Problem, problem

KINDS = {404: Problem.NO_ADDRESS, 405: Problem.NO_METHOD, 500: Problem.BROKEN}


class TellMachines:
    """Turn the pages machines would get into problems they can read."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the call through, and look at what it is told."""
        answer = self._answer(request)
        kind = KINDS.get(answer.status_code)
        called = request.path.startswith(MACHINES)
        if kind is None or not called or "json" in answer.get("Content-Type", ""):
            return answer
        open_end = {"received": None} if kind is Problem.BROKEN else {}
        told = problem(kind, **open_end)
        if "Allow" in answer:
            told["Allow"] = answer["Allow"]
        return told
