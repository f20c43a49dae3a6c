"""Of many subjects together screens find what they find of each by itself."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from tests.journeys.spoilt import dossiers
from tests.journeys.test_goods_on_file import TIN
from tests.journeys.test_screens import (
    SHELVES,
    circumstances,
    matter,
    plainly,
    readable,
    subjects,
)
from tests.parcels import parcel
from tongguan.inspection.goods_filing.model import Filing
from tongguan.inspection.goods_filing.rules import GOODS_FILING
from tongguan.journeys.decision import decide
from tongguan.journeys.judging import ALONE, JUDGED, Parcel
from tongguan.kit.found import Found
from tongguan.kit.screen import Screen
from tongguan.trade.goods import FiledGoods
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


def test_what_is_on_file_is_looked_at_again_once_it_changed() -> None:
    it = parcel(1).declaration
    article = (it.seller.code, it.lines[0].item_number or "")
    filed = replace(TIN, seller_code=article[0], item_number=article[1])
    filed = replace(filed, hs_code=it.lines[0].hs_code, unit="", until=date.max)
    other = replace(filed, hs_code="9999999999")
    screen = Screen(GOODS_FILING, within="on_file")
    nobody: tuple[FiledGoods, ...] = ()
    for versions in (nobody, (filed,), (filed,), (other,), (filed,), nobody, (other,)):
        found = {article: versions} if versions else {}
        for asked in ({article}, {article, ("", "")}, {("", "")}):
            there = Found(found.items() if article in asked else (), asked)
            filing = Filing(declaration=it, on_file=there)
            if article in asked:
                assert screen.verify_all([filing]) == [plainly(filing, screen.checks)]
                assert screen.verify(filing) == plainly(filing, screen.checks)
