"""Firms on file, inside the caller's transaction."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from psycopg import Connection

from tongguan.plumbing.sql import statements
from tongguan.trade.registry import FiledFirm, Registry, Role

SQL = statements(__package__)


class Enterprises:
    """Files firms and mandates, and finds them."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def registry(self, codes: Iterable[str]) -> Registry:
        """Return those of the firms that are on file, by code."""
        rows = self._connection.execute(SQL["firms"], {"codes": sorted(set(codes))})
        return {
            code: FiledFirm(
                code=code,
                name=name,
                roles=frozenset(Role(role) for role in roles),
                active=active,
            )
            for code, name, roles, active in rows
        }

    def principals(self, agents: Iterable[str], day: date) -> dict[str, frozenset[str]]:
        """Return whom each agent may act for on a day: itself and its principals."""
        agents = set(agents)
        values = {"agents": sorted(agents), "day": day}
        may: dict[str, set[str]] = defaultdict(set)
        for agent, principal in self._connection.execute(SQL["mandates"], values):
            may[agent].add(principal)
        return {agent: frozenset({agent} | may[agent]) for agent in agents}

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

    def mandate(
        self, principal: str, agent: str, *, effective: date, until: date
    ) -> None:
        """Let an agent send papers for a principal between two days, both included."""
        values = {
            "principal": principal,
            "agent": agent,
            "effective": effective,
            "until": until,
        }
        self._connection.execute(SQL["mandate"], values)
