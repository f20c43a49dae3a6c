"""Articles filed, amended and suspended, and what that does to lists at the window."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import psycopg
import pytest

from tests.conftest import KEYS
from tests.letters import papers, sender_of
from tests.parcels import SELLER, parcel
from tests.window import Window
from tongguan.inspection.goods_filing.lifecycle import GoodsState
from tongguan.inspection.goods_filing.model import GoodsVersion, Wanted
from tongguan.inspection.goods_filing.store import VersionTakenError
from tongguan.journeys import goods
from tongguan.journeys.goods import Filer
from tongguan.journeys.intake import Arrival, take_in
from tongguan.journeys.rooms import Rooms
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing import clock
from tongguan.trade.goods import FiledGoods, Measure
from tongguan.trade.papers import AnyPaper
from tongguan.worker import Worker

FILER = Filer(name="关员", organisation="海关", reason="企业申请")
TIN = FiledGoods(
    seller_code=SELLER.code,
    item_number="SKU1901",
    hs_code="1901101090",
    name="婴儿配方奶粉1段",
    english="Infant formula",
    model="900g/罐",
    unit="122",
    origin="309",
    net_content=Decimal(900),
    measure=Measure.GRAM,
    effective=date(2026, 1, 1),
    until=date(2099, 12, 31),
)
KEY = (SELLER.code, "SKU1901")


def filed(window: Window, it: FiledGoods) -> int:
    with window.connection.transaction():
        return goods.file(window.rooms, it, FILER, clock.now())


def changed(window: Window, name: str) -> int:
    with window.connection.transaction():
        return goods.change(window.rooms, KEY, name, FILER, clock.now())


def test_the_sandbox_has_its_articles_on_file(window: Window) -> None:
    wanted = [("1100EC0001", "SKU000001"), ("1100EC0001", "SKU000002")]
    wanted += [("9901960S01", "YX0001"), ("9901960S08", "YX0065")]
    with window.connection.transaction():
        on_file = window.rooms.goods.on_file(wanted)
        assert goods.file_seeds(window.rooms) == 0
    assert {key: versions[0].hs_code for key, versions in on_file.items()} == {
        ("1100EC0001", "SKU000001"): "1806900000",
        ("1100EC0001", "SKU000002"): "4202210090",
        ("9901960S01", "YX0001"): "1901101090",
        ("9901960S08", "YX0065"): "9503008900",
    }
    first = on_file["9901960S01", "YX0001"][0]
    assert (first.net_content, first.measure) == (Decimal(900), Measure.GRAM)


def test_a_list_is_held_against_what_is_on_file(window: Window) -> None:
    filed(window, replace(TIN, hs_code="1901101010"))
    dossier = parcel(1)
    window.send(*papers(dossier))
    assert window.states(*papers(dossier)) == ["lodged"] * 3 + ["rejected"]
    last = window.receipts(dossier.declaration)[-1]
    assert [finding["code"] for finding in last.findings] == ["LST-2101"]
    assert last.code == "-621001"


def test_a_different_content_is_an_officers_matter(window: Window) -> None:
    filed(window, replace(TIN, net_content=Decimal(700)))
    listed = parcel(1)
    window.send(*papers(listed))
    assert window.states(listed.declaration) == ["in_review"]


def test_a_decision_says_which_version_it_was_held_against(window: Window) -> None:
    filed(window, replace(TIN, name="奶粉"))
    assert filed(window, TIN) == 2
    listed = parcel(1)
    window.send(*papers(listed))
    paper = window.standing(listed.declaration).id
    with window.connection.transaction():
        (kept,) = window.rooms.declarations.decisions_of(paper)
        history = window.rooms.goods.history(*KEY)
    assert kept.goods == {"SKU1901": "v2"}
    assert [(it.goods.version, it.goods.name, it.reason) for it in history] == [
        (1, "奶粉", "企业申请"),
        (2, "婴儿配方奶粉1段", "企业申请"),
    ]


def test_a_suspended_record_stops_lists_until_it_is_resumed(window: Window) -> None:
    filed(window, TIN)
    assert changed(window, "suspend") == 2
    with pytest.raises(IllegalMoveError):
        filed(window, TIN)
    first, second = parcel(1), parcel(2)
    window.send(*papers(first))
    assert window.states(first.declaration) == ["rejected"]
    changed(window, "resume")
    window.send(*papers(second))
    assert window.states(second.declaration) == ["released"]
    with window.connection.transaction():
        states = [it.state for it in window.rooms.goods.history(*KEY)]
    assert states == [GoodsState.FILED, GoodsState.SUSPENDED, GoodsState.FILED]


def test_where_the_zone_asks_for_it_goods_must_be_on_file(window: Window) -> None:
    declaration = parcel(1).declaration
    at = clock.now()
    sandbox = goods.Shelf.over(window.rooms, [declaration], at)
    strict = replace(window.rooms, profile="production")
    assert (sandbox.zone.requires_goods_filing, sandbox.on_file) == (False, {})
    assert goods.Shelf.over(strict, [declaration], at).zone.requires_goods_filing


def test_a_change_needs_a_reason_a_record_and_the_newest_version(
    window: Window,
) -> None:
    with pytest.raises(IllegalMoveError):
        changed(window, "suspend")
    filed(window, TIN)
    nobody = replace(FILER, reason=" ")
    with pytest.raises(IllegalMoveError), window.connection.transaction():
        goods.change(window.rooms, KEY, "suspend", nobody, clock.now())
    with window.connection.transaction():
        (first,) = window.rooms.goods.history(*KEY)
        with pytest.raises(VersionTakenError):
            window.rooms.goods.write([first])


def test_what_is_on_file_is_never_changed(window: Window) -> None:
    filed(window, TIN)
    with pytest.raises(psycopg.errors.RestrictViolation):
        window.rows("UPDATE goods_record SET name = 'x' RETURNING 1")


def test_articles_are_found_by_seller_number_code_and_name(window: Window) -> None:
    filed(window, TIN)
    with window.connection.transaction():

        def find(text: str) -> list[GoodsVersion]:
            return window.rooms.goods.latest(Wanted(text=text))

        assert [it.goods.item_number for it in find(SELLER.code)] == [
            "SKU000001",
            "SKU000002",
            "SKU1901",
        ]
        assert [it.goods.item_number for it in find("SKU1901")] == ["SKU1901"]
        assert {it.goods.hs_code[:4] for it in find("2204")} == {"2204"}
        assert [it.goods.item_number for it in find("手提斜挎")] == ["SKU000002"]


def take(window: Window, *several: AnyPaper) -> None:
    """Take papers in as a production zone does once their messages were read."""
    strict = Rooms.over(window.connection, KEYS, "production")
    with window.connection.transaction():
        for number, paper in enumerate(several, start=1):
            arrival = Arrival(message=number, sender=sender_of(paper), papers=(paper,))
            take_in(strict, [arrival], clock.now())
    window.worker.drain()


def test_a_production_zone_takes_no_goods_that_are_not_on_file(window: Window) -> None:
    strict = Worker(KEYS, lambda: psycopg.connect(window.dsn), "production")
    early, late = parcel(1), parcel(2)
    day = clock.now().date()
    dossiers = [
        replace(it, declaration=replace(it.declaration, declared_on=day))
        for it in (early, late)
    ]
    window.worker, sandbox = strict, window.worker
    sandbox.close()
    take(window, *papers(dossiers[0]))
    assert window.states(dossiers[0].declaration) == ["rejected"]
    last = window.receipts(dossiers[0].declaration)[-1]
    assert [finding["code"] for finding in last.findings] == ["LST-2104"]
    filed(window, TIN)
    take(window, *papers(dossiers[1]))
    assert window.states(dossiers[1].declaration) == ["released"]
