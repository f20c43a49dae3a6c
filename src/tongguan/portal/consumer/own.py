"""本人 Who is at the page: a verified person, or somebody who is not yet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tongguan.commerce.consumer.model import Consumer
from tongguan.customs.purchases.store import Year
from tongguan.journeys.own_record import allowance
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.clock import now
from tongguan.plumbing.ledger.store import Balance
from tongguan.portal import formats
from tongguan.portal.counter import account_of, counter

FIRST_YEAR = 2016
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Own:
    """本人 A verified consumer, the rooms, and the instant."""

    rooms: Rooms
    consumer: Consumer
    at: datetime

    @property
    def person(self) -> bytes:
        """The index everything of this person hangs on."""
        return self.consumer.person

    def year(self, asked: str) -> Year:
        """Read a year from an address; the present one where it is none."""
        this = self.at.year
        good = asked.isascii() and asked.isdigit() and len(asked) == len(str(this))
        return Year(int(asked) if good and FIRST_YEAR <= int(asked) <= this else this)

    def years(self, chosen: Year) -> list[int]:
        """Name the years there is something to see of, the latest first."""
        bought = self.rooms.buyers.purchases.years(self.person)
        return sorted({*bought, self.at.year, chosen.number}, reverse=True)

    def gauge(self, year: Year) -> dict[str, Any]:
        """Say how a year's allowance stands."""
        return gauge_of(allowance(self.rooms, self.person, year, self.at))


Page = Callable[..., HttpResponse]


def verified(view: Page) -> Page:
    """Let only a verified person see a page; the others see how far they are."""

    @wraps(view)
    def answer(request: HttpRequest, **words: Any) -> HttpResponse:
        with counter() as desk:
            number = account_of(request).pk
            consumer = desk.rooms.buyers.consumers.of_account(number)
            if consumer is not None and consumer.is_verified:
                return view(request, Own(desk.rooms, consumer, now()), **words)
        return redirect("me")

    return answer


def gauge_of(balance: Balance) -> dict[str, Any]:
    """Say an account as a gauge shows it."""
    return {
        "share": min(HUNDRED, balance.used * HUNDRED // max(balance.limit, 1)),
        "limit": formats.yuan(balance.limit),
        "held": formats.yuan(balance.held),
        "posted": formats.yuan(balance.posted),
        "left": formats.yuan(balance.left),
        "used": formats.yuan(balance.used),
        "used_fen": balance.used,
    }
