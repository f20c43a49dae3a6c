"""落地页 Where each post begins its work: the first page there is of those named."""

from typing import Any

from django.urls import reverse

from tongguan.plumbing.identity.model import Post
from tongguan.portal.policy import POLICY, may_open

LANDINGS: dict[str, tuple[str, ...]] = {
    Post.DECLARANT: ("today", "declarations"),
    Post.OFFICER: ("queue",),
    Post.INSPECTOR: ("queue", "goods", "declarations"),
    Post.TAX: ("desk",),
    Post.FX: ("desk",),
    Post.COMMERCE: ("desk",),
    Post.MARKET: ("desk",),
    Post.OPERATOR: ("dashboard",),
    Post.CONSUMER: ("me", "what-if"),
    Post.SYSTEM: ("accounts",),
    Post.SECURITY: ("approvals",),
    Post.AUDIT: ("journal",),
}


def landing(account: Any) -> str:
    """Return the address of the page an account begins on."""
    for name in LANDINGS.get(account.post, ()):
        if name in POLICY and may_open(account, name):
            return reverse(name)
    return reverse("account")
