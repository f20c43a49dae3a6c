"""Exports: a list meets its papers, leaves, is summarised once, or is cancelled."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.letters import again
from tests.outbound import SENT, paper
from tests.window import Window
from tongguan.customs.export_declaration.matching import accompanied
from tongguan.gateway.chinaport.catalogue import message_type_for, write_message
from tongguan.gateway.chinaport.messages import Transfer
from tongguan.plumbing import clock
from tongguan.plumbing.outbox.store import Sent
from tongguan.plumbing.register.model import key_of
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import AnyPaper

P = Paper
ORDER, PROCEEDS, WAYBILL = (
    paper(kind) for kind in (P.EXPORT_ORDER, P.PROCEEDS, P.EXPORT_WAYBILL)
)
LIST = paper(P.EXPORT_DECLARATION)
DECLARANT = LIST.declarant.code
RELEASED = ["2", "120", "800"]


def send(window: Window, *papers: AnyPaper) -> None:
    """Send papers as the firms of the sandbox whose business they are."""
    for one in papers:
        firm = SENT[one.nature.kind].sender
        assert firm
        transfer = Transfer(
            code=firm.code,
            name=firm.name,
            mode="DXP",
            address=f"DXPYX{firm.code[-10:]}",
        )
        data = write_message(message_type_for(one), [one], transfer, one.heading.guid)
        window.post(firm.code, data)
        window.worker.drain()


def receipts(window: Window, one: AnyPaper) -> list[Sent]:
    firm = SENT[one.nature.kind].sender
    assert firm
    key = key_of(one)
    return [
        sent
        for sent in window.pulled(firm.code)
        if (sent.kind, sent.key) == (key.kind, str(key))
    ]


def statuses(window: Window, one: AnyPaper) -> list[str]:
    return [sent.status for sent in receipts(window, one)]


def numbered(serial: int, **entries: Any) -> tuple[Any, Any, Any]:
    """Return order, waybill and list of another parcel."""
    order = replace(ORDER, number=f"CK{serial:05d}", heading=guid(ORDER, serial))
    waybill = replace(WAYBILL, number=f"CY{serial:05d}", heading=guid(WAYBILL, serial))
    listed = replace(
        LIST,
        order_number=order.number,
        waybill_number=waybill.number,
        reference=f"CQ{serial:05d}",
        heading=guid(LIST, serial),
        **entries,
    )
    return order, waybill, listed


def guid(one: AnyPaper, serial: int) -> Any:
    return replace(one.heading, guid=f"{serial:08d}{one.heading.guid[8:]}")


def released(window: Window, *papers: Any) -> str:
    """Send a parcel's papers and return the number its list is given."""
    order, waybill, listed = papers or (ORDER, WAYBILL, LIST)
    send(window, order, waybill, listed)
    assert statuses(window, listed) == RELEASED
    number: str = receipts(window, listed)[-1].content["keys"]["number"]
    return number


@pytest.mark.parametrize(
    "papers",
    [(ORDER, WAYBILL, LIST), (LIST, WAYBILL, ORDER), (WAYBILL, LIST, ORDER)],
    ids=["list last", "list first", "list between"],
)
def test_a_list_is_released_when_its_papers_are_there(
    window: Window, papers: tuple[AnyPaper, ...]
) -> None:
    send(window, *papers)

    waits = 3 - papers.index(LIST)
    assert statuses(window, LIST) == ["2"] * waits + ["120", "800"]
    assert window.states(LIST, ORDER, WAYBILL) == [
        "released",
        "registered",
        "registered",
    ]
    assert statuses(window, ORDER) == ["2", "120"]
    assert statuses(window, WAYBILL) == ["2", "399"]
    told = receipts(window, LIST)[-1].content["keys"]
    paper_id = window.standing(LIST).id
    assert told["number"] == f"4613{clock.today():%Y}E{paper_id:09d}"


def test_a_list_says_for_what_it_waits(window: Window) -> None:
    send(window, LIST)

    assert receipts(window, LIST)[-1].text.endswith(
        "；对应电商企业为[9901960S04]订单号为[CKmvg5n5s00026]订单信息不存在"
        "；对应电商企业为[9901960S04]订单号为[CKmvg5n5s00026]运单信息不存在"
    )
    assert window.states(LIST) == ["lodged"]


