"""推送记录 Addresses and deliveries as data, for programs and the command line."""

from datetime import datetime
from typing import Any

from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.webhooks.model import Endpoint
from tongguan.plumbing.webhooks.rules import is_shown
from tongguan.plumbing.webhooks.store import Told


def endpoint_told(endpoint: Endpoint, at: datetime) -> dict[str, Any]:
    """Say an address; its secrets are never said again."""
    return {
        "id": endpoint.id,
        "url": endpoint.url,
        "state": endpoint.state.value,
        "reason": endpoint.reason,
        "created_at": instant(endpoint.created_at),
        "told_up_to": {"epoch": endpoint.epoch, "seq": endpoint.sequence},
        "failures": endpoint.failures,
        "failing_since": instant(endpoint.failing_since),
        "failing_long": is_shown(endpoint, at),
        "former_secret_until": instant(endpoint.former_until),
    }


def delivery_told(told: Told) -> dict[str, Any]:
    """Say a delivery with the last answer to it."""
    return {
        "id": told.guid,
        "about": told.matter,
        "state": told.state,
        "attempts": told.attempts,
        "created_at": instant(told.created_at),
        "next_at": instant(told.next_at) if told.state == "due" else None,
        "tried_at": instant(told.tried_at),
        "status": told.status or None,
        "answer_sha256": told.digest.hex() if told.digest else None,
        "milliseconds": told.milliseconds,
        "trouble": told.trouble,
    }


def instant(at: datetime | None) -> str | None:
    """Write an instant by the Shanghai clock."""
    return None if at is None else at.astimezone(SHANGHAI).isoformat()
