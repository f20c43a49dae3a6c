from dataclasses import replace

import pytest

from tests import papers
from tests.papers import DECLARATION, ORDER, PAYMENT
from tongguan.gateway.chinaport.catalogue import (
    message_type_for,
    read_message,
    receipt_type_for,
    write_message,
)
from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.gateway.chinaport.messages import Subscription, Transfer
from tongguan.trade.papers import AnyPaper, Order, Waybill

GUID = "6B1F3E0A-0000-4000-8000-000000000001"
SENDER = Transfer(code="3301969DS2", name="西子", mode="DXP", address="DXPENT01")
# A waybill does not carry the district of its consignee.
WAYBILL = replace(papers.WAYBILL, consignee=replace(papers.CONSIGNEE, district=None))
PAPERS = (ORDER, PAYMENT, WAYBILL, DECLARATION)
SIGNED = b'<s:Signature xmlns:s="http://www.w3.org/2000/09/xmldsig#">x</s:Signature>'
END = b"</ceb:CEB"


def written(*papers: AnyPaper) -> bytes:
    return write_message(message_type_for(papers[0]), papers, SENDER, GUID)


def told(data: bytes) -> list[str]:
    faults = read_message(data).faults
    return [f"{it.code} {it.path} {it.label} {it.value}".strip() for it in faults]


@pytest.mark.parametrize("paper", PAPERS, ids=message_type_for)
def test_a_paper_written_is_the_paper_read(paper: AnyPaper) -> None:
    reading = read_message(written(paper, paper))

    assert reading.faults == ()
    assert reading.papers == (paper, paper)
    assert reading.transfer == SENDER
    assert (reading.guid, reading.version) == (GUID, "1.0")
    assert reading.message_type == message_type_for(paper)
    assert reading.edition == "202205"
    assert not reading.signed


def test_every_paper_has_its_message_and_its_receipt() -> None:
    assert [message_type_for(paper) for paper in PAPERS] == [
        *("CEB311Message", "CEB411Message", "CEB511Message", "CEB621Message"),
    ]
    assert [receipt_type_for(paper.nature.kind) for paper in PAPERS] == [
        *("CEB312Message", "CEB412Message", "CEB512Message", "CEB622Message"),
    ]


def test_a_waybill_may_lack_its_order_number() -> None:
    paper = replace(WAYBILL, order_number=None)

    assert read_message(written(paper)).papers == (paper,)


def test_an_empty_field_is_an_absent_one() -> None:
    data = written(ORDER).replace(b"<ceb:payCode>3101969ZF3", b"<ceb:payCode>")
    (paper,) = read_message(data).papers

    assert isinstance(paper, Order)
    assert paper.provider_code is None


def test_an_empty_currency_is_the_fixed_one() -> None:
    (paper,) = read_message(written(WAYBILL).replace(b">142<", b"><")).papers

    assert isinstance(paper, Waybill)
    assert paper.currency == "142"


def test_all_faults_of_all_papers_are_told_at_once() -> None:
    data = written(ORDER, ORDER).decode()
    data = data.replace("<ceb:appTime>20261020", "<ceb:appTime>20261320", 1)
    head, _, rest = data.rpartition("<ceb:OrderHead>")
    rest = rest.replace("<ceb:buyerName>李晓梅", f"<ceb:buyerName>{'李晓梅' * 30}")
    rest = rest.replace("<ceb:acturalPaid>525.23", "<ceb:acturalPaid>525.23元")
    rest = rest.replace("<ceb:unit>122</ceb:unit>", "")

    veiled = f"李{'*' * 59}…"

    assert told(f"{head}<ceb:OrderHead>{rest}".encode()) == [
        "SCH-1129 /CEB311Message/Order[1]/OrderHead/appTime 报送时间 20261320120000",
        "SCH-1125 /CEB311Message/Order[2]/OrderHead/acturalPaid 实际支付金额 525.23元",
        f"SCH-1123 /CEB311Message/Order[2]/OrderHead/buyerName 订购人姓名 {veiled}",
        "SCH-1121 /CEB311Message/Order[2]/OrderList[1]/unit 计量单位",
    ]


def test_a_message_with_faults_has_no_papers_but_its_number() -> None:
    reading = read_message(written(ORDER).replace(b">I<", b">E<"))

    assert (reading.papers, reading.transfer) == ((), None)
    assert reading.guid == GUID
    assert [fault.tag for fault in reading.faults] == ["orderType"]


def test_a_message_of_the_older_edition_is_known_as_such() -> None:
    line = replace(DECLARATION.lines[0], item_number="1" * 20)
    old = written(replace(DECLARATION, lines=(line,)))
    old = old.replace(b"1" * 20, b"1" * 30)

    assert read_message(old).edition == "2018-113"
    assert told(old.replace(b">1210<", b">12<")) == [
        "SCH-1124 /CEB621Message/Inventory[1]/InventoryHead/tradeMode 贸易方式 12",
    ]


@pytest.mark.parametrize(
    ("number", "faults"),
    [
        (100, []),
        (101, ["SCH-1137 /CEB411Message/Payment[101] 支付凭证"]),
        (900, ["SCH-1137 /CEB411Message/Payment[101] 支付凭证"]),
    ],
)
def test_a_message_holds_a_hundred_papers(number: int, faults: list[str]) -> None:
    assert told(written(*[PAYMENT] * number)) == faults


@pytest.mark.parametrize(
    ("lines", "faults"),
    [(99, []), (100, ["SCH-1137 /CEB311Message/Order[1]/OrderList[100] 订单表体"])],
)
def test_a_paper_holds_ninety_nine_lines(lines: int, faults: list[str]) -> None:
    assert told(written(replace(ORDER, lines=ORDER.lines * lines))) == faults


def test_a_list_must_be_signed_where_that_is_asked() -> None:
    bare = written(DECLARATION)
    signed = bare.replace(END, SIGNED + END)

    assert read_message(bare).faults == ()
    assert [it.code for it in read_message(bare, require_signature=True).faults] == [
        "SCH-1121"
    ]
    assert read_message(signed, require_signature=True).signed
    assert read_message(written(ORDER), require_signature=True).faults == ()


def test_subscriptions_and_extensions_are_taken_in_their_place() -> None:
    copy = (
        "<ceb:BaseSubscribe><ceb:status>ALL</ceb:status><ceb:dxpMode>DXP</ceb:dxpMode>"
        "<ceb:dxpAddress>DXP2</ceb:dxpAddress></ceb:BaseSubscribe>"
    )
    own = (
        "<ceb:ExtendMessage><ceb:name>n</ceb:name><ceb:version/>"
        "<ceb:Message><any><thing/></any></ceb:Message></ceb:ExtendMessage>"
    )
    data = written(PAYMENT)
    several = data.replace(END, f"{copy * 5}{own}".encode() + SIGNED + END)
    reading = read_message(several)

    assert reading.subscriptions == (
        *[Subscription(status="ALL", mode="DXP", address="DXP2")] * 5,
    )
    assert told(data.replace(END, f"{own}{copy * 2}".encode() + END)) == [
        *["SCH-1132 /CEB411Message/BaseSubscribe 报文订阅"] * 2,
    ]
    assert told(data.replace(END, (copy * 6).encode() + END)) == [
        "SCH-1137 /CEB411Message/BaseSubscribe[6] 报文订阅",
    ]


def test_a_receipt_is_no_message_of_an_enterprise() -> None:
    data = written(PAYMENT).replace(b"CEB411", b"CEB412")

    with pytest.raises(UnreadableError) as refused:
        read_message(data)

    assert refused.value.chinese == "不是本系统受理的报文类型：CEB412Message"
