"""Merchants from a list: every row judged, the good ones filed, and once."""

from collections.abc import Iterator

import pytest
from psycopg.conninfo import make_conninfo

from tests.agencies import BEGAN
from tests.conftest import TEMPLATE, execute
from tests.operators import CLERK, CODE
from tests.window import Window
from tongguan.commerce.operator_filing.lifecycle import FilingState
from tongguan.gateway.bulk.merchant_sheets import (
    merchants_result_csv,
    merchants_template,
    result_of,
)
from tongguan.gateway.bulk.merchants import Merchant, file_merchants, preview
from tongguan.gateway.bulk.sheets import SheetError, Trouble

HEADS = (
    "主体类型,统一社会信用代码或证件号码,名称或姓名,经营角色,"
    "进出口方向,法定代表人,银行账号,联系电话"
)
LIST = f"""{HEADS}
境内企业,{CODE},云汐新禾贸易有限公司,电商企业,进口、出口,沈禾,6222020200112233,0571-88990011
境内企业,91990100MA10QB2T3K,云汐二号店,电商企业,进口,沈禾,6222020200112234,0571-88990012
境内企业,91990100MA10QC3U4D,云汐三号店,银行,进口,沈禾,6222020200112235,0571-88990013
境内企业,{CODE},云汐新禾贸易有限公司,电商企业,进口,沈禾,6222020200112233,0571-88990011
香港自然人,A123456(3),陈大文,电商企业,出口,,6222020200112236,0571-88990014
""".encode()


@pytest.fixture
def window(server: str) -> Iterator[Window]:
    execute(server, f"CREATE DATABASE merchants TEMPLATE {TEMPLATE}")
    opened = Window(make_conninfo(server, dbname="merchants"))
    yield opened
    opened.close()
    execute(server, "DROP DATABASE merchants WITH (FORCE)")


def seen(window: Window) -> list[Merchant]:
    with window.connection.transaction():
        return preview(window.rooms, LIST, CLERK, BEGAN)


def filed(window: Window) -> int:
    with window.connection.transaction():
        return file_merchants(window.rooms, LIST, CLERK, BEGAN)


def codes(merchants: list[Merchant]) -> list[list[str]]:
    return [[it.code for it in one.findings] for one in merchants]


def test_a_faulty_row_holds_nobody_up_and_twice_files_nobody_twice(
    window: Window,
) -> None:
    before = seen(window)
    assert codes(before) == [[], ["RGT-1404"], ["RGT-1408"], ["RGT-1405"], []]
    assert [it.row for it in before] == [2, 3, 4, 5, 6]
    assert (filed(window), filed(window)) == (2, 0)

    after = seen(window)
    assert codes(after) == [[], ["RGT-1404"], ["RGT-1408"], [], []]
    assert [bool(it.number) for it in after] == [True, False, False, True, True]
    told = merchants_result_csv(after, LIST).decode("utf-8-sig").splitlines()
    assert told[0] == f"结果 result,备案号 filing,状态 state,{HEADS}"
    assert told[1].startswith(f"已有备案 on file,{after[0].number},to_check,境内企业")
    assert "[RGT-1404]" in told[2]
    with window.connection.transaction():
        names = {it.name for it in window.rooms.operators.found([FilingState.TO_CHECK])}
    assert names == {"云汐新禾贸易有限公司", "陈**"}


def test_the_template_is_a_list_and_other_files_are_refused(window: Window) -> None:
    with window.connection.transaction():
        (row,) = preview(window.rooms, merchants_template(), CLERK, BEGAN)
    assert result_of(row).startswith("[RGT-1405]")
    for data, trouble in (
        (b"a,b\n1,2\n", Trouble.NO_HEADINGS),
        (f"{HEADS}\n".encode(), Trouble.EMPTY),
    ):
        with pytest.raises(SheetError) as caught:
            preview(window.rooms, data, CLERK, BEGAN)
        assert caught.value.trouble is trouble
