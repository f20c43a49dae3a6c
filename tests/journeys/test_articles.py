"""Articles handed in by their sellers: everything told at once, the good ones filed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.journeys.test_goods_on_file import FILER, KEY, TIN
from tests.letters import papers
from tests.parcels import SELLER, parcel
from tests.window import Window
from tongguan.inspection.goods_filing.lifecycle import Actor, GoodsState
from tongguan.inspection.goods_filing.model import Leave
from tongguan.inspection.goods_filing.proposal import texts_of
from tongguan.journeys import goods
from tongguan.journeys.articles import Lodged, Outcome, lodge
from tongguan.journeys.goods import Filer
from tongguan.journeys.rooms import Rooms
from tongguan.kit.checks import Severity
from tongguan.plumbing import clock

SAID = {
    "item_number": "SKU1901",
    "mode": "bonded",
    "hs_code": "1901101090",
    "name": "婴儿配方奶粉1段",
    "english": "Infant formula",
    "model": "900g/罐",
    "barcode": "6901234567892",
    "unit": "122",
    "origin": "309",
    "net_content": "900",
    "measure": "g",
    "brand": "牧歌",
    "maker": "牧歌乳业",
}
OWN = Filer(name="lina", organisation=SELLER.code, reason="", actor=Actor.SELLER)
MEDICINE = SAID | {
    "item_number": "YAO1",
    "mode": "retail_import",
    "hs_code": "3004909099",
    "licence": "国药准字J20260001",
    "permit": "JKYP2026000123",
}


def lodged(
    window: Window, *several: Mapping[str, str], rooms: Rooms | None = None
) -> list[Lodged]:
    with window.connection.transaction():
        return lodge(rooms or window.rooms, SELLER.code, several, OWN, clock.now())


def codes(answer: Lodged) -> list[str]:
    return [it.code for it in answer.findings if it.severity is Severity.REJECT]


def states(window: Window, item: str = "SKU1901") -> list[GoodsState]:
    with window.connection.transaction():
        return [it.state for it in window.rooms.goods.history(SELLER.code, item)]


def leave(window: Window, kind: str, until: date) -> None:
    given = Leave(
        firm=SELLER.code,
        kind=kind,
        effective=date(2026, 1, 1),
        until=until,
        by="guanyuan",
        at=clock.now(),
    )
    with window.connection.transaction():
        assert window.rooms.goods.grant([given]) == 1


def test_an_article_is_filed_and_its_words_are_kept(window: Window) -> None:
    (answer,) = lodged(window, SAID)
    assert (answer.outcome, answer.version) == (Outcome.FILED, 1)
    with window.connection.transaction():
        (kept,) = window.rooms.goods.history(*KEY)
    assert kept.goods.net_content == Decimal(900)
    assert kept.goods.details == {"brand": "牧歌", "maker": "牧歌乳业"}
    again = texts_of(kept.goods)
    assert {name: again[name] for name in SAID} == SAID


@pytest.mark.parametrize(
    ("changes", "code", "field", "given"),
    [
        ({"maker": " "}, "LST-2201", "maker", ""),
        ({"hs_code": "19011"}, "LST-2202", "hs_code", "19011"),
        ({"unit": "罐"}, "LST-2202", "unit", "罐"),
        ({"net_content": "九百"}, "LST-2202", "net_content", "九百"),
        ({"barcode": "6901234567890"}, "LST-2203", "barcode", "6901234567890"),
        ({"effective": "2026-02-01", "until": "2026-01-31"}, "LST-2204", "until", None),
        ({"measure": ""}, "LST-2205", "measure", "900"),
        ({"hs_code": "2402200000"}, "LST-2206", "hs_code", "2402200000"),
        ({"hs_code": "6309000000"}, "LST-2105", "hs_code", "6309000000"),
        ({"mode": "b2b", "purpose": "零售"}, "LST-2106", "hs_code", "1901101090"),
        ({"hs_code": "2309101000"}, "LST-2107", "hs_code", "2309101000"),
        ({"hs_code": "4303101090"}, "LST-2108", "hs_code", "4303101090"),
        ({"untested": "是"}, "LST-2109", "hs_code", "1901101090"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_filed(
    window: Window, changes: Mapping[str, str], code: str, field: str, given: str | None
) -> None:
    (answer,) = lodged(window, SAID | changes)
    assert (answer.outcome, codes(answer)) == (Outcome.REFUSED, [code])
    (found,) = [it.difference for it in answer.findings if it.code == code]
    assert found is not None
    assert found.place.field == field
    assert given is None or found.given == given
    assert states(window) == []


def test_all_that_is_wrong_is_told_at_once(window: Window) -> None:
    spoilt = SAID | {"name": "", "barcode": "69012", "hs_code": "6309000000"}
    (answer,) = lodged(window, spoilt)
    assert codes(answer) == ["LST-2201", "LST-2203", "LST-2105"]


def test_a_code_that_may_be_listed_is_noted_and_filed(window: Window) -> None:
    (answer,) = lodged(window, SAID | {"hs_code": "4901990000"})
    assert [it.code for it in answer.findings] == ["LST-2207"]
    assert answer.outcome is Outcome.FILED


def test_the_same_again_makes_no_version_and_a_change_makes_one(
    window: Window,
) -> None:
    lodged(window, SAID)
    (same,) = lodged(window, SAID)
    (changed,) = lodged(window, SAID | {"brand": "晨谷"})
    assert (same.outcome, same.version) == (Outcome.UNCHANGED, 1)
    assert (changed.outcome, changed.version) == (Outcome.FILED, 2)


def test_good_rows_are_filed_and_bad_ones_stay(window: Window) -> None:
    other = SAID | {"item_number": "SKU2"}
    answers = lodged(window, SAID, other | {"unit": "999"}, other, other)
    assert [(it.item_number, it.outcome, codes(it)) for it in answers] == [
        ("SKU1901", Outcome.FILED, []),
        ("SKU2", Outcome.REFUSED, ["LST-2202"]),
        ("SKU2", Outcome.REFUSED, ["LST-2209"]),
        ("SKU2", Outcome.REFUSED, ["LST-2209"]),
    ]


def test_a_seller_does_not_change_what_an_officer_stopped(window: Window) -> None:
    lodged(window, SAID)
    with window.connection.transaction():
        goods.change(window.rooms, KEY, "suspend", FILER, clock.now())
    (answer,) = lodged(window, SAID | {"brand": "晨谷"})
    assert codes(answer) == ["LST-2208"]
    assert states(window) == [GoodsState.FILED, GoodsState.SUSPENDED]


def test_the_zone_and_the_trade_say_what_must_be_filled_in(window: Window) -> None:
    strict = replace(window.rooms, profile="production")
    bare = {name: SAID[name] for name in ("item_number", "hs_code", "name", "unit")}
    wanted = {"retail_import": 3, "bonded": 5, "retail_export": 0, "b2b": 4}
    for mode, missing in wanted.items():
        (answer,) = lodged(window, bare | {"mode": mode}, rooms=strict)
        assert codes(answer).count("LST-2201") == missing, mode


def test_pilot_goods_come_in_by_leave_only_and_by_the_shorter_filing(
    window: Window,
) -> None:
    food = SAID | {"hs_code": "2309101000", "maker": "", "model": ""}
    assert codes(lodged(window, food)[0]) == ["LST-2201", "LST-2201", "LST-2107"]
    leave(window, "pet_food", clock.today())
    assert lodged(window, food)[0].outcome is Outcome.FILED
    elsewhere = replace(window.rooms, profile="production")
    assert "LST-2107" in codes(lodged(window, food, rooms=elsewhere)[0])


def test_a_list_keeps_the_version_it_was_decided_by(window: Window) -> None:
    early = SAID | {"effective": "2026-01-01"}
    lodged(window, early)
    listed = parcel(1)
    window.send(*papers(listed))
    lodged(window, early | {"hs_code": "1901101010"})
    paper = window.standing(listed.declaration).id
    with window.connection.transaction():
        (decision,) = window.rooms.declarations.decisions_of(paper)
        history = window.rooms.goods.history(*KEY)
    assert decision.goods == {"SKU1901": "v1"}
    assert [it.goods.hs_code for it in history] == ["1901101090", "1901101010"]
    assert window.states(listed.declaration) == ["released"]


def test_a_leave_that_has_ended_stops_lists(window: Window) -> None:
    leave(window, "pet_food", date(2026, 10, 1))
    with window.connection.transaction():
        found = window.rooms.goods.on_file([KEY])
        goods.file(window.rooms, replace(TIN, hs_code="2309101000"), FILER, clock.now())
        (filed,) = window.rooms.goods.on_file([KEY])[KEY]
    assert found == {}
    assert [it.until for it in filed.pilots] == [date(2026, 10, 1)]
    listed = parcel(1)
    line = replace(listed.declaration.lines[0], hs_code="2309101000")
    spoilt = replace(listed.declaration, lines=(line,))
    window.send(*papers(replace(listed, declaration=spoilt)))
    told = window.receipts(spoilt)[-1].findings
    assert "LST-2107" in {finding["code"] for finding in told}
