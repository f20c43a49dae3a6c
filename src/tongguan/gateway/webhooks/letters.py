"""推送内容 What is told to an address: kinds and numbers, and nothing of anybody."""

import hmac
import json
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tongguan.customs.correction.model import Request
from tongguan.gateway.chinaport.outbox import message_type
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.outbox.store import Sent
from tongguan.plumbing.webhooks.model import Delivery, Endpoint, Matter

TYPES = {
    Matter.RECEIPTS: "receipts.available",
    Matter.CHALLENGE: "endpoint.challenge",
    Matter.TEST: "endpoint.test",
    Matter.REQUEST: "correction.requested",
}


def news(endpoint: Endpoint, sent: Sequence[Sent], at: datetime) -> Delivery:
    """Tell of receipts that can be pulled: their numbers, types and identifiers."""
    last = sent[-1]
    receipts = [
        {
            "epoch": one.epoch,
            "seq": one.sequence,
            "type": message_type(one),
            "id": one.guid,
            "received": one.message,
        }
        for one in sent
    ]
    data = {
        "after": {"epoch": endpoint.epoch, "seq": endpoint.sequence},
        "last": {"epoch": last.epoch, "seq": last.sequence},
        "receipts": receipts,
    }
    return letter(endpoint, Matter.RECEIPTS, data, at)


def challenge(endpoint: Endpoint, at: datetime) -> Delivery:
    """Ask an address to give a word back, so that it is known to want this."""
    data = {"challenge": secrets.token_urlsafe(24)}
    return letter(endpoint, Matter.CHALLENGE, data, at)


def trial(endpoint: Endpoint, at: datetime) -> Delivery:
    """Send something that means nothing."""
    return letter(endpoint, Matter.TEST, {"webhook": endpoint.id}, at)


def wish(endpoint: Endpoint, request: Request) -> Delivery:
    """Tell that a firm asks for a paper, or for its correction, and nothing of it."""
    data = {"paper": request.kind, "version": request.version, "by": request.asker}
    return letter(endpoint, Matter.REQUEST, data, request.asked_at)


def letter(
    endpoint: Endpoint, matter: Matter, data: dict[str, Any], at: datetime
) -> Delivery:
    """Write a delivery under an identifier of its own."""
    stamp = at.astimezone(SHANGHAI).isoformat(timespec="seconds")
    body = {"type": TYPES[matter], "timestamp": stamp, "data": data}
    return Delivery(
        guid=f"msg_{secrets.token_hex(16)}",
        endpoint=endpoint.id,
        matter=matter,
        body=json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        next_at=at,
        created_at=at,
    )


def is_echo(delivery: Delivery, answered: bytes) -> bool:
    """Tell whether an answer gives the word of a challenge back, bare or as JSON."""
    if delivery.matter is not Matter.CHALLENGE:
        return False
    word = json.loads(delivery.body)["data"]["challenge"]
    try:
        told = json.loads(answered)
    except (ValueError, RecursionError):
        told = answered.decode("utf-8", errors="replace").strip()
    given = told.get("challenge") if isinstance(told, dict) else told
    return isinstance(given, str) and hmac.compare_digest(given.encode(), word.encode())
