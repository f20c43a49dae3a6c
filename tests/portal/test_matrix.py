"""权限矩阵 Everybody at every door: the answers are those the policy's table says."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.portal.conftest import ROOT
from tongguan.portal.policy import ACT, FIRMS, POLICY, VISITOR, Of

Cell = dict[str, Any]
OWN, OTHERS, MISSING = "own", "others", "missing"
ELSEWHERE, NO_KEY, FORBIDDEN, NO_SUCH, NO_METHOD = 302, 401, 403, 404, 405
BROKEN, AWAY = 500, 503
REFUSALS = {NO_KEY, FORBIDDEN, NO_SUCH, NO_METHOD}


@pytest.fixture(scope="module")
def walked(
    server: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, list[Cell]]]:
    """Walk one filled world in a process of its own."""
    name = f"matrix_{uuid4().hex}"
    execute(server, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    home = tmp_path_factory.mktemp("matrix-home")
    (home / "root.key").write_text(bytes(range(32)).hex(), encoding="ascii")
    environ = {
        **os.environ,
        "DATABASE_URL": make_conninfo(server, dbname=name),
        "TONGGUAN_HOME": str(home),
        "TONGGUAN_HOSTS": "testserver",
        "DJANGO_SETTINGS_MODULE": "tongguan.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    command = [sys.executable, "-m", "tests.portal.walk"]
    done = subprocess.run(command, check=True, env=environ, stdout=subprocess.PIPE)
    yield json.loads(done.stdout)
    execute(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def pages(walked: dict[str, list[Cell]]) -> list[Cell]:
    return walked["pages"]


def mistaken(cells: list[Cell], expected: set[int]) -> list[tuple[Any, ...]]:
    """Name the cells whose answer is not among those expected."""
    return [
        (it["method"], it["url"], it.get("post") or it.get("key"), it["status"])
        for it in cells
        if it["status"] not in expected
    ]


def is_open(cell: Cell) -> bool:
    return cell["post"] in POLICY[cell["name"]].posts(cell["method"])


def is_taken(cell: Cell) -> bool:
    return cell["method"] in POLICY[cell["name"]].methods


def is_bounded(cell: Cell) -> bool:
    """Tell whether what is another's is not there for whoever asks."""
    whose = POLICY[cell["name"]].of
    of_firm = whose is Of.FIRM and cell["post"] in FIRMS
    return of_firm or whose in {Of.PERSON, Of.OFFICE}


def said(cells: list[Cell], thing: str, *keys: str) -> dict[tuple[Any, ...], Any]:
    return {
        tuple(it[key] for key in keys): (it["status"], it["said"])
        for it in cells
        if it["thing"] == thing
    }


def test_every_page_has_its_row_and_every_row_its_page(pages: list[Cell]) -> None:
    assert {it["name"] for it in pages} == set(POLICY)


def test_nothing_breaks(walked: dict[str, list[Cell]]) -> None:
    cells = walked["pages"] + walked["calls"]
    assert mistaken(cells, {*range(BROKEN), AWAY}) == []


def test_whoever_may_not_open_a_page_is_refused(pages: list[Cell]) -> None:
    refused = [it for it in pages if not is_open(it)]
    visitors = [it for it in refused if it["post"] == VISITOR]
    others = [it for it in refused if it["post"] != VISITOR]
    assert mistaken(visitors, {ELSEWHERE}) == []
    assert mistaken(others, {NO_SUCH}) == []


def test_a_page_takes_what_its_row_says(pages: list[Cell]) -> None:
    untaken = [it for it in pages if is_open(it) and not is_taken(it)]
    assert len(untaken) > 0
    assert mistaken(untaken, {NO_METHOD}) == []


def test_whoever_may_open_a_page_is_answered(pages: list[Cell]) -> None:
    told = [it for it in pages if is_open(it) and is_taken(it)]
    there = [
        it
        for it in told
        if it["thing"] == OWN or (it["thing"] == OTHERS and not is_bounded(it))
    ]
    assert mistaken(there, {*range(BROKEN), AWAY} - REFUSALS) == []


def test_what_is_another_s_is_told_like_what_is_not_there(pages: list[Cell]) -> None:
    bounded = [it for it in pages if is_open(it) and is_taken(it) and is_bounded(it)]
    keys = ("name", "method", "post")
    others = said(bounded, OTHERS, *keys)
    assert len(others) > 0
    missing = said(bounded, MISSING, *keys)
    assert others == {it: missing[it] for it in others}
    looked = [it for it in bounded if it["thing"] == OTHERS and it["method"] != ACT]
    of_firms = [it for it in bounded if it["thing"] == OTHERS and it["post"] in FIRMS]
    assert mistaken(looked + of_firms, {NO_SUCH}) == []


def test_a_call_needs_its_key(walked: dict[str, list[Cell]]) -> None:
    keyless = [it for it in walked["calls"] if it["secured"] and it["key"] != "good"]
    assert len(keyless) > 0
    assert mistaken(keyless, {NO_KEY}) == []


def test_a_call_is_told_nothing_of_another_s(walked: dict[str, list[Cell]]) -> None:
    good = [it for it in walked["calls"] if it["key"] == "good" and it["secured"]]
    others = said(good, OTHERS, "name", "method")
    assert len(others) > 0
    missing = said(good, MISSING, "name", "method")
    assert others == {it: missing[it] for it in others}
