"""The house rules that no linter knows."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "src" / "tongguan"
SOURCES = sorted(HOUSE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
WRITTEN = [path for path in SOURCES + TESTS if path.parent.name != "migrations"]
HALLS = (
    *("customs", "inspection", "forex", "taxation", "commerce", "logistics"),
    "finance",
)
Function = ast.FunctionDef | ast.AsyncFunctionDef
PURE = {"lifecycle.py", "model.py", "rules.py", "messages.py"}
FILE_MAX, FUNCTION_MAX, PARAMETERS_MAX = 300, 40, 5
TEST_MAX = 60  # what a test expects may be written out
VAGUE = {"utils", "helpers", "common", "manager", "base", "misc", "util", "helper"}
VAGUE_ENDINGS = ("Info", "Data", "Object", "Service", "Helper", "Manager")
CLOCK = {"now", "today", "utcnow", "environ", "getenv", "monotonic", "localtime"}
SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH) [A-Za-z*(\"]")
NOQA = re.compile(r"# noqa\b(?P<rest>.*)")
WIRE_WORDS_LEAST = 90
REASON = re.compile(r": [A-Z]+\d+(, [A-Z]+\d+)* - \S.+")
# put together here, so that this page does not find itself
PLACES = re.compile(
    "|".join(
        re.escape(first + second)
        for first, second in (
            ("/wo", "rk/"),
            ("/ho", "me/"),
            ("/Us", "ers/"),
            ("/roo", "t/"),
            ("pypi.", "org"),
            ("python", "hosted.org"),
            ("registry.", "npmjs"),
            ("index-", "url="),
            ("localhost:", "8080/simple"),
        )
    )
)
UNFINISHED = re.compile(
    r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + ")"
)


TOOLS = ("python3", "bootstrap.py", "python", "-m")
NOT_TEXT = {".png", ".mo", ".ico", ".woff2"}


def at(path: Path, line: int, words: object = "") -> str:
    return f"{path.relative_to(ROOT)}:{line} {words}".strip()


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def lines(path: Path) -> int:
    return len(text_of(path).splitlines())


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(text_of(path))))


def functions(path: Path) -> list[Function]:
    return [node for node in nodes(path) if isinstance(node, Function)]


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the string literals of a file that are not docstrings."""
    told = {id(node.value) for node in nodes(path) if isinstance(node, ast.Expr)}
    for node in nodes(path):
        if isinstance(node, ast.Constant) and id(node) not in told:
            if isinstance(node.value, bytes):
                yield node.lineno, node.value.decode(errors="replace")
            elif isinstance(node.value, str):
                yield node.lineno, node.value


def floor(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0]


def is_timeless(path: Path) -> bool:
    """Tell whether the time is handed in: in halls, on journeys, in pure files."""
    if path.name in PURE or floor(path) in {"trade", "kit", "journeys"}:
        return True
    return floor(path) in HALLS and path.name != "tables.py"


TIMELESS = [path for path in SOURCES if is_timeless(path)]


def test_no_file_is_long() -> None:
    assert [at(path, lines(path)) for path in WRITTEN if lines(path) > FILE_MAX] == []


def test_no_function_is_long() -> None:
    long = [
        at(path, function.lineno, function.name)
        for path in WRITTEN
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno
        >= (FUNCTION_MAX if HOUSE in path.parents else TEST_MAX)
    ]
    assert long == []


def test_no_function_takes_many_parameters() -> None:
    many = []
    for path in SOURCES:
        for function in functions(path):
            given = function.args
            named = {it.arg for it in (*given.args, *given.kwonlyargs)}
            if len(named - {"self", "cls"}) > PARAMETERS_MAX:
                many.append(at(path, function.lineno, function.name))
    assert many == []


def test_imports_stand_at_the_top() -> None:
    inner = [
        at(path, node.lineno)
        for path in WRITTEN
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inner == []


def test_nobody_below_the_doors_asks_the_time_or_the_environment() -> None:
    asked = [
        at(path, node.lineno, node.attr)
        for path in TIMELESS
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in CLOCK
    ]
    assert asked == []


def test_statements_stand_in_the_files_of_statements() -> None:
    found = [
        at(path, line, text[:40])
        for path in SOURCES
        if path.name != "tables.py" and path.parent.name != "migrations"
        for line, text in texts(path)
        if SQL.match(text)
    ]
    assert found == []


@cache
def wire_words() -> frozenset[str]:
    """Return every tag of the wire that could be no word of ours."""
    calls = [
        node.args[0]
        for path in SOURCES
        if path.name == "messages.py"
        for node in nodes(path)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "wire"
    ]
    tags = {str(it.value) for it in calls if isinstance(it, ast.Constant)}
    return frozenset(tag for tag in tags if re.search(r"[a-z][A-Z]", tag))


def test_the_wire_has_words_of_its_own() -> None:
    assert {"acturalPaid", "orderNo", "ebpCode", "appTime", "invtNo"} <= wire_words()
    assert len(wire_words()) > WIRE_WORDS_LEAST


def test_the_words_of_the_wire_go_no_further_than_messages() -> None:
    found = []
    for path in SOURCES:
        if path.name == "messages.py":
            continue
        names = {
            getattr(node, field, None)
            for node in nodes(path)
            for field in ("attr", "id", "arg", "name")
        }
        said = names | {text for _, text in texts(path)}
        found += [at(path, 1, tag) for tag in wire_words() if tag in said]
    assert found == []


def test_money_never_passes_through_a_float() -> None:
    floats = [
        at(path, node.lineno)
        for path in TIMELESS
        for node in nodes(path)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "float")
    ]
    assert floats == []


def test_names_say_what_a_thing_is() -> None:
    vague = [at(path, 1) for path in SOURCES if VAGUE & {path.stem, path.parent.name}]
    vague += [
        at(path, node.lineno, node.name)
        for path in SOURCES
        for node in nodes(path)
        if isinstance(node, ast.ClassDef) and node.name.endswith(VAGUE_ENDINGS)
    ]
    assert vague == []


def test_exceptions_to_the_linters_are_rare_and_say_why() -> None:
    noted = {
        at(path, number): found["rest"]
        for path in SOURCES
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if (found := NOQA.search(line))
    }
    assert {at: rest for at, rest in noted.items() if not REASON.fullmatch(rest)} == {}
    assert len(noted) <= sum(map(lines, SOURCES)) / 1000


def test_no_file_names_a_machine_or_a_registry(checkout: list[Path]) -> None:
    found = [
        at(path, number, line.strip()[:60])
        for path in checkout
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if PLACES.search(line)
    ]
    assert found == []


def test_nothing_is_left_for_later(checkout: list[Path]) -> None:
    found = [
        at(path, number)
        for path in checkout
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if UNFINISHED.search(line)
    ]
    assert found == []


def test_a_commit_meets_the_tools_of_the_locked_environment() -> None:
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    hooks = [hook for repo in yaml.safe_load(text)["repos"] for hook in repo["hooks"]]
    entries = [hook["entry"].split() for hook in hooks]
    assert {tuple(words[:4]) for words in entries} == {TOOLS}
    assert [words[4] for words in entries] == ["ruff", "ruff", "mypy", "yamllint"]
    assert {hook["language"] for hook in hooks} == {"system"}


@pytest.fixture(scope="module")
def checkout() -> list[Path]:
    """Return every text of the repository."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a checkout: nobody says which files belong to it")
    command = [git, "ls-files", "-z"]
    listed = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [p for p in paths if p.is_file() and p.suffix not in NOT_TEXT]