def test_proceeds_are_waited_for_until_the_law_changed() -> None:
    before, after = (edition.says.papers for edition in accompanied())
    assert before == ("export_order", "proceeds", "export_waybill")
    assert after == ("export_order", "export_waybill")


LINE = LIST.lines[0]


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        ({"gross_weight_kg": Decimal("0.8")}, "MAT-3103"),
        ({"packages": 2}, "MAT-3103"),
        ({"lines": (replace(LINE, name="女式针织T恤衫"),)}, "MAT-3102"),
        ({"lines": (replace(LINE, item_number="TX9"),)}, "MAT-3102"),
        ({"lines": (LINE, replace(LINE, number=2))}, "MAT-3102"),
    ],
    ids=["weight", "packages", "name", "article", "lines"],
)
def test_a_list_that_differs_from_its_papers_is_rejected(
    window: Window, spoilt: dict[str, Any], code: str
) -> None:
    wrong = replace(LIST, **spoilt)
    send(window, ORDER, WAYBILL, wrong)

    assert statuses(window, wrong) == ["2", "100"]
    assert {it["code"] for it in receipts(window, wrong)[-1].findings} == {code}
    assert window.states(wrong, ORDER) == ["rejected", "registered"]
    send(window, again(LIST))
    assert window.states(LIST) == ["released"]


def test_proceeds_that_are_there_must_fit(window: Window) -> None:
    send(window, ORDER, WAYBILL, replace(PROCEEDS, amount=Decimal("37.51")), LIST)

    (finding,) = receipts(window, LIST)[-1].findings
    assert (finding["code"], finding["given"], finding["expected"]) == (
        "MAT-3104",
        "37.51",
        "37.50",
    )


def test_an_order_of_another_platform_is_not_this_lists(window: Window) -> None:
    other = replace(
        ORDER, platform=replace(ORDER.platform, code="91990100MA10PT2B7X", name=SEA)
    )
    send(window, other, WAYBILL, LIST)

    found = {it["code"] for it in receipts(window, LIST)[-1].findings}
    assert found == {"MAT-3101"}


SEA = "云汐海选电子商务有限公司"


def test_a_waybill_serves_one_list(window: Window) -> None:
    released(window)
    order, _, listed = numbered(7)
    send(window, order, replace(listed, waybill_number=WAYBILL.number))

    (finding,) = receipts(window, replace(listed, order_number=order.number))[
        -1
    ].findings
    assert finding["code"] == "MAT-3105"


def test_what_left_the_country_closes_its_list(window: Window) -> None:
    released(window)
    departure = paper(P.DEPARTURE)
    send(window, departure)

    assert statuses(window, LIST) == [*RELEASED, "899"]
    assert statuses(window, departure) == ["2", "399"]
    assert window.states(LIST) == ["cleared"]


def refused(window: Window, asked: Any) -> list[str]:
    send(window, asked)
    assert window.states(asked) == ["rejected"]
    return [it["code"] for it in receipts(window, asked)[-1].findings]


def cancelling(number: str) -> Any:
    return replace(paper(P.EXPORT_CANCELLATION), list_number=number)


def test_a_list_that_has_not_left_is_cancelled_and_may_be_declared_anew(
    window: Window,
) -> None:
    asked = cancelling(released(window))
    send(window, asked)

    assert statuses(window, asked) == ["2", "399"]
    assert window.states(asked, LIST) == ["concluded", "cancelled"]
    assert statuses(window, LIST) == [*RELEASED, "100"]
    send(window, again(LIST, minutes=9))
    assert window.states(LIST) == ["released"]


@pytest.mark.parametrize(
    ("number", "code"),
    [("", "STA-1832"), ("46132026E999999999", "STA-1831")],
    ids=["has left", "no such list"],
)
def test_what_has_left_or_is_not_there_is_not_cancelled(
    window: Window, number: str, code: str
) -> None:
    own = released(window)
    send(window, paper(P.DEPARTURE))
    before = statuses(window, LIST)
    asked = cancelling(number or own)
    send(window, asked)

    told = receipts(window, asked)[-1]
    assert (told.status, told.code) == ("100", "-607001")
    assert told.findings[0]["code"] == code
    assert statuses(window, LIST) == before
