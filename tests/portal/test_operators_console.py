"""平台运营 The operator's console: zones, announcements, tenants, traffic."""

import json
from collections.abc import Callable

import psycopg
import pytest
from lxml import html

from tests.portal.visiting import Page, Visitor, World

Visit = Callable[[str], Visitor]
NOTICE = {
    "chinese_title": "系统维护",
    "english_title": "Maintenance",
    "chinese": "周日凌晨停机两小时。",
    "english": "Two hours of outage on Sunday morning.",
    "severity": "outage",
    "begins": "2026-11-01T00:00",
    "seen": "0",
}
BANNER = "//div[contains(@class, 'announcement')]//b"
PAGES = ("/traffic/", "/tenants/", "/announcements/write/", "/zones/")


def forms(page: Page) -> list[str]:
    """Name where the forms lead by which a second person confirms."""
    tree = html.fromstring(page.body)
    return [it.get("action") for it in tree.xpath("//form[.//*[@value='confirm']]")]


@pytest.mark.parametrize("path", PAGES)
def test_the_console_is_the_operator_s(visit: Visit, path: str) -> None:
    officer = 200 if path == "/zones/" else 404
    statuses = [visit(who).get(path).status for who in ("", "lina", "guanyuan")]
    assert statuses == [302, 404, officer]
    assert visit("yunying").get(path).status == 200


def test_an_announcement_stands_above_pages_until_it_is_put_away(visit: Visit) -> None:
    operator = visit("yunying")
    made = operator.post("/announcements/write/", **NOTICE)
    assert made.status == 302
    address = made.goes_to
    for who in ("", "lina", "guanyuan"):
        assert visit(who).get("/rules/").says(BANNER) == ["系统维护"]
    assert visit("lina").post(f"{address}put-away/", back="/service/").goes_to == (
        "/service/"
    )
    assert visit("lina").get("/rules/").says(BANNER) == []
    newer = NOTICE | {"chinese_title": "维护延期", "seen": "1"}
    assert operator.post(f"{address}write/", **newer).goes_to == address
    assert visit("lina").get("/rules/").says(BANNER) == ["维护延期"]
    (told,) = json.loads(visit("").get("/api/v1/announcements").body)["announcements"]
    assert (told["version"], told["severity"]) == (2, "outage")
    assert told["title"] == {"zh": "维护延期", "en": "Maintenance"}
    stale = operator.post(f"{address}write/", **newer)
    assert stale.status == 200
    assert stale.says("//*[contains(@class, 'note-error')]")[-1] == (
        "别人刚改过这份公告；请看过新版后再改。"
    )
    assert operator.post(f"{address}take-back/").goes_to == address
    assert visit("").get("/rules/").says(BANNER) == []
    assert visit("").get(address).status == 404
    assert len(operator.get(address).says("//ol/li")) == 3


def test_who_is_not_meant_sees_no_announcement(visit: Visit) -> None:
    operator = visit("yunying")
    made = operator.post("/announcements/write/", **NOTICE, audience="officer")
    assert visit("guanyuan").get("/rules/").says(BANNER) == ["系统维护"]
    assert visit("lina").get("/rules/").says(BANNER) == []
    assert visit("lina").get(made.goes_to).status == 404
    operator.post(f"{made.goes_to}take-back/")


def test_what_ends_before_it_begins_is_not_announced(visit: Visit) -> None:
    bad = NOTICE | {"until": "2026-10-01T00:00", "english": ""}
    page = visit("yunying").post("/announcements/write/", **bad)
    assert page.status == 200
    assert len(page.says("//p[@class='fault']")) == 2
    assert page.says("//p[@class='fault']")[-1] == "须晚于开始时间。"


def test_a_feature_is_switched_off_by_two_people(visit: Visit) -> None:
    first, second = visit("yunying"), visit("yunfu")
    wanted = {"feature": "receipt_push", "on": "off", "reason": "对外推送停用"}
    assert visit("lina").get("/webhooks/").status == 200
    first.post("/zones/switch/", **wanted)
    (settle,) = forms(second.get("/zones/"))
    refused = first.post(settle, move="confirm")
    assert refused.status == 302
    assert visit("lina").get("/webhooks/").status == 200
    assert second.post(settle, move="confirm").goes_to == "/zones/"
    closed = visit("lina").get("/webhooks/")
    assert (closed.status, closed.says("//h1")) == (404, ["本综试区未开办"])
    assert closed.links("//nav//a[@href='/webhooks/']") == []
    first.post("/zones/switch/", **wanted | {"on": "on"})
    (settle,) = forms(second.get("/zones/"))
    second.post(settle, move="confirm")
    assert visit("lina").get("/webhooks/").status == 200


def test_a_bad_proposal_is_told_all_that_is_wrong(visit: Visit) -> None:
    operator = visit("yunying")
    bad = {
        "feature": "import_1210",
        "on": "on",
        "reason": "x",
        "begins": "2020-01-01T00:00",
    }
    operator.post("/zones/switch/", **bad)
    told = operator.get("/zones/").says("//div[contains(@class, 'note-error')]")
    assert told[-3:] == [
        "生效时间须在现在以后",
        "须写明理由（至少4字）",
        "届时已是这个状态",
    ]


def test_a_key_is_shown_once_used_and_revoked(visit: Visit, world: World) -> None:
    operator = visit("yunying")
    with psycopg.connect(world.dsn) as connection:
        row = connection.execute("SELECT min(code) FROM enterprise").fetchone()
        assert row is not None
        address = f"/tenants/{row[0]}/"
    (key,) = operator.post(address, label="接单系统").says("//code[@class='code']")
    assert operator.get(address).says("//code") == []
    asked = {"Authorization": f"Bearer {key}"}
    assert visit("").get("/api/v1/lists/B20260101000000000", **asked).status == 404
    used = operator.get(address).says("//td[@data-label='最近使用']")
    assert used[0].startswith("20")
    operator.post(address, revoke=key[:11])
    assert visit("").get("/api/v1/lists/B20260101000000000", **asked).status == 401
    with psycopg.connect(world.dsn) as connection:
        acts = connection.execute(
            "SELECT action FROM journal WHERE subject = %s ORDER BY id",
            [f"key/{row[0]}/{key[:11]}"],
        )
        assert acts.fetchall() == [("make-key",), ("revoke-key",)]


def test_organisations_are_found_and_the_unknown_are_missing(visit: Visit) -> None:
    operator = visit("yunying")
    assert operator.get("/tenants/?q=tongguan").says("//tbody//th") == ["tongguan"]
    assert operator.get("/tenants/?q=nowhere").says("//h2") == ["没有符合条件的单位"]
    assert operator.get("/tenants/NOBODY/").status == 404


def test_traffic_says_how_every_queue_does(visit: Visit) -> None:
    page = visit("yunying").get("/traffic/")
    assert page.says("//tbody//th") == [
        *("待读报文", "待办单证", "未确认回执", "待转报", "待推送"),
    ]
    part = visit("yunying").get("/traffic/", **{"HX-Request": "true"})
    assert part.says("//h1") == []
