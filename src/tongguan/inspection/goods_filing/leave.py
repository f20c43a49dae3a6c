"""准入条件 What stands in the way of goods that a list regulates: one answer each.

The same answers are given when an article is filed and when it is declared. Each says
which leave is wanting, and nothing where none is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tongguan.inspection.goods_filing.regulations import (
    Kind,
    Regulation,
    regulations_on,
)
from tongguan.trade.goods import FiledGoods, FilingMode
from tongguan.trade.registry import ZoneProfile

EXEMPT, SHORT = "exempt", "short"
SHORTEST_PERMIT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """核对对象 A code on a day in a zone, what is on file, and a permit beside it."""

    hs_code: str
    day: date
    zone: ZoneProfile
    goods: FiledGoods | None = None
    permit: str = ""


Obstacle = Callable[[Asked], str | None]


def banned(asked: Asked) -> str | None:
    """负面清单 Name the goods where the list of inspection keeps them out."""
    found = regulations_on(asked.day).find(asked.hs_code, Kind.BANNED)
    return found.named if found else None


def needs_licence(asked: Asked) -> Regulation | None:
    """食品药品许可 Return what asks for a licence of goods in their trade."""
    found = regulations_on(asked.day).find(asked.hs_code, Kind.LICENSED)
    mode = asked.goods.mode if asked.goods else FilingMode.DIRECT
    if found is None or (found.parameter and mode not in found.parameters):
        return None
    return found


def unlicensed(asked: Asked) -> str | None:
    """Name the goods whose licence is missing or over."""
    found, goods = needs_licence(asked), asked.goods
    if found is None:
        return None
    if goods is None or not goods.licence:
        return found.named
    if goods.licence_until is not None and goods.licence_until < asked.day:
        return f"{found.named} {goods.licence} ≤ {goods.licence_until}"
    return None


def outside_pilots(asked: Asked) -> str | None:
    """试点 Name the goods where zone, firm or day lie outside every pilot for them."""
    found = regulations_on(asked.day).find(asked.hs_code, Kind.PILOT)
    if found is None or _by_pilot(asked, found.parameters):
        return None
    return found.named


def in_pilot(asked: Asked) -> bool:
    """Tell whether goods come in by a pilot, so that the shorter filing does."""
    found = regulations_on(asked.day).find(asked.hs_code, Kind.PILOT)
    return found is not None and _by_pilot(asked, found.parameters)


def _by_pilot(asked: Asked, kinds: tuple[str, ...]) -> bool:
    """Tell whether the zone has one of these pilots open to this firm on the day."""
    leaves = asked.goods.pilots if asked.goods else ()
    return any(
        it.kind in kinds and it.kind in asked.zone.pilots and it.holds_on(asked.day)
        for it in leaves
    )


def unpermitted(asked: Asked) -> str | None:
    """管制商品 Name the goods that need a permit, or a short one, and have none."""
    found = regulations_on(asked.day).find(asked.hs_code, Kind.CONTROLLED)
    if found is None or found.parameter == EXEMPT:
        return None
    permit = asked.permit or (asked.goods.permit if asked.goods else "")
    enough = bool(permit) if found.parameter == SHORT else _is_whole(permit)
    return None if enough else found.named


def marked_untested(asked: Asked) -> str | None:
    """免强制性认证检测 Say where a small lot is marked and may not be."""
    goods = asked.goods
    if goods is None or not goods.untested:
        return None
    found = regulations_on(asked.day).find(asked.hs_code, Kind.TESTED)
    if found is None:
        return "强制性产品认证目录 list of compulsory certification"
    return None if asked.zone.small_lots_untested else found.named


def _is_whole(permit: str) -> bool:
    return len(permit) >= SHORTEST_PERMIT
