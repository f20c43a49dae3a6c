"""商品备案 Articles of every seller, for the agencies: looked at and ruled on."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongguan.inspection.goods_filing.lifecycle import Actor
from tongguan.inspection.goods_filing.model import Remark
from tongguan.inspection.goods_filing.store import VersionTakenError
from tongguan.journeys.articles import Lodged, Outcome, lodge
from tongguan.plumbing.clock import now, today
from tongguan.plumbing.people.reasons import Said
from tongguan.portal import articles as words
from tongguan.portal.counter import account_of, counter, is_part
from tongguan.portal.declarant.article_form import OUTCOMES, form, said
from tongguan.portal.declarant.articles import (
    NO_REASON,
    NOT_NOW,
    PAGE,
    asked,
    filer,
    filters,
    move,
    older,
    page,
)
from tongguan.portal.policy import may_open
from tongguan.portal.reasons import bounds, now_allowed
from tongguan.trade.goods import FilingMode

NO_SELLER = _("须填写已备案的电商企业代码。")


def show(request: HttpRequest) -> HttpResponse:
    """GET /goods/ — the articles of every seller; the filter is in the address."""
    wanted = asked(request.GET, request.GET.get("seller", "").strip())
    with counter() as desk:
        found = desk.rooms.goods.latest(wanted, PAGE)
    told = filters(wanted) | {
        "rows": [words.row(one, Actor.OFFICER, today()) for one in found],
        "older": older(request, "goods", found),
        "may_write": may_open(account_of(request), "goods-form"),
    }
    part = "officer/goods_found.html" if is_part(request) else ""
    return render(request, part or "officer/goods.html", told)


def record(request: HttpRequest) -> HttpResponse:
    """GET /goods/record/?seller=&item= — one article, its versions, all remarks."""
    seller, item = article_of(request)
    with counter() as desk:
        told = page(desk, seller, item, Actor.OFFICER)
    account = account_of(request)
    told["may_remark"] = may_open(account, "remark-goods")
    told["moves_to"] = (
        reverse("change-goods") if may_open(account, "change-goods") else ""
    )
    return render(request, "declarant/article.html", told)


def article_of(request: HttpRequest) -> tuple[str, str]:
    """Read from the address which article is meant."""
    return request.GET.get("seller", ""), request.GET.get("item", "")


def there(article: tuple[str, str]) -> str:
    """Say where an article is looked at."""
    said_of = urlencode({"seller": article[0], "item": article[1]})
    return f"{reverse('goods-record')}?{said_of}"


def change_record(request: HttpRequest) -> HttpResponse:
    """POST /goods/change/?seller=&item= — suspend, resume, refuse or cancel."""
    article = article_of(request)
    move(request, article, Actor.OFFICER)
    return redirect(there(article))


def remark(request: HttpRequest) -> HttpResponse:
    """POST /goods/remark/?seller=&item= — an agency's own remark, seen by all."""
    article = article_of(request)
    account = account_of(request)
    text = request.POST.get("text", "").strip()
    if not now_allowed(Said.REMARK).fit(text):
        messages.error(
            request, _("意见须为 %(least)d 至 %(most)d 字。") % bounds(Said.REMARK)
        )
        return redirect(there(article))
    with counter() as desk:
        history = desk.rooms.goods.history(*article)
        if history:
            said_of = Remark(
                version=history[-1].goods.version,
                agency=account.post,
                text=text,
                by=account.get_username(),
                at=now(),
            )
            desk.rooms.goods.remark(article, said_of)
    return redirect(there(article))


def write(request: HttpRequest) -> HttpResponse:
    """GET or POST /goods/write/ — an officer files or amends for a seller."""
    given = request.POST if request.method == "POST" else request.GET
    texts = {"mode": FilingMode.DIRECT.value} | {
        k: v for k, v in said(given).items() if v
    }
    answer = lodged(request, texts) if request.method == "POST" else None
    if answer is not None and answer.outcome is not Outcome.REFUSED:
        told = {"n": answer.version, "what": OUTCOMES[answer.outcome].word}
        messages.success(request, _("%(what)s，版本 %(n)d。") % told)
        return redirect(
            there((request.POST["seller_code"].strip(), answer.item_number))
        )
    told_form: dict[str, Any] = form(texts, answer) | {
        "by_officer": True,
        "seller": given.get("seller_code", ""),
        "reason": given.get("reason", ""),
    }
    part = "declarant/article_entries.html" if is_part(request) else ""
    return render(request, part or "declarant/article_form.html", told_form)


def lodged(request: HttpRequest, texts: dict[str, str]) -> Lodged | None:
    """File an article for a seller, with a reason; nothing where it can't be."""
    seller = request.POST.get("seller_code", "").strip()
    reason = request.POST.get("reason", "").strip()
    if not seller or not now_allowed(Said.REASON).fit(reason):
        messages.error(request, NO_REASON % bounds() if seller else NO_SELLER)
        return None
    who = filer(account_of(request), reason, Actor.OFFICER)
    try:
        with counter() as desk:
            if seller not in desk.rooms.enterprises.registry([seller]):
                messages.error(request, NO_SELLER)
                return None
            (answer,) = lodge(desk.rooms, seller, [texts], who, now())
    except VersionTakenError:
        messages.error(request, NOT_NOW)
        return None
    return answer
