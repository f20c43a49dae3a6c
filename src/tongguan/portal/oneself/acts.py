"""记入日志 What one changes about what proves one, written down."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest

from tongguan.journeys.people import Fault
from tongguan.kit.breaches import Breach
from tongguan.plumbing.clock import now, today
from tongguan.plumbing.identity.tables import Account
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.people import codes
from tongguan.plumbing.people.factors import Wallet
from tongguan.plumbing.people.posts import needs_second
from tongguan.portal import formats
from tongguan.portal.counter import Counter


def note(desk: Counter, account: Account, action: str, **detail: Any) -> None:
    """Write an act on one's own account into the journal."""
    name = account.get_username()
    line = Line(
        at=now(),
        actor=name,
        organisation=account.organisation,
        action=action,
        subject=f"account/{name}",
        detail=detail,
    )
    desk.rooms.journal.append(line)


def tell(request: HttpRequest, *faults: Fault) -> None:
    """Say what was not done, and what to do instead."""
    for fault in faults:
        messages.error(request, formats.either(fault.chinese, fault.english))


def may_lose_one(wallet: Wallet, account: Account) -> Breach | None:
    """Say why one may not take out a factor: it is the last, and the post needs one."""
    holds = wallet.holds()
    left = holds.totp + holds.passkeys + holds.certificates - 1
    needs = needs_second(settings.PROFILE, account.post, today())
    return codes.LAST_FACTOR if needs and left < 1 else None
