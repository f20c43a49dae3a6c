"""Examination by telephone, and the queue and pages of the inspection's officers."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image
from playwright.sync_api import expect

from tests.portal.browsing import TELEPHONE, Open, fits
from tests.portal.visiting import Visitor

Visit = Callable[[str], Visitor]
Numbers = dict[str, str]
EXAMINE, RELEASED = "00004", "00001"
ORDER = {
    "target": "list",
    "agency": "inspection",
    "effective": "2026-01-01",
    "until": "2099-12-31",
    "reason": "奶粉抽检",
}


def photograph() -> bytes:
    written = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(written, "JPEG")
    return written.getvalue()


def test_an_inspector_sees_what_inspection_ordered_and_the_release_awaits_it(
    visit: Visit, numbers: Numbers
) -> None:
    customs, inspector = visit("guanyuan"), visit("jianyan")
    number = numbers[EXAMINE]
    case = f"/declarations/{number}/"
    assert inspector.get("/queue/").says("//h2") == ["没有待办清单"]
    customs.get("/control/")
    customs.post("/control/", **ORDER | {"value": number})
    assert inspector.get("/queue/").says("//tbody//a[@data-row-link]") == [number]
    agencies = "//div[@class='agencies']/article"
    said = [text.split(" BK")[0] for text in customs.get(case).says(agencies)]
    assert said == ["海关 待给出结果", "检验检疫 待给出结果"]
    customs.post(f"{case}decide/", move="release", reason="核对后放行")
    refused = customs.get(case)
    assert "命中本清单" in refused.says("//div[contains(@class, 'note-error')]")[0]
    assert inspector.post(f"{case}decide/", move="release", reason="x").status == 404

    sheet = f"{case}examination/"
    inspector.get(sheet)
    part = inspector.post(sheet, act="sign", note="标签符合")
    assert part.status == 422
    assert len(part.says("//p[@class='fault']")) == 10
    assert "标签符合" in part.says("//textarea")[0]
    names = part.attributes("//input[@type='radio'][@value='yes']", "name")
    answers = dict.fromkeys(names, "yes") | {"found-1": "2"}
    done = inspector.post(
        sheet, act="sign", note="标签符合", result="passed", **answers
    )
    assert done.goes_to == case
    assert inspector.get("/queue/").says("//h2") == ["没有待办清单"]
    (row,) = customs.get(sheet).says("//section[1]//tbody/tr")
    assert row.startswith("检验检疫 相符 标签符合 jianyan")
    said = [text.split(" BK")[0] for text in customs.get(case).says(agencies)]
    assert said[1].startswith("检验检疫 已通过")
    for name in ("lina", "yunying"):
        assert visit(name).get(case).says(agencies) == []
        assert visit(name).get(sheet).status == 404


def test_an_officer_examines_by_telephone(page_for: Open, numbers: Numbers) -> None:
    page = page_for("guanyuan", TELEPHONE)
    page.goto(f"/declarations/{numbers[EXAMINE]}/examination/")
    assert fits(page)
    for box in page.get_by_label("是", exact=True).all():
        box.check()
    page.fill("[name=found-1]", "1")
    expect(page.locator("#saved")).to_contain_text("已保存")
    page.set_input_files(
        "[name=picture]",
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photograph()},
    )
    page.click("button[value=picture]")
    expect(page.locator(".pictures img")).to_have_count(1)
    page.locator(".pictures img").scroll_into_view_if_needed()
    expect(page.locator(".pictures img")).to_have_js_property("naturalWidth", 640)
    expect(page.locator("[name=found-1]")).to_have_value("1")
    assert fits(page)
    page.get_by_label("不符", exact=True).check()
    page.fill("#note", "少一罐，外箱完好")
    page.click("button[value=sign]")
    expect(page.locator(".agencies article").first).to_contain_text("不符")
    assert fits(page)


def test_pictures_are_for_examiners_only(visit: Visit, numbers: Numbers) -> None:
    path = f"/declarations/{numbers[EXAMINE]}/examination/1.jpg"
    statuses = [visit(name).opens(path) for name in ("", "lina", "yunying", "guanyuan")]
    assert statuses == [302, 404, 404, 200]
    other = f"/declarations/{numbers[RELEASED]}/examination/1.jpg"
    assert visit("guanyuan").opens(other) == 404


def test_every_other_agency_begins_at_its_own_desk(visit: Visit) -> None:
    titles = {
        "shuiwu": "税务工作台",
        "waihui": "外汇工作台",
        "shangwu": "商务工作台",
        "shijian": "市场监管工作台",
    }
    desks = {name: visit(name).get("/desk/") for name in titles}
    assert {name: page.says("//h1")[0] for name, page in desks.items()} == titles
    assert desks["shuiwu"].says("//dd[@class='hint']")[0] == "66 份清单"
    assert desks["shangwu"].says("//dl//dd")[0] == "66"
    assert desks["shijian"].says("//h2") == ["最近备案的商品"]
    assert [visit(name).get("/queue/").status for name in titles] == [404] * 4
    assert visit("guanyuan").get("/desk/").status == 404


def test_looks_are_for_auditors_and_ones_own(visit: Visit, numbers: Numbers) -> None:
    officer = visit("fuhe")
    case = f"/declarations/{numbers[RELEASED]}/"
    officer.get(case)
    ground = {"purpose": "complaint", "reference": "TS-2026-7"}
    assert officer.post(f"{case}reveal/", **ground).status == 200
    seen = {name: visit(name).get("/lookups/") for name in ("shenji", "jianyan")}
    (row,) = seen["shenji"].says("//tbody/tr")
    assert "fuhe 海关关员 · 2900" in row
    assert row.endswith("投诉与纠纷处理 TS-2026-7")
    assert seen["jianyan"].says("//h2") == ["没有查阅记录"]
    assert visit("shenji").get("/lookups/?officer=nobody").says("//tbody/tr") == []
    assert visit("lina").get("/lookups/").status == 404
