"""增长 What a list costs when many are stored already.

A house is loaded once; what that left is copied in the database, under other numbers,
until there is as much as wanted; then the same load comes again, from other buyers, as
often as the run is to be repeated.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from tongguan.bench.house import House
from tongguan.bench.preparing import SQL, Line, Wish, planned, prepared, written
from tongguan.bench.trial import Result, measured

Answer = tuple[Any, list[str]]

FEW = 200_000  # what a list costs beside so many is what it may cost for good
TABLES = (
    *("inbound_message", "paper", "binder", "paper_walk", "declaration", "decision"),
    *("list_party", "receipt", "ledger_account", "ledger_entry", "tax_bill"),
    "fact_line",
)


@dataclass(frozen=True, slots=True)
class Stock:
    """库存 A house that was loaded once, and can be filled with copies of that."""

    made: House
    run: str
    stride: int
    lists: int

    def fill(self, lists: int) -> None:
        """Copy the first load until there are so many lists."""
        with psycopg.connect(self.made.dsn, autocommit=True) as line:
            self._copy(line, range(self._next(line), self._last(line, lists) + 1))
            line.execute(SQL["settle_accounts"])
            line.execute(SQL["tidy"])
            line.execute(SQL["checkpoint"])

    def stored(self) -> int:
        """Return how many lists there are."""
        with psycopg.connect(self.made.dsn, autocommit=True) as line:
            return counted(line, "stored")

    def _copy(self, line: Line, copies: range) -> None:
        line.execute(SQL["make_copier"])
        for copy in copies:
            for name in TABLES:
                said = {"name": name, "run": self.run, "copy": copy}
                line.execute(SQL["copy_table"], said | {"stride": self.stride})
        line.execute(SQL["go_on_counting"], {"last": self.stride * (copies.stop + 1)})

    def _next(self, line: Line) -> int:
        """Give the next copy a number above all that was loaded or copied until now."""
        return counted(line, "highest") // self.stride + 1

    def _last(self, line: Line, lists: int) -> int:
        missing = max(0, lists - counted(line, "stored"))
        return self._next(line) - 1 - (-missing // self.lists)


def grown(wish: Wish, lists: int, runs: int, few: int = FEW) -> list[Answer]:
    """Load a house beside few lists and beside so many; compare the costs."""
    wish = replace(wish, rate=0.0, signed="none")
    with stocked(wish) as stock:
        before = _at(stock, wish, min(few, lists), runs)
        then = _at(stock, replace(wish, seed=wish.seed + runs), lists, runs)
    return [_compared(*both) for both in zip(before, then, strict=True)]


def waiting(wish: Wish, lists: int, runs: int) -> list[Answer]:
    """Fill a house with sets that wait for a payment; see what it takes with them."""
    wish = replace(wish, rate=0.0, signed="none")
    with stocked(replace(wish, unpaid=True)) as stock:
        return [
            (_told(stored, result), result.amiss)
            for stored, result in _at(stock, wish, lists, runs)
        ]


@contextmanager
def stocked(wish: Wish) -> Iterator[Stock]:
    """Have a house that was loaded once."""
    with prepared(wish) as (made, spool):
        first = measured(made, spool, wish)
        assert not first.amiss, first.amiss
        with psycopg.connect(made.dsn, autocommit=True) as line:
            stride, lists = counted(line, "highest") + 1, counted(line, "stored")
        yield Stock(made, spool.contents.run, stride, lists)


def again(made: House, wish: Wish) -> Result:
    """Load a house that was loaded before."""
    with TemporaryDirectory(prefix="tongguan-spool-") as folder:
        return measured(made, written(planned(wish), {}, Path(folder)), wish)


def counted(line: Line, name: str) -> int:
    """Return the one number a statement gives."""
    (number,) = line.execute(SQL[name]).fetchone() or (0,)
    return int(number)


def _at(stock: Stock, wish: Wish, lists: int, runs: int) -> list[tuple[int, Result]]:
    """Fill a house, and load it as often as wanted, each time from other buyers."""
    stock.fill(lists)
    made = list[tuple[int, Result]]()
    for number in range(1, runs + 1):
        stored = stock.stored()
        other = replace(wish, seed=wish.seed + number)
        made.append((stored, again(stock.made, other)))
    return made


def _told(stored: int, one: Result) -> dict[str, Any]:
    return {
        "lists": stored,
        "cpu_us_per_list": _cost(one),
        "lists_per_second": one.numbers["lists_per_second"],
        "bytes_per_list": one.numbers["bytes_per_list"]["log"],
        "memory_mib": one.numbers["memory_mib"]["total"],
    }


def _compared(few: tuple[int, Result], many: tuple[int, Result]) -> Answer:
    told = {"few": _told(*few), "many": _told(*many)}
    ratio = told["many"]["cpu_us_per_list"] / told["few"]["cpu_us_per_list"]
    return told | {"ratio": round(ratio, 3)}, _wrong((few[1], many[1]))


def _wrong(results: Sequence[Result]) -> list[str]:
    return [line for one in results for line in one.amiss]


def _cost(one: Result) -> float:
    """Return what a list takes from the machine, without the load client."""
    taken = one.numbers["cpu_us_per_list"]
    return float(round(taken["total"] - taken["client"], 1))
