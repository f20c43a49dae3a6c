"""部门工作台 Where the officers of tax, FX, commerce and market supervision begin."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongguan.inspection.goods_filing.model import Wanted
from tongguan.journeys.agency_desks import (
    Dues,
    TaxDesk,
    TradeDesk,
    tax_desk,
    trade_desk,
)
from tongguan.plumbing.clock import today
from tongguan.plumbing.identity.model import Post
from tongguan.portal import formats
from tongguan.portal.counter import Counter, account_of, counter
from tongguan.portal.declarant.collection import present as present_notice
from tongguan.portal.policy import POLICY, may_open
from tongguan.portal.words import Word

NEWEST = 20
FULL = 100
WAYS: tuple[tuple[str, Word], ...] = (
    ("collection", _("税款征收")),
    ("operators", _("经营主体备案")),
    ("goods", _("商品备案")),
    ("statistics", _("统计")),
    ("declarations", _("清单查询")),
    ("rules", _("规则库")),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """数字 One figure of a desk, and what it counts."""

    word: Word
    value: str
    hint: Word = ""
    warns: bool = False


@dataclass(frozen=True, slots=True)
class DayBar:
    """逐日 What was released on one day, and its share of the best day."""

    day: str
    lists: str
    value: str
    share: int


def show(request: HttpRequest) -> HttpResponse:
    """GET /desk/ — cut to the agency; customs and inspection begin in their queue."""
    account = account_of(request)
    with counter() as desk:
        words = DESKS[account.post](desk)
    words["ways"] = [
        (reverse(name), word)
        for name, word in WAYS
        if name in POLICY and may_open(account, name)
    ]
    return render(request, "officer/desk.html", {"desk": words})


def tax(desk: Counter) -> dict[str, Any]:
    """Show how tax comes in."""
    day = today()
    seen: TaxDesk = tax_desk(desk.rooms, day)
    return {
        "title": _("税务工作台"),
        "figures": [
            dues(_("待汇总税款（元）"), seen.collecting, _("份清单")),
            dues(_("待缴（元）"), seen.due, _("份缴款书")),
            dues(_("逾期（元）"), seen.late, _("份缴款书"), warns=seen.late.count > 0),
            dues(_("本月已缴（元）"), seen.paid, _("份缴款书")),
        ],
        "notices": [present_notice(it, day) for it in seen.unpaid[:NEWEST]],
        "shows_notices": True,
    }


def fx(desk: Counter) -> dict[str, Any]:
    """Show what was paid for and released; settlements come from the banks."""
    return trade(desk) | {
        "title": _("外汇工作台"),
        "missing": _(
            "结售汇登记由银行办理，本系统目前未接收其结果；以下放行货值可供与付汇核对。"
        ),
    }


def commerce(desk: Counter) -> dict[str, Any]:
    """Show the trade of the month."""
    return trade(desk) | {"title": _("商务工作台")}


def trade(desk: Counter) -> dict[str, Any]:
    """Show what was released this month."""
    seen: TradeDesk = trade_desk(desk.rooms, today())
    best = max((it.value_fen for it in seen.days), default=0) or 1
    since = formats.day(seen.first)
    return {
        "figures": [
            Figure(_("本月放行清单"), f"{seen.totals.lists:,}", since),
            Figure(_("放行货值（元）"), formats.yuan(seen.totals.value_fen), since),
            Figure(_("税款（元）"), formats.yuan(seen.totals.tax_fen), since),
            Figure(_("退货清单"), f"{seen.totals.returned_lists:,}", since),
        ],
        "days": [
            DayBar(
                it.heading,
                f"{it.lists:,}",
                formats.yuan(it.value_fen),
                it.value_fen * FULL // best,
            )
            for it in seen.days
        ],
        "shows_days": True,
    }


def market(desk: Counter) -> dict[str, Any]:
    """Show the articles that were filed or changed last."""
    found = desk.rooms.goods.latest(Wanted(), NEWEST)
    return {
        "title": _("市场监管工作台"),
        "articles": [
            {
                "seller": it.goods.seller_code,
                "item": it.goods.item_number,
                "name": it.goods.name,
                "at": formats.instant(it.at),
            }
            for it in found
        ],
        "shows_articles": True,
    }


def dues(word: Word, dues: Dues, unit: Word, *, warns: bool = False) -> Figure:
    """Say an amount, and of how many it is the sum."""
    return Figure(word, formats.yuan(dues.fen), f"{dues.count:,} {unit}", warns)


DESKS: dict[str, Callable[[Counter], dict[str, Any]]] = {
    Post.TAX: tax,
    Post.FX: fx,
    Post.COMMERCE: commerce,
    Post.MARKET: market,
}
