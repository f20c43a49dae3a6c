"""报文回执 Messages sent, alarms, pushing, service: what pages say, and to whom."""

import io
import zipfile
from collections.abc import Callable

import psycopg
import pytest

from tests import papers
from tests.portal.conftest import World
from tests.portal.seed import arrivals, set_of
from tests.portal.visiting import Visitor
from tests.window import Window
from tongguan.gateway.chinaport.catalogue import message_type_for, write_message
from tongguan.gateway.chinaport.container import examined
from tongguan.gateway.chinaport.messages import Transfer
from tongguan.plumbing import clock

Visit = Callable[[str], Visitor]
PEOPLE = ("", "lina", "dongqian", "guanyuan", "yunying")
LATE = """
UPDATE inbound_message SET state = 'quarantined'
 WHERE id = (SELECT max(id) FROM inbound_message WHERE sender = %s)
"""
WELL = "UPDATE inbound_message SET state = 'read' WHERE state = 'quarantined'"


@pytest.fixture(scope="module", autouse=True)
def _sent(world: World) -> None:
    """Send a set of messages through the window."""
    window = Window(world.dsn)
    at = clock.now().replace(microsecond=0)
    for arrival in arrivals(set_of(300, at)):
        (paper,) = arrival.papers
        name = papers.REGISTRY[arrival.sender].name
        transfer = Transfer(
            code=arrival.sender, name=name, mode="DXP", address="DXPENT01"
        )
        kind = message_type_for(paper)
        body = write_message(kind, [paper], transfer, paper.heading.guid)
        window.post(arrival.sender, body)
    window.worker.drain()
    window.close()


@pytest.mark.parametrize(
    ("path", "answers"),
    [
        ("/sent/", (302, 200, 200, 200, 200)),
        ("/alarms/", (302, 200, 200, 200, 200)),
        ("/webhooks/", (302, 200, 200, 404, 404)),
        ("/service/", (200, 200, 200, 200, 200)),
        ("/sent/999999999/", (302, 404, 404, 404, 404)),
        ("/sent/99999999999999999999999/", (302, 404, 404, 404, 404)),
        ("/sent/999999999/evidence/", (302, 404, 404, 404, 404)),
    ],
)
def test_pages_open_to_whom_the_table_says(
    visit: Visit, path: str, answers: tuple[int, ...]
) -> None:
    assert tuple(visit(name).get(path).status for name in PEOPLE) == answers


def newest(visit: Visit, name: str) -> str:
    return visit(name).get("/sent/").links("//tbody//a")[0]


def test_a_message_is_shown_with_its_chain_and_its_receipts(visit: Visit) -> None:
    page = visit("lina").get(newest(visit, "lina"))
    chain = page.says("//section[@aria-labelledby='chain']//dd")
    assert [words.split()[0] for words in chain[:2]] == ["已到", "已到"]
    receipts = page.says("//section[@aria-labelledby='receipts']//tbody/tr")
    assert [row.split()[1] for row in receipts] == ["CEB622"] * 3 + ["CEB816"]
    assert "CEB622Message" in page.says("//pre")[0]


def test_another_s_message_is_told_like_a_missing_one(visit: Visit) -> None:
    path = newest(visit, "lina")
    stranger = visit("dongqian")
    assert stranger.get(path).status == 404
    assert stranger.get(f"{path}evidence/").status == 404
    assert visit("guanyuan").get(path).status == 200
    assert visit("guanyuan").get(f"{path}evidence/").status == 404


def test_the_evidence_of_one_s_own_message_can_be_taken(
    visit: Visit, world: World
) -> None:
    path = newest(visit, "lina")
    visitor = visit("lina")
    with visitor.opener.open(f"{world.url}{path}evidence/", timeout=30) as answer:
        made = answer.read()
    verdict = examined(made)
    assert (verdict.flaws, verdict.manifest["sender"]) == ((), papers.SELLER.code)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert "message.bin" in archive.namelist()


def test_an_alarm_is_told_to_its_firm_and_to_the_operator_only(
    visit: Visit, world: World
) -> None:
    with psycopg.connect(world.dsn, autocommit=True) as connection:
        connection.execute(LATE.encode(), [papers.SELLER.code])
    try:
        told = {name: visit(name).get("/alarms/") for name in PEOPLE[1:]}
        lines = {name: len(page.says("//tbody/tr")) for name, page in told.items()}
        assert lines == {"lina": 1, "dongqian": 0, "guanyuan": 1, "yunying": 1}
        assert papers.SELLER.code in told["yunying"].says("//tbody/tr")[0]
        assert visit("lina").get("/sent/").says("//*[@role='alert']") == ["有 1 项警报"]
    finally:
        with psycopg.connect(world.dsn, autocommit=True) as connection:
            connection.execute(WELL.encode())
    assert visit("lina").get("/alarms/").says("//h2") == ["没有警报"]


def test_an_address_is_added_and_its_secret_shown_once(visit: Visit) -> None:
    visitor = visit("lina")
    visitor.get("/webhooks/")
    made = visitor.post("/webhooks/", act="add", url="https://hook.example.com/")
    assert "whsec_" in made.says("//*[@role='status']")[0]
    page = visitor.get("/webhooks/")
    assert page.says("//section//h2") == ["https://hook.example.com/"]
    assert "whsec_" not in page.body
    (name,) = page.says("//section//dd[@class='code'][1]")
    for act in ("test", "disable"):
        assert visitor.post("/webhooks/", act=act, id=name).status == 302
    assert "已停用" in visitor.get("/webhooks/").says("//section//dd")[0]
    again = visitor.post("/webhooks/", act="disable", id=name)
    assert (again.status, visitor.get("/webhooks/").says("//*[@role='status']")) == (
        302,
        ["当前状态下不能这样处理。"],
    )

    stranger = visit("dongqian")
    assert stranger.get("/webhooks/").says("//section") == []
    assert stranger.post("/webhooks/", act="enable", id=name).status == 404
    assert stranger.post("/webhooks/", act="unheard of").status == 400


def test_an_address_that_leads_inside_is_refused_in_words(visit: Visit) -> None:
    visitor = visit("dongqian")
    visitor.get("/webhooks/")
    visitor.post("/webhooks/", act="add", url="https://10.0.0.1/")
    said = visitor.get("/webhooks/").says("//*[@role='status']")
    assert said == ["解析到内网、本机或保留地址"]


def test_the_service_is_measured_by_customs_office(visit: Visit) -> None:
    page = visit("").get("/service/")
    offices = [row.split()[0] for row in page.says("//tbody/tr")]
    assert offices.count("2900") == 1
    assert page.says("//main//p/span[contains(@class, 'sign')]") == ["没有警报"]
