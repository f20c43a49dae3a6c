"""权限 Who may open which page: one table, reviewed as a whole.

A page that is not in the table can't be addressed at all. Whoever is signed in and may
not open a page is told what is told of a page that is not there.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from tongguan.plumbing.clock import today
from tongguan.plumbing.identity.model import Post
from tongguan.plumbing.identity.sight import READS, looking_for
from tongguan.plumbing.people.model import SECOND
from tongguan.plumbing.people.posts import needs_second

View = Callable[..., HttpResponse]
Posts = frozenset[str]
ANYBODY: Posts = frozenset({"anybody"})
SIGNED_IN: Posts = frozenset(Post)
FIRMS: Posts = frozenset({Post.DECLARANT})
CUSTOMS: Posts = frozenset({Post.OFFICER})
INSPECTION: Posts = frozenset({Post.INSPECTOR})
TAX_OFFICE: Posts = frozenset({Post.TAX})
FX_OFFICE: Posts = frozenset({Post.FX})
COMMERCE_OFFICE: Posts = frozenset({Post.COMMERCE})
MARKET_OFFICE: Posts = frozenset({Post.MARKET})
AGENCIES: Posts = (
    CUSTOMS | INSPECTION | TAX_OFFICE | FX_OFFICE | COMMERCE_OFFICE | MARKET_OFFICE
)
OPERATING: Posts = frozenset({Post.OPERATOR})
WATCHING: Posts = AGENCIES | OPERATING
CONSUMERS: Posts = frozenset({Post.CONSUMER})
SYSTEM_DESK: Posts = frozenset({Post.SYSTEM})
SECURITY_DESK: Posts = frozenset({Post.SECURITY})
AUDIT_DESK: Posts = frozenset({Post.AUDIT})
# Pages with which one completes signing in: open before that is done.
COMPLETING = frozenset(
    {
        "sign-out",
        "account",
        "account-password",
        "account-totp",
        "account-passkey",
    }
)
# fmt: off
POLICY: dict[str, Posts] = {
    "home":         ANYBODY,
    "sign-in":      ANYBODY,
    "second":       ANYBODY,
    "sign-in-certificate": ANYBODY,
    "account":             SIGNED_IN,
    "account-password":    SIGNED_IN,
    "account-totp":        SIGNED_IN,
    "account-passkey":     SIGNED_IN,
    "account-certificate": SIGNED_IN,
    "account-codes":       SIGNED_IN,
    "account-sessions":    SIGNED_IN,
    "accounts":            SYSTEM_DESK,
    "change-account":      SYSTEM_DESK,
    "approvals":           SECURITY_DESK,
    "decide-account":      SECURITY_DESK,
    "unlock":              SECURITY_DESK,
    "trust":               SECURITY_DESK,
    "journal":             AUDIT_DESK,
    "language":     ANYBODY,
    "what-if":      ANYBODY,
    "errors":       ANYBODY,
    "error":        ANYBODY,
    "standard":     ANYBODY,
    "standard-one": ANYBODY,
    "doctor":       ANYBODY,
    "integrate":    ANYBODY,
    "progress":     FIRMS,
    "own-parcel":   FIRMS,
    "sign-out":     SIGNED_IN,
    "consumer-register": ANYBODY,
    "me":           CONSUMERS,
    "me-code":      CONSUMERS,
    "me-allowance": CONSUMERS,
    "me-records":   CONSUMERS,
    "me-record":    CONSUMERS,
    "me-report":    CONSUMERS,
    "me-guard":     CONSUMERS,
    "disavowals":   CUSTOMS | OPERATING,
    "disavowal":    CUSTOMS | OPERATING,
    "declarations": FIRMS | WATCHING,
    "declaration":  FIRMS | WATCHING,
    "queue":        CUSTOMS | INSPECTION,
    "take":         CUSTOMS | INSPECTION,
    "confirmations": CUSTOMS | INSPECTION,
    "confirm":      CUSTOMS | INSPECTION,
    "lookups":      CUSTOMS | INSPECTION | AUDIT_DESK,
    "desk": TAX_OFFICE | FX_OFFICE | COMMERCE_OFFICE | MARKET_OFFICE,
    "returns":      CUSTOMS,
    "rule-return":  CUSTOMS,
    "decide":       CUSTOMS,
    "reveal":       CUSTOMS | INSPECTION,
    "overrule":     CUSTOMS,
    "examination":  CUSTOMS | INSPECTION,
    "picture":      CUSTOMS | INSPECTION,
    "appointment":  CUSTOMS | INSPECTION,
    "control":      CUSTOMS,
    "lift":         CUSTOMS,
    "batch":        CUSTOMS,
    "close-case":   CUSTOMS | INSPECTION,
    "goods":        CUSTOMS | INSPECTION | MARKET_OFFICE,
    "goods-record": CUSTOMS | INSPECTION | MARKET_OFFICE,
    "remark-goods": CUSTOMS | INSPECTION | MARKET_OFFICE,
    "change-goods": CUSTOMS | INSPECTION,
    "goods-form":   CUSTOMS | INSPECTION,
    "pilots":       CUSTOMS | INSPECTION,
    "articles":     FIRMS,
    "article":      FIRMS,
    "article-form": FIRMS,
    "article-sheet": FIRMS,
    "article-codes": FIRMS | AGENCIES,
    "dashboard":    WATCHING,
    "pulse":        WATCHING,
    "collection":   FIRMS | CUSTOMS | TAX_OFFICE | OPERATING,
    "notice":       FIRMS | CUSTOMS | TAX_OFFICE | OPERATING,
    "pay":          CUSTOMS,
    "statistics":   WATCHING,
    "webhooks":     FIRMS,
    "sent":         FIRMS | CUSTOMS | OPERATING,
    "sent-one":     FIRMS | CUSTOMS | OPERATING,
    "evidence":     FIRMS,
    "alarms":       FIRMS | CUSTOMS | OPERATING,
    "service":      ANYBODY,
    "certificates": FIRMS,
    "payment-data": FIRMS | CUSTOMS | OPERATING,
    "ask-payment":  CUSTOMS,
    "mandates":     FIRMS,
    "filing":       FIRMS,
    "filing-change": FIRMS,
    "filing-apply":  ANYBODY,
    "filing-status": ANYBODY,
    "operators":     WATCHING,
    "operator":      WATCHING,
    "decide-operator": WATCHING,
    "annotate-operator": WATCHING,
    "reveal-operator": WATCHING,
    "merchants":     OPERATING | COMMERCE_OFFICE | MARKET_OFFICE,
    "merchants-list": OPERATING | COMMERCE_OFFICE | MARKET_OFFICE,
    "merchants-result": OPERATING | COMMERCE_OFFICE | MARKET_OFFICE,
    "merchants-template": OPERATING | COMMERCE_OFFICE | MARKET_OFFICE,
    "sheets":       FIRMS,
    "sheet":        FIRMS,
    "rules":         ANYBODY,
    "announcements": ANYBODY,
    "announcement":  ANYBODY,
    "put-away":      SIGNED_IN,
    "announce":      OPERATING,
    "announce-again": OPERATING,
    "take-back":     OPERATING,
    "zones":         WATCHING,
    "switch":        OPERATING,
    "settle-switch": OPERATING,
    "traffic":       OPERATING,
    "tenants":       OPERATING,
    "tenant":        OPERATING,
    "rules-compare": ANYBODY,
    "rules-page":    ANYBODY,
    "today":        FIRMS,
    "ask":          FIRMS,
    "fix":          FIRMS,
    "bills":        FIRMS,
    "guarantees":   FIRMS,
    "draws":        FIRMS,
    "drafts-new":   FIRMS,
    "drafts":       FIRMS,
    "drafts-add":   FIRMS,
    "drafts-trial": FIRMS,
    "drafts-declare": FIRMS,
    "drafts-receipts": FIRMS,
    "drafts-result": FIRMS,
    "draft":        FIRMS,
    "draft-act":    FIRMS,
    "draft-trial":  FIRMS,
}
# fmt: on


def page(route: str, view: View, name: str) -> URLPattern:
    """Give a page its address, behind its row of the table."""
    return path(route, guarded(view, POLICY[name], name), name=name)


def guarded(view: View, posts: Posts, name: str) -> View:
    """Let only these posts see a page, once they have signed in wholly."""

    @wraps(view)
    def answer(request: HttpRequest, **words: Any) -> HttpResponse:
        if posts is not ANYBODY:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            if request.user.post not in posts:
                raise Http404
            if name not in COMPLETING and (first := first_of(request)):
                return redirect(first)
        with looking_for(_firm_of(request)):
            return view(request, **words)

    return answer


def _firm_of(request: HttpRequest) -> str | None:
    """Name the firm for which a page is read; acts answer for their bounds."""
    account: Any = request.user
    reads = request.method in READS and account.is_authenticated
    return account.organisation if reads and account.post in FIRMS else None


def first_of(request: HttpRequest) -> str:
    """Name the page that comes first: a password to change, a factor to register."""
    account: Any = request.user
    if account.must_change:
        return "account-password"
    needs = needs_second(settings.PROFILE, account.post, today())
    if needs and request.session.get("factor") not in SECOND:
        return "account"
    return ""


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a visitor to the sign-in page; a part of a page cannot go there alone."""
    there = redirect_to_login(request.get_full_path())
    if request.headers.get("HX-Request"):
        whole = request.headers.get("HX-Current-URL", there["Location"])
        return HttpResponse(status=401, headers={"HX-Redirect": whole})
    return there


def may_open(account: Any, name: str) -> bool:
    """Tell whether a page should be offered to an account."""
    posts = POLICY[name]
    if posts is ANYBODY:
        return True
    return account.is_authenticated and account.post in posts
