"""`/api/v1/webhooks`: the addresses a firm is called at when it has receipts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from ninja import Router

from tongguan.api import shapes
from tongguan.api.bodies import json_of
from tongguan.api.keys import FirmKey
from tongguan.gateway.problems import Problem, problem
from tongguan.gateway.sessions import desk
from tongguan.gateway.webhooks import registering
from tongguan.gateway.webhooks.addresses import UnfitUrlError
from tongguan.gateway.webhooks.registering import (
    Acting,
    NoSuchEndpointError,
    TooManyError,
)
from tongguan.gateway.webhooks.telling import delivery_told, endpoint_told
from tongguan.journeys.rooms import Rooms
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing import clock

SHOWN = 100
ONE = "/{webhook}"
Answer = Callable[..., HttpResponseBase]

router = Router(tags=["webhooks"], auth=FirmKey())


@dataclass(frozen=True, slots=True)
class Call:
    """A firm's call, inside its transaction."""

    rooms: Rooms
    by: Acting


@contextmanager
def calling(request: HttpRequest) -> Iterator[Call]:
    """Open a firm's call; the key was looked at already."""
    with desk(request) as (rooms, firm):
        assert firm is not None, "whoever comes here has a key"
        yield Call(rooms, Acting(firm=firm, actor=firm, at=clock.now()))


def told(answer: Answer) -> Answer:
    """Say as a problem what a firm can't have."""

    @wraps(answer)
    def guarded(request: HttpRequest, **words: Any) -> HttpResponseBase:
        try:
            return answer(request, **words)
        except NoSuchEndpointError:
            return problem(Problem.NO_SUCH)
        except IllegalMoveError:
            return problem(Problem.WRONG_STATE)
        except TooManyError:
            return problem(Problem.TOO_MANY_WEBHOOKS)
        except UnfitUrlError as unfit:
            chinese, english = unfit.why.value
            return problem(Problem.BAD_WEBHOOK, reason=chinese, reason_en=english)

    return guarded


@router.post("", summary="登记推送地址 Add an address", openapi_extra=shapes.WEBHOOK)
@told
def post_webhook(request: HttpRequest) -> HttpResponseBase:
    """Keep an address; its secret is said once. It is called when it has proved itself.

    The proof is a delivery of type `endpoint.challenge`, answered with its word.
    """
    asked = json_of(request)
    url = asked.get("url") if isinstance(asked, dict) else None
    if not isinstance(url, str):
        return problem(Problem.BAD_WEBHOOK)
    with calling(request) as call:
        made, secret = registering.register(call.rooms, url, call.by)
    said = endpoint_told(made, call.by.at) | {"secret": secret}
    return JsonResponse(said, status=201)


@router.get("", summary="推送地址 The addresses of this firm")
def get_webhooks(request: HttpRequest) -> HttpResponseBase:
    """List the firm's addresses."""
    with calling(request) as call:
        found = call.rooms.webhooks.of_firm(call.by.firm)
    return JsonResponse({"webhooks": [endpoint_told(it, call.by.at) for it in found]})


@router.get(ONE, summary="推送地址 One address")
@told
def get_webhook(request: HttpRequest, webhook: str) -> HttpResponseBase:
    """Say how an address is doing."""
    with calling(request) as call:
        found = registering.own(call.rooms, webhook, call.by)
    return JsonResponse(endpoint_told(found, call.by.at))


@router.post(ONE + "/rotate", summary="更换密钥 Draw a new secret")
@told
def post_rotate(request: HttpRequest, webhook: str) -> HttpResponseBase:
    """Draw a new secret, said once; the former one signs along for a day."""
    with calling(request) as call:
        secret = registering.rotate(call.rooms, webhook, call.by)
    return JsonResponse({"id": webhook, "secret": secret})


@router.post(ONE + "/test", summary="试推 Send a test")
@told
def post_test(request: HttpRequest, webhook: str) -> HttpResponseBase:
    """Send a delivery that means nothing; its outcome is among the deliveries."""
    with calling(request) as call:
        guid = registering.send_test(call.rooms, webhook, call.by)
    return JsonResponse({"id": webhook, "delivery": guid}, status=202)


@router.post(ONE + "/disable", summary="停用 Switch off")
@told
def post_disable(request: HttpRequest, webhook: str) -> HttpResponseBase:
    """Call the address no more; pulling goes on."""
    with calling(request) as call:
        off = registering.switch_off(call.rooms, webhook, call.by)
    return JsonResponse(endpoint_told(off, call.by.at))


@router.post(ONE + "/enable", summary="启用 Switch on")
@told
def post_enable(request: HttpRequest, webhook: str) -> HttpResponseBase:
    """Let the address prove itself again, and be called from now on."""
    with calling(request) as call:
        on = registering.switch_on(call.rooms, webhook, call.by)
    return JsonResponse(endpoint_told(on, call.by.at))


@router.get(ONE + "/deliveries", summary="推送记录 What was told to an address")
@told
def get_deliveries(request: HttpRequest, webhook: str) -> HttpResponseBase:
    """List the newest hundred deliveries, with the last answer to each."""
    with calling(request) as call:
        registering.own(call.rooms, webhook, call.by)
        found = call.rooms.webhooks.deliveries(webhook, SHOWN)
    return JsonResponse({"deliveries": [delivery_told(it) for it in found]})


@router.post(ONE + "/deliveries/{guid}/replay", summary="重推 Send again")
@told
def post_replay(request: HttpRequest, webhook: str, guid: str) -> HttpResponseBase:
    """Send a delivery again, under its own identifier."""
    with calling(request) as call:
        done = registering.replay(call.rooms, webhook, guid, call.by)
    if not done:
        return problem(Problem.NO_SUCH)
    return JsonResponse({"id": webhook, "delivery": guid}, status=202)
