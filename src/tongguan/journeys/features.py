"""综试区方案 What a zone's profile says of a day, and what of it may be switched."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from tongguan.kit.dated import Dated, Edition
from tongguan.kit.rulebook import load_editions, read_page
from tongguan.trade.registry import ZoneProfile

PAGE, FEATURES = "zone/profile.yaml", "zone/features.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """功能与方式 Something a zone may do or not: a mode of papers, or some pages.

    A `pilot` is one of the profile's, a `flag` the name of one of its entries.
    """

    name: str
    chinese: str
    english: str
    mode: str = ""
    pilot: str = ""
    flag: str = ""
    routes: tuple[str, ...] = ()
    cites: str
    confirmed: bool = True

    def is_on(self, profile: ZoneProfile) -> bool:
        """Tell whether a profile has it."""
        if self.flag:
            return bool(getattr(profile, self.flag))
        if self.pilot:
            return self.pilot in profile.pilots
        return self.name not in profile.closed


def profile_on(name: str, day: date) -> ZoneProfile:
    """Return the parameters of a profile, such as `sandbox`, on a day."""
    return edition_on(name, day).says


def edition_on(name: str, day: date) -> Edition[ZoneProfile]:
    """Return the parameters of a profile with the source they stand on."""
    return _profile(name).on(day)


def profiles() -> Mapping[str, tuple[str, str]]:
    """Return what every profile is called, in Chinese and in English."""
    told = read_page(PAGE)["profiles"]
    return {name: tuple(it["title"].split(" — ")) for name, it in told.items()}


@cache
def features() -> Mapping[str, Feature]:
    """Return everything that may be switched, by name."""
    return {
        name: Feature(
            name=name,
            routes=tuple(told.get("routes", ())),
            confirmed=told.get("confirmed", "yes") == "yes",
            chinese=told["chinese"],
            english=told["english"],
            cites=told["cites"],
            **{key: told.get(key, "") for key in ("mode", "pilot", "flag")},
        )
        for name, told in read_page(FEATURES)["features"].items()
    }


@cache
def _profile(name: str) -> Dated[ZoneProfile]:
    return load_editions(
        PAGE, read_page(PAGE)["profiles"][name]["editions"], ZoneProfile
    )
