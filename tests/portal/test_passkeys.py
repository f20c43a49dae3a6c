"""通行密钥 A device is registered in a real browser, and opens the account again."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.portal.accounts import WORD
from tests.portal.browsing import browser, listen
from tests.portal.strict import strict
from tests.portal.visiting import World

__all__ = ["browser", "strict"]
pytestmark = pytest.mark.browser
DEVICE: dict[str, Any] = {
    "options": {
        "protocol": "ctap2",
        "transport": "internal",
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
}


def sign_in(page: Page) -> None:
    page.goto("/sign-in/")
    page.fill("#id_username", "guanyuan")
    page.fill("#id_password", WORD)
    page.keyboard.press("Enter")


def test_a_device_registered_once_opens_the_account(
    browser: Browser, strict: World
) -> None:
    complaints: list[str] = []
    home = strict.url.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=home, locale="zh-CN")
    page = context.new_page()
    listen(page, complaints)
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", DEVICE)
    sign_in(page)
    expect(page).to_have_url(f"{home}/account/")
    page.goto("/account/passkey/")
    page.fill("#label", "办公电脑")
    page.click("main button")
    expect(page.locator(".recovery li")).to_have_count(10)
    page.goto("/account/")
    expect(page.locator(".factors .inner")).to_contain_text("办公电脑")
    page.click("form[action='/sign-out/'] button")
    expect(page).to_have_url(f"{home}/")

    sign_in(page)
    expect(page).to_have_url(f"{home}/sign-in/second/")
    page.click("form[data-passkey] button")
    expect(page).to_have_url(f"{home}/workbench/")
    page.goto("/account/")
    expect(page.locator("section[aria-labelledby=visits] tbody")).to_contain_text(
        "通行密钥"
    )
    context.close()
    assert complaints == []
