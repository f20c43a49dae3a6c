"""Documents that cannot drift: pages are current, links lead somewhere, words exist."""

import re
import shlex
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from tongguan.commands import COMMANDS
from tongguan.commands.docs import differing
from tongguan.gateway.chinaport.trial import try_messages
from tongguan.handbook.lifecycles import ACTORS, STATES, subjects
from tongguan.journeys.rooms import Rooms

ROOT = Path(__file__).parent.parent
TOP = (
    *("README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md"),
    *("GLOSSARY.md", "CHANGELOG.md", "SECURITY.md"),
)
PAGES = [ROOT / name for name in TOP] + sorted((ROOT / "docs").rglob("*.md"))
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
TERM = re.compile(r"^\| [^|]+ \| [^|]+ \| ((?:`[^`|]+`(?:, )?)+) \|", re.MULTILINE)
SPAN = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"(?:src|tests|docs|web)/[\w./…*-]+")
BLOCK = re.compile(r"^```(?:sh|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
HEADINGS = (
    *("**Context.**", "**Decision.**", "**Consequences.**", "**Alternatives.**"),
    "**Enforced by**",
)
PICTURES = {
    f"docs/screenshots/{name}.png" for name in ("consignment", "dashboard", "what-if")
}
PAGE_MAX = 60  # lines: a decision is half a page, the longest a page


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def program() -> str:
    paths = (ROOT / "src").rglob("*")
    kinds = {".py", ".sql", ".yaml", ".csv"}
    return "\n".join(read(path) for path in paths if path.suffix in kinds)


def test_every_generated_page_is_current() -> None:
    """If not: make docs. Asked of a fresh process, as make docs is one."""
    command = [Path(sys.executable).with_name("tongguan"), "docs", "--check"]
    asked = subprocess.run(
        command, check=False, cwd=ROOT, capture_output=True, text=True
    )
    assert (asked.stderr, asked.returncode) == ("", 0)


def test_a_folder_without_pages_lacks_them_all(tmp_path: Path) -> None:
    lacking = differing(tmp_path)
    assert {"checks.md", "messages/CEB621Message.md", "rulebook.md"} <= set(lacking)


def test_a_page_too_many_is_found(tmp_path: Path) -> None:
    (tmp_path / "lifecycles").mkdir()
    (tmp_path / "lifecycles" / "parcel.md").write_text("", encoding="utf-8")
    assert "lifecycles/parcel.md" in differing(tmp_path)


def test_every_state_and_actor_of_a_lifecycle_has_a_chinese_word() -> None:
    moves = [move for it in subjects().values() for move in it.lifecycle.moves]
    states = {str(state) for move in moves for state in (move.source, move.target)}
    assert states - set(STATES) == set()
    assert {str(move.by) for move in moves} - set(ACTORS) == set()


def test_every_lifecycle_of_the_program_is_drawn() -> None:
    assert {"declaration", "paper", "message"} <= set(subjects())
    tables = {relative(path) for path in (ROOT / "src").rglob("lifecycle.py")}
    drawn = {subject.table for subject in subjects().values()}
    assert tables - drawn == {"src/tongguan/kit/lifecycle.py"}


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_links_lead_somewhere(path: Path) -> None:
    targets = [target.partition("#")[0] for target in LINK.findall(read(path))]
    local = {target for target in targets if target and "://" not in target}
    if not (ROOT / "docs" / "screenshots").exists():  # the browser's tests make them
        local -= PICTURES
    assert [target for target in local if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_files_that_are_named_exist(path: Path) -> None:
    named = [name for span in SPAN.findall(read(path)) for name in PATH.findall(span)]
    plain = [name for name in named if not set("…*") & set(name)]
    ours = [name for name in plain if not name.startswith("src/tongguan/portal/static")]
    assert [name for name in ours if not (ROOT / name).exists()] == []


def test_every_term_of_the_glossary_is_a_word_of_the_program() -> None:
    cells = TERM.findall(read(ROOT / "GLOSSARY.md"))
    terms = [term for cell in cells for term in SPAN.findall(cell)]
    missing = [t for t in terms if not re.search(rf"\b{re.escape(t)}\b", program())]
    assert missing == []
    assert len(terms) > 80
    assert len(terms) == len(set(terms))


def test_the_two_readmes_have_the_same_commands_and_pictures() -> None:
    english, chinese = (read(ROOT / name) for name in TOP[:2])
    assert commands(english) == commands(chinese)
    assert re.findall(r"docs/\S+\.png", english) == re.findall(
        r"docs/\S+\.png", chinese
    )
    assert english.count("\n## ") == chinese.count("\n## ")


def commands(text: str) -> list[str]:
    """Return every command of a page's blocks, without comments."""
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    return [line.partition("  #")[0].strip() for line in lines if line.strip()]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_commands_that_are_printed_exist(name: str) -> None:
    makefile, bootstrap = read(ROOT / "Makefile"), read(ROOT / "bootstrap.py")
    for command in commands(read(ROOT / name)):
        for first, second in pairwise(shlex.split(command, comments=True)):
            if first == "make":
                assert f"\n{second}: ##" in makefile
            if first == "bootstrap.py":
                assert f'    "{second}": ' in bootstrap
            if first == "tongguan":
                assert second in COMMANDS


@pytest.mark.parametrize("path", DECISIONS, ids=relative)
def test_a_decision_is_short_and_complete(path: Path) -> None:
    text = read(path)
    number = path.name[:4]
    assert text.startswith(f"# {number} ")
    assert [text.count(heading) for heading in HEADINGS] == [1] * len(HEADINGS)
    assert text.count("\n") <= PAGE_MAX


def test_no_two_decisions_have_one_number() -> None:
    numbers = [path.name[:4] for path in DECISIONS]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize(
    ("folder", "outcome", "codes"),
    [
        ("agreeing", "release", []),
        ("disagreeing", "reject", ["MAT-3005", "MAT-3056", "MAT-3058"]),
    ],
)
def test_the_sample_messages_come_to_what_the_readme_says(
    rooms: Rooms, folder: str, outcome: str, codes: list[str]
) -> None:
    paths = sorted((ROOT / "docs" / "samples" / folder).glob("*.xml"))
    bodies = [(path.name, path.read_bytes()) for path in paths]

    tried = try_messages(rooms, bodies, datetime(2026, 11, 1, tzinfo=UTC))

    assert [one["faults"] for one in tried["messages"]] == [[], [], [], []]
    told = tried["papers"][-1]
    assert told["outcome"] == outcome
    assert [finding["code"] for finding in told["findings"]] == codes
