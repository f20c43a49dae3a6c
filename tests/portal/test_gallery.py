"""The gallery: its page is current; `make gallery` takes its pictures anew."""

import os
from pathlib import Path

import pytest

from tests.portal import test_accessibility
from tests.portal.browsing import TELEPHONE, Open
from tests.portal.gallery import LARGEST, SHOTS, files, keep, page

DOCS = Path(__file__).parents[2] / "docs"
FOLDER = os.environ.get("TONGGUAN_GALLERY", "")
WINDOW = (1280, 800)
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
@pytest.mark.skipif(not FOLDER, reason="pictures are taken by make gallery")
def test_the_pictures_are_taken(page_for: Open, places: dict[str, str]) -> None:
    for shot in SHOTS:
        for name, (language, narrow) in files(shot).items():
            window = page_for(shot.who, TELEPHONE if narrow else WINDOW, language)
            window.goto(places.get(shot.name, f"/{shot.name}/"))
            window.wait_for_timeout(1200)  # the charts draw themselves in a second
            keep(window.screenshot(), Path(FOLDER, name))
            window.context.close()
    (DOCS / "gallery.md").write_text(page(), encoding="utf-8")
