"""备跑 Before a run: messages written, a house that serves, workers that are warm.

A worker reads the law when it first needs it. That is not what a list costs, so every
house has decided some hundred lists before a clock starts.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import msgspec
import psycopg

from tongguan.bench.client import Notes, Order
from tongguan.bench.house import House, house
from tongguan.bench.spool import Spool, signed_with, write
from tongguan.bench.workload import WARM_FROM, Plan, Workload
from tongguan.demo.planting import run_named
from tongguan.demo.zone import Zone, sandbox
from tongguan.gateway.chinaport.signing.making import Made, Wanted, make
from tongguan.plumbing import clock
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
A_DAY = timedelta(days=1)
LINES, MANY_LINES, SMALL = 16, 256, 10
LOOK_SECONDS = 0.02
STALLED_SECONDS = 120.0
WARM_LISTS, WARM_BATCH = 600, 20
Line = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """所求 What is to be run: how many lists, in which messages, how fast."""

    lists: int
    batch: int = 100
    seed: int = 20201111
    signed: str = "none"
    rate: float = 0.0
    seconds: float = 0.0
    workers: int = 2
    unpaid: bool = False


def signing_keys(zone: Zone, kind: str) -> dict[str, Made]:
    """Make a key for everyone who may send, where messages are to be signed."""
    if kind == "none":
        return {}
    at = clock.now()
    return {
        firm: make(
            Wanted(
                subject={"CN": "bench", "serialNumber": firm},
                valid_from=at - A_DAY,
                valid_until=at + A_DAY,
                kind=kind.upper(),
            )
        )
        for firm in zone.names
    }


def planned(wish: Wish) -> Plan:
    """Plan what is sent in a run."""
    at = clock.now()
    return Plan(
        lists=wish.lists,
        batch=wish.batch,
        seed=wish.seed,
        run=run_named(at),
        at=at,
        unpaid=wish.unpaid,
    )


def written(plan: Plan, keys: dict[str, Made], folder: Path) -> Spool:
    """Write the messages of a plan."""
    seal = signed_with({firm: made.key for firm, made in keys.items()})
    return write(folder, Workload(plan), seal)


@contextmanager
def prepared(wish: Wish) -> Iterator[tuple[House, Spool]]:
    """Have the messages written and a house that waits for them."""
    zone = sandbox()
    keys = signing_keys(zone, wish.signed)
    folder = Path(mkdtemp(prefix="tongguan-spool-"))
    try:
        plan = planned(wish)
        spool = written(plan, keys, folder)
        first = written(warming(plan), keys, folder / "first")
        pems = {firm: made.key.certificate.pem.encode() for firm, made in keys.items()}
        guarantors = [it.code for it in zone.declarants]
        with house(zone.names, guarantors, pems, wish.workers) as made:
            warm(made, first)
            yield made, spool
    finally:
        rmtree(folder, ignore_errors=True)


def warming(plan: Plan) -> Plan:
    """Plan some lists beside those of a plan, under numbers of their own."""
    return replace(
        plan,
        lists=WARM_LISTS,
        batch=WARM_BATCH,
        seed=plan.seed + WARM_FROM,
        unpaid=False,
        first=WARM_FROM,
    )


def warm(made: House, spool: Spool) -> None:
    """Let the house decide some lists that nobody counts."""
    load(order(made, spool, Wish(lists=spool.lists, batch=WARM_BATCH)))
    with psycopg.connect(made.dsn, autocommit=True) as line:
        until_done(line)


def order(made: House, spool: Spool, wish: Wish) -> Order:
    """Say to the load client what to send where."""
    door = made.door()
    return Order(
        folder=str(spool.folder),
        host=door.host,
        port=door.port,
        path=door.path,
        keys=made.keys(),
        lines=MANY_LINES if wish.batch < SMALL else LINES,
        database=made.dsn,
        rate=wish.rate,
        seconds=wish.seconds,
    )


def load(said: Order) -> Notes:
    """Let the load client work, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tongguan.bench.client"],
        input=msgspec.json.encode(said),
        stdout=subprocess.PIPE,
        check=True,
    )
    return msgspec.json.decode(done.stdout, type=Notes)


def until_done(line: Line) -> None:
    """Wait until every message is read and every set looked at."""
    least, changed_at = float("inf"), time.monotonic()
    while True:
        row = line.execute(SQL["left_to_do"]).fetchone()
        left = row[0] if row else 0
        if left < least:
            least, changed_at = left, time.monotonic()
        if not left or time.monotonic() - changed_at > STALLED_SECONDS:
            return
        time.sleep(LOOK_SECONDS)
