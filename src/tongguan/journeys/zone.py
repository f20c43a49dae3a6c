"""综试区 What this zone decides for itself, by its profile and the day."""

from datetime import date
from functools import cache

from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load_editions, read_page
from tongguan.trade.registry import ZoneProfile

PAGE = "zone/profile.yaml"


def profile_on(name: str, day: date) -> ZoneProfile:
    """Return the parameters of a profile, `sandbox` or `production`, on a day."""
    return _profile(name).on(day).says


@cache
def _profile(name: str) -> Dated[ZoneProfile]:
    return load_editions(
        PAGE, read_page(PAGE)["profiles"][name]["editions"], ZoneProfile
    )
