"""增长 What a list costs when many are stored already.

A house is loaded once; what that left is copied in the database, under other numbers,
until there is as much as wanted; then the same load comes again, from other buyers.
"""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from tongguan.bench.house import House
from tongguan.bench.preparing import SQL, Line, Wish, planned, prepared, written
from tongguan.bench.spool import Spool
from tongguan.bench.trial import Result, measured

TABLES = (
    *("inbound_message", "paper", "binder", "paper_walk", "declaration", "decision"),
    *(
        "list_party",
        "receipt",
        "ledger_account",
        "ledger_entry",
        "tax_bill",
        "fact_line",
    ),
)


def grown(wish: Wish, lists: int) -> tuple[Any, list[str]]:
    """Load a house, fill it with so many lists, load it again; compare the costs."""
    return _compared(replace(wish, rate=0.0, signed="none"), lists, unpaid=False)


def waiting(wish: Wish, lists: int) -> tuple[Any, list[str]]:
    """Fill a house with sets that wait for a payment; see what it takes with them."""
    return _compared(replace(wish, rate=0.0, signed="none"), lists, unpaid=True)


def _compared(wish: Wish, lists: int, *, unpaid: bool) -> tuple[Any, list[str]]:
    """Load a house, fill it with copies, and load it again with lists to decide."""
    first = replace(wish, unpaid=unpaid)
    with prepared(first) as (made, spool):
        small = measured(made, spool, first)
        with psycopg.connect(made.dsn, autocommit=True) as line:
            stored = fill(line, spool.contents.run, lists)
        large = again(made, replace(wish, seed=wish.seed + 1))
    costs = [_cost(one) for one in (small, large)]
    told = {
        "lists": [spool.lists, stored],
        "cpu_us_per_list": costs,
        "ratio": round(costs[1] / costs[0], 3),
        "lists_per_second": [one.numbers["lists_per_second"] for one in (small, large)],
        "bytes_per_list": [
            one.numbers["bytes_per_list"]["log"] for one in (small, large)
        ],
        "memory_mib": large.numbers["memory_mib"]["total"],
    }
    return told, [*small.amiss, *large.amiss]


def fill(line: Line, run: str, lists: int) -> int:
    """Copy what a run has left until there are so many lists; return how many."""
    line.execute(SQL["make_copier"])
    (stride,) = line.execute(SQL["stride"]).fetchone() or (1,)
    (there,) = line.execute(SQL["stored"]).fetchone() or (1,)
    copies = max(0, -(-lists // there) - 1)
    for copy in range(1, copies + 1):
        for name in TABLES:
            said = {"name": name, "run": run, "copy": copy, "stride": stride}
            line.execute(SQL["copy_table"], said)
    line.execute(SQL["go_on_counting"], {"last": stride * (copies + 1)})
    line.execute(SQL["settle_accounts"])
    line.execute(SQL["tidy"])
    return int(there * (copies + 1))


def again(made: House, wish: Wish) -> Result:
    """Load a house that was loaded before."""
    with TemporaryDirectory(prefix="tongguan-spool-") as folder:
        spool: Spool = written(planned(wish), {}, Path(folder))
        return measured(made, spool, wish)


def _cost(one: Result) -> float:
    """Return what a list takes from the machine, without the load client."""
    taken = one.numbers["cpu_us_per_list"]
    return float(round(taken["total"] - taken["client"], 1))
