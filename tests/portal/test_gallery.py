"""The gallery: its page is current; `make gallery` takes its pictures anew."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.portal import test_accessibility
from tests.portal.browsing import TELEPHONE, Open
from tests.portal.gallery import LARGEST, SHOTS, files, keep, page

DOCS = Path(__file__).parents[2] / "docs"
FOLDER = os.environ.get("TONGGUAN_GALLERY", "")
WINDOW = (1280, 800)
CHARTS = 1000  # milliseconds in which charts draw themselves
connection, rooms, enter, places = (
    test_accessibility.connection,
    test_accessibility.rooms,
    test_accessibility.enter,
    test_accessibility.places,
)


def test_the_page_of_the_gallery_is_current_and_its_pictures_are_small() -> None:
    assert (DOCS / "gallery.md").read_text(encoding="utf-8") == page()
    kept = {it.name: it.stat().st_size for it in (DOCS / "gallery").glob("*.png")}
    assert set(kept) == {name for shot in SHOTS for name in files(shot)}
    assert max(kept.values()) <= LARGEST
    assert len(kept) <= 40


@pytest.mark.browser
@pytest.mark.timeout(900)
@pytest.mark.skipif(not FOLDER, reason="pictures are taken by make gallery")
def test_the_pictures_are_taken(page_for: Open, places: dict[str, str]) -> None:
    windows: dict[tuple[str, str, bool], Page] = {}
    for shot in SHOTS:
        for name, (language, narrow) in files(shot).items():
            kind = shot.who, language, narrow
            if kind not in windows:
                size = TELEPHONE if narrow else WINDOW
                windows[kind] = page_for(shot.who, size, language)
            windows[kind].goto(places.get(shot.name, f"/{shot.name}/"))
            windows[kind].wait_for_timeout(CHARTS)
            keep(windows[kind].screenshot(), Path(FOLDER, name))
    (DOCS / "gallery.md").write_text(page(), encoding="utf-8")
