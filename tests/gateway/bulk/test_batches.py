"""A sheet of parcels: brought in as drafts, mended, tried, declared once, released."""

from collections.abc import Iterator

import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.gateway.bulk.test_imports import csv_of
from tests.parcels import SELLER, parcel
from tests.window import Window
from tongguan.gateway.bulk.batches import (
    Typed,
    bring_in,
    write,
)
from tongguan.gateway.bulk.checking import report_of
from tongguan.gateway.bulk.contents import content_of
from tongguan.gateway.bulk.declaring import declare
from tongguan.gateway.bulk.forms import PARCEL, form_named
from tongguan.gateway.bulk.headings import read_headings
from tongguan.gateway.bulk.sheets import lines_of
from tongguan.gateway.bulk.trials import foresee
from tongguan.plumbing import clock
from tongguan.plumbing.drafts.model import Batch, Change, Draft, Shelf
from tongguan.plumbing.drafts.store import Wanted
from tongguan.trade.papers import Dossier

PARCELS = form_named(PARCEL)
LINA, WANG = "lina", "wang"


@pytest.fixture(scope="module")
def place(server: str) -> Iterator[str]:
    execute(server, f"CREATE DATABASE batches TEMPLATE {TEMPLATE}")
    yield make_conninfo(server, dbname="batches")
    execute(server, "DROP DATABASE batches WITH (FORCE)")


@pytest.fixture
def window(place: str) -> Iterator[Window]:
    opened = Window(place)
    opened.clean()
    yield opened
    opened.close()


def rows_of(*dossiers: Dossier) -> list[dict[str, str]]:
    """Say parcels as the rows of a sheet: order and list, each field once."""
    told = []
    for one in dossiers:
        content = content_of(PARCELS, [one.order, one.declaration], persons=True)
        told.append({**content.heads, **content.items[0]})
    return told


def change(move: str, by: str = LINA, field: str = "") -> Change:
    return Change(move=move, by=by, at=clock.now(), field=field)


def brought(window: Window, rows: list[dict[str, str]]) -> Batch:
    data = csv_of(rows)
    reading = read_headings(list(lines_of(data)))
    with window.connection.transaction():
        named = ("orders.csv", data)
        return bring_in(window.rooms, SELLER.code, reading, named, change("add"))


def drafts(window: Window, batch: Batch, shelf: str = "") -> list[Draft]:
    with window.connection.transaction():
        return window.rooms.drafts.page(batch.id, Wanted(shelf=shelf))


def typed(
    window: Window, batch: Batch, number: int, *said: str, by: str = LINA
) -> None:
    field, was, text = said
    with window.connection.transaction():
        told = Typed(field=field, was=was, text=text)
        write(window.rooms, batch, number, told, change("edit", by, field))


def counts(window: Window, batch: Batch) -> dict[Shelf, int]:
    with window.connection.transaction():
        return window.rooms.drafts.counts([batch.id])[batch.id]


def declared(window: Window, batch: Batch) -> int:
    with window.connection.transaction():
        done = declare(window.rooms, batch, change("declare"))
    window.worker.drain()
    return len(done)


def faults(draft: Draft) -> list[tuple[str, str]]:
    return [(it.field, it.code) for it in report_of(draft).faults]


def test_a_sheet_of_parcels_is_mended_tried_declared_once_and_released(
    window: Window,
) -> None:
    dossiers = [parcel(serial) for serial in (1, 2, 3)]
    rows = rows_of(*dossiers)
    right = rows[0]["goodsValue"], rows[1]["item.unit"]
    rows[0]["goodsValue"] = "free"
    rows[1]["item.unit"] = "千克"
    batch = brought(window, rows)
    first, second, third = drafts(window, batch)

    assert batch.form == PARCEL
    assert faults(first) == [("goodsValue", "SCH-1125")]
    assert faults(second) == [("1:item.unit", "SCH-1124")]
    assert faults(third) == []
    typed(window, batch, first.id, "goodsValue", "free", right[0])
    typed(window, batch, second.id, "1:item.unit", "千克", right[1])
    assert counts(window, batch) == {Shelf.READY: 3}

    with window.connection.transaction():
        seen = foresee(window.rooms, batch, drafts(window, batch), clock.now())
    assert [(it.outcome, it.missing) for it in seen] == [
        ("wait", ("payment", "waybill"))
    ] * 3
    assert window.rows("SELECT count(*) FROM inbound_message") == [(0,)]

    assert declared(window, batch) == 3
    assert declared(window, batch) == 0
    assert window.rows("SELECT count(*) FROM inbound_message") == [(2,)]
    assert counts(window, batch) == {Shelf.WAITING: 3}
    for one in dossiers:
        window.send(one.payment, one.waybill)
    assert counts(window, batch) == {Shelf.DONE: 3}
