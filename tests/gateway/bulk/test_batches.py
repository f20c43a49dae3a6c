"""A sheet of parcels: brought in as drafts, mended, tried, declared once, released."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.gateway.bulk.test_imports import csv_of
from tests.parcels import PLATFORM, SELLER, parcel
from tests.window import Window
from tongguan.gateway.bulk.batches import (
    OvertakenError,
    Typed,
    bring_in,
    copied,
    move,
    undo,
    write,
)
from tongguan.gateway.bulk.checking import report_of
from tongguan.gateway.bulk.contents import content_of, unpacked
from tongguan.gateway.bulk.declaring import declare
from tongguan.gateway.bulk.forms import PARCEL, form_named
from tongguan.gateway.bulk.headings import read_headings
from tongguan.gateway.bulk.sheets import lines_of
from tongguan.gateway.bulk.trials import foresee
from tongguan.plumbing import clock
from tongguan.plumbing.drafts.model import Batch, Change, Draft, Shelf
from tongguan.plumbing.drafts.store import DraftTakenError, Wanted
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import Dossier, Firm

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


def brought(
    window: Window, rows: list[dict[str, str]], firm: Firm = SELLER
) -> tuple[Batch, list[Draft]]:
    data = csv_of(rows)
    reading = read_headings(list(lines_of(data)))
    with window.connection.transaction():
        named = ("orders.csv", data)
        batch = bring_in(window.rooms, firm.code, reading, named, change("add"))
    return batch, drafts(window, batch)


def drafts(window: Window, batch: Batch) -> list[Draft]:
    with window.connection.transaction():
        return window.rooms.drafts.page(batch.id, Wanted())


def typed(window: Window, draft: Draft, *said: str, by: str = LINA) -> None:
    field, was, text = said
    with window.connection.transaction():
        batch = window.rooms.drafts.batch(SELLER.code, draft.batch)
        assert batch is not None
        told = Typed(field=field, was=was, text=text)
        write(window.rooms, batch, draft.id, told, change("edit", by, field))


def counts(window: Window, batch: Batch) -> dict[Shelf, int]:
    with window.connection.transaction():
        return window.rooms.drafts.counts([batch.id])[batch.id]


def declared(window: Window, batch: Batch, after: int = 0) -> int:
    moment = replace(change("declare"), at=clock.now() + timedelta(seconds=after))
    with window.connection.transaction():
        done = declare(window.rooms, batch, moment)
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
    rows[0]["goodsValue"], rows[1]["item.unit"] = "free", "千克"
    batch, (first, second, third) = brought(window, rows)

    assert batch.form == PARCEL
    assert faults(first) == [("goodsValue", "SCH-1125")]
    assert faults(second) == [("1:item.unit", "SCH-1124")]
    assert faults(third) == []
    typed(window, first, "goodsValue", "free", right[0])
    typed(window, second, "1:item.unit", "千克", right[1])
    assert counts(window, batch) == {Shelf.READY: 3}

    with window.connection.transaction():
        seen = foresee(window.rooms, batch, drafts(window, batch), clock.now())
    assert [(it.outcome, it.missing, it.payable) for it in seen] == [
        ("wait", ("payment", "waybill"), Decimal("44.23"))
    ] * 3
    assert window.rows("SELECT count(*) FROM inbound_message") == [(0,)]

    assert (declared(window, batch), declared(window, batch)) == (3, 0)
    assert window.rows("SELECT count(*) FROM inbound_message") == [(2,)]
    assert counts(window, batch) == {Shelf.WAITING: 3}
    for one in dossiers:
        window.send(one.payment, one.waybill)
    assert counts(window, batch) == {Shelf.DONE: 3}


def test_the_later_of_two_persons_is_told_and_overwrites_nothing(
    window: Window,
) -> None:
    batch, (draft,) = brought(window, rows_of(parcel(1)))
    typed(window, draft, "note", "", "易碎", by=WANG)
    with pytest.raises(OvertakenError) as told:
        typed(window, draft, "note", "", "轻放")
    assert (told.value.theirs, told.value.by) == ("易碎", WANG)
    typed(window, draft, "note", "易碎", "轻放")
    typed(window, draft, "note", "轻放", "轻放")
    assert unpacked(drafts(window, batch)[0].body).say("note") == "轻放"
    assert drafts(window, batch)[0].version == 3


def test_a_change_is_undone_and_done_again_and_every_version_stays(
    window: Window,
) -> None:
    batch, (draft,) = brought(window, rows_of(parcel(1)))
    typed(window, draft, "orderNo", draft.number, "NEW-1")
    numbers = []
    for _ in range(2):
        with window.connection.transaction():
            undo(window.rooms, batch, draft.id, change("undo"))
        numbers.append(drafts(window, batch)[0].number)
    assert numbers == [draft.number, "NEW-1"]
    with window.connection.transaction():
        moves = [it.move for it in window.rooms.drafts.versions(draft.id)]
    assert moves == ["undo", "undo", "edit", "add"]
    with pytest.raises(psycopg.errors.RestrictViolation):
        window.rows("DELETE FROM draft_version RETURNING id")


def test_what_a_draft_says_of_a_person_is_sealed(window: Window) -> None:
    dossier = parcel(1)
    brought(window, rows_of(dossier))
    person = dossier.order.buyer.id_number.encode()
    kept = window.rows(
        "SELECT body FROM draft UNION ALL SELECT body FROM draft_version"
    )
    assert [person in bytes(body) for (body,) in kept] == [False, False]


def test_two_rows_of_one_number_are_told_until_one_changes(window: Window) -> None:
    rows = rows_of(parcel(1), parcel(2))
    rows[1]["orderNo"] = rows[0]["orderNo"]
    batch, (first, second) = brought(window, rows)
    assert (faults(first), faults(second)) == ([], [("orderNo", "DUP-1165")])
    assert report_of(second).faults[0].chinese.endswith("见第 2 行")
    typed(window, first, "orderNo", rows[0]["orderNo"], "OTHER-1")
    assert counts(window, batch) == {Shelf.READY: 2}


def test_a_removed_draft_is_not_written_and_comes_back(window: Window) -> None:
    batch, (draft,) = brought(window, rows_of(parcel(1)))
    with window.connection.transaction():
        move(window.rooms, batch, draft, change("remove"))
    assert counts(window, batch) == {Shelf.REMOVED: 1}
    with pytest.raises(DraftTakenError):
        typed(window, draft, "note", "", "易碎")
    assert declared(window, batch) == 0
    with window.connection.transaction():
        gone = window.rooms.drafts.one(batch.id, draft.id)
        assert gone is not None
        move(window.rooms, batch, gone, change("restore"))
    assert counts(window, batch) == {Shelf.READY: 1}


def test_a_rejected_parcel_is_mended_and_declared_again(window: Window) -> None:
    dossier = parcel(1)
    wrong = replace(dossier.payment, amount=dossier.payment.amount - 1)
    window.send(wrong, dossier.waybill)
    batch, _ = brought(window, rows_of(dossier))
    declared(window, batch)
    assert counts(window, batch) == {Shelf.REJECTED: 1}

    later = replace(dossier.payment.heading, guid=dossier.order.heading.guid)
    again = replace(dossier.payment, heading=later, transaction="TF-RIGHT")
    window.send(again)
    (draft,) = drafts(window, batch)
    with window.connection.transaction():
        move(window.rooms, batch, draft, change("mend"))
    typed(window, draft, "payTransactionId", dossier.payment.transaction, "TF-RIGHT")
    assert declared(window, batch, after=2) == 1
    assert counts(window, batch) == {Shelf.DONE: 1}


def test_a_firm_sends_what_is_its_own_and_waits_for_the_rest(window: Window) -> None:
    batch, (draft,) = brought(window, rows_of(parcel(1)), PLATFORM)
    assert report_of(draft).sends == (Paper.ORDER,)
    assert declared(window, batch) == 1
    ((kind,),) = window.rows("SELECT kind FROM paper")
    assert kind == Paper.ORDER


def test_headings_of_a_shop_are_guessed_and_told_apart_from_known_ones() -> None:
    names = [
        "订单号",
        "实付金额",
        "身份证号",
        "收件人",
        "orderNo",
        "SKU",
        "HS编码",
        "颜色",
    ]
    data = csv_of([dict.fromkeys(names, "1")])
    reading = read_headings(list(lines_of(data)), PARCELS)
    assert [
        (it.name, it.column.tag if it.column else "", it.sure)
        for it in reading.headings
    ] == [
        ("订单号", "", False),
        ("实付金额", "acturalPaid", False),
        ("身份证号", "buyerIdNumber", False),
        ("收件人", "consignee", False),
        ("orderNo", "orderNo", True),
        ("SKU", "item.itemNo", False),
        ("HS编码", "item.gcode", False),
        ("颜色", "", False),
    ]


def test_a_copy_has_neither_numbers_nor_persons() -> None:
    dossier = parcel(1)
    content = copied([dossier.order, dossier.declaration])
    said = {*content.heads.values(), *content.items[0].values()}
    buyer = dossier.order.buyer
    assert not said & {
        dossier.order.number,
        dossier.declaration.waybill_number,
        buyer.name,
        buyer.id_number,
        buyer.telephone,
    }
    assert content.say("ebcCode") == SELLER.code
    assert content.say("1:item.gcode") == dossier.declaration.lines[0].hs_code


def test_no_two_columns_of_a_parcel_are_called_the_same() -> None:
    names = [name for it in PARCELS.columns for name in (it.tag, it.label)]
    assert len(names) == len(set(names))
