"""The law as data: every number dated and cited, every scalar a text."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tongguan.handbook.rulebook import csv_tables, editions, yaml_pages
from tongguan.kit.rulebook import read_page, read_table

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "src" / "tongguan" / "rulebook"
YAML_TRUTHS = {"on", "off", "yes", "no", "true", "false", "y", "n"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
TITLE = re.compile(r"[^—]*[\u4e00-\u9fff][^—]* — [a-z].+", re.IGNORECASE)
CITED = re.compile(r"[\u4e00-\u9fffA-Z].*")
FLAGS = {"yes", "no"}


def dicts(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping of a page, however deep."""
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from dicts(each)
    elif isinstance(value, list):
        for each in value:
            yield from dicts(each)


@pytest.mark.parametrize("page", yaml_pages())
def test_a_page_says_in_both_languages_what_it_is(page: str) -> None:
    assert TITLE.fullmatch(read_page(page)["title"])


@pytest.mark.parametrize("page", yaml_pages())
def test_every_edition_has_a_day_and_a_source(page: str) -> None:
    for entry in dicts(read_page(page)):
        if "effective" in entry and "principal" not in entry:
            assert CITED.fullmatch(entry["cites"])
            assert date.fromisoformat(entry["effective"]).isoformat()
        assert entry.get("confirmed", "yes") in FLAGS
        assert CITED.fullmatch(entry.get("cites", "X"))


@pytest.mark.parametrize("page", yaml_pages())
def test_editions_ascend_and_no_day_has_two(page: str) -> None:
    starts: dict[str, list[str]] = {}
    for entry in editions(page):
        if "effective" in entry.says:
            starts.setdefault(entry.place, []).append(entry.says["effective"])
    for days in starts.values():
        assert days == sorted(set(days))


@pytest.mark.parametrize("page", yaml_pages())
def test_no_key_is_a_word_that_yaml_takes_for_a_truth(page: str) -> None:
    keys = {key for entry in dicts(read_page(page)) for key in entry}
    assert {key for key in keys if key.lower() in YAML_TRUTHS} == set()


@pytest.mark.parametrize("page", yaml_pages())
def test_a_page_is_only_texts_lists_and_mappings(page: str) -> None:
    leaves = [leaf for entry in dicts(read_page(page)) for leaf in entry.values()]
    assert {type(leaf) for leaf in leaves} <= {str, list, dict}


@pytest.mark.parametrize("table", csv_tables())
def test_every_row_of_a_table_has_a_source_and_says_whether_it_is_confirmed(
    table: str,
) -> None:
    rows = read_table(table)
    assert rows
    assert {row["confirmed"] for row in rows} <= FLAGS
    if table.startswith("codes/"):
        assert all(CHINESE.search(row["chinese"]) for row in rows)
    assert [row for row in rows if not row["source"].strip()] == []


@pytest.mark.parametrize("table", csv_tables())
def test_a_table_is_cut_into_cells_without_spaces_around_them(table: str) -> None:
    rows = read_table(table)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [cell for row in rows for cell in row.values() if cell != cell.strip()] == []


def test_every_file_of_the_rulebook_is_read_by_the_program() -> None:
    sources = (ROOT / "src" / "tongguan").rglob("*.py")
    program = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    unread = [
        name
        for name in (*yaml_pages(), *csv_tables())
        if Path(name).name not in program and f'"{Path(name).stem}"' not in program
    ]
    assert unread == []


def test_the_pages_are_written_as_yamllint_wants_them() -> None:
    command = [sys.executable, "-m", "yamllint", "--strict", str(FOLDER)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
