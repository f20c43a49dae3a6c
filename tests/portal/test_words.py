"""用语 The pages have a word for everything the program may say."""

from dataclasses import replace
from datetime import timedelta
from gettext import GNUTranslations
from pathlib import Path

from tests.journeys.test_goods_on_file import TIN
from tests.papers import DAY, NOON
from tongguan.customs.declaration.lifecycle import DECLARATION, DeclarationState
from tongguan.customs.duty.model import Treatment
from tongguan.inspection.goods_filing.lifecycle import GoodsState
from tongguan.inspection.goods_filing.model import GoodsVersion
from tongguan.journeys.alignment import HEADS, LINES
from tongguan.journeys.decision import Outcome
from tongguan.kit.checks import Severity
from tongguan.plumbing.register.lifecycle import PAPER, PaperState
from tongguan.portal import articles, words
from tongguan.portal.catalogue import SOURCE, compiled
from tongguan.trade.papers import Paper

LOCALE = Path(words.__file__).parent / "locale"
ICONS = Path(words.__file__).parent / "static" / "icons.svg"


def test_every_state_and_every_move_has_a_word() -> None:
    assert {*DeclarationState, *PaperState} <= set(words.STATES)
    moves = {move.name for move in (*DECLARATION.moves, *PAPER.moves)}
    assert moves <= set(words.MOVES)


def test_every_outcome_severity_treatment_and_paper_has_a_word() -> None:
    assert set(words.CHANNELS) == set(Outcome)
    assert set(words.SEVERITIES) == set(Severity)
    assert set(words.TREATMENTS) == set(Treatment)
    assert set(words.PAPERS) == set(words.KEEPERS) == set(Paper)


def test_a_version_on_file_stands_as_its_days_and_newer_ones_say() -> None:
    until = replace(TIN, until=DAY)
    version = GoodsVersion(
        goods=until, state=GoodsState.FILED, by="", at=NOON, reason=""
    )
    paused = replace(version, state=GoodsState.PAUSED)
    day = timedelta(days=1)
    standing = articles.standing
    assert standing(version, DAY) is articles.SIGNS[GoodsState.FILED]
    assert standing(version, TIN.effective - day) is articles.EARLY
    assert standing(version, DAY + day) is articles.EXPIRED
    assert standing(version, DAY, [DAY + day]) is articles.SIGNS[GoodsState.FILED]
    assert standing(version, DAY, [DAY + day, DAY]) is articles.REPLACED
    assert standing(paused, DAY, [DAY]) is articles.SIGNS[GoodsState.PAUSED]


def test_every_row_of_the_comparison_has_a_word() -> None:
    assert {meaning for meaning, _ in (*HEADS, *LINES)} == set(words.MEANINGS)


def test_every_sign_has_its_icon() -> None:
    drawn = ICONS.read_text(encoding="utf-8")
    signs = (words.STATES, words.CHANNELS, words.SEVERITIES)
    for sign in (sign for table in signs for sign in table.values()):
        assert f'id="{sign.icon}"' in drawn


def test_the_catalogue_is_compiled_once_for_each_text(tmp_path: Path) -> None:
    folder = compiled(LOCALE, tmp_path)
    made = (folder / SOURCE).with_suffix(".mo")
    before = made.stat().st_mtime_ns
    assert compiled(LOCALE, tmp_path) == folder
    assert made.stat().st_mtime_ns == before
    with made.open("rb") as file:
        catalogue = GNUTranslations(file)
    assert catalogue.gettext("清单查询") == "Lists"
    assert catalogue.pgettext("move", "退单") == "Reject"
    assert catalogue.gettext("退单") == "Rejected"
