"""Agencies are asked in order and once; while one is away, nothing is granted."""

import json
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tests.agencies import BEGAN, Day, asker, questions, standing
from tests.conftest import KEYS, TEMPLATE, execute
from tests.journeys.test_exporting import send as send_exports
from tests.letters import papers
from tests.outbound import paper
from tests.parcels import SELLER, parcel
from tests.window import Window
from tongguan.customs.collection.model import Month, Notice
from tongguan.finance.guarantee.rules import BOOK
from tongguan.gateway.agencies.channel import HttpChannel
from tongguan.gateway.agencies.door import listening
from tongguan.gateway.agencies.stand import Stand
from tongguan.gateway.outside import CONTRACTS, refuse_unfit
from tongguan.journeys.asking import Matter, ask
from tongguan.journeys.founding import found
from tongguan.journeys.hearing import pay
from tongguan.journeys.month_end import collect
from tongguan.plumbing import clock
from tongguan.plumbing.agencies.model import Agency, Outcome, Subject
from tongguan.plumbing.trouble import CannotRunError
from tongguan.trade.kinds import Paper
from tongguan.trade.registry import FiledFirm

MONTH = Month.of(clock.today())
TAX_FEN = 4423


@pytest.fixture(scope="module")
def place(server: str) -> Iterator[str]:
    execute(server, f"CREATE DATABASE agencies TEMPLATE {TEMPLATE}")
    yield make_conninfo(server, dbname="agencies")
    execute(server, "DROP DATABASE agencies WITH (FORCE)")


@pytest.fixture
def window(place: str) -> Iterator[Window]:
    opened = Window(place)
    opened.clean()
    with opened.connection.transaction():
        opened.rooms.agencies.use(list(Agency), BEGAN)
    yield opened
    opened.close()


@pytest.fixture
def day() -> Day:
    return Day()


def identity(window: Window, name: str) -> None:
    matter = Matter(
        agency=Agency.POLICE,
        subject=Subject.IDENTITY,
        about=KEYS.index("identity", name).hex(),
        content={"name": name, "number": "110101199001011237"},
    )
    with window.connection.transaction():
        assert ask(window.rooms, matter, BEGAN)


def asked_to_pay(window: Window, name: str = SELLER.name) -> Notice:
    """Clear a parcel, close its month, and ask the bank after the notice."""
    window.send(*papers(parcel(1)))
    with window.connection.transaction():
        firm = window.rooms.enterprises.registry([SELLER.code])[SELLER.code]
        renamed = FiledFirm(code=firm.code, name=name, roles=firm.roles)
        window.rooms.enterprises.file(renamed, clock.today())
        notice = collect(window.rooms, SELLER.code, MONTH, on=MONTH.end, at=clock.now())
        assert notice is not None
        waits = pay(window.rooms, notice.number, on=notice.due_on, at=clock.now())
    assert waits.paid_on is None
    return notice


def notice_now(window: Window, notice: Notice) -> Notice:
    with window.connection.transaction():
        found_again = window.rooms.collection.find(notice.number)
    assert found_again is not None
    return found_again


def test_a_payment_counts_when_the_bank_confirms_it(window: Window, day: Day) -> None:
    notice = asked_to_pay(window)
    assert window.balance(BOOK, SELLER.code).posted == TAX_FEN

    asker(window, day).work()

    assert notice_now(window, notice).paid_on == notice.due_on
    assert window.balance(BOOK, SELLER.code).posted == 0
    assert standing(window, Agency.BANK) == [("answered", "agrees", "")]
    (told,) = questions(window, Agency.TAX)
    assert window.rooms.agencies.asked(told) == {
        "name": SELLER.name,
        "notice": notice.number,
        "payer": SELLER.code,
        "tax": "44.23",
        "late_fee": "0.00",
        "paid_on": str(notice.due_on),
    }


@pytest.mark.parametrize(
    ("ending", "outcome"), [("异", Outcome.DIFFERS), ("无", Outcome.UNKNOWN)]
)
def test_what_the_bank_does_not_confirm_stays_unpaid(
    window: Window, day: Day, ending: str, outcome: Outcome
) -> None:
    notice = asked_to_pay(window, f"测试企业{ending}")

    asker(window, day).work()

    assert notice_now(window, notice) == notice
    assert window.balance(BOOK, SELLER.code).posted == TAX_FEN
    assert standing(window, Agency.BANK) == [("answered", outcome, "")]
    assert questions(window, Agency.TAX) == []


def test_a_bank_that_is_away_is_asked_later(window: Window, day: Day) -> None:
    notice = asked_to_pay(window, "测试企业断")
    bank = asker(window, day)

    assert bank.work() == 1
    assert bank.work() == 0  # the line rests
    assert notice_now(window, notice) == notice
    day.later(1)
    bank.work()
    day.later(4)
    assert bank.work() == 0  # longer, the second time
    assert standing(window, Agency.BANK) == [("pending", "", "simulated: down")]
    day.later(1)
    bank.work()

    assert notice_now(window, notice).paid_on == notice.due_on


def test_one_that_waits_is_not_asked_twice(window: Window) -> None:
    notice = asked_to_pay(window)

    with window.connection.transaction():
        pay(window.rooms, notice.number, on=notice.due_on, at=clock.now())

    assert len(questions(window, Agency.BANK)) == 1


