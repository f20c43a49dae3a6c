"""Of many subjects together screens find what they find of each by itself."""

from random import Random
from typing import Any

import pytest

from tests.journeys.spoilt import dossiers
from tests.journeys.test_screens import (
    SHELVES,
    circumstances,
    matter,
    plainly,
    readable,
    subjects,
)
from tongguan.journeys.decision import decide
from tongguan.journeys.judging import ALONE, JUDGED, Parcel
from tongguan.kit.screen import Screen
from tongguan.trade.registry import ZoneProfile


@pytest.mark.parametrize("seed", [1, 2])
def test_of_many_together_is_found_what_is_found_of_each(seed: int) -> None:
    rng = Random(seed)
    by_screen: dict[int, tuple[Screen[Any], list[Any]]] = {}
    for dossier in dossiers(seed):
        for screen, subject in subjects(dossier, rng):
            if readable(subject):
                by_screen.setdefault(id(screen), (screen, []))[1].append(subject)
    assert by_screen
    for screen, many in by_screen.values():
        wanted = [plainly(it, screen.checks) for it in many]
        rng.shuffle(order := [*range(len(many))])
        for size in (1, 7, len(many)):
            for start in range(0, len(order), size):
                some = order[start : start + size]
                found = screen.verify_all([many[it] for it in some])
                assert found == [wanted[it] for it in some]


def test_what_a_parcel_shows_alone_and_what_it_draws_on_is_all_there_is() -> None:
    rng = Random(3)
    sound = 0
    for dossier in filter(readable, dossiers(3)):
        known = circumstances(rng, rng.choice(SHELVES), ZoneProfile())
        whole = matter(dossier, known)
        alone = Parcel(
            dossier.declaration, dossier, known.goods, known.zone, known.risk
        )
        if not ALONE.sift([alone]):
            sound += 1
            wanted = decide(dossier, known)
            assert decide(dossier, known, sound=True) == wanted
            assert wanted.findings == plainly(whole, JUDGED.checks)
    assert sound
