"""Sets of papers that agree, that have a planted fault, or are spoilt anywhere."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from os import environ
from random import Random
from typing import Any, get_type_hints

from tests.papers import NOON
from tests.parcels import parcel
from tongguan.demo.planting import plant
from tongguan.demo.zone import sandbox
from tongguan.trade.papers import Dossier

SETS = int(environ.get("TONGGUAN_MUTATIONS", "240"))
SPOILT_AT_MOST = 3
LEFT_OUT = 0.15
TEXTS = ("", " ", "无", "１２３", "142", "122", "9610", "1210", "1", "A1", "007", "/")
AMOUNTS = tuple(map(Decimal, ("0", "-1", "0.01", "1", "2", "17.5", "900", "4999")))


def dossiers(seed: int) -> list[Dossier]:
    """Return agreeing sets and sets with planted faults, some spoilt further."""
    rng = Random(seed)
    planted = plant(SETS // 4, seed, zone=sandbox(), at=NOON)
    whole = [it.dossier for it in planted]
    whole += [parcel(n % 50, tins=n % 3 + 1) for n in range(SETS - len(whole))]
    return [spoilt(it, rng) if rng.random() < 0.7 else it for it in whole]


def spoilt(value: Any, rng: Random) -> Any:
    """Change a few entries, anywhere in these papers, or their goods items."""
    for _ in range(rng.randint(1, SPOILT_AT_MOST)):
        value = changed(value, rng)
    return value


def changed(value: Any, rng: Random) -> Any:
    """Change one entry of a noun, or of a noun it holds."""
    name = rng.choice([field.name for field in fields(value)])
    old = getattr(value, name)
    if old is None and hints(type(value))[name] == str | None:
        old = ""
    if is_dataclass(old):
        return replace(value, **{name: changed(old, rng)})
    if isinstance(old, tuple) and old:
        return replace(value, **{name: otherwise(old, rng)})
    return replace(value, **{name: another(old, rng)})


hints = cache(get_type_hints)


def otherwise(lines: tuple[Any, ...], rng: Random) -> tuple[Any, ...]:
    """Change a goods item, leave one out, or give one twice."""
    at = rng.randrange(len(lines))
    ways: tuple[Callable[[], tuple[Any, ...]], ...] = (
        lambda: (*lines[:at], changed(lines[at], rng), *lines[at + 1 :]),
        lambda: (*lines, lines[at]),
        lambda: (*lines, replace(lines[at], number=len(lines) + 1)),
        lambda: lines[::-1],
    )
    return rng.choice((ways[0], ways[0], *ways))()


def another(old: Any, rng: Random) -> Any:
    """Draw another value of the same kind, now and then none."""
    if isinstance(old, str | Decimal) and rng.random() < LEFT_OUT:
        return None
    return ANOTHER.get(type(old), lambda kept, _: kept)(old, rng)


ANOTHER: dict[type[Any], Callable[[Any, Random], Any]] = {
    Decimal: lambda old, rng: rng.choice((*AMOUNTS, old + 1, old * 2)),
    datetime: lambda old, rng: old + timedelta(days=rng.choice((-3, 3))),
    date: lambda old, rng: old + timedelta(days=rng.choice((-400, -3, 1))),
    int: lambda _, rng: rng.choice((0, 1, 2, 7)),
    str: lambda old, rng: rng.choice((*TEXTS, f"{old} ", f"{old[:-1]}9")),
}
