"""The pages in a real browser: every post, both languages, a desk and a telephone.

Nothing may be written to the console, nothing may break the content policy, and no
page may be wider than its window. Pictures go to `TONGGUAN_ARTIFACTS` if that is named.
"""

import re
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.gateway.chinaport.signing.hands import signed
from tests.portal.browsing import DESK, TABLET, TELEPHONE, Open, fits, picture
from tests.portal.conftest import World
from tests.portal.visiting import Visitor

pytestmark = pytest.mark.browser
CASES = ("00001", "00002", "00003", "00005", "00007")


@pytest.mark.parametrize("language", ["", "en"], ids=["zh", "en"])
@pytest.mark.parametrize("size", [DESK, TELEPHONE], ids=["desk", "telephone"])
def test_every_page_fits_and_complains_of_nothing(
    page_for: Open,
    numbers: dict[str, str],
    size: tuple[int, int],
    language: str,
) -> None:
    page = page_for("guanyuan", size, language)
    paths = ["/", "/declarations/", "/queue/", "/dashboard/", "/what-if/"]
    paths += ["/control/", "/goods/", "/collection/", "/statistics/"]
    paths += ["/integrate/", "/errors/", "/errors/-621027", "/errors/RGT-1201"]
    paths += [f"/declarations/{numbers[name]}/" for name in CASES]
    for path in paths:
        page.goto(path)
        assert fits(page), path
        assert page.locator("h1").count() == 1, path
        picture(page, f"{path.strip('/')}-{size[0]}-{language or 'zh'}")


@pytest.mark.parametrize("size", [DESK, TELEPHONE], ids=["desk", "telephone"])
def test_the_doctor_explains_a_pasted_message(
    page_for: Open, size: tuple[int, int]
) -> None:
    page = page_for("lina", size)
    page.goto("/doctor/")
    page.fill("#text", signed().decode().replace("><ceb:", ">\n  <ceb:"))
    page.click("text=诊断")
    expect(page.locator(".advice-bad .chip").first).to_have_text("SIG-1209")
    expect(page.locator(".advice-good")).to_contain_text("重新排版")
    assert fits(page)
    picture(page, f"doctor-{size[0]}-zh")
    page.goto("/certificates/")
    expect(page.locator("h1")).to_have_text("签名证书")
    assert fits(page)
    picture(page, f"certificates-{size[0]}-zh")


