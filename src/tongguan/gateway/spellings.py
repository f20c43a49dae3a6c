"""代码写法 Finds the codes in whatever a person pastes, and what they mean.

Receipts are quoted in many ways: `-621027`, `621027`, `Code:1313`, a whole text in
brackets, several codes at once, or the wording without its code.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from unicodedata import normalize

from tongguan.gateway.explaining import by_code, catalogue
from tongguan.journeys.explanations import Explanation

OURS = re.compile(r"(?<![A-Z0-9])([A-Z]{3})[-_ ]?(\d{4})(?!\d)", re.IGNORECASE)
BRACKETED = re.compile(r"\bcode\s*[:=]\s*(-?\d+)", re.IGNORECASE)
NEGATIVE = re.compile(r"(?<![\d.\w])-\s?(\d{5,6})(?![\d.])")
BARE = re.compile(r"(?<![\d.,:-])\d{2,8}(?![\d.,%:-])")
ALONE = re.compile(r"\s*(<\s*0|-?\d+(?:~-?\d+)?)\s*")
FULL_RANGE = re.compile(r"-?\d+~-?\d+")
VALUES = re.compile(r"\[\[\*\]\]|\[\*\]|\*")
NOISE = re.compile(r"[\W_]+")
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
LEAST_BARE, ALIKE, NEAREST = 4, 0.6, 3
LONGEST, SHOWN = 5000, 60


@dataclass(frozen=True, slots=True)
class Found:
    """查询结果 What was meant, and what was not known, with the nearest known codes."""

    known: tuple[Explanation, ...]
    unknown: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


def explain(asked: str, text: str = "") -> Found:
    """Explain every code in what was asked; `text` tells one meaning from another."""
    asked = plainly(asked)
    wording = plainly(text)
    known: list[Explanation] = []
    unknown: list[str] = []
    for code in dict.fromkeys(codes_in(asked)):
        meanings = meanings_of(code)
        known += meant(meanings, wording or asked.replace(code.lstrip("-"), ""))
        unknown += [] if meanings else [code]
    if not known and not unknown:
        known = worded(asked)
        unknown = [] if known else [asked[:SHOWN]]
    near = () if known else nearest(unknown[0])
    return Found(tuple(dict.fromkeys(known)), tuple(unknown), near)


def plainly(text: str) -> str:
    """Write a text in half-width characters, its dashes as minus signs."""
    return normalize("NFKC", text[:LONGEST]).translate(DASHES).strip()


def codes_in(asked: str) -> Iterator[str]:
    """Name every code in a text, as the catalogue spells it."""
    if alone := ALONE.fullmatch(asked):
        yield spelled(alone[1].replace(" ", ""))
        return
    sure = [f"{family.upper()}-{number}" for family, number in OURS.findall(asked)]
    sure += [spelled(number) for number in BRACKETED.findall(asked)]
    sure += [spelled(f"-{number}") for number in NEGATIVE.findall(asked)]
    yield from sure or guessed(asked)


def guessed(asked: str) -> Iterator[str]:
    """Name the bare numbers of a text that are codes: short ones may be anything."""
    for number in BARE.findall(asked):
        if len(number) >= LEAST_BARE and spelled(number) in by_code():
            yield spelled(number)


def spelled(number: str) -> str:
    """Spell a number as the catalogue does: business codes are negative."""
    negative = f"-{number}"
    return negative if number not in by_code() and meanings_of(negative) else number


def meanings_of(code: str) -> tuple[Explanation, ...]:
    """Return everything a code may mean: itself, and the ranges it lies in."""
    if FULL_RANGE.fullmatch(code):
        return by_code().get(code, ())
    ranges = [one for one in catalogue() if one.covers(code)]
    return (*by_code().get(code, ()), *ranges)


def meant(meanings: tuple[Explanation, ...], wording: str) -> tuple[Explanation, ...]:
    """Keep the meanings whose official wording stands in a text, if any does."""
    fitting = tuple(one for one in meanings if one.text and agree(wording, one.text))
    if fitting or not meanings[1:]:
        return fitting or meanings
    alike = [(likeness(wording, one.text), one) for one in meanings if one.text]
    best = max((ratio for ratio, _ in alike), default=0)
    close = tuple(one for ratio, one in alike if ratio == best >= ALIKE)
    return close or meanings


def agree(text: str, wording: str) -> bool:
    """Tell whether a text holds a wording, or is a piece of it."""
    return says(text, wording) or says(wording, text)


def says(text: str, wording: str) -> bool:
    """Tell whether a text holds a wording, whatever stands for its values."""
    bare, at = NOISE.sub("", text), 0
    parts = [NOISE.sub("", part) for part in VALUES.split(plainly(wording))]
    for part in filter(None, parts):
        found = bare.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return at > 0


def likeness(text: str, wording: str) -> float:
    """Say how alike a text and a wording are, from 0 to 1."""
    bare = NOISE.sub("", VALUES.sub("", plainly(wording)))
    return SequenceMatcher(None, NOISE.sub("", text), bare).ratio()


def worded(asked: str) -> list[Explanation]:
    """Find codes by their official wording, the most alike first."""
    fitting = [one for one in catalogue() if one.text and says(asked, one.text)]
    longest = max((len(one.text) for one in fitting), default=0)
    return [one for one in fitting if len(one.text) == longest]


def nearest(code: str) -> tuple[str, ...]:
    """Name the known codes that look most like an unknown one."""
    known, asked = list(by_code()), code.upper()
    longer = [one for one in known if one.startswith(asked)]
    alike = get_close_matches(asked, known, NEAREST, cutoff=0.5)
    return tuple(dict.fromkeys((*longer, *alike)))[:NEAREST]
