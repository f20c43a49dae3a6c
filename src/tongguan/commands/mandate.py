"""`tongguan mandate`: who may act for whom: give, list and end mandates."""

from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from typing import Annotated

from cyclopts import App, Parameter

from tongguan.commands.console import err, out, print_json, print_rows
from tongguan.commerce.enterprise.mandates import (
    BadMandateError,
    mandate_told,
    read_mandate,
)
from tongguan.commerce.enterprise.model import Act, Mandate
from tongguan.installation import prepare, profile
from tongguan.journeys import mandates
from tongguan.journeys.mandates import Giver
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.keys import keyring
from tongguan.serving import database
from tongguan.trade.papers import Paper

HEADS = (
    *("编号 No.", "委托人 Principal", "受托人 Agent", "事项 Acts", "单证 Papers"),
    *("起止 Days", "状态 State"),
)
EVERYTHING = "全部 all"
mandate = App(name="mandate", help="Give, list and end mandates between firms.")
Several = Annotated[list[str] | None, Parameter(negative="", consume_multiple=True)]


@mandate.command
def add(
    principal: str,
    agent: str,
    *,
    until: str,
    acts: Several = None,
    papers: Several = None,
) -> None:
    """Let an agent act for a principal from today on; print the mandate's number.

    Parameters
    ----------
    principal:
        The firm in whose name the agent acts.
    agent:
        The firm that sends the messages.
    until:
        The last day, as 2026-12-31.
    acts:
        Of lodge, amend, cancel, receive; all of them unless named.
    papers:
        Kinds of paper, such as order or declaration; all of them unless named.

    """
    words = {"principal": principal, "agent": agent, "until": until}
    days = {"effective": clock.today().isoformat()}
    with desk() as rooms:
        try:
            given = read_mandate(
                words | days | {"acts": acts or [], "papers": papers or []}
            )
            number = mandates.give(rooms, given, operator(), clock.now())
        except BadMandateError as trouble:
            for chinese, english in trouble.faults:
                err.print(f"{chinese}。{english}.", markup=False, highlight=False)
            raise SystemExit(2) from None
    if not number:
        err.print("An equal mandate is in force. 已有相同的有效委托。")
        raise SystemExit(1)
    out.print(str(number))


@mandate.command(name="list")
def show(
    firm: str | None = None,
    *,
    json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """List mandates, past ones too: a firm's, or everybody's.

    Parameters
    ----------
    firm:
        The principal or agent.
    json:
        Print one JSON object: {"mandates": [...]}.

    """
    with desk() as rooms:
        found = rooms.enterprises.mandates_of(firm)
    if json:
        print_json({"mandates": [mandate_told(it, clock.today()) for it in found]})
    else:
        print_rows("委托 Mandates", HEADS, [row(it) for it in found])


@mandate.command
def end(number: int) -> None:
    """End a mandate at once; it stays on the list. Exits with 1 if none is in force.

    Parameters
    ----------
    number:
        The number of the mandate.

    """
    with desk() as rooms:
        ended = mandates.end(rooms, number, operator(), clock.now())
    if not ended:
        err.print(f"No mandate {number} is in force. 没有编号为{number}的有效委托。")
        raise SystemExit(1)


@contextmanager
def desk() -> Iterator[Rooms]:
    """Open the rooms in one transaction."""
    with database():
        prepare()
        with transaction() as connection:
            yield Rooms.over(connection, keyring(), profile())


def operator() -> Giver:
    """Say who works at this machine."""
    return Giver(name=f"operator:{getuser()}")


def row(one: Mandate) -> list[str]:
    """Say a mandate in a row of the table."""
    state = "有效 in force" if one.is_in_force(clock.today()) else "无效 not in force"
    return [
        str(one.id),
        one.principal,
        one.agent,
        named(one.acts, len(Act)),
        named(one.papers, 0),
        f"{one.effective} – {one.until}",
        "已终止 ended" if one.ended_at else state,
    ]


def named(some: frozenset[Act] | frozenset[Paper], every: int) -> str:
    """Name some kinds, or say that they are all."""
    return EVERYTHING if len(some) == every else ", ".join(sorted(some))
