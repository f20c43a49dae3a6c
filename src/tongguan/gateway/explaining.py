"""代码目录 Every code a sender may meet at any door, explained: one catalogue.

The page, the API, the command and the handbook say the same from here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from tongguan.gateway.bulk.cells import LOST_DIGITS, NO_CELL
from tongguan.gateway.bulk.imports import TWICE
from tongguan.gateway.bulk.rows import UNKNOWN_COLUMN
from tongguan.gateway.bulk.sheets import Trouble
from tongguan.gateway.chinaport.catalogue import BY_PAPER, receipt_type_for
from tongguan.gateway.chinaport.format_codes import FORMAT_CODES, FORMAT_STATUS
from tongguan.gateway.chinaport.places import locate
from tongguan.gateway.chinaport.signing.codes import SIGNATURE_CODES
from tongguan.gateway.problems import Problem
from tongguan.journeys.answers import PAGE
from tongguan.journeys.explanations import RANGE, Explanation, address, official, words
from tongguan.journeys.own_codes import WINDOW, explained, of_breach, of_checks
from tongguan.kit.breaches import Breach, Texts
from tongguan.kit.checks import Place
from tongguan.kit.rulebook import read_page
from tongguan.plumbing.people.codes import PEOPLE_CODES
from tongguan.trade.kinds import Paper

BREACHES = (
    *FORMAT_CODES.values(),
    *SIGNATURE_CODES.values(),
    *PEOPLE_CODES.values(),
    *(LOST_DIGITS, NO_CELL, UNKNOWN_COLUMN, Breach(*TWICE)),
)
DOOR = ("请求与应答约定", "RFC 9457")
MESSAGE = "Message"
SERVER_S_FAULT = 500
INDEX = re.compile(r"\[\d+\]")
LISTS = {"code", "source", "text", "title", "owners", "resend", "remedy"}


@cache
def catalogue() -> tuple[Explanation, ...]:
    """Explain every code there is, ours first."""
    ours = [replace(one, official=_entries(one.official)) for one in _ours()]
    answered: dict[str, list[str]] = {}
    for one in ours:
        for code in one.official:
            answered.setdefault(code, []).append(one.code)
    return tuple(
        _linked(one, answered.get(one.code, ())) for one in (*ours, *official())
    )


def _entries(codes: Iterable[str]) -> tuple[str, ...]:
    """Name the entries of codes: their own, or that of the range they lie in."""
    own = {one.code for one in official()}
    spans = [one for one in official() if RANGE in one.code]
    found = (
        code
        if code in own
        else next((it.code for it in spans if it.covers(code)), code)
        for code in codes
    )
    return tuple(dict.fromkeys(found))


def _ours() -> Iterator[Explanation]:
    yield from of_checks()
    for breach in BREACHES:
        yield of_breach(breach)
    for trouble in Trouble:
        yield explained(*trouble.value, cites=" · ".join(DOOR))
    for problem in Problem:
        status, code, what, remedy = problem.value
        resend = "same" if status >= SERVER_S_FAULT else "changed"
        cites = " · ".join(DOOR)
        yield explained(code, what, remedy, resend=resend, cites=cites)


def _linked(one: Explanation, answered: Iterable[str]) -> Explanation:
    """Add the receipts a code is met in, and the codes of the other side."""
    known = [Paper(it) for it in one.papers if it in list(Paper)]
    receipts = [
        receipt_type_for(it).removesuffix(MESSAGE) for it in known if it in BY_PAPER
    ]
    related = dict.fromkeys((*one.related, *one.official, *answered))
    return replace(
        one,
        receipts=tuple(dict.fromkeys((*one.receipts, *receipts))),
        related=tuple(code for code in related if code != one.code),
    )


@cache
def by_code() -> dict[str, tuple[Explanation, ...]]:
    """Group the catalogue by code: one code may have several meanings."""
    found: dict[str, list[Explanation]] = {}
    for one in catalogue():
        found.setdefault(one.code, []).append(one)
    return {code: tuple(them) for code, them in found.items()}


@cache
def sent_here() -> frozenset[str]:
    """Name every code this window sends by itself."""
    ours = [one for one in catalogue() if one.source == WINDOW]
    page = read_page(PAGE)
    moves = [
        said for group in ("papers", "declaration") for said in page[group].values()
    ]
    return frozenset(
        (
            FORMAT_STATUS,
            *(one.code for one in ours),
            *(code for one in ours for code in one.official),
            *(said[key] for said in moves for key in ("status", "code")),
        )
    )


def plain(one: Explanation) -> dict[str, Any]:
    """Say an explanation as data."""
    return {
        "code": one.code,
        "source": {"name": one.source, **_both(words("sources", one.source))},
        "text": one.text,
        "title": _both(one.title),
        "causes": [_both(cause) for cause in one.causes],
        "fields": [located(place) for place in one.fields],
        "owners": [{"name": it, **_both(words("owners", it))} for it in one.owners],
        "remedy": _both(one.remedy),
        "resend": {"name": one.resend, **_both(words("resends", one.resend))},
        "patch": _patch(one.patch),
        "cites": one.cites,
        "confidence": {
            "name": one.confidence,
            **_both(words("confidences", one.confidence)),
        },
        "papers": list(one.papers),
        "receipts": list(one.receipts),
        "related": list(one.related),
        "sent_here": one.code in sent_here(),
        "doc": address(one.code),
    }


def briefly(one: Explanation) -> dict[str, Any]:
    """Say an explanation as a row of a list."""
    return {key: told for key, told in plain(one).items() if key in LISTS | {"doc"}}


def _both(texts: Texts) -> dict[str, str]:
    return {"zh": texts[0], "en": texts[1]}


def _patch(name: str) -> dict[str, str] | None:
    if not name:
        return None
    op = read_page("errors/words.yaml")["patches"][name]["op"]
    return {"name": name, "op": op, **_both(words("patches", name))}


def located(place: Place) -> dict[str, str]:
    """Say an entry in our words and, where its message is known here, in its own."""
    told = {"paper": place.paper, "field": place.field}
    if place.paper not in {str(paper) for paper in BY_PAPER}:
        return {**told, "path": "", "tag": "", "label": ""}
    path, tag, label = locate(place)
    return {**told, "path": INDEX.sub("", path), "tag": tag, "label": label}
