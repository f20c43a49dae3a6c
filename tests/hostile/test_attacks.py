"""Every attack at its door: answered with its code, soon, and nothing is changed."""

import csv
import io
import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.door import Door, opened
from tests.hostile.addresses import addresses
from tests.hostile.archives import archives
from tests.hostile.attack import Attack
from tests.hostile.documents import documents
from tests.hostile.envelopes import envelopes
from tests.hostile.json_messages import json_messages
from tests.hostile.measuring import Costs, children
from tests.hostile.sheets import FORMULAS, sheets, spoken
from tests.parcels import PLATFORM
from tongguan.gateway.explaining import by_code

MESSAGES, IMPORTS = "/ceb/messages", "/api/v1/imports"
HOOKS = "/api/v1/webhooks"
# The promise is 200 ms, which the median keeps; a loaded machine may be much slower.
PATIENCE, MEMORY = 2.0, 192
TAKEN, WRONG = 202, {400, 413, 422}
READ = [*documents(), *json_messages()]
ASKED = {MESSAGES: [*envelopes(), *archives()], IMPORTS: [*sheets()]}
REFUSED = [(way, it) for way, many in ASKED.items() for it in many]
REFUSED += [(HOOKS, it) for it in addresses()]
ACTIVE = ("=", "+", "-", "@", "＝", "\t", "\r")
KEPT = "SELECT (SELECT count(*) FROM paper), (SELECT count(*) FROM ledger_entry)"
COSTS = Costs()


@pytest.fixture(scope="module")
def door(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with opened(server, tmp_path_factory.mktemp("door")) as door:
        door.window.clean()
        yield door
    print(f"\n{COSTS.table()}")  # noqa: T201 - for who looks with -s


def named(attack: Any) -> str:
    return attack.name if isinstance(attack, Attack) else ""


@pytest.fixture(autouse=True)
def _nothing_changes(door: Door) -> Iterator[None]:
    yield
    assert door.window.rows(KEPT) == [(0, 0)]


def cheap(name: str) -> bool:
    cost = COSTS.of[name]
    return cost.seconds < PATIENCE and cost.grown < MEMORY


def last(door: Door) -> Any:
    """Return the newest receipt."""
    return door.window.pulled(PLATFORM.code)[-1]


@pytest.mark.parametrize("attack", READ, ids=named)
def test_what_is_read_is_refused_with_its_code(door: Door, attack: Attack) -> None:
    data = attack.make()
    with COSTS.measured(attack.name, os.getpid(), *children()):
        status, _ = door.call(MESSAGES, data)
        door.window.worker.drain()
    if status != TAKEN:
        assert (status, attack.code) == (413, "SCH-1101")
        return
    told = last(door)

    assert (told.kind, told.status, told.code) == ("format", "-999999", attack.code)
    assert all(it["code"] in by_code() for it in told.findings)
    assert all(it["place"]["path"][:1] in ("", "/") for it in told.findings)
    assert cheap(attack.name)


@pytest.mark.parametrize(("way", "attack"), REFUSED, ids=named)
def test_what_a_door_refuses_has_its_code(door: Door, way: str, attack: Attack) -> None:
    data = attack.make()
    with COSTS.measured(attack.name, *children()):
        status, told = door.call(way, data)
    assert attack.code == told.get("code", "")
    assert status in WRONG if attack.code else status == TAKEN
    assert not attack.code or attack.code in by_code()
    assert cheap(attack.name)


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_formula_runs_nor_comes_back_as_one(door: Door, formula: str) -> None:
    status, told = door.call(f"{IMPORTS}?paper=order", spoken(formula))
    assert status == 200
    assert told["faults"]
    way = f"{IMPORTS}/{told['digest']}/result.csv?paper=order"
    text = door.call(way)[1].decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert [it for it in cells if formula.strip() in it]
    assert not [it for it in cells if it.startswith(ACTIVE)]


def test_there_are_three_hundred_attacks_of_different_names() -> None:
    names = [it.name for it in READ] + [it.name for _, it in REFUSED]

    assert len(set(names)) == len(names) >= 300
