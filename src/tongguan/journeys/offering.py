"""公共服务 What the window offers, function by function, and what it does not yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tongguan.kit.rulebook import read_page

PAGE = "zone/services.yaml"
Pair = tuple[str, str]
"""A word in Chinese and in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offering:
    """服务 One function or area: its pages by name, and what it lacks."""

    name: str
    word: Pair
    icon: str
    routes: tuple[str, ...]
    lacking: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """服务类别 The functions, or the areas."""

    name: str
    word: Pair
    services: tuple[Offering, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontEnd:
    """前端 A choice of the services, over the same data."""

    name: str
    word: Pair
    services: frozenset[str]


@cache
def sections() -> tuple[Section, ...]:
    """Return everything a single window offers or should."""
    return tuple(
        Section(
            name=name,
            word=_pair(told),
            services=tuple(_service(*it) for it in told["services"].items()),
        )
        for name, told in read_page(PAGE)["sections"].items()
    )


@cache
def front_ends() -> Mapping[str, FrontEnd]:
    """Return the front ends by name."""
    return {
        name: FrontEnd(
            name=name, word=_pair(told), services=frozenset(told["services"])
        )
        for name, told in read_page(PAGE)["front_ends"].items()
    }


@cache
def left_out(front: str) -> frozenset[str]:
    """Return the pages a front end leaves to the others: of no service it offers."""
    chosen = front_ends()[front].services
    services = [service for section in sections() for service in section.services]
    offered = {it for one in services if one.name in chosen for it in one.routes}
    return frozenset(it for one in services for it in one.routes) - offered


def read_fronts(text: str) -> Mapping[str, str]:
    """Read which host shows which front end: `clearance=HOST,integrated=HOST`.

    Raise ValueError for a front end there is not.
    """
    pairs = [it.partition("=") for it in filter(None, text.split(","))]
    fronts = {host.strip().lower(): name.strip() for name, _, host in pairs}
    if "" in fronts or not set(fronts.values()) <= set(front_ends()):
        known = ", ".join(front_ends())
        raise ValueError(f"TONGGUAN_FRONTS: NAME=HOST of {known}, not {text}")
    return fronts


def _service(name: str, told: Mapping[str, Any]) -> Offering:
    return Offering(
        name=name,
        word=_pair(told),
        icon=told["icon"],
        routes=tuple(told["routes"]),
        lacking=tuple(_pair(it) for it in told.get("lacking", ())),
    )


def _pair(told: Mapping[str, Any]) -> Pair:
    return told["chinese"], told["english"]
