"""Screens find exactly what every check finds by itself, asked one after another."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter
from random import Random
from types import FunctionType, MethodType
from typing import Any

import pytest

from tests.journeys.spoilt import SETS, dossiers
from tests.journeys.test_goods_on_file import TIN
from tests.papers import DAY, NOON
from tests.parcels import parcel
from tongguan.customs.control.model import Agency, Aim, ControlOrder, Target
from tongguan.customs.duty.rules import assess_list
from tongguan.customs.filing.admission import Admission
from tongguan.customs.filing.rules import ADMISSION
from tongguan.customs.matching.rules import THREE_DOCUMENTS
from tongguan.customs.risk.model import RiskFacts, Suspect
from tongguan.customs.risk.rules import SELECTIVITY
from tongguan.customs.tariff.rules import edition_on
from tongguan.inspection.goods_filing.model import Filing
from tongguan.inspection.goods_filing.rules import GOODS_FILING
from tongguan.journeys.judging import (
    JUDGED,
    OF_THE_DAY,
    Matter,
    matter_of,
)
from tongguan.journeys.known import Circumstances
from tongguan.journeys.single import screen_of
from tongguan.kit.checks import Check, Finding
from tongguan.kit.rulebook import read_page
from tongguan.kit.screen import Screen
from tongguan.trade.goods import GoodsOnFile, Pilot
from tongguan.trade.kinds import RETAIL_IMPORT
from tongguan.trade.money import in_yuan
from tongguan.trade.papers import Dossier
from tongguan.trade.registry import FiledFirm, Lodgement, Role, ZoneProfile

FIRMS = {
    it["code"]: FiledFirm(
        code=it["code"],
        name=it["name"],
        roles=frozenset(Role(role) for role in it["roles"]),
    )
    for it in read_page("zone/sandbox.yaml")["firms"]
}
SELLER = FIRMS["1100EC0001"]
REGISTRIES = (
    FIRMS,
    FIRMS | {SELLER.code: replace(SELLER, active=False)},
    FIRMS | {SELLER.code: replace(SELLER, name="旧名称")},
    {code: firm for code, firm in FIRMS.items() if code != "1100WH0001"},
)
ON_FILE = {
    (SELLER.code, "SKU1901"): (replace(TIN, seller_code=SELLER.code),),
}
WITHIN = {"registry", "on_file"}
SOME_RESTING = 50
SIDES_SHARE = 10
LEAVE = Pilot(kind="pet_food", effective=date(2026, 1, 1), until=date(2099, 12, 31))
MARKED = replace(
    TIN, seller_code=SELLER.code, untested=True, licence="X", pilots=(LEAVE,)
)
SHELVES: tuple[GoodsOnFile, ...] = ({}, ON_FILE, {(SELLER.code, "SKU1901"): (MARKED,)})
REGULATED = ("2309101000", "3004909099", "6309000000", "4303101090")
ADMISSIBLE = Screen(ADMISSION)
AS_FILED = Screen(GOODS_FILING, within="on_file")
MATCHING = Screen(THREE_DOCUMENTS)
SUSPICIOUS = Screen(SELECTIVITY)
ORDER = ControlOrder(
    number="BK00000001",
    aim=Aim(Target.HS_PREFIX, "19"),
    agency=Agency.CUSTOMS,
    effective=DAY,
    until=DAY,
    reason="抽查",
    placed_by="officer",
    placed_at=NOON,
)
QUIET = RiskFacts(
    spent_same_shop_today=Decimal(0),
    lists_same_day=1,
    buyers_on_telephone=1,
    buyers_on_address=1,
    draw=Decimal("0.5"),
)
Subjects = Iterator[tuple[Screen[Any], Any]]


def subjects(dossier: Dossier, rng: Random) -> Subjects:
    """Pair all that is looked at before a list is released with its screen."""
    registry, shelf = rng.choice(REGISTRIES), rng.choice(SHELVES)
    day = DAY + timedelta(days=rng.choice((0, 0, 0, -1)))
    papers = (dossier.order, dossier.payment, dossier.waybill, dossier.declaration)
    senders = ("1100PF0001", "1100PY0001", "1100LG0001", SELLER.code)
    for paper, sender in zip(papers, senders, strict=True):
        yield (
            screen_of(paper.nature.kind),
            Lodgement(
                paper=paper,
                sender=rng.choice((sender, sender, "9901960T01")),
                principals=frozenset(rng.choice(((), (), ("9901960P03",)))),
                day=day,
                registry=registry,
                profile=ZoneProfile(
                    limits_backdating=rng.random() < 0.5, backdating_days=2
                ),
            ),
        )
    listed = dossier.declaration
    tariff = edition_on(DAY).says
    yield ADMISSIBLE, Admission(declaration=listed, tariff=tariff)
    zone = ZoneProfile(
        requires_goods_filing=rng.random() < 0.5,
        pilots=rng.choice(((), ("pet_food",))),
        small_lots_untested=rng.random() < 0.5,
    )
    yield AS_FILED, Filing(declaration=listed, on_file=shelf, zone=zone)
    line = replace(listed.lines[0], hs_code=rng.choice(REGULATED))
    other = replace(listed, lines=(line, *listed.lines[1:]))
    yield AS_FILED, Filing(declaration=other, on_file=shelf, zone=zone)
    yield MATCHING, dossier
    yield SUSPICIOUS, Suspect(declaration=listed, facts=facts(rng))
    if readable(dossier):
        known = circumstances(rng, shelf, zone)
        yield JUDGED, matter(dossier, known)
        yield JUDGED, matter(replace(dossier, declaration=other), known)


def circumstances(rng: Random, shelf: GoodsOnFile, zone: ZoneProfile) -> Circumstances:
    """Draw what is known around a list: mostly nothing that stands in its way."""
    return Circumstances(
        used=rng.choice((0, 0, 0, 1_000_00, 25_990_00)),
        guarantee_left=rng.choice((10_000_00, 10_000_00, 1_00)),
        waybill_is_free=rng.random() < 0.9,
        risk=facts(rng) if rng.random() < 0.3 else QUIET,
        orders=(ORDER,) if rng.random() < 0.1 else (),
        goods=shelf,
        zone=zone,
        locked=rng.random() < 0.1,
    )


def matter(dossier: Dossier, known: Circumstances) -> Matter:
    listed = dossier.declaration
    owed = assess_list(listed, in_yuan(known.used))
    return matter_of(listed, dossier, known, owed)


def facts(rng: Random) -> RiskFacts:
    return RiskFacts(
        spent_same_shop_today=rng.choice((Decimal(0), Decimal(4900))),
        lists_same_day=rng.choice((1, 1, 99)),
        buyers_on_telephone=rng.choice((1, 1, 99)),
        buyers_on_address=rng.choice((1, 1, 99)),
        draw=rng.choice((Decimal("0.5"), Decimal(0))),
    )


def plainly(subject: Any, checks: tuple[Check[Any], ...]) -> list[Finding]:
    """Ask each check alone, in order: the plain meaning of every screen."""
    return [
        Finding(check.notice, difference)
        for check in checks
        for difference in check.differences(subject)
    ]


def readable(subject: Any) -> bool:
    """Tell whether the required entries are there, as a message must have them."""
    if isinstance(subject, Matter):
        return True
    papers = [getattr(subject, field.name) for field in fields(subject)]
    return all(complete(it) for it in papers if is_dataclass(it)) and complete(subject)


def complete(noun: Any) -> bool:
    for field in fields(noun):
        value = getattr(noun, field.name)
        if value is None and field.type in {str, Decimal}:
            return False
        parts = value if isinstance(value, tuple) else (value,)
        if not all(complete(it) for it in parts if is_dataclass(it)):
            return False
    return True


@pytest.mark.parametrize("seed", [1, 2])
def test_a_screen_finds_what_each_check_finds_alone(seed: int) -> None:
    rng = Random(seed)
    clean = faulty = 0
    for dossier in dossiers(seed):
        for screen, subject in subjects(dossier, rng):
            if not readable(subject):
                continue
            wanted = plainly(subject, screen.checks)
            assert screen.verify(subject) == wanted
            assert screen.verify(subject) == wanted, "from memory"
            clean, faulty = clean + (not wanted), faulty + bool(wanted)
    assert clean > SETS
    assert faulty > SETS


def test_goods_items_that_share_a_number_are_not_passed_over() -> None:
    agreeing = parcel(1)
    order, declaration = (
        replace(it, lines=(it.lines[0], replace(it.lines[0], name="奶粉2段")))
        for it in (agreeing.order, agreeing.declaration)
    )
    dossier = replace(agreeing, order=order, declaration=declaration)
    found = MATCHING.verify(dossier)
    assert found == plainly(dossier, MATCHING.checks)
    assert [it.code for it in found] == ["MAT-3041"]


def test_what_a_check_rests_on_is_all_it_reads() -> None:
    rng = Random(4)
    seen: set[str] = set()
    for dossier in dossiers(4):
        for screen, subject in subjects(dossier, rng):
            if isinstance(subject, Matter) or not readable(subject):
                continue
            for check in screen.checks:
                if check.rests_on and check.look is None:
                    seen.add(check.notice.code)
                    assert_rests(check, subject)
    assert len(seen) > SOME_RESTING


SIDES = (("admission", ADMISSION), ("filing", GOODS_FILING), ("suspect", SELECTIVITY))


def test_a_matter_says_what_the_sides_of_it_say() -> None:
    known = circumstances(Random(1), ON_FILE, ZoneProfile(pilots=("pet_food",)))
    whole = matter(parcel(1), known)
    asked = 0
    for side, checks in SIDES:
        paths = {path for one in checks for path in one.rests_on} - OF_THE_DAY
        for path in {it.partition(".lines")[0] for it in paths}:
            of = attrgetter(path)
            assert of(whole) is of(getattr(whole, side)), path
            asked += 1
    assert asked > SIDES_SHARE


def assert_rests(check: Check[Any], subject: Any) -> None:
    """Assert that a check that finds nothing has read nothing it does not name."""
    read: set[str] = set()
    if [*check.differences(Traced(subject, "", read))]:
        return
    named = tuple(f"{path}." for path in check.rests_on)
    strange = {path for path in read - WITHIN if not f"{path}.".startswith(named)}
    assert not strange, check.notice.code


class Traced:
    """A noun that writes down which of its entries are read."""

    def __init__(self, noun: Any, path: str, read: set[str]) -> None:
        self._noun, self._path, self._read = noun, path, read

    def __getattr__(self, name: str) -> Any:
        own = getattr(type(self._noun), name, None)
        if isinstance(own, property):
            assert own.fget is not None
            return own.fget(self)
        if isinstance(own, FunctionType):
            return MethodType(own, self)
        path = f"{self._path}.{name}" if self._path else name
        value = getattr(self._noun, name)
        if isinstance(value, tuple) and value and is_dataclass(value[0]):
            return tuple(Traced(it, path, self._read) for it in value)
        if is_dataclass(value):
            return Traced(value, path, self._read)
        self._read.add(path)
        return value


def test_only_retail_papers_and_the_decision_were_drawn() -> None:
    drawn = {screen.checks for screen, _ in subjects(parcel(1), Random(1))}
    assert {screen_of(kind).checks for kind in RETAIL_IMPORT} < drawn
    assert len(drawn) == len(RETAIL_IMPORT) + 5
