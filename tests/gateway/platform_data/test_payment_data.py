"""The customs asks and a platform uploads, over a real line, in every spelling."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.parcels import PLATFORM, parcel
from tests.window import Window
from tongguan.finance.payment_data.model import Inquiry
from tongguan.gateway.chinaport.signing.certificates import RSA, SM2
from tongguan.gateway.chinaport.signing.filed import file_certificate
from tongguan.gateway.chinaport.signing.making import Made, Wanted, make
from tongguan.gateway.platform_data.asking import Asker
from tongguan.gateway.platform_data.platform import Platform, Question, opened
from tongguan.gateway.platform_data.receiving import receive
from tongguan.gateway.platform_data.spelling import SPELLINGS, members
from tongguan.gateway.webhooks.calling import Line
from tongguan.journeys.payment_data import ask, ask_by_risk
from tongguan.plumbing import clock
from tongguan.plumbing.webhooks.rules import push_law
from tongguan.trade.papers import Dossier

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def place(server: str) -> Iterator[str]:
    execute(server, f"CREATE DATABASE payment_data TEMPLATE {TEMPLATE}")
    yield make_conninfo(server, dbname="payment_data")
    execute(server, "DROP DATABASE payment_data WITH (FORCE)")


@pytest.fixture
def window(place: str) -> Iterator[Window]:
    opened_window = Window(place)
    opened_window.clean()
    yield opened_window
    opened_window.close()


def made(kind: str = SM2) -> Made:
    now = clock.now()
    subject = {"CN": "测试平台", "serialNumber": PLATFORM.code}
    return make(
        Wanted(
            subject=subject, valid_from=now - HOUR, valid_until=now + HOUR, kind=kind
        )
    )


def paid(dossier: Dossier, **changes: Any) -> dict[str, Any]:
    """Say what a platform keeps of the payment of a parcel."""
    order, payment = dossier.order, dossier.payment
    head = {
        "guid": "9D55BA71-55DE-41F4-8B50-C36C83B3B419",
        "initalRequest": "<xml>pay</xml>",
        "initalResponse": "ok",
        "ebpCode": order.platform.code,
        "payCode": payment.provider.code,
        "payTransactionId": payment.transaction,
        "totalAmount": float(payment.amount),
        "currency": "142",
        "verDept": "3",
        "payType": "1",
        "tradingTime": f"{payment.paid_at:%Y%m%d%H%M%S}",
        "note": "",
    }
    goods = [{"gname": it.name, "itemLink": "http://x"} for it in order.lines]
    lists = {
        "orderNo": order.number,
        "goodsInfo": goods,
        "recpAccount": "1",
        "recpCode": "",
        "recpName": "测试平台",
    }
    return {"head": head | changes, "lists": [lists]}


def filed(window: Window, certificate: Made) -> None:
    with window.connection.transaction():
        file_certificate(
            window.rooms,
            certificate.key.certificate,
            PLATFORM.code,
            "test",
            clock.now(),
        )


def asked(window: Window, dossier: Dossier) -> str:
    window.send(dossier.order, dossier.payment)
    with window.connection.transaction():
        return ask(
            window.rooms, PLATFORM.code, dossier.order.number, "关员", clock.now()
        )


def inquiry(window: Window) -> Inquiry:
    with window.connection.transaction():
        (found,) = window.rooms.payment_data.latest()
    return found


def received(window: Window, text: str) -> dict[str, Any]:
    with window.connection.transaction():
        return receive(window.rooms, text, clock.now())


def platform(dossier: Dossier, key: Made, **changes: Any) -> Platform:
    return Platform(
        orders={dossier.order.number: paid(dossier, **changes)}.get,
        key=key.key,
        upload_to="",
    )


@pytest.mark.parametrize("spelling", SPELLINGS, ids=lambda it: it.name)
@pytest.mark.parametrize("kind", [SM2, RSA])
def test_every_spelling_of_the_signed_text_verifies(
    window: Window, spelling: Any, kind: str
) -> None:
    dossier, key = parcel(1), made(kind)
    filed(window, key)
    session = asked(window, dossier)
    desk = replace(platform(dossier, key), spelling=spelling)
    text = desk.written(Question(session, dossier.order.number), paid(dossier))

    assert received(window, text)["code"] == "10000"
    kept = inquiry(window)
    assert (kept.state, kept.findings) == ("agreed", ())
    assert kept.variant.split()[:2] == [spelling.name, kind]
    assert window.rooms.payment_data.opened(kept) == text.encode()


def test_what_differs_is_found_and_may_be_mended(window: Window) -> None:
    dossier, key = parcel(2), made()
    filed(window, key)
    session = asked(window, dossier)
    question = Question(session, dossier.order.number)
    wrong = paid(dossier, totalAmount=1, payTransactionId="OTHER")
    wrong["lists"][0]["goodsInfo"] = [{"gname": "别的", "itemLink": "x"}]
    desk = platform(dossier, key)

    assert received(window, desk.written(question, wrong))["code"] == "10000"
    kept = inquiry(window)
    assert kept.state == "differing"
    assert [it["code"] for it in kept.findings] == ["PAY-4102", "PAY-4103", "PAY-4105"]
    assert kept.findings[1]["given"] == "1.00 142"

    received(window, desk.written(question, paid(dossier)))
    assert inquiry(window).state == "agreed"


def test_what_is_faulty_forged_or_unasked_is_refused(window: Window) -> None:
    dossier, key = parcel(3), made()
    session = asked(window, dossier)
    question = Question(session, dossier.order.number)
    desk = platform(dossier, key)
    text = desk.written(question, paid(dossier))

    assert received(window, "no json")["code"] == "20001"
    assert received(window, text)["code"] == "20004"
    filed(window, key)
    forged = text.replace('"totalAmount":', '"totalAmount":1')
    assert received(window, forged)["code"] == "20003"
    other = desk.written(Question("other", "1"), paid(dossier))
    assert received(window, other)["code"] == "20002"
    faulty = desk.written(question, paid(dossier, verDept="9", tradingTime="soon"))
    told = received(window, faulty)
    assert told["code"] == "20001"
    for part in ("/payExchangeInfoHead/verDept “9”", "tradingTime “soon”", "SCH-11"):
        assert part in told["message"]
    assert inquiry(window).state == "due"


class Moving:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.at = clock.now()

    def __call__(self) -> Any:
        return self.at


def test_a_platform_is_asked_over_the_line_until_it_answers(window: Window) -> None:
    dossier, key = parcel(4), made()
    filed(window, key)
    asked(window, dossier)
    window.connection.commit()
    moving = Moving()
    law = push_law().on(moving.at.date()).says
    line = Line(law=law, loopback=True)
    asker = Asker(window.rooms, window.connection, line, moving)

    assert asker.work() == 1
    assert inquiry(window).trouble == "no address registered"
    desk = platform(dossier, key)
    server = opened(desk)
    url = f"http://127.0.0.1:{server.server_address[1]}/platDataOpen"
    with window.connection.transaction():
        window.rooms.payment_data.register(PLATFORM.code, url, moving.at, "test")
    assert asker.work() == 0, "it is left alone for a while"
    moving.at += timedelta(seconds=31)
    assert asker.work() == 1
    assert inquiry(window).state == "asked"
    desk.asked.put(None)
    server.shutdown()
    server.server_close()


def test_nobody_s_answer_is_overdue_and_may_still_come(window: Window) -> None:
    dossier = parcel(5)
    asked(window, dossier)
    window.connection.commit()
    moving = Moving()
    line = Line(law=push_law().on(moving.at.date()).says, loopback=True)
    asker = Asker(window.rooms, window.connection, line, moving)
    moving.at += timedelta(hours=25)
    asker.work()
    assert inquiry(window).state == "overdue"


def test_risk_asks_once_about_the_lists_it_points_at(window: Window) -> None:
    dossier = parcel(6)
    window.send(dossier.order, dossier.payment, dossier.waybill, dossier.declaration)
    with window.connection.transaction():
        window.connection.execute("UPDATE declaration SET channel = 'review'")
    now = clock.now() + timedelta(minutes=1)
    with window.connection.transaction():
        assert ask_by_risk(window.rooms, now - HOUR, now) == 1
        assert ask_by_risk(window.rooms, now - HOUR, now) == 0
    assert inquiry(window).reason == "risk"


def test_members_are_cut_as_they_were_transmitted() -> None:
    text = ' { "a" : {"x": [1, 2.50]} , "b":"q\\"q","c" :5.00} '
    assert members(text) == {"a": '{"x": [1, 2.50]}', "b": '"q\\"q"', "c": "5.00"}
    assert json.loads(members(text)["a"]) == {"x": [1, 2.5]}
    for wrong in ("[]", "{", '{"a" 1}', '{"a":1 "b":2}', "{a:1}"):
        with pytest.raises(ValueError):  # noqa: PT011 - any will do
            members(wrong)
