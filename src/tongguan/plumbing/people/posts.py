"""岗位要求 What the rulebook says of organisations, posts and second factors."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load_editions, read_page, read_table
from tongguan.plumbing.people.rules import Organisation

ORGANISATIONS, FACTORS = "identity/organisations.yaml", "identity/factors.yaml"
OFFICES = "codes/customs_offices.csv"
STRICTEST = "production"


@dataclass(frozen=True, slots=True)
class Demands:
    """登录要求 The posts that need a second factor."""

    second_factor: tuple[str, ...]


def needs_second(profile: str, post: str, day: date) -> bool:
    """Tell whether a post must prove itself twice under a profile on a day."""
    return post in _demands(profile).on(day).says.second_factor


@cache
def _demands(profile: str) -> Dated[Demands]:
    pages = read_page(FACTORS)["profiles"]
    found = pages.get(profile, pages[STRICTEST])
    return load_editions(FACTORS, found["editions"], Demands)


@cache
def agencies() -> dict[str, Organisation]:
    """Return the organisations that need not be filed: agencies, the operator."""
    page = read_page(ORGANISATIONS)
    offices = {
        it["code"]: Organisation(
            code=it["code"],
            name=it["chinese"],
            english=it["english"],
            posts=tuple(page["customs_office"]),
        )
        for it in read_table(OFFICES)
    }
    listed = {
        it["code"]: Organisation(
            code=it["code"],
            name=it["name"],
            english=it["english"],
            posts=tuple(it["posts"]),
        )
        for it in page["organisations"]
    }
    return offices | listed


def firm(code: str, name: str) -> Organisation:
    """Return a filed firm as an organisation."""
    posts = tuple(read_page(ORGANISATIONS)["filed_firm"])
    return Organisation(code=code, name=name, posts=posts)


def oneself() -> Organisation:
    """Return what a person is who acts for herself."""
    posts = tuple(read_page(ORGANISATIONS)["own_person"])
    return Organisation(code="", name="", posts=posts)


def home_of(post: str) -> str:
    """Return the organisation listed for a post; empty for a firm or a person."""
    page = read_page(ORGANISATIONS)["organisations"]
    return next((str(it["code"]) for it in page if post in it["posts"]), "")
