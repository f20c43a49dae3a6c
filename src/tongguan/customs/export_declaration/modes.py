"""监管方式 What each supervision mode of an export asks of its list."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from tongguan.kit.dated import Dated, NotInForceError
from tongguan.kit.rulebook import load, load_editions, read_page

PAGE = "customs/export_declaration/supervision_modes.yaml"
LIMITS = "customs/export_declaration/limits.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportMode:
    """出口监管方式 The entries a mode needs, and whether its lists are only small."""

    required: tuple[str, ...]
    required_on_lines: tuple[str, ...]
    only_small: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """金额上限 How much a small list may be worth, in yuan."""

    most: Decimal


@cache
def export_modes() -> dict[str, Dated[ExportMode]]:
    """Load every mode of an export list, by its code."""
    return {
        code: load_editions(PAGE, mode["editions"], ExportMode)
        for code, mode in read_page(PAGE)["modes"].items()
    }


def export_mode(code: str, day: date) -> ExportMode | None:
    """Return what a mode asked on a day, or None where there was none."""
    editions = export_modes().get(code)
    try:
        return editions.on(day).says if editions else None
    except NotInForceError:
        return None


@cache
def _limits() -> Dated[Limit]:
    return load(LIMITS, Limit)


def most_yuan(day: date) -> Decimal:
    """Return how much a small list might be worth on a day."""
    return _limits().on(day).says.most
