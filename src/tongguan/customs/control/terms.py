"""办理规则 What needs a second person, by when a step is due, whom one may look at."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from tongguan.customs.declaration.lifecycle import DeclarationState
from tongguan.kit.dated import Dated, Edition
from tongguan.kit.rulebook import load, read_page

FOLDER = "customs/control"
LOOKUPS = f"{FOLDER}/lookups.yaml"
RELEASE = "release"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPerson:
    """双人复核 What one person may not do alone."""

    moves: tuple[str, ...]
    releases_from: tuple[str, ...]
    hold_hours: int

    def wanted(self, move: str, state: str) -> bool:
        """Tell whether a move from a state needs a second person."""
        return move in self.moves or (move == RELEASE and state in self.releases_from)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLevels:
    """办理时限 Within how many hours a step should be taken."""

    review_hours: int
    release_hours: int
    examination_hours: int
    detention_hours: int
    returns_hours: int
    edges: tuple[int, ...]

    def limit(self, state: DeclarationState) -> timedelta:
        """Say how long a list may wait where it stands."""
        hours = {
            DeclarationState.IN_REVIEW: self.review_hours,
            DeclarationState.CHECKED: self.release_hours,
            DeclarationState.EXAMINED: self.examination_hours,
            DeclarationState.DETAINED: self.detention_hours,
        }
        return timedelta(hours=hours[state])


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupRules:
    """查阅规则 The purposes there are, and how many persons a day are many."""

    purposes: tuple[str, ...]
    often: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLevels:
    """服务承诺 Within how many seconds 95 of a hundred are done, by stage."""

    answered: int
    decided: int
    released: int
    pushed: int


@cache
def _receipt_levels() -> Dated[ReceiptLevels]:
    return load(f"{FOLDER}/receipt_levels.yaml", ReceiptLevels)


def receipt_levels(day: date) -> Edition[ReceiptLevels]:
    """Return what the window promises on a day, with where it says so."""
    return _receipt_levels().on(day)


@cache
def _second_person() -> Dated[SecondPerson]:
    return load(f"{FOLDER}/second_person.yaml", SecondPerson)


@cache
def _service_levels() -> Dated[ServiceLevels]:
    return load(f"{FOLDER}/service_levels.yaml", ServiceLevels)


@cache
def _lookups() -> Dated[LookupRules]:
    return load(LOOKUPS, LookupRules)


def second_person(day: date) -> SecondPerson:
    """Return what needs a second person on a day."""
    return _second_person().on(day).says


def service_levels(day: date) -> ServiceLevels:
    """Return the service levels of a day."""
    return _service_levels().on(day).says


def lookup_rules(day: date) -> LookupRules:
    """Return the rules of looking at personal data on a day."""
    return _lookups().on(day).says


def purpose_words(purpose: str) -> tuple[str, str]:
    """Say a purpose in Chinese and English; a code nobody knows stands for itself."""
    words = read_page(LOOKUPS)["words"].get(purpose)
    return (words["zh"], words["en"]) if words else (purpose, purpose)


def stale_before(at: datetime) -> datetime:
    """Return since when a paper is held too long to be kept from others."""
    return at - timedelta(hours=second_person(at.date()).hold_hours)
