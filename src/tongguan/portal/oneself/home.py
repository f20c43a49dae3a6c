"""工作台 Where everybody begins: all functions of the window one has."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tongguan.journeys.offering import FrontEnd, Offering, front_ends, sections
from tongguan.portal import formats
from tongguan.portal.context import WAYS, Way
from tongguan.portal.counter import account_of, counter
from tongguan.portal.declarant.workbench import Count, stopped_lists
from tongguan.portal.landing import desk_of
from tongguan.portal.offers import front_of, is_offered, unoffered
from tongguan.portal.policy import FIRMS
from tongguan.portal.words import Word

WAY: dict[str, Way] = {way[0]: way for _, _, ways in WAYS for way in ways}


@dataclass(frozen=True, slots=True)
class Door:
    """入口 A page one may open."""

    url: str
    word: Word
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """服务 One service: the pages one may open, and what is not offered yet."""

    word: Word
    icon: str
    doors: tuple[Door, ...]
    lacking: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """服务类别 Services under one heading."""

    word: Word
    name: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """前端 One choice of services, and whether it is the one looked at."""

    url: str
    word: Word
    here: bool


def show(request: HttpRequest) -> HttpResponse:
    """GET /workbench/ — what one may do here; `front` shows one front end only."""
    account = account_of(request)
    here = front_of(request)
    asked = here or front_ends().get(request.GET.get("front", ""))
    words = {
        "begin": door(desk_of(account)),
        "counts": counts(account),
        "fronts": () if here else tuple(fronts(asked)),
        "shelves": shelves(account, asked, unoffered(request, account)),
    }
    return render(request, "oneself/workbench.html", words)


def counts(account: Any) -> list[Count]:
    """Count a firm's lists that do not go on."""
    if account.post not in FIRMS:
        return []
    with counter() as desk:
        return stopped_lists(desk.board.stopped_counts(account.organisation))


def fronts(asked: FrontEnd | None) -> Iterator[Front]:
    """Name the front ends, with all services first."""
    here = reverse("workbench")
    yield Front(here, formats.either("全部服务", "All services"), asked is None)
    for one in front_ends().values():
        url = f"{here}?{urlencode({'front': one.name})}"
        yield Front(url, formats.either(*one.word), one is asked)


def shelves(
    account: Any, asked: FrontEnd | None, without: frozenset[str]
) -> tuple[Shelf, ...]:
    """Lay out the services of a front end, or all of them."""
    found = (
        Shelf(
            formats.either(*section.word),
            section.name,
            tuple(
                offer(account, it, without)
                for it in section.services
                if asked is None or it.name in asked.services
            ),
        )
        for section in sections()
    )
    return tuple(shelf for shelf in found if shelf.offers)


def offer(account: Any, service: Offering, without: frozenset[str]) -> Offer:
    """Say what of a service an account has."""
    mine = [it for it in service.routes if is_offered(account, it, without)]
    return Offer(
        word=formats.either(*service.word),
        icon=service.icon,
        doors=tuple(door(it) for it in mine),
        lacking=tuple(formats.either(*it) for it in service.lacking),
    )


def door(route: str) -> Door:
    """Name a page as the menu does."""
    _, word, icon = WAY[route]
    return Door(reverse(route), word, icon)
