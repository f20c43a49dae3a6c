"""监管方式 What each supervision mode of retail import asks of a declaration list."""

from dataclasses import dataclass
from functools import cache

from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load_editions, read_page

PAGE = "customs/filing/supervision_modes.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionMode:
    """监管方式填报要求 The entries a mode needs, those it has no place for, and whence.

    An empty `dispatched_from` leaves the country open, but for `not_dispatched_from`.
    """

    required: tuple[str, ...]
    required_on_lines: tuple[str, ...]
    forbidden: tuple[str, ...]
    forbidden_on_lines: tuple[str, ...]
    dispatched_from: str
    not_dispatched_from: tuple[str, ...]


@cache
def supervision_modes() -> dict[str, Dated[SupervisionMode]]:
    """Load every mode that admits retail imports, by its code."""
    modes = read_page(PAGE)["modes"]
    return {
        code: load_editions(PAGE, mode["editions"], SupervisionMode)
        for code, mode in modes.items()
    }
