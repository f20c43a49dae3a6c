"""What is read for a firm shows its own rows, whatever the statement asks for."""

from collections.abc import Iterator
from importlib import import_module

import psycopg
import pytest

from tests.letters import papers
from tests.parcels import parcel
from tests.window import Window
from tongguan.customs.board.model import Viewer, Wanted
from tongguan.customs.board.store import Board
from tongguan.plumbing.identity.sight import looking_for, narrow

RIGHTS = import_module("tongguan.migrations.0005_row_rights").RIGHTS
PARCEL = parcel(1)
SELLER, STRANGER = PARCEL.declaration.seller.code, "9901960S01"
OF_A_LIST = ("declaration", "paper", "paper_move", "decision", "tax_bill", "list_party")


@pytest.fixture
def cleared(window: Window) -> Iterator[psycopg.Connection]:
    """A window with one list, released, and a connection nobody has used."""
    window.send(*papers(PARCEL))
    with psycopg.connect(window.dsn) as connection:
        yield connection


def rows(connection: psycopg.Connection, table: str, firm: str | None) -> int:
    """Count the rows of a table that are there for a firm."""
    with connection.transaction(force_rollback=True):
        narrow(connection, firm)
        row = connection.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()  # noqa: S608 - names of ours
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize("table", OF_A_LIST)
def test_a_party_reads_the_rows_of_its_list_and_a_stranger_none(
    cleared: psycopg.Connection, table: str
) -> None:
    there = rows(cleared, table, None)
    seen = {"list_party": 1}.get(table, there)

    assert there > 0
    assert (rows(cleared, table, SELLER), rows(cleared, table, STRANGER)) == (seen, 0)


@pytest.mark.parametrize("firm", [SELLER, STRANGER, None])
def test_a_list_is_found_by_its_order_and_its_waybill_by_who_may_see_it(
    cleared: psycopg.Connection, firm: str | None
) -> None:
    listed = PARCEL.declaration
    expected = [] if firm == STRANGER else [listed.order_number]

    for number in (listed.order_number, listed.waybill_number):
        with cleared.transaction(force_rollback=True):
            narrow(cleared, firm)
            found = Board(cleared).find(Viewer(firm), Wanted(number=number))
        assert [it.order_number for it in found] == expected


def test_a_message_is_read_by_its_sender_alone(cleared: psycopg.Connection) -> None:
    senders = [
        row[0]
        for row in cleared.execute("SELECT sender FROM inbound_message ORDER BY 1")
    ]

    for firm in {*senders, STRANGER}:
        assert rows(cleared, "inbound_message", firm) == senders.count(firm)


def test_what_is_looked_for_a_firm_changes_nothing(cleared: psycopg.Connection) -> None:
    with looking_for(SELLER), cleared.transaction(force_rollback=True):
        narrow(cleared)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            cleared.execute("UPDATE declaration SET void = true")


def test_a_table_without_a_rule_cannot_be_read(cleared: psycopg.Connection) -> None:
    told = cleared.execute(
        "SELECT relname, has_table_privilege('tongguan_firm', oid, 'SELECT'),"
        "       relrowsecurity FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    ).fetchall()

    assert {name for name, readable, _ in told if readable} == RIGHTS.keys()
    assert {name for name, _, bounded in told if bounded} == RIGHTS.keys()
