"""Every page, as the first of the posts that may open it: for all eyes and all hands.

A page is asked for once. It is tried in light and dark, wide and narrow, by the rules
of axe-core (WCAG 2.2 AA and good practice); it fits its window and has one heading.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from tests.portal import test_consumer_pages
from tests.portal.accounts import WORD
from tests.portal.browsing import DESK, TELEPHONE, Open, fits, picture
from tests.portal.furnishing import BUYER, Visit, furnish
from tests.portal.test_rulebook_pages import LIMITS
from tests.portal.visiting import Visitor, World

pytestmark = pytest.mark.browser
connection, rooms, enter = (
    test_consumer_pages.connection,
    test_consumer_pages.rooms,
    test_consumer_pages.enter,
)
# fmt: off
SEEN: dict[str, tuple[str, ...]] = {
    "": ("home", "sign-in", "sign-in-certificate", "what-if", "errors",
         "error", "standard", "standard-one", "doctor", "integrate", "service",
         "rules", "rules-compare", "rules-page", "design", "announcements",
         "announcement", "filing-apply", "filing-status", "consumer-register"),
    "lina": ("today", "declarations", "declaration", "account", "account-password",
             "account-totp", "account-passkey", "account-certificate", "articles",
             "article", "article-form", "article-sheet", "collection", "webhooks",
             "sent", "sent-one", "alarms", "certificates", "payment-data", "mandates",
             "filing", "filing-change", "sheets", "sheet", "bills", "guarantees",
             "draws", "fix", "drafts", "drafts-trial", "drafts-receipts", "draft",
             "draft-trial"),
    "guanyuan": ("queue", "declaration", "confirmations", "lookups", "returns",
                 "examination", "control", "goods", "goods-record", "goods-form",
                 "pilots", "operators", "operator", "disavowals", "disavowal"),
    "shuiwu": ("desk",), "waihui": ("desk",), "shangwu": ("desk",),
    "shijian": ("desk",),
    "yunying": ("dashboard", "statistics", "merchants", "announce", "announce-again",
                "zones", "traffic", "tenants", "tenant"),
    "xitong": ("accounts",), "anquan": ("approvals", "trust"), "shenji": ("journal",),
    BUYER: ("me", "me-allowance", "me-records", "me-record", "me-guard"),
}
# fmt: on
ROOMS = ("account", "filing", "me")  # hold pages of their own: /me/guard/
WIDE = (1920, 1080)
EVERY = ["*"]
PAINTED = ["color-contrast", "link-in-text-block"]
NARROW = [*PAINTED, "scrollable-region-focusable", "target-size"]
AXE = """async (rules) => {
  const runOnly = rules[0] !== "*" ? {runOnly: {type: "rule", values: rules}} : {};
  const said = await axe.run(document, {resultTypes: ["violations"], ...runOnly});
  return said.violations.flatMap(
    (it) => it.nodes.map((node) => `${it.id}: ${node.html.slice(0, 160)}`));
}"""
THEME = "(theme) => { document.documentElement.dataset.bsTheme = theme; }"


@pytest.fixture(scope="module")
def places(
    visit: Visit, numbers: dict[str, str], enter: Callable[[int], Visitor]
) -> dict[str, str]:
    """Fill the pages; name the addresses of those that are not called as their page."""
    found = furnish(visit, "lina", "yunying")
    case, own = f"/declarations/{numbers['00002']}/", enter(103)
    examined = f"/declarations/{numbers['00004']}/examination/"
    record = own.get("/me/records/").links("//tbody//a")[0]
    own.get(record)
    own.post(f"{record}report/", act="report", words=test_consumer_pages.SAID)
    return found | {
        "home": "/",
        "sign-in-certificate": "/sign-in/certificate/",
        "rules-compare": "/rules/compare/",
        "article-sheet": "/articles/sheet/",
        "error": "/errors/MAT-3005",
        "standard-one": "/standard/CEB621/",
        "rules-page": f"/rules/{LIMITS}",
        "article-form": "/articles/write/",
        "goods-form": "/goods/write/",
        "announce": "/announcements/write/",
        "consumer-register": "/me/register/",
        "declaration": case,
        "disavowal": visit("guanyuan").get("/disavowals/").links("//td/a")[0],
        "examination": examined,
        "fix": visit("lina").get(case).links("//a[starts-with(@href, '/fix/')]")[0],
        "sent-one": visit("lina").get("/sent/").links("//td/a[@class='code']")[0],
        "goods-record": visit("guanyuan").get("/goods/").links("//td//a")[0],
        "tenant": visit("yunying").get("/tenants/").links("//tbody//a")[0],
        "me-record": record,
    }


@pytest.mark.parametrize("who", SEEN, ids=lambda it: it or "anybody")
def test_pages_are_for_all_eyes_and_hands(
    browser: Browser, world: World, places: dict[str, str], who: str
) -> None:
    context = browser.new_context(base_url=world.url, reduced_motion="reduce")
    context.add_init_script(AXE_SCRIPT)
    page = context.new_page()
    if who:
        signed_in(page, who)
    wrong = {}
    for name in SEEN[who]:
        page.set_viewport_size(size(DESK))
        answer = page.goto(places.get(name, address_of(name)))
        assert answer is not None
        if (
            found := [str(answer.status)]
            if answer.status != 200
            else list(faults(page))
        ):
            wrong[name] = found
            picture(page, f"wrong-{who}-{name}")
    context.close()
    assert wrong == {}


def address_of(name: str) -> str:
    """Say where a page is that is called as its address is."""
    room, dash, rest = name.partition("-")
    return f"/{room}/{rest}/" if dash and room in ROOMS else f"/{name}/"


def signed_in(page: Page, who: str) -> None:
    page.goto("/sign-in/")
    page.fill("#id_username", who)
    page.fill("#id_password", WORD)
    page.keyboard.press("Enter")
    expect(page.locator("form[action='/sign-out/']")).to_be_visible()


def size(window: tuple[int, int]) -> Any:
    return {"width": window[0], "height": window[1]}


def faults(page: Page) -> Iterator[str]:
    """Tell what is wrong with a page in each of its shapes."""
    if page.locator("h1").count() != 1:
        yield "headings"
    for theme, window, rules in (
        ("light", DESK, EVERY),
        ("dark", DESK, PAINTED),
        ("dark", WIDE, ()),
        ("light", TELEPHONE, NARROW),
    ):
        page.set_viewport_size(size(window))
        page.evaluate(THEME, theme)
        if not fits(page):
            yield f"wider than {window[0]}"
        if rules:
            said = page.evaluate(AXE, rules)
            yield from (f"{theme} {window[0]} {it}" for it in said)


@pytest.mark.usefixtures("places")
def test_a_page_is_walked_by_keyboard(page_for: Open) -> None:
    page = page_for("guanyuan")
    page.goto("/queue/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == (
        "solid"
    )
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    group = page.locator(".waygroup").first
    group.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(group.locator("a").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(group.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(group.locator("summary")).to_be_focused()
    expect(group.locator("a").first).to_be_hidden()


def test_a_printed_page_leaves_out_what_is_for_the_screen(page_for: Open) -> None:
    page = page_for("lina")
    page.goto("/declarations/")
    page.emulate_media(media="print")
    for part in (".masthead", ".foot", ".filters"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator("#found tbody tr").first).to_be_visible()


def test_the_design_page_reckons_the_contrast_of_every_pair(visit: Visit) -> None:
    page = visit("").get("/design/")
    ratios = page.says("//tbody//span[contains(@class, 'sign ')]")
    assert ratios[2:4] == ["15.6 : 1", "13.6 : 1"]  # ink on a sheet
    assert min(float(it.split()[0]) for it in ratios) == 4.7
    assert page.says("//tbody//*[contains(@class, 'sign-bad')]") == []
