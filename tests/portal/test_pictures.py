"""The pictures of the first page, taken of a demonstration that has just been run.

They go to the folder `TONGGUAN_PICTURES` names, such as docs/screenshots.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.portal.browsing import CHROMIUM, FLAGS
from tests.portal.conftest import PATIENCE, answers

pytestmark = pytest.mark.browser
TONGGUAN = [sys.executable, "-c", "from tongguan.cli import main; main()"]
LISTS = "300"
SIZE = {"width": 1280, "height": 800}
SHARPNESS = 1.2
LARGEST = 300_000


@pytest.fixture
def demonstrated(server: str, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Serve a window, clear invented lists through it; its address and a password."""
    name = f"pictures_{uuid4().hex}"
    execute(server, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    key = tmp_path / "root.key"
    key.write_text(bytes(range(32)).hex(), encoding="ascii")
    environ = {
        **os.environ,
        "DATABASE_URL": make_conninfo(server, dbname=name),
        "TONGGUAN_HOME": str(tmp_path),
        "TONGGUAN_ROOT_KEY_FILE": str(key),
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*TONGGUAN, "serve", "--port", str(port)]
    with (tmp_path / "serve.log").open("wb") as log:
        window = subprocess.Popen(command, env=environ, stdout=log, stderr=log)
    deadline = time.monotonic() + PATIENCE
    while not answers(f"http://127.0.0.1:{port}"):
        assert window.poll() is None
        assert time.monotonic() < deadline, "the window did not open in time"
        time.sleep(0.1)
    demo = [*TONGGUAN, "demo", "--lists", LISTS, "--json"]
    subprocess.run(demo, check=True, env=environ, stdout=subprocess.DEVNULL)
    password = (tmp_path / "sandbox" / "operator").read_text(encoding="ascii")
    yield f"http://127.0.0.1:{port}", password.strip()
    window.send_signal(signal.SIGTERM)
    window.wait(timeout=PATIENCE)
    execute(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def test_the_three_pictures_of_the_first_page(
    browser: Browser, demonstrated: tuple[str, str], tmp_path: Path
) -> None:
    folder = Path(os.environ.get("TONGGUAN_PICTURES", tmp_path))
    url, password = demonstrated
    page = browser.new_page(base_url=url, viewport=SIZE, device_scale_factor=SHARPNESS)
    page.goto("/sign-in/")
    page.fill("#id_username", "operator")
    page.fill("#id_password", password)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{url}/workbench/")
    page.goto("/dashboard/")
    expect(page.locator(".chart canvas")).to_have_count(2)
    keep(page, folder / "dashboard.png", "main")
    page.goto("/what-if/")
    expect(page.locator(".chart canvas")).to_have_count(1)
    keep(page, folder / "what-if.png", "#answer section >> nth=2")
    page.goto("/declarations/?state=rejected&reason=MAT-3005")
    page.click("#found tbody a >> nth=0")
    expect(page.locator(".advice")).not_to_have_count(0)
    keep(page, folder / "consignment.png", ".match tr >> nth=6")


def keep(page: Page, file: Path, last: str) -> None:
    """Take a picture from the top of a page down to the end of one of its parts."""
    page.wait_for_timeout(1200)  # the charts draw themselves in about a second
    box = page.locator(last).last.bounding_box()
    assert box is not None
    height = box["y"] + box["height"]
    clip = {"x": 0, "y": 0, "width": SIZE["width"], "height": height}
    page.screenshot(path=file, full_page=True, clip=clip)
    assert 10_000 < file.stat().st_size <= LARGEST
