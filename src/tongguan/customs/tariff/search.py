"""归类查找 Finds the codes somebody may mean, the likeliest first: pure.

A code is found by its beginning, a name by its words in either language. Chinese is
written without spaces, so that a name that shares most pairs of signs is found as well;
everyday words lead to headings by a list of the rulebook.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from tongguan.customs.tariff.model import Tariff, TariffLine
from tongguan.kit.rulebook import read_page

PAGE = "customs/tariff/synonyms.yaml"
WHOLE, BEGINS, WORD, WITHIN, EVERYDAY = 100, 80, 70, 55, 50
PAIRS, LEAST = 40, 20
SHORTEST = 2


def search(tariff: Tariff, words: str, limit: int = 20) -> list[TariffLine]:
    """Return the lines that answer to every word, the best first."""
    wanted = words.casefold().split()
    phrase = " ".join(wanted)
    if not phrase:
        return []
    found = [(score(line, wanted, phrase), line) for line in tariff]
    ranked = sorted((-points, it.hs_code, it) for points, it in found if points)
    return [line for _, _, line in ranked[:limit]]


def score(line: TariffLine, words: Iterable[str], phrase: str) -> int:
    """Say how well a line answers: by the phrase as a whole, or by every word of it."""
    whole = points(line, phrase)
    each = [points(line, word) for word in words]
    return max(whole, min(each))


def points(line: TariffLine, word: str) -> int:
    """Say how well a line answers to one word."""
    if word.isdecimal():
        return BEGINS + len(word) * 2 if line.hs_code.startswith(word) else 0
    names = (line.chinese.casefold(), line.english.casefold())
    if by_heading := [it for it in headings().get(word, ()) if _below(line, it)]:
        everyday = EVERYDAY + len(by_heading[0])
    else:
        everyday = 0
    return max(everyday, *(_in_name(name, word) for name in names))


def _below(line: TariffLine, heading: str) -> bool:
    return line.hs_code.startswith(heading)


def _in_name(name: str, word: str) -> int:
    if name == word:
        return WHOLE
    if name.startswith(word):
        return BEGINS
    if any(it.startswith(word) for it in _words(name)):
        return WORD
    if len(word) >= SHORTEST and word in name:
        return WITHIN
    shared = _shared(name, word)
    return shared if shared >= LEAST else 0


def _words(name: str) -> Iterator[str]:
    for apart in ",;()/（），、的及或":
        name = name.replace(apart, " ")
    yield from name.split()


def _shared(name: str, word: str) -> int:
    """Say how many of the pairs of signs of a Chinese word a name has, of forty."""
    if word.isascii() or len(word) < SHORTEST + 1:
        return 0
    pairs = {word[at : at + 2] for at in range(len(word) - 1)}
    return PAIRS * sum(pair in name for pair in pairs) // len(pairs)


@cache
def headings() -> dict[str, tuple[str, ...]]:
    """Return the headings everyday words lead to."""
    return {
        word.casefold(): tuple(entry["headings"])
        for entry in read_page(PAGE)["entries"]
        for word in entry["words"]
    }
