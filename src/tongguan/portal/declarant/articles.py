"""商品备案 A firm's articles: found, looked at, paused, restarted, ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongguan.inspection.goods_filing.lifecycle import Actor, GoodsState
from tongguan.inspection.goods_filing.model import GoodsVersion, Wanted
from tongguan.inspection.goods_filing.store import VersionTakenError
from tongguan.journeys import goods
from tongguan.journeys.entitlement import NotEntitledError, demand_role
from tongguan.journeys.goods import Filer
from tongguan.journeys.hs_search import find_codes
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.clock import now, today
from tongguan.plumbing.identity.tables import Account
from tongguan.plumbing.people.reasons import Said
from tongguan.portal import articles as words
from tongguan.portal import formats, hs_codes
from tongguan.portal.counter import Counter, account_of, counter, is_part
from tongguan.portal.reasons import bounds, now_allowed
from tongguan.portal.words import Word
from tongguan.trade.goods import FilingMode

PAGE, MODULE = 50, "goods_filing"
SHOWN_STATES = [state for state in GoodsState if state is not GoodsState.ABSENT]
NO_REASON = _("须写明处置理由（%(least)d 至 %(most)d 字）。")
NOT_NOW = _("备案的状态不允许这样办理，或刚被变更。")


@dataclass(frozen=True, slots=True)
class Choice:
    """选项 One value of a filter, and whether it is taken."""

    value: str
    word: Word
    taken: bool


def asked(said: QueryDict, seller: str) -> Wanted:
    """Read the filter from the address."""
    state, mode = said.get("state", ""), said.get("mode", "")
    return Wanted(
        seller=seller,
        text=said.get("text", "").strip()[:250],
        state=state if state in set(SHOWN_STATES) else "",
        mode=mode if mode in set(FilingMode) else "",
        after=(said.get("from", ""), said.get("after", "")),
    )


def filters(wanted: Wanted) -> dict[str, Any]:
    """Say the filter in the words of the page."""
    return {
        "text": wanted.text,
        "states": list(states(wanted.state)),
        "modes": [
            Choice(mode, words.mode_word(mode), mode == wanted.mode)
            for mode in FilingMode
        ],
    }


def states(taken: str) -> Iterator[Choice]:
    """Name the states one may look for."""
    for state in SHOWN_STATES:
        yield Choice(state, words.SIGNS[state].word, state == taken)


def older(request: HttpRequest, page: str, found: list[GoodsVersion]) -> str:
    """Say where the next page is, if this one is full."""
    if len(found) < PAGE:
        return ""
    last = found[-1].goods
    said = request.GET.copy()
    said["from"], said["after"] = last.seller_code, last.item_number
    return f"{reverse(page)}?{said.urlencode()}"


def show(request: HttpRequest) -> HttpResponse:
    """GET /articles/ — the firm's articles; the filter is in the address."""
    wanted = asked(request.GET, account_of(request).organisation)
    with counter() as desk:
        found = desk.rooms.goods.latest(wanted, PAGE)
    said = filters(wanted) | {
        "rows": [words.row(one, Actor.SELLER, today()) for one in found],
        "older": older(request, "articles", found),
    }
    part = "declarant/articles_found.html" if is_part(request) else ""
    return render(request, part or "declarant/articles.html", said)


def record(request: HttpRequest) -> HttpResponse:
    """GET or POST /articles/record/?item= — every version; POST moves the record."""
    account = account_of(request)
    item = request.GET.get("item", "")
    with counter() as desk:
        said = page(desk, account.organisation, item, Actor.SELLER)
    if request.method == "POST":
        move(request, (account.organisation, item), Actor.SELLER)
        return redirect(f"{reverse('article')}?{urlencode({'item': item})}")
    said |= {"own": True, "moves_to": reverse("article")}
    return render(request, "declarant/article.html", said)


def page(desk: Counter, seller: str, item: str, actor: Actor) -> dict[str, Any]:
    """Say one article with its versions and remarks, or that there is none."""
    history = desk.rooms.goods.history(seller, item)
    if not history:
        raise Http404
    last = history[-1]
    found = find_codes(desk.rooms, last.goods.hs_code, today(), most=1)
    return {
        "row": words.row(last, actor, today()),
        "pairs": words.pairs(last),
        "versions": list(words.versions(history, today())),
        "remarks": words.remarked(desk.rooms.goods.remarks(seller, item)),
        "codes": [hs_codes.code(hit) for hit in found.hits],
    }


def move(request: HttpRequest, article: tuple[str, str], actor: Actor) -> None:
    """Move a record as a button says; tell what became of it."""
    reason = request.POST.get("reason", "").strip()
    if not now_allowed(Said.REASON).fit(reason):
        messages.error(request, NO_REASON % bounds())
        return
    account = account_of(request)
    try:
        with counter() as desk:
            if actor is Actor.SELLER:
                demand_role(desk.rooms, account.organisation, MODULE)
            who = filer(account, reason, actor)
            name = request.POST.get("move", "")
            version = goods.change(desk.rooms, article, name, who, now())
    except (IllegalMoveError, VersionTakenError):
        messages.error(request, NOT_NOW)
    except NotEntitledError as no:
        messages.error(request, not_entitled(no))
    else:
        messages.success(request, _("已办理，版本 %(n)d。") % {"n": version})


def not_entitled(no: NotEntitledError) -> str:
    """Say that the firm is filed in no role that files goods, and which roles do."""
    return formats.either(no.finding.chinese(), no.finding.english())


def filer(account: Account, reason: str, actor: Actor) -> Filer:
    """Say who changes a record, for whom, and why."""
    return Filer(
        name=account.get_username(),
        organisation=account.organisation,
        reason=reason,
        actor=actor,
    )
