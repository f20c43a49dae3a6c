"""A real browser: opened once, watched for complaints, entered as anybody."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.portal.accounts import WORD
from tests.portal.visiting import World

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, TABLET, TELEPHONE = (1440, 900), (1024, 768), (390, 844)
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """Collect what the browser complains of; there must be nothing in the end."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def page_for(browser: Browser, world: World, complaints: list[str]) -> Iterator[Open]:
    """Open a page as somebody, in a window of a size, in a language."""
    contexts = []

    def enter(name: str = "", size: tuple[int, int] = DESK, language: str = "") -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, base_url=world.url
        )
        contexts.append(context)
        page = context.new_page()
        listen(page, complaints)
        if name:
            page.goto("/sign-in/")
            page.fill("#id_username", name)
            page.fill("#id_password", WORD)
            page.keyboard.press("Enter")
            expect(page.locator("form[action='/sign-out/']")).to_be_visible()
        if language:
            page.goto("/what-if/")
            page.click(f"button[value={language}]")
        return page

    yield enter
    for context in contexts:
        context.close()


def listen(page: Page, complaints: list[str]) -> None:
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: (
            complaints.append(said.text) if said.type in ("error", "warning") else None
        ),
    )


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def picture(page: Page, name: str) -> None:
    """Keep a picture where somebody has asked for pictures."""
    if folder := os.environ.get("TONGGUAN_ARTIFACTS"):
        file = Path(folder, name.replace("/", "-")).with_suffix(".png")
        page.screenshot(path=file, full_page=True)