def test_over_http_in_order_and_sealed(window: Window, day: Day) -> None:
    for name in ("张三", "李四断", "王五异", "赵六-U", "钱七乱"):
        identity(window, name)
    with listening(Stand(CONTRACTS[Agency.POLICE])) as server:
        police = asker(window, day, police=HttpChannel(server.url, 5))
        assert police.work() == 2  # who comes after the one that fails waits
        assert [it[0] for it in standing(window, Agency.POLICE)] == [
            "answered",
            *["pending"] * 4,
        ]
        for _ in range(2):
            day.later(5)
            police.work()

    assert standing(window, Agency.POLICE)[:4] == [
        ("answered", "agrees", ""),
        ("answered", "agrees", ""),
        ("answered", "differs", ""),
        ("answered", "unknown", ""),
    ]
    state, _, trouble = standing(window, Agency.POLICE)[4]
    assert (state, trouble[:10]) == ("refused", "unreadable")
    first = questions(window, Agency.POLICE)[0]
    body = window.rooms.agencies.answer(first)
    assert json.loads(body) == {"id": first.id, "outcome": "agrees"}
    assert first.digest == sha256(body).digest()
    assert "张三".encode() not in first.content


def test_an_agency_nobody_reaches_is_left_alone(window: Window, day: Day) -> None:
    identity(window, "张三")
    with listening(Stand(CONTRACTS[Agency.POLICE])) as server:
        gone = HttpChannel(server.url, 1)
    police = asker(window, day, police=gone)

    rests = []
    for _ in range(6):
        police.work()
        with window.connection.transaction():
            (line,) = [it for it in window.rooms.agencies.lines() if it.failures]
        rests.append((line.rests_until - day.at).seconds)
        day.at = line.rests_until

    assert rests == [1, 5, 15, 60, 300, 300]
    assert standing(window, Agency.POLICE) == [("pending", "", "ConnectError")]


class Stranger:
    """Answers a question nobody put."""

    def ask(self, subject: str, question: str, body: bytes) -> bytes:
        del subject, question, body
        return b'{"id":"another","outcome":"agrees"}'


def test_an_answer_to_another_question_moves_nothing(window: Window, day: Day) -> None:
    notice = asked_to_pay(window)

    asker(window, day, bank=Stranger()).work()

    assert notice_now(window, notice) == notice
    assert standing(window, Agency.BANK) == [
        ("refused", "", "an answer to another question")
    ]
    with window.connection.transaction():
        assert window.rooms.agencies.again() == 1
    asker(window, day).work()
    assert notice_now(window, notice).paid_on == notice.due_on


def test_a_firm_that_is_filed_is_looked_up_once(window: Window, day: Day) -> None:
    entry = {"code": "1100EC0099", "name": "测试新企业-D", "roles": ["seller"]}
    page = {"firms": [{**entry, "credit_code": "91990100MA10PT3C12"}]}
    for _ in range(2):
        with window.connection.transaction():
            found(window.rooms, page, today=clock.today())
        asker(window, day).work()

    (question,) = questions(window, Agency.REGISTRY)
    answer = json.loads(window.rooms.agencies.answer(question))
    assert (question.outcome, answer["registeredState"]) == ("differs", "吊销")


def test_proceeds_of_an_export_are_declared(window: Window, day: Day) -> None:
    send_exports(window, paper(Paper.PROCEEDS))

    asker(window, day).work()

    (question,) = questions(window, Agency.SAFE)
    answer = json.loads(window.rooms.agencies.answer(question))
    number = f"SJ{question.id.replace('-', '')[:12].upper()}"
    assert answer == {
        "id": question.id,
        "outcome": "agrees",
        "declaration": number,
    }


def test_agencies_that_are_not_asked_keep_nobody_waiting(window: Window) -> None:
    with window.connection.transaction():
        window.rooms.agencies.use([], BEGAN)
    window.send(*papers(parcel(1)))
    with window.connection.transaction():
        notice = collect(window.rooms, SELLER.code, MONTH, on=MONTH.end, at=clock.now())
        assert notice is not None
        settled = pay(window.rooms, notice.number, on=notice.due_on, at=clock.now())

    assert settled.paid_on == notice.due_on
    assert window.rows("SELECT count(*) FROM agency_question") == [(0,)]


def test_a_line_belongs_to_one_asker(window: Window, place: str) -> None:
    identity(window, "张三")
    until = BEGAN + timedelta(seconds=9)
    with window.connection.transaction():
        mine = window.rooms.agencies.take_line(Agency.POLICE, BEGAN, until)
    with psycopg.connect(place) as other:
        agencies = type(window.rooms.agencies)(other, KEYS)
        assert (mine, agencies.take_line(Agency.POLICE, BEGAN, until)) == (0, None)
        assert agencies.take_line(Agency.POLICE, until, until) == 0  # it died


@pytest.mark.parametrize("place", ["ftp://police", "police", "simulated"])
def test_a_place_no_agency_is_at_is_refused(place: str) -> None:
    with pytest.raises(CannotRunError, match="TONGGUAN_POLICE"):
        refuse_unfit(Agency.POLICE, place, sandbox=False)
    refuse_unfit(Agency.POLICE, "https://police.example", sandbox=False)
    refuse_unfit(Agency.POLICE, "simulated", sandbox=True)
