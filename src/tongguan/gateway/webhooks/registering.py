"""登记推送地址 What a firm may do with its addresses; every act is in the journal."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tongguan.gateway.webhooks.addresses import checked, loopback_allowed
from tongguan.gateway.webhooks.letters import challenge, trial
from tongguan.gateway.webhooks.pushing import paused
from tongguan.gateway.webhooks.signing import new_secret, shown
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.webhooks.lifecycle import ENDPOINT, Caller, EndpointState
from tongguan.plumbing.webhooks.model import Endpoint
from tongguan.plumbing.webhooks.rules import push_law


class TooManyError(Exception):
    """The firm has as many addresses as it may have."""


class NoSuchEndpointError(LookupError):
    """There is no such address, or it is another's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """经办 Who acts for which firm, and when."""

    firm: str
    actor: str
    at: datetime


def register(rooms: Rooms, url: str, by: Acting) -> tuple[Endpoint, str]:
    """Keep a firm's address and ask it to prove itself; return it with its secret.

    It is told of receipts made from now on. Raise UnfitUrlError or TooManyError.
    """
    law = push_law().on(by.at.date()).says
    checked(url, law, loopback=loopback_allowed(rooms.profile))
    if len(rooms.webhooks.of_firm(by.firm)) >= law.endpoints_most:
        raise TooManyError
    identifier, secret = f"wh_{secrets.token_hex(8)}", new_secret()
    epoch, sequence = rooms.outbox.last(by.firm)
    endpoint = Endpoint(
        id=identifier,
        firm=by.firm,
        url=url,
        secret=rooms.webhooks.seal(identifier, secret),
        epoch=epoch,
        sequence=sequence,
        created_at=by.at,
        created_by=by.actor,
    )
    rooms.webhooks.add(endpoint)
    rooms.webhooks.put(challenge(endpoint, by.at))
    note(rooms, "webhook-add", endpoint, by)
    return endpoint, shown(secret)


def rotate(rooms: Rooms, identifier: str, by: Acting) -> str:
    """Draw a new secret; the one before signs along for a while. Return the new one."""
    endpoint = own(rooms, identifier, by)
    law, secret = push_law().on(by.at.date()).says, new_secret()
    rotated = replace(
        endpoint,
        secret=rooms.webhooks.seal(endpoint.id, secret),
        former_secret=endpoint.secret,
        former_until=by.at + timedelta(hours=law.rotation_hours),
    )
    rooms.webhooks.keep(rotated)
    note(rooms, "webhook-rotate", endpoint, by)
    return shown(secret)


def switch_off(rooms: Rooms, identifier: str, by: Acting) -> Endpoint:
    """Call an address no more; pulling goes on. Raise IllegalMoveError if it is off."""
    endpoint = own(rooms, identifier, by)
    state = ENDPOINT.after(endpoint.state, "switch_off", by=Caller.SENDER)
    off = replace(endpoint, state=state, reason="switched off")
    rooms.webhooks.keep(off)
    note(rooms, "webhook-off", endpoint, by)
    return off


def switch_on(rooms: Rooms, identifier: str, by: Acting) -> Endpoint:
    """Ask an address that is off to prove itself again.

    It is told of receipts made from now on; what came meanwhile is pulled.
    """
    endpoint = own(rooms, identifier, by)
    state = ENDPOINT.after(endpoint.state, "switch_on", by=Caller.SENDER)
    epoch, sequence = rooms.outbox.last(by.firm)
    on = replace(paused(endpoint), state=state, epoch=epoch, sequence=sequence)
    rooms.webhooks.keep(on)
    rooms.webhooks.put(challenge(on, by.at))
    note(rooms, "webhook-on", endpoint, by)
    return on


def send_test(rooms: Rooms, identifier: str, by: Acting) -> str:
    """Send a delivery that means nothing; return its identifier."""
    endpoint = own(rooms, identifier, by)
    if endpoint.state is EndpointState.OFF:
        raise NoSuchEndpointError(identifier)
    sent = trial(endpoint, by.at)
    rooms.webhooks.put(sent)
    return sent.guid


def replay(rooms: Rooms, identifier: str, guid: str, by: Acting) -> bool:
    """Send a delivery again that has ended; tell whether there is one."""
    endpoint = own(rooms, identifier, by)
    if endpoint.state is EndpointState.OFF:
        return False
    return rooms.webhooks.replay(endpoint.id, guid, by.at)


def own(rooms: Rooms, identifier: str, by: Acting) -> Endpoint:
    """Return a firm's own address, held; raise NoSuchEndpointError for another's."""
    endpoint = rooms.webhooks.hold([identifier]).get(identifier)
    if endpoint is None or endpoint.firm != by.firm:
        raise NoSuchEndpointError(identifier)
    return endpoint


def note(rooms: Rooms, act: str, endpoint: Endpoint, by: Acting) -> None:
    """Write an act into the journal."""
    rooms.journal.append(
        Line(
            at=by.at,
            actor=by.actor,
            organisation=by.firm,
            action=act,
            subject=f"webhook/{endpoint.id}",
            detail={"url": endpoint.url},
        )
    )