def test_a_declarant_looks_for_a_list_and_reads_what_to_do(
    page_for: Open, numbers: dict[str, str]
) -> None:
    page = page_for("lina")
    page.goto("/declarations/")
    page.select_option("#id_state", "rejected")
    expect(page.locator("#found tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile("state=rejected"))
    page.click(f"text={numbers['00002']}")
    expect(page.locator(".advice")).to_have_count(3)
    expect(page.locator(".advice").first).to_contain_text("由支付企业处理")
    page.go_back()
    expect(page.locator("#id_state")).to_have_value("rejected")


def test_an_officer_releases_a_reviewed_list(
    page_for: Open, numbers: dict[str, str]
) -> None:
    page = page_for("guanyuan")
    page.goto("/queue/")
    page.click(f"text={numbers['00003']}")
    page.fill("#reason", "运费已与电商平台核实")
    page.click(".acts >> text=放行")
    expect(page.locator(".note-success")).to_have_text("已办理：放行")
    expect(page.locator("h1 .sign")).to_have_text("放行")
    expect(page.locator(".plainlist").first).to_contain_text("运费已与电商平台核实")
    expect(page.locator(".acts")).to_have_count(0)


def test_an_officer_sees_a_person_after_saying_why(
    page_for: Open, numbers: dict[str, str]
) -> None:
    page = page_for("guanyuan")
    page.goto(f"/declarations/{numbers['00004']}/")
    masked = page.locator("tr", has_text="证件号码").first
    expect(masked).to_contain_text("330*************")
    page.click(".reveal summary")
    page.select_option("#purpose", "examination")
    page.fill("#reference", "HZ2026-0118")
    page.click(".reveal button")
    expect(page.locator(".note-warning")).to_contain_text("已记入日志")
    shown = page.locator("tr", has_text="证件号码").first
    expect(shown).to_contain_text("3301061974")


def test_a_stranger_reckons_a_tax_and_passes_the_address_on(page_for: Open) -> None:
    page = page_for()
    page.goto("/what-if/")
    expect(page.locator(".big")).to_have_text("44.23")
    page.click("[data-add-line]")
    second = page.locator(".goodsline").nth(1)
    second.locator("[name=hs]").fill("1806310000")
    second.locator("[name=quantity]").fill("3")
    second.locator("[name=unit_price]").fill("100")
    page.click("#question button.btn-primary")
    expect(page.locator(".result .pairs dd").first).to_have_text("786.00")
    expect(page.locator(".chart canvas")).to_have_count(1)
    shared = page.url
    page.goto("/")
    page.goto(shared)
    expect(page.locator(".goodsline")).to_have_count(2)
    expect(page.locator(".result .pairs dd").first).to_have_text("786.00")


@pytest.mark.parametrize("size", [DESK, TELEPHONE], ids=["desk", "telephone"])
def test_a_developer_makes_a_key_and_sees_steps_tick_themselves(
    page_for: Open, world: World, size: tuple[int, int]
) -> None:
    page = page_for("lina", size)
    page.goto("/integrate/?way=python")
    expect(page.locator("#step-key [name=revoke]")).to_have_count(0)
    page.click("#step-key .btn-primary")
    key = page.inner_text("#new-key")
    expect(page.locator("#command-key")).to_contain_text(f'"{world.url}", "{key}"')
    expect(page.locator("#tick-key")).to_have_text("已完成")
    expect(page.locator("#tick-webhook")).to_have_text("待完成")
    expect(page.locator("#tick-check")).to_have_text("不留痕")
    assert fits(page)
    confirmed = Request(  # noqa: S310 - our own server
        f"{world.url}/ceb/receipts/cursor",
        b'{"epoch": 1, "seq": 1}',
        {"Authorization": f"Bearer {key}"},
        method="PUT",
    )
    urlopen(confirmed, timeout=30).close()  # noqa: S310 - our own server
    expect(page.locator("#tick-confirm")).to_have_text("已完成")
    picture(page, f"integrate-{size[0]}-zh")
    page.click("#step-key [name=revoke]")
    expect(page.locator("#tick-key")).to_have_text("待完成")


def test_the_dashboard_beats_every_second(page_for: Open) -> None:
    page = page_for("yunying")
    page.goto("/dashboard/")
    clock = page.locator("[data-show=at]")
    before = clock.inner_text()
    expect(clock).not_to_have_text(before, timeout=5000)
    expect(page.locator(".reasons li")).not_to_have_count(0)
    expect(page.locator(".chart canvas")).to_have_count(2)


def test_the_keyboard_reaches_the_content_first(page_for: Open) -> None:
    page = page_for()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_dark_is_kept_from_page_to_page(page_for: Open) -> None:
    page = page_for()
    page.goto("/")
    page.click("[data-theme-toggle]")
    page.goto("/what-if/")
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"


def test_the_language_is_kept_and_can_be_taken_back(page_for: Open) -> None:
    page = page_for(language="en")
    expect(page.locator("h1")).to_have_text("Tax calculator")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.click("button[value=zh-hans]")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


@pytest.mark.parametrize("name", ["lina", "guanyuan", "yunying"])
@pytest.mark.parametrize("language", ["", "en"], ids=["zh", "en"])
def test_every_way_to_go_is_on_the_screen(
    page_for: Open, name: str, language: str
) -> None:
    page = page_for(name, language=language)
    for width, height in (DESK, TABLET, TELEPHONE):
        page.set_viewport_size({"width": width, "height": height})
        stands_within(page, ".mainnav > a, .mainnav summary", width)
        for group in page.locator(".mainnav summary").all():
            group.click()
            stands_within(page, ".waygroup[open] a", width)
        assert fits(page)
        page.keyboard.press("Escape")


def stands_within(page: Page, parts: str, width: int) -> None:
    for part in page.locator(parts).all():
        box = part.bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width, part.inner_text()


def test_the_keyboard_opens_a_group_of_ways_and_goes_one(page_for: Open) -> None:
    page = page_for("guanyuan")
    review = page.locator(".mainnav summary", has_text="审查")
    review.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".waygroup[open] a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".waygroup[open]")).to_have_count(0)
    expect(review).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("审核查验")
    expect(page.locator(".mainnav summary.here")).to_contain_text("审查")


def test_groups_of_ways_open_without_scripts(browser: Browser, world: World) -> None:
    officer = Visitor(world.url)
    officer.sign_in("guanyuan")
    with browser.new_context(java_script_enabled=False) as context:
        context.add_cookies(
            [
                {"name": it.name, "value": it.value or "", "url": world.url}
                for it in officer.cookies
            ]
        )
        page = context.new_page()
        page.goto(f"{world.url}/what-if/")
        page.click(".mainnav summary >> text=审查")
        page.click(".waygroup >> text=布控")
        expect(page.locator("h1")).to_have_text("布控指令")


def test_the_interface_s_page_lists_and_tries_its_calls(page_for: Open) -> None:
    page = page_for()
    page.goto("/api/v1/docs")
    call = page.locator(".opblock", has_text="/api/v1/assess")
    expect(call).to_have_count(1)
    expect(call.locator(".opblock-summary-method")).to_have_text("POST")
    call.locator(".opblock-summary-control").click()
    call.locator("text=Try it out").click()
    call.locator("text=Execute").click()
    answer = call.locator(".live-responses-table .response-col_status").last
    expect(answer).to_contain_text("200")
