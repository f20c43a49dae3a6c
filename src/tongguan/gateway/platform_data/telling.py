"""核查情况 An inquiry as data, and the registering of a platform's address."""

from datetime import datetime
from typing import Any

from tongguan.finance.payment_data.model import Inquiry
from tongguan.gateway.webhooks.addresses import checked, loopback_allowed
from tongguan.journeys.entitlement import demand_role
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.webhooks.rules import push_law


def inquiry_told(inquiry: Inquiry) -> dict[str, Any]:
    """Say where an inquiry stands; what was uploaded is not told."""
    return {
        "session": inquiry.session,
        "platform": inquiry.platform,
        "order_number": inquiry.order_number,
        "reason": inquiry.reason,
        "state": inquiry.state,
        "created_at": _moment(inquiry.created_at),
        "due_at": _moment(inquiry.due_at),
        "asked_at": _moment(inquiry.asked_at),
        "uploaded_at": _moment(inquiry.uploaded_at),
        "attempts": inquiry.attempts,
        "trouble": inquiry.trouble,
        "certificate": inquiry.certificate,
        "signed_as": inquiry.variant,
        "findings": list(inquiry.findings),
    }


def _moment(at: datetime | None) -> str | None:
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds") if at else None


def register_address(
    rooms: Rooms, platform: str, url: str, by: str, at: datetime
) -> None:
    """Write down where a platform is asked.

    Raise `UnfitUrlError`, or `NotEntitledError` where the firm is no platform.
    """
    demand_role(rooms, platform, "payment_data")
    law = push_law().on(at.date()).says
    checked(url, law, loopback=loopback_allowed(rooms.profile))
    rooms.payment_data.register(platform, url, at, by)
    line = Line(
        at=at,
        actor=by,
        action="payment-data-address",
        subject=f"firm/{platform}",
        detail={"url": url},
    )
    rooms.journal.append(line)
