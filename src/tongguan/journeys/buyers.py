"""订购人 The stores of the persons lists name as buyers, inside one transaction."""

from dataclasses import dataclass
from typing import Any, Self

from psycopg import Connection

from tongguan.commerce.consumer.store import Consumers
from tongguan.customs.disavowal.store import Disavowals
from tongguan.customs.purchases.store import Purchases
from tongguan.plumbing.keys import Keyring


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyers:
    """订购人 Accounts and locks, purchases, and what a person says was not theirs."""

    consumers: Consumers
    disavowals: Disavowals
    purchases: Purchases

    @classmethod
    def over(cls, connection: Connection[Any], keys: Keyring) -> Self:
        """Open them over a connection."""
        return cls(
            consumers=Consumers(connection, keys),
            disavowals=Disavowals(connection, keys),
            purchases=Purchases(connection),
        )
