"""All that is kept of people, over one connection."""

from dataclasses import dataclass
from typing import Any, Self

from psycopg import Connection

from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.people.accounts import Accounts
from tongguan.plumbing.people.factors import Wallets
from tongguan.plumbing.people.visits import Visits


@dataclass(frozen=True, slots=True)
class People:
    """人员 Their accounts, what proves them, and where they are signed in."""

    accounts: Accounts
    wallets: Wallets
    visits: Visits

    @classmethod
    def over(cls, connection: Connection[Any], keys: Keyring) -> Self:
        """Open them inside the caller's transaction."""
        return cls(Accounts(connection), Wallets(connection, keys), Visits(connection))
