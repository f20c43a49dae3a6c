"""A person's own pages: opened by proof, showing that person's year and no other's."""

import re
from collections.abc import Callable, Iterator

import psycopg
import pytest
from playwright.sync_api import Page, expect

from tests.conftest import KEYS
from tests.portal.accounts import WORD
from tests.portal.browsing import TELEPHONE, Open, fits
from tests.portal.seed import arrivals, buyer_number, change, set_of
from tests.portal.visiting import Visitor, World
from tongguan.customs.purchases.model import Purchase
from tongguan.customs.purchases.store import Year
from tongguan.gateway.agencies.asking import Asker, Line
from tongguan.gateway.agencies.stand import Stand
from tongguan.gateway.outside import CONTRACTS
from tongguan.journeys.intake import take_in
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.waking import clear_batch
from tongguan.plumbing import clock
from tongguan.plumbing.agencies.model import Agency, Question
from tongguan.plumbing.lookups.model import Lookup
from tongguan.trade.papers import Dossier

Visit = Callable[[str], Visitor]
NEEDED = [Agency.POLICE, Agency.TELECOM]
ANNUAL, LEFT = "26,000.00", "25,514.00"
SAID = "没有在这个平台买过东西，疑似身份被盗用"
YEAR = Year(clock.today().year)


@pytest.fixture(scope="module")
def connection(world: World) -> Iterator[psycopg.Connection]:
    with psycopg.connect(world.dsn) as opened:
        yield opened


@pytest.fixture(scope="module")
def rooms(connection: psycopg.Connection) -> Rooms:
    """Open the rooms over the served database, where everybody needed is asked."""
    opened = Rooms.over(connection, KEYS)
    with connection.transaction():
        opened.agencies.use(NEEDED, clock.now())
    return opened


def person(serial: int) -> bytes:
    return KEYS.index("buyer", f"1:{buyer_number(serial)}")


def bought(rooms: Rooms, connection: psycopg.Connection, serial: int) -> Purchase:
    """Return the latest purchase of the buyer of one serial."""
    with connection.transaction():
        return rooms.buyers.purchases.of(person(serial), YEAR)[0]


def asked(
    rooms: Rooms, connection: psycopg.Connection, agency: Agency
) -> tuple[Question, dict[str, str]]:
    with connection.transaction():
        question = rooms.agencies.latest(agency)[0]
        return question, dict(rooms.agencies.asked(question))


def code_sent(rooms: Rooms, connection: psycopg.Connection) -> str:
    _, told = asked(rooms, connection, Agency.TELECOM)
    return re.findall(r"\d{6}", told["text"])[0]


def answer(rooms: Rooms, connection: psycopg.Connection) -> None:
    """Let the stand-ins answer whatever was asked."""
    lines = {it: Line(CONTRACTS[it], Stand(CONTRACTS[it])) for it in NEEDED}
    Asker(rooms, connection, lines, clock.now).work()


def entries(serial: int, name: str = "王芳") -> dict[str, str]:
    told = {"name": name, "id_number": buyer_number(serial), "telephone": "13857100001"}
    return {**told, "username": f"person-{serial}", "password": WORD}


@pytest.fixture(scope="module")
def enter(
    world: World, rooms: Rooms, connection: psycopg.Connection
) -> Callable[[int], Visitor]:
    """Open the account of a serial's buyer, and come in verified."""

    def opened(serial: int) -> Visitor:
        visitor = Visitor(world.url)
        visitor.get("/me/register/")
        assert visitor.post("/me/register/", **entries(serial)).goes_to == "/me/"
        visitor.get("/me/")
        visitor.post("/me/code/", code=code_sent(rooms, connection))
        answer(rooms, connection)
        return visitor

    return opened


@pytest.mark.usefixtures("rooms")
def test_everything_wrong_is_said_beside_its_entry(world: World) -> None:
    visitor = Visitor(world.url)
    visitor.get("/me/register/")
    told = {"name": "王", "id_number": "330106199003071222", "telephone": "12"}
    told |= {"username": "a", "password": "short"}
    page = visitor.post("/me/register/", **told)
    assert page.status == 422
    codes = page.says("//p[@class='fault']/a")
    assert codes == ["IDN-1401", "IDN-1402", "IDN-1403"]
    assert len(page.says("//p[@class='fault']")) == 5


def test_nobody_enters_where_nobody_can_be_verified(
    world: World, rooms: Rooms, connection: psycopg.Connection
) -> None:
    with connection.transaction():
        rooms.agencies.use([Agency.TELECOM], clock.now())
    page = Visitor(world.url).get("/me/register/")
    with connection.transaction():
        rooms.agencies.use(NEEDED, clock.now())
    assert (page.status, page.says("//h1")) == (503, ["现在不能开户"])


def test_one_person_never_sees_another_s(
    rooms: Rooms,
    connection: psycopg.Connection,
    enter: Callable[[int], Visitor],
) -> None:
    own, other = enter(101), bought(rooms, connection, 102)
    mine = bought(rooms, connection, 101)
    assert own.get("/me/").says("//*[@id='left']") == [LEFT]
    assert own.get("/me/records/").says("//tbody//a") == [mine.number]
    assert own.get(f"/me/records/{mine.number}/").status == 200
    missing = own.get("/me/records/B20260101000000000/")
    stranger = own.get(f"/me/records/{other.number}/")
    assert (stranger.status, stranger.body) == (404, missing.body)
    refused = own.post(f"/me/records/{other.number}/report/", act="report", words=SAID)
    assert refused.status == 404
    for page in ("/declarations/", "/queue/", "/disavowals/"):
        assert own.get(page).status == 404


