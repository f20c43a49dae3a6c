"""`tongguan webhook`: the addresses a firm is called at when it has receipts."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from cyclopts import Parameter

from tongguan.commands.console import err, out, print_json, print_rows
from tongguan.gateway.webhooks import registering
from tongguan.gateway.webhooks.addresses import UnfitUrlError
from tongguan.gateway.webhooks.registering import (
    Acting,
    NoSuchEndpointError,
    TooManyError,
)
from tongguan.gateway.webhooks.telling import delivery_told, endpoint_told
from tongguan.installation import prepare, profile
from tongguan.journeys.rooms import Rooms
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.keys import keyring
from tongguan.serving import database

SHOWN = 100
HEADS = {
    "list": ("id", "state", "url", "reason", "failing_since"),
    "deliveries": ("id", "about", "state", "attempts", "status", "tried_at", "trouble"),
}
WHY: dict[type[Exception], str] = {
    TooManyError: "推送地址已达上限 too many addresses",
    NoSuchEndpointError: "没有这个地址或推送 no such address or delivery",
}
Act = Literal[
    "list", "add", "rotate", "test", "disable", "enable", "deliveries", "replay"
]


def webhook(
    act: Act,
    what: str = "",
    *,
    firm: str,
    delivery: str = "",
    json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """Keep the addresses a firm is called at when it has receipts.

    Exits with 1 where there is no such address, or it can't be called.

    Parameters
    ----------
    act:
        list, add, rotate, test, disable, enable, deliveries or replay.
    what:
        For add the address, https://…; for the others the identifier, wh_….
    firm:
        The firm's code.
    delivery:
        For replay: the delivery to send again, msg_….
    json:
        Print JSON.

    """
    with database():
        prepare()
        told = done(act, firm, what, delivery)
    if json:
        print_json(told)
    elif act in HEADS:
        rows = [[str(one[head] or "") for head in HEADS[act]] for one in told]
        print_rows(f"{firm} {act}", HEADS[act], rows)
    else:
        out.print_json(data=told)


def done(act: Act, firm: str, what: str, delivery: str) -> Any:
    """Do what is asked for a firm on file, or say why not and end with 1."""
    with transaction() as connection:
        rooms = Rooms.over(connection, keyring(), profile())
        if firm not in rooms.enterprises.registry([firm]):
            err.print(f"[red]{firm} is not on file. 没有备案。[/red]")
            raise SystemExit(1)
        by = Acting(firm=firm, actor="operator", at=clock.now())
        try:
            return ACTS[act](rooms, by, what, delivery)
        except (NoSuchEndpointError, IllegalMoveError, TooManyError) as refused:
            why = WHY.get(type(refused), "") or str(refused) or act
            err.print(f"[red]未执行 not done: {why}[/red]")
        except UnfitUrlError as unfit:
            chinese, english = unfit.why.value
            err.print(f"[red]{chinese}。{english}.[/red]")
        raise SystemExit(1)


def listed(rooms: Rooms, by: Acting, _what: str, _delivery: str) -> Any:
    """List the firm's addresses."""
    return [endpoint_told(it, by.at) for it in rooms.webhooks.of_firm(by.firm)]


def added(rooms: Rooms, by: Acting, what: str, _delivery: str) -> Any:
    """Add an address; say its secret once."""
    made, secret = registering.register(rooms, what, by)
    return endpoint_told(made, by.at) | {"secret": secret}


def rotated(rooms: Rooms, by: Acting, what: str, _delivery: str) -> Any:
    """Draw a new secret; say it once."""
    return {"id": what, "secret": registering.rotate(rooms, what, by)}


def tested(rooms: Rooms, by: Acting, what: str, _delivery: str) -> Any:
    """Send a test."""
    return {"id": what, "delivery": registering.send_test(rooms, what, by)}


def disabled(rooms: Rooms, by: Acting, what: str, _delivery: str) -> Any:
    """Switch an address off."""
    return endpoint_told(registering.switch_off(rooms, what, by), by.at)


def enabled(rooms: Rooms, by: Acting, what: str, _delivery: str) -> Any:
    """Switch an address on."""
    return endpoint_told(registering.switch_on(rooms, what, by), by.at)


def delivered(rooms: Rooms, by: Acting, what: str, _delivery: str) -> Any:
    """List what was told to an address."""
    registering.own(rooms, what, by)
    return [delivery_told(it) for it in rooms.webhooks.deliveries(what, SHOWN)]


def replayed(rooms: Rooms, by: Acting, what: str, delivery: str) -> Any:
    """Send a delivery again."""
    if not registering.replay(rooms, what, delivery, by):
        raise NoSuchEndpointError(delivery)
    return {"id": what, "delivery": delivery}


ACTS: dict[str, Callable[[Rooms, Acting, str, str], Any]] = {
    "list": listed,
    "add": added,
    "rotate": rotated,
    "test": tested,
    "disable": disabled,
    "enable": enabled,
    "deliveries": delivered,
    "replay": replayed,
}
