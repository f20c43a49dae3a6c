from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from tongguan.gateway.chinaport.answers import (
    read_answers,
    write_format_receipt,
    write_receipts,
    write_tax_bills,
)
from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.kit.moments import SHANGHAI
from tongguan.trade.papers import Paper
from tongguan.trade.receipts import FormatReceipt, Receipt, TaxBill, TaxBillLine

GUID = "6B1F3E0A-0000-4000-8000-000000000312"
AT = datetime(2026, 10, 20, 12, 0, 1, 234_000, SHANGHAI)
KEYS = {
    Paper.ORDER: {"platform_code": "P", "seller_code": "S", "number": "D1"},
    Paper.PAYMENT: {"provider_code": "Z", "transaction": "T1"},
    Paper.WAYBILL: {"carrier_code": "W", "number": "Y1"},
    Paper.DECLARATION: {
        "customs_office": "2900",
        "platform_code": "P",
        "seller_code": "S",
        "declarant_code": "A",
        "reference": "Q1",
        "preliminary_number": "B20261020000000001",
        "number": "29002026I000000001",
    },
}
BILL = TaxBill(
    guid=GUID,
    at=AT,
    list_number="29002026I000000001",
    number="29002026I000000001_0",
    status="1",
    duty=Decimal(0),
    vat=Decimal("44.23"),
    consumption_tax=Decimal(0),
    guarantor="S",
    seller_code="S",
    carrier_code="W",
    declarant_code="A",
    customs_office="2900",
    lines=(
        TaxBillLine(
            number=1,
            hs_code="1901101090",
            dutiable_price=Decimal("486.00"),
            duty=Decimal(0),
            vat=Decimal("44.23"),
            consumption_tax=Decimal(0),
        ),
    ),
)
UNREAD = FormatReceipt(
    guid=GUID,
    status="-999999",
    text="报文格式校验不通过",
    at=AT,
    message_guid="M1",
    message_type="CEB311Message",
    message="<a>&amp;</a>",
)


def receipt(paper: Paper, **changes: object) -> Receipt:
    made = Receipt(
        guid=GUID, paper=paper, status="2", text="新增申报成功", at=AT, keys=KEYS[paper]
    )
    return replace(made, **changes)


@pytest.mark.parametrize("paper", KEYS)
def test_a_receipt_written_is_the_receipt_read(paper: Paper) -> None:
    receipts = (receipt(paper), receipt(paper, status="100", text="退单"))

    assert read_answers(write_receipts(receipts)).answers == receipts


def test_a_receipt_travels_without_prefix() -> None:
    assert write_receipts([receipt(Paper.PAYMENT)], "G" * 36).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<CEB412Message xmlns="http://www.chinaport.gov.cn/ceb"'
        f' guid="{"G" * 36}" version="1.0"><PaymentReturn><guid>{GUID}</guid>'
        "<payCode>Z</payCode><payTransactionId>T1</payTransactionId>"
        "<returnStatus>2</returnStatus><returnTime>20261020120001234</returnTime>"
        "<returnInfo>新增申报成功</returnInfo></PaymentReturn></CEB412Message>\n"
    )


def test_a_receipt_too_long_to_travel_is_cut() -> None:
    (answer,) = read_answers(
        write_receipts([receipt(Paper.ORDER, text="一\x00" * 600)])
    ).answers

    assert isinstance(answer, Receipt)
    assert answer.text == "一 " * 499 + "一…"


def test_a_list_without_numbers_is_answered_all_the_same() -> None:
    (answer,) = read_answers(
        write_receipts([receipt(Paper.DECLARATION, keys={})])
    ).answers

    assert isinstance(answer, Receipt)
    assert answer.keys == {"reference": "-", "preliminary_number": "0" * 18}


def test_receipts_on_papers_of_two_kinds_do_not_share_a_message() -> None:
    with pytest.raises(ValueError, match="exactly one kind"):
        write_receipts([receipt(Paper.ORDER), receipt(Paper.PAYMENT)])


def test_a_tax_bill_written_is_the_tax_bill_read() -> None:
    assert read_answers(write_tax_bills([BILL, BILL])).answers == (BILL, BILL)


def test_a_format_receipt_brings_the_message_back() -> None:
    data = write_format_receipt(UNREAD)

    assert b"<oriBizMessage><![CDATA[<a>&amp;</a>]]></oriBizMessage>" in data
    assert read_answers(data).answers == (UNREAD,)


def test_a_format_receipt_of_anything_can_be_written() -> None:
    hostile = "".join(map(chr, range(300))) + "]]>\ufffe" + "<" * 6000
    odd = replace(
        UNREAD, text=hostile, message=hostile, message_type=hostile, message_guid=""
    )

    (answer,) = read_answers(write_format_receipt(odd)).answers
    assert isinstance(answer, FormatReceipt)
    assert len(answer.text) == 5000
    assert len(answer.message_type) == 15


def test_a_faulty_answer_is_told_and_a_strange_one_refused() -> None:
    data = write_receipts([receipt(Paper.ORDER)])

    assert [
        fault.code
        for fault in read_answers(data.replace(b"orderNo", b"orderno")).faults
    ] == ["SCH-1130", "SCH-1121"]
    with pytest.raises(UnreadableError):
        read_answers(data.replace(b"CEB312", b"CEB311"))
