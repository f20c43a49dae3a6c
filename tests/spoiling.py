"""Spoils one entry of a paper, and says what the checks found."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tongguan.kit.checks import Check, Difference, Place, verify


def spoil(paper: Any, path: str, value: Any) -> Any:
    """Change one entry: `paid`, `buyer.name`, or `lines.unit` of the first line."""
    head, _, rest = path.partition(".")
    old = getattr(paper, head)
    if rest and isinstance(old, tuple):
        return replace(paper, **{head: (spoil(old[0], rest, value), *old[1:])})
    return replace(paper, **{head: spoil(old, rest, value) if rest else value})


def found(subject: Any, checks: Iterable[Check[Any]]) -> list[tuple[str, ...]]:
    """Say every finding: code, where, given, expected."""
    return [
        (it.code, where(it.difference), it.difference.given, it.difference.expected)
        for it in verify(subject, checks)
        if it.difference
    ]


def where(difference: Difference) -> str:
    """Say the place of a difference: `order.unit[1]`."""
    return said(difference.place)


def said(place: Place) -> str:
    """Say a place in short."""
    line = f"[{place.line}]" if place.line else ""
    return f"{place.paper}.{place.field}{line}"
