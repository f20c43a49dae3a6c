"""周边清单 How many lists share a buyer's day, a telephone or an address.

What is stored is counted by the database, what a transaction has not written yet is
counted here; together they are what would be counted if it were written.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from tongguan.customs.declaration.model import Pattern

Row = Mapping[str, Any]
Shop = tuple[bytes, date, str]
Sharers = tuple[int, frozenset[bytes]]
KEYS_OF = (
    *("paper", "buyer_key", "declared_on", "seller_code", "telephone_key"),
    *("address_key", "value_fen", "void"),
)
shop_of: Callable[[Row], Shop] = itemgetter("buyer_key", "declared_on", "seller_code")


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database counted.

    By shop: the value of lists in fen, and how many they are. By telephone and by
    address: how many buyers share it, and which of the pending lists' buyers do.
    """

    shops: Mapping[Shop, tuple[int, int]] = field(default_factory=dict)
    telephones: Mapping[bytes, Sharers] = field(default_factory=dict)
    addresses: Mapping[bytes, Sharers] = field(default_factory=dict)


class Surroundings:
    """What is stored and what is pending, counted together."""

    def __init__(self, stored: Stored, pending: Iterable[Row], since: datetime) -> None:
        self._stored = stored
        self._spent: dict[Shop, int] = defaultdict(int)
        self._lists: dict[tuple[bytes, date], int] = defaultdict(int)
        self._buyers: dict[str, dict[bytes, set[bytes]]] = {
            "telephone_key": defaultdict(set),
            "address_key": defaultdict(set),
        }
        for (buyer, day, seller), (value, count) in stored.shops.items():
            self._spent[buyer, day, seller] += value
            self._lists[buyer, day] += count
        for row in pending:
            if not row["void"]:
                self._count(row, recent=row["lodged_at"] > since)

    def _count(self, row: Row, *, recent: bool) -> None:
        self._spent[shop_of(row)] += row["value_fen"]
        self._lists[row["buyer_key"], row["declared_on"]] += 1
        if recent:
            for name, sharers in self._buyers.items():
                sharers[row[name]].add(row["buyer_key"])

    def of(self, row: Row) -> Pattern:
        """Return what is around one list."""
        own = 0 if row["void"] else row["value_fen"]
        return Pattern(
            spent=self._spent.get(shop_of(row), own) - own,
            lists=self._lists.get((row["buyer_key"], row["declared_on"]), 0),
            on_telephone=self._sharing(row, "telephone_key", self._stored.telephones),
            on_address=self._sharing(row, "address_key", self._stored.addresses),
        )

    def _sharing(self, row: Row, name: str, stored: Mapping[bytes, Sharers]) -> int:
        count, known = stored.get(row[name], (0, frozenset()))
        return count + len(self._buyers[name].get(row[name], known) - known)
