"""Imports go down, halls do not see each other, pure files do not see the world."""

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "src" / "tongguan"
SOURCES = sorted(HOUSE.rglob("*.py"))
FLOORS = {
    *("trade", "kit", "plumbing", "journeys"),
    *("customs", "inspection", "forex", "taxation", "commerce", "logistics"),
    "finance",
}
WORLD = {
    *("django", "psycopg", "psycopg_pool", "lxml", "granian", "ninja", "rich"),
    *("os", "random", "secrets", "socket", "subprocess", "time", "urllib"),
}
PURE_SHARE = 0.50


CONTRACTS = (
    "import sys; from importlinter.cli import lint_imports as run; sys.exit(run())"
)
DOORS = {
    *("portal", "api", "gate", "gateway", "practice", "commands", "demo", "migrations"),
    *(
        "cli.py",
        "worker.py",
        "forwarder.py",
        "serving.py",
        "watch.py",
        "installation.py",
    ),
    *("settings.py", "urls.py", "wsgi.py"),
}


def floor(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0]


def test_imports_keep_every_contract() -> None:
    kept = subprocess.run(
        [sys.executable, "-c", CONTRACTS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (kept.returncode, kept.stderr) == (0, ""), kept.stdout
    assert "5 kept, 0 broken" in kept.stdout


def test_django_stays_at_the_doors_and_in_the_tables() -> None:
    strayed = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if floor(path) not in DOORS
        and path.name != "tables.py"
        and "django" in set(imports(path))
    ]
    assert strayed == []


def test_nobody_below_the_doors_ends_a_transaction() -> None:
    ending = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES
        if floor(path) in FLOORS
        for node in ast.walk(ast.parse(text_of(path)))
        if isinstance(node, ast.Attribute) and node.attr in {"commit", "rollback"}
    ]
    assert ending == []


def test_most_below_the_doors_touches_nothing_outside_the_program(
    record_testsuite_property: Callable[[str, object], None],
) -> None:
    below = [path for path in SOURCES if floor(path) in FLOORS]
    share = sum(lines(p) for p in below if p in unworldly()) / sum(map(lines, below))
    whole = sum(map(lines, unworldly())) / sum(map(lines, SOURCES))
    record_testsuite_property("pure share below the doors", f"{share:.0%}")
    record_testsuite_property("pure share of all", f"{whole:.0%}")
    assert share >= PURE_SHARE


@cache
def unworldly() -> frozenset[Path]:
    """Return the files that import no world, however far one follows."""
    reached = {name_of(path): set(imports(path)) for path in SOURCES}
    worldly = {name for name, seen in reached.items() if seen & WORLD}
    worldly |= {name for name in reached if name.startswith("tongguan.plumbing")}
    while True:
        more = {name for name, seen in reached.items() if seen & worldly} - worldly
        if not more:
            return frozenset(p for p in SOURCES if name_of(p) not in worldly)
        worldly |= more


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def lines(path: Path) -> int:
    return len(text_of(path).splitlines())


def name_of(path: Path) -> str:
    name = ".".join(path.relative_to(HOUSE.parent).with_suffix("").parts)
    return name.removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """Name every module a file imports, and the package of a foreign one."""
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.Import):
            yield from (it.name.partition(".")[0] for it in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield node.module.partition(".")[0]
            yield from (f"{node.module}.{it.name}" for it in node.names)
