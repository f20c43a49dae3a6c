"""When the database is away, machines are told to come again, not that we are broken.

A connection that was lost while committing leaves open whether the message is kept;
`received` is null then. Sending the same bytes again is always safe.
"""

from collections.abc import Callable

import psycopg
from django import db
from django.http import HttpRequest, HttpResponseBase

from tongguan.gateway.problems import Problem, problem

AWAY = (psycopg.OperationalError, db.OperationalError, db.InterfaceError)
MACHINES = ("/ceb/", "/api/")


class TellWhoIsAway:
    """Answer 503 where the database could not be reached, or was lost."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the call through."""
        return self._answer(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Answer a machine's call that failed for want of a database."""
        if isinstance(exception, AWAY) and request.path.startswith(MACHINES):
            return problem(Problem.BUSY, received=None)
        return None
