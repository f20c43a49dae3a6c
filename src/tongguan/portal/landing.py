"""落地页 Where each post begins its work: the workbench, and a desk of its own."""

from typing import Any

from django.urls import reverse

from tongguan.plumbing.identity.model import Post
from tongguan.portal.policy import FIRMS, WATCHING

# Consumers and administrators have one page of their own to begin on.
BUSY = FIRMS | WATCHING
DESKS: dict[str, str] = {
    Post.DECLARANT: "today",
    Post.OFFICER: "queue",
    Post.INSPECTOR: "queue",
    Post.TAX: "desk",
    Post.FX: "desk",
    Post.COMMERCE: "desk",
    Post.MARKET: "desk",
    Post.OPERATOR: "dashboard",
    Post.CONSUMER: "me",
    Post.SYSTEM: "accounts",
    Post.SECURITY: "approvals",
    Post.AUDIT: "journal",
}


def landing(account: Any) -> str:
    """Return the address of the page an account begins on."""
    return reverse("workbench" if account.post in BUSY else desk_of(account))


def desk_of(account: Any) -> str:
    """Name the page on which the work of an account waits."""
    return DESKS[account.post]
