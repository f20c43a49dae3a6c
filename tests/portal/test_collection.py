"""What is owed by the month and what was counted, as each visitor may see it."""

from collections.abc import Callable
from datetime import date

import psycopg
import pytest

from tests.conftest import KEYS
from tests.papers import SELLER
from tests.portal.conftest import World
from tests.portal.visiting import Visitor
from tongguan.customs.collection.model import Month, Notice
from tongguan.finance.guarantee.rules import BOOK
from tongguan.journeys.month_end import collect
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock

Visit = Callable[[str], Visitor]
PEOPLE = ("", "lina", "dongqian", "guanyuan", "yunying")
MONTH = Month.of(clock.today())


@pytest.fixture(scope="module")
def notice(world: World) -> Notice:
    with psycopg.connect(world.dsn) as connection:
        rooms = Rooms.over(connection, KEYS)
        made = collect(rooms, SELLER.code, MONTH, on=MONTH.end, at=clock.now())
    assert made is not None
    return made


def statuses(visit: Visit, path: str) -> list[int]:
    return [visit(name).get(path).status for name in PEOPLE]


def test_pages_open_to_whom_the_table_says(visit: Visit, notice: Notice) -> None:
    own = f"/collection/{notice.number}/"
    assert statuses(visit, "/collection/") == [302, 200, 200, 200, 200]
    assert statuses(visit, own) == [302, 200, 404, 200, 200]
    assert statuses(visit, "/collection/JK1/") == [302, 404, 404, 404, 404]
    assert statuses(visit, "/statistics/") == [302, 404, 404, 200, 200]


def test_only_an_officer_records_a_payment(visit: Visit, notice: Notice) -> None:
    path = f"/collection/{notice.number}/pay/"
    today = clock.today().isoformat()
    visit("").get("/sign-in/")
    answers = [visit(name).post(path, on=today).status for name in PEOPLE]
    assert answers == [302, 404, 404, 302, 404]
    page = visit("guanyuan").get(f"/collection/{notice.number}/")
    assert page.says("//*[@role='status']")[0].startswith("未到缴税期")


def test_a_guarantor_sees_its_own_notices(visit: Visit, notice: Notice) -> None:
    assert visit("lina").get("/collection/").says("//tbody//a") == [notice.number]
    assert visit("dongqian").get("/collection/").says("//tbody//a") == []


def test_a_notice_shows_lists_whose_tax_is_its_own(
    visit: Visit, notice: Notice
) -> None:
    page = visit("lina").get(f"/collection/{notice.number}/")

    taxes = page.says("//section[last()]//tbody/tr/td[last()]")
    total = sum(int(tax.replace(",", "").replace(".", "")) for tax in taxes)
    assert (len(taxes), total) == (notice.lists, notice.tax_fen)
    assert page.says("//form[contains(@action, '/pay/')]") == []


def test_a_list_says_how_far_its_tax_has_come(
    visit: Visit, notice: Notice, numbers: dict[str, str]
) -> None:
    page = visit("lina").get(f"/declarations/{numbers['00001']}/")

    (said,) = page.says("//dt[.='缴税情况']/following-sibling::dd[1]")
    assert said.startswith(f"已汇总，待缴 {notice.number} 末日 ")


def test_a_payment_frees_the_guarantee_once(
    visit: Visit, world: World, notice: Notice
) -> None:
    officer, path = visit("guanyuan"), f"/collection/{notice.number}/"
    for _ in range(2):
        officer.get(path)
        officer.post(f"{path}pay/", on=notice.due_on.isoformat())

    page = officer.get(path)

    assert page.says("//h1")[0] == f"{notice.number} 已缴"
    assert page.says("//*[@role='status']")[-1] == "该缴款书已缴，未重复登记。"
    with psycopg.connect(world.dsn) as connection:
        account = Rooms.over(connection, KEYS).ledger.balances(
            BOOK, [SELLER.code], hold=False
        )[SELLER.code]
    assert account.posted == 0
    assert visit("yunying").get(path).says("//dt[.='首票末日']") == ["首票末日"]


def test_figures_that_would_name_a_firm_are_kept_back(visit: Visit) -> None:
    today = clock.today().isoformat()
    page = visit("yunying").get(f"/statistics/?by=hs2&first={today}&last={today}")

    cells = page.says("//tbody/tr")
    assert "19 保密 — — —" in cells
    assert cells[-1].startswith("合计 ")
    assert int(cells[-1].split()[1]) > len(cells)


def test_a_time_without_releases_says_so(visit: Visit) -> None:
    first = date(2020, 1, 1).isoformat()
    page = visit("guanyuan").get(f"/statistics/?first={first}&last={first}")

    assert page.says("//h2") == ["这段时间没有放行的清单"]


@pytest.mark.parametrize(
    "asked", ["by=nothing", "first=x&last=y", "last=0001-01-01", "last=9999-12-31"]
)
def test_what_cannot_be_understood_is_left_out(visit: Visit, asked: str) -> None:
    assert visit("guanyuan").get(f"/statistics/?{asked}").status == 200
