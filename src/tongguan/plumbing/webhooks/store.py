"""Addresses and deliveries in the database, inside the caller's transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.sql import statements
from tongguan.plumbing.webhooks.lifecycle import DeliveryState, EndpointState
from tongguan.plumbing.webhooks.model import Attempt, Delivery, Endpoint, Matter

SQL = statements(__package__)
LEASE = timedelta(seconds=60)
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """推送记录 A delivery with the last answer to it, as a page shows it."""

    guid: str
    matter: str
    state: str
    attempts: int
    next_at: datetime
    created_at: datetime
    tried_at: datetime | None
    status: int
    digest: bytes | None
    milliseconds: int
    trouble: str


class Webhooks:
    """Keeps addresses, leases them, and writes down what was told to them."""

    def __init__(self, connection: Connection[Any], keys: Keyring) -> None:
        self._connection = connection
        self._keys = keys

    def seal(self, endpoint: str, secret: bytes) -> bytes:
        """Seal a secret for its place."""
        return self._keys.seal(secret, f"webhook/{endpoint}")

    def secrets(self, endpoint: Endpoint, at: datetime) -> list[bytes]:
        """Return the secrets deliveries are signed with now: the newest first."""
        sealed = [endpoint.secret]
        until = endpoint.former_until
        if endpoint.former_secret is not None and until is not None and at < until:
            sealed.append(endpoint.former_secret)
        return [self._keys.open(one, f"webhook/{endpoint.id}") for one in sealed]

    def add(self, endpoint: Endpoint) -> None:
        """Keep a new address."""
        self._connection.execute(SQL["add"], asdict(endpoint))

    def of_firm(self, firm: str) -> list[Endpoint]:
        """Return a firm's addresses, oldest first."""
        return self._endpoints("of_firm", {"firm": firm})

    def hold(self, ids: Iterable[str]) -> dict[str, Endpoint]:
        """Return addresses, held until the transaction ends."""
        found = self._endpoints("hold", {"ids": list(ids)})
        return {endpoint.id: endpoint for endpoint in found}

    def keep(self, endpoint: Endpoint) -> None:
        """Write an address back that is held; one that is off is owed nothing."""
        self._connection.execute(SQL["keep"], asdict(endpoint))
        if endpoint.state is EndpointState.OFF:
            self._connection.execute(SQL["drop"], {"endpoint": endpoint.id})

    def behind(self, size: int, waiting: int) -> list[Endpoint]:
        """Return held addresses that are owed a delivery."""
        return self._endpoints("behind", {"size": size, "waiting": waiting})

    def advance(self, endpoint: str, epoch: int, sequence: int) -> None:
        """Note up to which receipt deliveries were written for an address."""
        values = {"id": endpoint, "epoch": epoch, "sequence": sequence}
        self._connection.execute(SQL["advance"], values)

    def put(self, delivery: Delivery) -> None:
        """Keep a delivery before it is sent."""
        self._connection.execute(SQL["put"], asdict(delivery))

    def lease(self, size: int, at: datetime) -> list[tuple[Endpoint, Delivery]]:
        """Take up to `size` addresses with the delivery due to each; commit at once."""
        values = {"size": size, "at": at, "lease": LEASE}
        taken = {one.id: one for one in self._endpoints("lease", values)}
        rows = self._rows(Delivery, "next_due", {"ids": list(taken), "at": at})
        return [(taken[one.endpoint], _delivery(one)) for one in rows]

    def release(self, ids: Iterable[str]) -> None:
        """Give leases back."""
        self._connection.execute(SQL["release"], {"ids": list(ids)})

    def settle(self, delivery: Delivery) -> None:
        """Write back what became of a delivery."""
        self._connection.execute(SQL["settle"], asdict(delivery))

    def hasten(self, endpoint: str, at: datetime) -> None:
        """Let whatever waits for an address be due at once."""
        self._connection.execute(SQL["hasten"], {"endpoint": endpoint, "at": at})

    def replay(self, endpoint: str, guid: str, at: datetime) -> bool:
        """Let a delivery that has ended be tried again; tell whether there is one."""
        values = {"endpoint": endpoint, "guid": guid, "at": at}
        return self._connection.execute(SQL["replay"], values).rowcount == 1

    def write_attempts(self, attempts: Sequence[tuple[Delivery, Attempt]]) -> None:
        """Write attempts down."""
        statement = SQL["write_attempts"]
        with self._connection.cursor() as cursor, cursor.copy(statement) as copy:
            for delivery, it in attempts:
                row = (delivery.id, it.at, it.status, it.digest, it.milliseconds)
                copy.write_row((*row, it.trouble))

    def deliveries(self, endpoint: str, size: int) -> list[Told]:
        """Return the newest deliveries to an address."""
        return self._rows(Told, "deliveries", {"endpoint": endpoint, "size": size})

    def _endpoints(self, name: str, values: dict[str, Any]) -> list[Endpoint]:
        return [_endpoint(one) for one in self._rows(Endpoint, name, values)]

    def _rows(self, shape: type[R], name: str, values: dict[str, Any]) -> list[R]:
        with self._connection.cursor(row_factory=class_row(shape)) as cursor:
            return cursor.execute(SQL[name], values).fetchall()


def _endpoint(row: Endpoint) -> Endpoint:
    return Endpoint(**asdict(row) | {"state": EndpointState(row.state)})


def _delivery(row: Delivery) -> Delivery:
    typed = {"state": DeliveryState(row.state), "matter": Matter(row.matter)}
    return Delivery(**asdict(row) | typed)
