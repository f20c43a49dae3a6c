"""Receipts in the words of those who get them: XML as published, and JSON."""

from collections.abc import Iterator

import msgspec
import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.letters import POOR, papers
from tests.outbound import SHEETS
from tests.parcels import PLATFORM, SELLER, parcel
from tests.window import Window
from tongguan.gateway.chinaport.answers import read_answers
from tongguan.gateway.chinaport.outbox import message_type, messages, plain
from tongguan.plumbing.outbox.store import Answer
from tongguan.trade.receipts import Receipt, TaxBill

SENT_RESULT = next(it for it in SHEETS if it.message.number == "792")


@pytest.fixture(scope="module")
def window(server: str) -> Iterator[Window]:
    """Clear some parcels once; the tests only read."""
    execute(server, f"CREATE DATABASE told TEMPLATE {TEMPLATE}")
    opened = Window(make_conninfo(server, dbname="told"))
    for serial in range(3):
        opened.send(*papers(parcel(serial)))
    yield opened
    opened.close()
    execute(server, "DROP DATABASE told WITH (FORCE)")


def test_what_is_written_is_read_again_in_the_same_order(window: Window) -> None:
    sent = window.pulled(SELLER.code)
    answers = [
        answer
        for written in messages(window.rooms, sent)
        for answer in read_answers(written).answers
    ]

    assert [answer.guid for answer in answers[:3]] == [it.guid for it in sent[:3]]
    told = [(a.status, a.text) for a in answers if isinstance(a, Receipt)]
    assert told == [(it.status, it.text) for it in sent if it.kind == "declaration"]
    bills = [answer for answer in answers if isinstance(answer, TaxBill)]
    assert [str(bill.vat) for bill in bills] == ["44.23"] * 3


def test_json_names_message_number_and_business_keys(window: Window) -> None:
    first = plain(window.pulled(PLATFORM.code)[0])

    assert first == first | {
        "epoch": 1,
        "seq": 1,
        "message": "CEB312",
        "key": f"{PLATFORM.code}_TD00000000",
        "status": "2",
        "final": False,
        "findings": [],
        "platform_code": PLATFORM.code,
        "seller_code": SELLER.code,
        "number": "TD00000000",
    }
    assert first["time"].endswith("+08:00")


def test_every_kind_of_receipt_travels_in_its_message(window: Window) -> None:
    codes = [PLATFORM.code, SELLER.code, "1100PY0001", "1100LG0001"]
    sent = [receipt for code in codes for receipt in window.pulled(code)]

    assert {it.kind: message_type(it) for it in sent} == {
        "order": "CEB312",
        "payment": "CEB412",
        "waybill": "CEB512",
        "declaration": "CEB622",
        "tax_bill": "CEB816",
    }


def test_the_result_of_a_summary_travels_as_it_was_told(window: Window) -> None:
    told = SENT_RESULT.content[0]
    answer = Answer(
        recipient=POOR.code,
        message=1,
        kind="summary_result",
        guid=told.guid,
        key=told.summary_number,
        status=told.state,
        text="",
        content={"result": msgspec.to_builtins(told)},
    )
    with window.connection.transaction():
        window.rooms.outbox.put([answer], told.at)

    sent = window.pulled(POOR.code)
    (written,) = messages(window.rooms, sent)
    assert message_type(sent[0]) == "CEB792"
    assert read_answers(written).answers == (told,)
