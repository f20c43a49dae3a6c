from pathlib import Path

import pytest

from tongguan.gateway.chinaport.pages import pages

FOLDER = Path(__file__).parents[3] / "docs" / "messages"


@pytest.mark.parametrize("name", pages())
def test_the_page_is_current(name: str) -> None:
    """If not: python -m tongguan.gateway.chinaport.pages docs/messages."""
    assert (FOLDER / name).read_text(encoding="utf-8") == pages()[name]


def test_there_is_no_page_too_many() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(pages())
