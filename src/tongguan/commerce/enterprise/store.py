"""Firms on file, inside the caller's transaction."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from psycopg import Connection

from tongguan.commerce.enterprise.model import Act, Address, Mandate
from tongguan.kit.found import Found
from tongguan.plumbing.copying import read_as
from tongguan.plumbing.sql import statements
from tongguan.trade.papers import Paper
from tongguan.trade.registry import FiledFirm, Registry, Role

SQL = statements(__package__)


class Enterprises:
    """Files firms, addresses and mandates, and finds them."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def registry(self, codes: Iterable[str]) -> Registry:
        """Return those of the firms that are on file, by code."""
        asked = sorted(set(codes))
        rows = self._connection.execute(SQL["firms"], {"codes": asked})
        found = (
            FiledFirm(
                code=code,
                name=name,
                roles=frozenset(Role(role) for role in roles),
                active=active,
            )
            for code, name, roles, active in rows
        )
        return Found(((it.code, it) for it in found), asked)

    def credit_codes(self, codes: Iterable[str]) -> frozenset[str]:
        """Return the unified social credit codes of firms on file."""
        rows = self._connection.execute(
            SQL["credit_codes"], {"codes": sorted(set(codes))}
        )
        return frozenset(code for (code,) in rows)

    def file(self, firm: FiledFirm, filed_on: date, credit_code: str = "") -> None:
        """File a firm, or bring what is on file up to date."""
        values = {
            "code": firm.code,
            "name": firm.name,
            "roles": sorted(role.value for role in firm.roles),
            "active": firm.active,
            "credit_code": credit_code,
            "filed_on": filed_on,
        }
        self._connection.execute(SQL["file"], values)

    def mandates(self, agents: Iterable[str], day: date) -> dict[str, list[Mandate]]:
        """Return the mandates each agent may use on a day."""
        values = {"agents": sorted(set(agents)), "day": day}
        held: dict[str, list[Mandate]] = defaultdict(list)
        for mandate in self._mandates("mandates", values):
            held[mandate.agent].append(mandate)
        return held

    def mandates_of(self, firm: str | None, limit: int = 500) -> list[Mandate]:
        """Return the mandates a firm gave or was given, past ones too; or all."""
        return self._mandates("mandates_of", {"firm": firm, "limit": limit})

    def give(self, mandate: Mandate, at: datetime, *, afresh: bool = True) -> int:
        """Put a mandate on file; 0 when an equal one is there.

        An ended one counts as there unless the mandate is given `afresh`.
        """
        values = {
            "principal": mandate.principal,
            "agent": mandate.agent,
            "effective": mandate.effective,
            "until": mandate.until,
            "acts": sorted(mandate.acts),
            "papers": sorted(mandate.papers),
            "given_by": mandate.given_by,
            "given_at": at,
            "afresh": afresh,
        }
        row = self._connection.execute(SQL["give"], values).fetchone()
        return int(row[0]) if row else 0

    def end(self, number: int, firm: str | None, by: str, at: datetime) -> bool:
        """End a mandate of a firm, or anybody's; tell whether it was in force."""
        values = {"id": number, "firm": firm, "by": by, "at": at}
        return self._connection.execute(SQL["end"], values).fetchone() is not None

    def file_address(
        self, firm: str, address: str, *, wants_receipts: bool | None = None
    ) -> None:
        """Put a firm's address on file; say whether it asks for receipts, or don't."""
        values = {"firm": firm, "address": address, "wants": wants_receipts}
        self._connection.execute(SQL["file_address"], values)

    def at_addresses(self, addresses: Iterable[str]) -> dict[str, list[Address]]:
        """Return which firms are reached at each of these addresses."""
        values = {"addresses": sorted(set(addresses))}
        found: dict[str, list[Address]] = defaultdict(list)
        wanted = values["addresses"]
        for one in self._addresses("at_addresses", values) if wanted else ():
            found[one.address].append(one)
        return found

    def asking(self, firms: Iterable[str]) -> frozenset[str]:
        """Return which of these firms ask for the receipts on papers naming them."""
        rows = self._connection.execute(SQL["asking"], {"firms": sorted(set(firms))})
        return frozenset(code for (code,) in rows)

    def addresses_of(self, firms: Iterable[str]) -> dict[str, list[Address]]:
        """Return where each of these firms is reached."""
        found: dict[str, list[Address]] = defaultdict(list)
        for one in self._addresses("addresses_of", {"firms": sorted(set(firms))}):
            found[one.firm].append(one)
        return found

    def _mandates(self, name: str, values: dict[str, Any]) -> list[Mandate]:
        rows = read_as(self._connection, Mandate, SQL[name], values)
        return [
            replace(
                row,
                acts=frozenset(map(Act, row.acts)),
                papers=frozenset(map(Paper, row.papers)),
            )
            for row in rows
        ]

    def _addresses(self, name: str, values: dict[str, Any]) -> list[Address]:
        return read_as(self._connection, Address, SQL[name], values)
