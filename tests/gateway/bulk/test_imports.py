"""A sheet of orders: previewed row by row, sent once, mended cell by cell."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
import xlsxwriter
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.letters import STRANGER
from tests.parcels import PLATFORM, parcel
from tests.window import Window
from tongguan.gateway.bulk.columns import columns_of
from tongguan.gateway.bulk.imports import Preview, paper_of, preview, send
from tongguan.gateway.bulk.sheets import SheetError
from tongguan.gateway.chinaport.catalogue import BY_PAPER
from tongguan.plumbing import clock
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import Order


@pytest.fixture(scope="module")
def place(server: str) -> Iterator[str]:
    execute(server, f"CREATE DATABASE sheets TEMPLATE {TEMPLATE}")
    yield make_conninfo(server, dbname="sheets")
    execute(server, "DROP DATABASE sheets WITH (FORCE)")


@pytest.fixture
def window(place: str) -> Iterator[Window]:
    opened = Window(place)
    opened.clean()
    yield opened
    opened.close()


def order_rows(*orders: Order) -> list[dict[str, str]]:
    """Say orders as rows under the tags of their columns."""
    message = BY_PAPER[Paper.ORDER].message
    rows = []
    for order in orders:
        entry = message.from_noun(order)
        for line in entry.lines:
            row = {}
            for column in columns_of(Paper.ORDER):
                said = getattr(line if column.of_line else entry.head, column.slot.name)
                if said is not None and not column.given and column.assumed is None:
                    row[column.tag] = column.slot.text(said)
            rows.append(row)
    return rows


def csv_of(rows: list[dict[str, str]]) -> bytes:
    """Write rows below the tags they name."""
    tags = list(dict.fromkeys(tag for row in rows for tag in row))
    lines = [",".join(tags)]
    lines += [",".join(f'"{row.get(tag, "")}"' for tag in tags) for row in rows]
    return "\n".join(lines).encode()


def xlsx_of(rows: list[list[Any]]) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    return made.getvalue()


def previewed(window: Window, data: bytes, firm: str = PLATFORM.code) -> Preview:
    with window.connection.transaction():
        file = window.rooms.files.keep(
            firm, "orders.csv", data, paper=paper_of(data), at=clock.now()
        )
        return preview(window.rooms, file, clock.now())


def sent(window: Window, data: bytes, firm: str = PLATFORM.code) -> list[int]:
    file = previewed(window, data, firm).file
    with window.connection.transaction():
        numbers = send(window.rooms, file, clock.now())[1]
    window.worker.drain()
    return numbers


def faults(seen: Preview) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.code) for fault in seen.faults]


def test_orders_of_a_sheet_are_lodged_like_any_other(window: Window) -> None:
    orders = [parcel(serial).order for serial in (1, 2, 3)]
    data = csv_of(order_rows(*orders))

    assert paper_of(data) is Paper.ORDER
    assert faults(previewed(window, data)) == []
    assert window.rows("SELECT count(*) FROM inbound_message") == [(0,)]
    assert len(sent(window, data)) == 1
    assert window.states(*orders) == ["lodged"] * 3
    assert [it.status for it in window.pulled(PLATFORM.code)] == ["2"] * 3


def test_a_sheet_is_sent_once(window: Window) -> None:
    data = csv_of(order_rows(parcel(1).order))
    assert sent(window, data) == sent(window, data)
    assert faults(previewed(window, data)) == []
    assert window.rows("SELECT count(*) FROM inbound_message") == [(1,)]


def test_every_faulty_cell_is_named_and_the_good_rows_are_sent(window: Window) -> None:
    orders = [parcel(serial).order for serial in range(1, 6)]
    rows = order_rows(*orders)
    rows[0]["goodsValue"] = "1,000"
    rows[1]["buyerIdNumber"] = "1.23E+17"
    del rows[1]["consignee"]
    rows[2]["OrderList.unit"] = "千克"
    rows[3]["orderNo"] = rows[4]["orderNo"]
    data = csv_of(rows)

    assert faults(previewed(window, data)) == [
        (2, "goodsValue", "SCH-1125"),
        (3, "buyerIdNumber", "SCH-1161"),
        (3, "consignee", "SCH-1121"),
        (4, "OrderList.unit", "SCH-1124"),
        (6, "", "DUP-1165"),
    ]
    sent(window, data)
    assert [it.key for it in window.pulled(PLATFORM.code)] == [
        f"{PLATFORM.code}_{orders[4].number}"
    ]


def test_what_a_paper_says_is_checked_as_in_a_message(window: Window) -> None:
    rows = order_rows(parcel(1).order)
    rows[0]["OrderList.country"] = "000"
    rows[0]["acturalPaid"] = "1"
    told = previewed(window, csv_of(rows)).faults

    assert [(it.row, it.column, it.value) for it in told] == [
        (2, "acturalPaid", "1"),
        (2, "OrderList.country", "000"),
    ]
    assert all(it.chinese and it.english and all(it.remedy) for it in told)


def test_a_firm_may_not_import_what_another_sends(window: Window) -> None:
    data = csv_of(order_rows(parcel(1).order))
    told = previewed(window, data, firm=STRANGER.code).faults
    assert [it.code for it in told][:1] == ["RGT-1201"]


def test_what_stands_already_is_told_apart_from_what_changed(window: Window) -> None:
    order = parcel(1).order
    window.send(order)
    rows = order_rows(order)
    same = previewed(window, csv_of(rows))
    assert (same.done, same.good, faults(same)) == (1, [], [])

    rows[0]["note"] = "改了备注"
    other = previewed(window, csv_of(rows))
    assert (other.done, other.good) == (0, [])
    assert [it.receipt for it in other.faults] == ["-301010"]


def test_goods_items_follow_their_order(window: Window) -> None:
    first, second = (parcel(serial).order for serial in (1, 2))
    tags = list(order_rows(first)[0])
    rows = [[row[tag] for tag in tags] for row in order_rows(first, second)]
    more = [
        "" if not tag.startswith("OrderList.") else text
        for tag, text in zip(tags, rows[0], strict=True)
    ]
    seen = previewed(window, xlsx_of([tags, rows[0], more, rows[1]]))
    assert [sheaf.rows for sheaf in seen.sheaves] == [[2, 3], [4]]
    read = seen.sheaves[0].paper
    assert isinstance(read, Order)
    assert [line.number for line in read.lines] == [1, 2]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030"])
def test_labels_serve_as_well_as_tags_in_any_encoding(
    window: Window, codec: str
) -> None:
    labels = {column.tag: column.label for column in columns_of(Paper.ORDER)}
    rows = [
        {labels[t]: v for t, v in row.items()} for row in order_rows(parcel(1).order)
    ]
    data = csv_of(rows).decode().encode(codec)
    assert faults(previewed(window, data)) == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "TRN-1101"),
        (b"a,b\n1,2\n", "TRN-1105"),
        (b"PK\x03\x04 nothing", "TRN-1103"),
        (b"\xff\xfe\x00\x00\xff", "TRN-1104"),
    ],
)
def test_what_is_no_sheet_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(SheetError) as told:
        paper_of(data)
    assert told.value.trouble.code == code


def test_every_kind_of_paper_has_columns_nobody_confuses() -> None:
    for paper in BY_PAPER:
        columns = columns_of(paper)
        names = [name for it in columns for name in {it.tag, it.label}]
        assert len(names) == len(set(names)), paper
