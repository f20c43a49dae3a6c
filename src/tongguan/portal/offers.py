"""提供 Which pages are offered to whom, beyond the right to open them, and where.

A page that is open to anybody may still be of use to some only. Where the window has
several front ends, each under a name of its own, one shows the pages of its services.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

from tongguan.journeys.offering import FrontEnd, front_ends, left_out
from tongguan.portal.policy import (
    CONSUMERS,
    FIRMS,
    HELPING,
    OPERATING,
    VISITORS,
    WATCHING,
    Posts,
    may_open,
    post_of,
)
from tongguan.portal.zoning import closed_routes

TRADING: Posts = FIRMS | WATCHING | VISITORS
OF_USE: dict[str, Posts] = {
    "doctor": FIRMS | HELPING | VISITORS,
    "integrate": FIRMS | OPERATING | VISITORS,
    "interfaces": FIRMS | OPERATING | VISITORS,
    "standard": TRADING,
    "errors": TRADING,
    "what-if": TRADING | CONSUMERS,
}


def front_of(request: HttpRequest) -> FrontEnd | None:
    """Return the front end under whose name the window was reached, if it has any."""
    host, _ = split_domain_port(request.headers.get("Host", ""))
    name = settings.FRONTS.get(host)
    return front_ends()[name] if name else None


def unoffered(request: HttpRequest, account: Any) -> frozenset[str]:
    """Return the pages that are not offered here to an account."""
    front = front_of(request)
    useless = {it for it, posts in OF_USE.items() if post_of(account) not in posts}
    closed = closed_routes() if account.is_authenticated else frozenset()
    return closed | useless | (left_out(front.name) if front else frozenset())


def is_offered(account: Any, route: str, without: frozenset[str]) -> bool:
    """Tell whether a page may be opened, and is offered."""
    return route not in without and may_open(account, route)