def test_a_year_is_shown_entry_by_entry(enter: Callable[[int], Visitor]) -> None:
    own = enter(103)
    page = own.get("/me/allowance/")
    assert page.says("//tbody//td[3]") == ["+486.00"]
    assert page.says("//tbody//td[4]") == ["486.00"]
    assert "486.00" in page.says("//*[contains(@class, 'note-success')]")[0]
    assert own.get("/me/allowance/?year=2019").says("//*[@id='left']") == [ANNUAL]


def test_nothing_is_shown_before_the_police_have_answered(
    world: World, rooms: Rooms, connection: psycopg.Connection
) -> None:
    visitor = Visitor(world.url)
    visitor.get("/me/register/")
    visitor.post("/me/register/", **entries(104, "王芳异"))
    visitor.get("/me/")
    assert visitor.get("/me/records/").goes_to == "/me/"
    visitor.post("/me/code/", code=code_sent(rooms, connection))
    assert "正在向公安核查" in visitor.get("/me/").says("//*[@role='status']")[0]
    answer(rooms, connection)
    assert "不一致" in visitor.get("/me/").says("//*[@role='status']")[0]
    assert visitor.get("/me/allowance/").goes_to == "/me/"


def test_looks_are_told_by_post_and_purpose_without_a_name(
    rooms: Rooms, connection: psycopg.Connection, enter: Callable[[int], Visitor]
) -> None:
    own = enter(105)
    look = Lookup(
        at=clock.now(),
        officer="guanyuan",
        organisation="2900",
        post="officer",
        paper=bought(rooms, connection, 105).paper,
        purpose="complaint",
        reference="FR1",
        person=person(105),
    )
    with connection.transaction():
        rooms.offices.lookups.append([look])
    page = own.get("/me/guard/")
    assert page.says("//tbody//td")[1:] == [
        "海关关员",
        "2900",
        "投诉与纠纷处理",
        "FR1",
    ]
    assert "guanyuan" not in page.body


def test_a_lock_takes_one_tap_and_goes_with_the_password(
    enter: Callable[[int], Visitor],
) -> None:
    own = enter(106)
    own.get("/me/guard/")
    own.post("/me/guard/", act="lock")
    assert own.get("/me/").says("//*[@role='status']/b") == ["身份已锁定"]
    own.get("/me/guard/")
    own.post("/me/guard/", act="unlock", password=WORD[1:])
    assert own.get("/me/guard/").says("//*[@role='status']") == [
        "密码不对，身份仍然锁定。"
    ]
    own.post("/me/guard/", act="unlock", password=WORD)
    assert own.get("/me/guard/").says("//li/span") == ["解除锁定", "锁定"]


def another(serial: int, of: int) -> Dossier:
    """Return the set of a new serial for the buyer of another."""
    made, at = (
        set_of(serial, clock.now().replace(microsecond=0)),
        set_of(of, clock.now()),
    )
    made = change(made, "order", buyer=at.order.buyer)
    made = change(made, "payment", payer=at.payment.payer)
    return change(made, "declaration", buyer=at.declaration.buyer)


def opened_by(page: Page, serial: int) -> None:
    page.goto("/me/register/")
    for name, text in entries(serial).items():
        page.fill(f"[name={name}]", text)
    page.click("button.btn-primary")


def test_a_stolen_identity_is_given_back_and_guarded(
    page_for: Open, visit: Visit, rooms: Rooms, connection: psycopg.Connection
) -> None:
    page, officer = page_for(size=TELEPHONE), visit("guanyuan")
    opened_by(page, 110)
    page.fill("#code", code_sent(rooms, connection))
    page.click("form:has(#code) button")
    expect(page.locator("[role=status]")).to_contain_text("正在向公安核查")
    answer(rooms, connection)
    expect(page.locator("#left")).to_have_text(LEFT)
    assert fits(page)
    page.click("tbody a")
    page.fill("#words", SAID)
    page.click("button[value=report]")
    expect(page.locator(".sign").last).to_contain_text("已报告")
    assert fits(page)
    url = officer.get("/disavowals/").links("//tbody/tr[1]/td[1]/a")[0]
    for move in ("inquire", "uphold"):
        officer.get(url)
        officer.post(url, move=move, words="经查不是本人下单")
    page.goto("/me/")
    expect(page.locator("#left")).to_have_text(ANNUAL)
    page.goto("/me/guard/")
    page.click("button[value=lock]")
    expect(page.locator("button[value=unlock]")).to_be_visible()
    assert fits(page)
    with connection.transaction():
        at = clock.now()
        take_in(rooms, arrivals(another(900, 110)), at)
        clear_batch(rooms, at, size=400)
    latest = bought(rooms, connection, 110)
    assert (latest.state, latest.reasons) == ("rejected", ["IDN-1410"])
    page.goto(f"/me/records/{latest.number}/")
    expect(page.locator(".note")).to_contain_text("您锁定了身份")
