"""税则号列 The tariff of one day, and one of its lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

UNTAXED = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class TariffLine:
    """税则号列 One ten-digit code: its names, rates, classes and statutory units.

    Rates are fractions (0.08); None is unknown. `vat` is "standard" or "low",
    `consumption` a class of consumption tax or "none". `statutory_units` is empty
    when unknown. `conditions` are the letters of the supervision conditions.
    """

    hs_code: str
    chinese: str
    english: str
    mfn: Decimal | None
    provisional: Decimal | None
    vat: str | None
    consumption: str | None
    statutory_units: tuple[str, ...]
    conditions: str
    confirmed: bool
    source: str

    @property
    def duty(self) -> Decimal | None:
        """进口关税税率 The rate owed: the provisional rate where there is one."""
        return self.mfn if self.provisional is None else self.provisional


class Tariff:
    """税则 Every known code as it stood on one day."""

    def __init__(self, lines: Iterable[TariffLine]) -> None:
        self._lines = {line.hs_code: line for line in lines}

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[TariffLine]:
        return iter(self._lines.values())

    def find(self, hs_code: str) -> TariffLine | None:
        """Return the line of a ten-digit code, if it is known."""
        return self._lines.get(hs_code)

    def search(self, words: str, limit: int = 50) -> tuple[TariffLine, ...]:
        """Find lines by the beginning of the code or by words of either name.

        Every word must be met, in any order; lines come in order of code.
        """
        wanted = words.lower().split()
        if not wanted:
            return ()
        found = (line for line in self if all(_speaks_of(line, w) for w in wanted))
        return tuple(line for line, _ in zip(found, range(limit), strict=False))


def _speaks_of(line: TariffLine, word: str) -> bool:
    if word.isdigit():
        return line.hs_code.startswith(word)
    return word in line.chinese.lower() or word in line.english.lower()
