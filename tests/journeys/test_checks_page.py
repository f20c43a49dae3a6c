import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.style import APOLOGIES, BARE, CHINESE, POLITE, VERBS
from tongguan.journeys.checks_page import ALL_CHECKS, checks_page, notices
from tongguan.kit.checks import Notice

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"
NOTICES = {notice.code: notice for notice in notices()}
NAMES = {"given", "expected", "zh", "en"}  # the last two are facts of a finding


def test_the_page_of_checks_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == checks_page()


@pytest.mark.parametrize("notice", NOTICES.values(), ids=NOTICES)
def test_a_notice_keeps_the_standard_of_texts(notice: Notice) -> None:
    chinese = (notice.chinese, notice.remedy[0])
    english = (notice.english, notice.remedy[1])
    assert all(CHINESE.search(text) for text in chinese)
    assert not any(POLITE.search(text) for text in chinese)
    assert not BARE.search(notice.chinese)
    assert not any(APOLOGIES.search(text) for text in english)
    assert len(CHINESE.findall(notice.chinese)) <= 60
    assert notice.remedy[0].startswith(VERBS)
    assert all(text.endswith(("。", ".")) for text in (*chinese, *english))


def test_a_code_means_one_thing_wherever_it_is_used() -> None:
    for notice in notices():
        first = NOTICES[notice.code]
        assert (first.chinese, first.english) == (notice.chinese, notice.english)


@pytest.mark.parametrize("title", ALL_CHECKS)
def test_no_code_comes_twice_for_one_paper(title: str) -> None:
    codes = [check.notice.code for check in ALL_CHECKS[title]]
    assert codes == sorted(set(codes), key=codes.index)


def test_texts_quote_only_what_a_difference_can_say() -> None:
    quoted = _quoted(notice.chinese for notice in notices())
    assert quoted | _quoted(notice.english for notice in notices()) <= NAMES


def _quoted(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for name in re.findall(r"\{(\w+)\}", text)}
