"""One engine: what is found of many sets at once, each check finds by itself.

The pipeline looks at papers of a kind together, lays aside the sets that are sound, and
decides the others one by one. What it means is every check asked alone, in order. Some
thousand generated sets are compared; `TONGGUAN_MUTATIONS=1000000` makes them more, and
`TONGGUAN_SEED` others.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from os import environ
from random import Random

from tests.journeys.spoilt import spoilt
from tests.journeys.test_screens import (
    FIRMS,
    REGISTRIES,
    SHELVES,
    circumstances,
    plainly,
    readable,
)
from tests.papers import DAY, NOON
from tongguan.customs.duty.rules import assess_list
from tongguan.demo.planting import Parcel as Planted
from tongguan.demo.planting import plant
from tongguan.demo.zone import sandbox
from tongguan.journeys.decision import Outcome, decide, outcome
from tongguan.journeys.judging import ALONE, JUDGED, Parcel, matter_of
from tongguan.journeys.known import Circumstances
from tongguan.journeys.single import found_in, screen_of
from tongguan.trade.money import in_yuan
from tongguan.trade.papers import AnyPaper, Dossier
from tongguan.trade.registry import Lodgement, ZoneProfile

SETS = int(environ.get("TONGGUAN_MUTATIONS", "3000"))
SEED = int(environ.get("TONGGUAN_SEED", "1"))
BATCH = 250  # sets of a transaction
SPOILT_SHARE = 0.5
STRANGER, STRANGE = "9901960T01", 0.05
AMONG = 20  # of so many batches one differs in what is on file around it


def test_of_many_sets_is_found_what_each_check_finds_alone() -> None:
    outcomes = Counter[Outcome]()
    codes = set[str]()
    for number in range(SETS // BATCH):
        rng = Random(f"{SEED}/{number}")
        sets = list(generated(rng, number))
        codes.update(alike_as_lodged(sets, rng))
        outcomes.update(alike_as_decided([it for it, _ in sets], rng))
    assert outcomes.total() > SETS // 2
    assert {*outcomes} == {*Outcome}
    assert min(outcomes.values()) * AMONG > SETS // BATCH
    assert codes


def generated(rng: Random, number: int) -> Iterator[tuple[Dossier, Planted]]:
    """Generate the sets of a batch; half of them have entries changed anywhere."""
    at = NOON - timedelta(minutes=number % 600)
    for it in plant(BATCH, rng.randrange(10**9), zone=sandbox(), at=at):
        dossier = it.dossier
        if rng.random() < SPOILT_SHARE:
            dossier = spoilt(dossier, rng)
        if readable(dossier):
            yield dossier, it


def alike_as_lodged(
    sets: Sequence[tuple[Dossier, Planted]], rng: Random
) -> Iterator[str]:
    """Assert that papers show by themselves what each check finds; name the notices."""
    registry = rng.choice(REGISTRIES) if rng.random() * AMONG < 1 else FIRMS
    profile = ZoneProfile(limits_backdating=rng.random() < 0.5, backdating_days=2)
    papers: list[Lodgement[AnyPaper]] = []
    for dossier, planted in sets:
        parties = planted.purchase.parties
        for paper, sender in (
            (dossier.order, parties.clerk),
            (dossier.payment, parties.provider.code),
            (dossier.waybill, parties.carrier.code),
            (dossier.declaration, parties.declarant.code),
        ):
            papers.append(
                Lodgement(
                    paper=paper,
                    sender=STRANGER if rng.random() < STRANGE else sender,
                    principals=frozenset(rng.choice(((), (), ("9901960P03",)))),
                    day=DAY,
                    registry=registry,
                    profile=profile,
                )
            )
    rng.shuffle(papers)
    for lodged, found in zip(papers, found_in(papers), strict=True):
        assert found == plainly(lodged, screen_of(lodged.paper.nature.kind).checks)
        yield from (it.code for it in found)


def alike_as_decided(sets: Sequence[Dossier], rng: Random) -> Iterator[Outcome]:
    """Assert that sets are decided by what each check finds; tell how they end."""
    zone = ZoneProfile(
        requires_goods_filing=rng.random() * AMONG < 1,
        pilots=rng.choice(((), ("pet_food",))),
        small_lots_untested=rng.random() < 0.5,
    )
    shelf = rng.choice(SHELVES)
    known = [circumstances(rng, shelf, zone) for _ in sets]
    unsound = ALONE.sift([*map(parcel_of, sets, known)])
    for place, (dossier, around) in enumerate(zip(sets, known, strict=True)):
        decision = decide(dossier, around, sound=place not in unsound)
        owed = assess_list(dossier.declaration, in_yuan(around.used))
        matter = matter_of(dossier.declaration, dossier, around, owed)
        assert decision.findings == plainly(matter, JUDGED.checks)
        assert decision.outcome is outcome(decision.findings)
        assert decision.assessment == owed
        yield decision.outcome


def parcel_of(dossier: Dossier, known: Circumstances) -> Parcel:
    """Put together what a set shows by itself."""
    return Parcel(dossier.declaration, dossier, known.goods, known.zone, known.risk)
