"""页眉 What the frame of every page needs: where one may go, and who one is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as _

from tongguan.portal import formats
from tongguan.portal.landing import landing
from tongguan.portal.offers import front_of, is_offered, unoffered
from tongguan.portal.policy import POLICY, may_open
from tongguan.portal.reasons import all_bounds
from tongguan.portal.words import POSTS, Word

Way = tuple[str, Word, str]
# What belongs to one kind of work stands together, under a word of its own.
WAYS: tuple[tuple[Word, str, tuple[Way, ...]], ...] = (
    ("", "", (("today", _("今日工作台"), "clock"),)),
    ("", "", (("declarations", _("清单查询"), "search"),)),
    ("", "", (("me", _("我的额度"), "gauge"),)),
    ("", "", (("me-records", _("购买记录"), "box"),)),
    ("", "", (("me-guard", _("身份保护"), "shield"),)),
    (
        _("报文回执"),
        "inbox",
        (
            ("sent", _("已报报文"), "inbox"),
            ("alarms", _("警报"), "alert"),
            ("sheets", _("批量导入"), "plus"),
            ("articles", _("商品备案"), "box"),
            ("webhooks", _("回执推送"), "arrow"),
            ("certificates", _("签名证书"), "shield"),
            ("mandates", _("委托授权"), "user"),
            ("filing", _("我的备案"), "file"),
            ("doctor", _("签名医生"), "search"),
        ),
    ),
    (
        _("审查"),
        "shield",
        (
            ("desk", _("部门工作台"), "gauge"),
            ("queue", _("审核查验"), "inbox"),
            ("confirmations", _("双人复核"), "check"),
            ("returns", _("退货审核"), "back"),
            ("disavowals", _("否认购买"), "user"),
            ("control", _("布控"), "shield"),
            ("lookups", _("个人信息查阅"), "eye"),
            ("goods", _("商品备案"), "box"),
            ("operators", _("主体备案"), "user"),
            ("merchants", _("商户批量备案"), "plus"),
        ),
    ),
    (
        _("征收统计"),
        "receipt",
        (
            ("collection", _("税款征收"), "receipt"),
            ("bills", _("电子税单"), "receipt"),
            ("guarantees", _("税款担保"), "lock"),
            ("draws", _("额度占用"), "gauge"),
            ("payment-data", _("支付数据核查"), "eye"),
            ("statistics", _("统计"), "flag"),
        ),
    ),
    (
        _("平台运营"),
        "gauge",
        (
            ("dashboard", _("运行看板"), "gauge"),
            ("stage-times", _("办理时长"), "clock"),
            ("traffic", _("报文流量"), "arrow"),
            ("tenants", _("接入单位"), "user"),
            ("zones", _("综试区"), "globe"),
            ("announce", _("发布公告"), "flag"),
        ),
    ),
    (
        _("账号管理"),
        "user",
        (
            ("accounts", _("人员账号"), "user"),
            ("approvals", _("账号审批"), "check"),
            ("trust", _("信任名单"), "shield"),
            ("journal", _("审计日志"), "file"),
        ),
    ),
    (
        _("查询工具"),
        "calculator",
        (
            ("integrate", _("系统接入"), "arrow"),
            ("interfaces", _("开放接口"), "globe"),
            ("what-if", _("税款试算"), "calculator"),
            ("errors", _("代码释义"), "alert"),
            ("standard", _("报文标准"), "file"),
            ("rules", _("规则库"), "flag"),
            ("announcements", _("公告"), "flag"),
        ),
    ),
)
WORDS = {name: word for _word, _icon, ways in WAYS for name, word, _sign in ways}
WORDS |= {
    "account": _("我的账号"),
    "sign-in": _("登录"),
    "drafts": _("本批单证"),
    "draft": _("本票"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to go on, and whether one is there already."""

    url: str
    word: Word
    icon: str
    here: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Ways of one kind of work; a single one needs no word above it."""

    word: Word
    icon: str
    entries: tuple[Entry, ...]

    @property
    def here(self) -> bool:
        """Whether one is at one of them."""
        return any(entry.here for entry in self.entries)

    @property
    def only(self) -> Entry | None:
        """The single way there is."""
        return self.entries[0] if len(self.entries) == 1 else None


def frame(request: HttpRequest) -> dict[str, Any]:
    """Say where this visitor may go."""
    user: Any = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    front = front_of(request)
    return {
        "ways": tuple(ways(request, user)),
        "post_word": POSTS.get(user.post, "") if signed_in else "",
        "workbench": landing(user) if signed_in else "",
        "front": formats.either(*front.word) if front else "",
        "lengths": all_bounds(),
        "crumbs": tuple(crumbs(request, user)),
    }


def crumbs(request: HttpRequest, user: Any) -> Iterator[tuple[str, Word]]:
    """Name the pages above this one, as its address does: a list, then a case."""
    if user is None:
        return
    parts = request.path.strip("/").split("/")
    here = request.resolver_match.url_name if request.resolver_match else None
    for depth in range(1, len(parts)):
        url = f"/{'/'.join(parts[:depth])}/"
        try:
            above = resolve(url)
        except Resolver404:
            continue
        name, last = above.url_name or "", parts[depth - 1] if above.kwargs else ""
        word = WORDS.get(name, last)
        if word and name in POLICY and name != here and may_open(user, name):
            yield url, word


def ways(request: HttpRequest, user: Any) -> Iterator[Group]:
    """Name the groups of ways an account may go, without those that are empty."""
    match = request.resolver_match
    name = match.url_name if match else None
    if user is None:
        return
    without = unoffered(request, user)
    for word, icon, routes in WAYS:
        entries = tuple(
            Entry(reverse(route), said, sign, route == name)
            for route, said, sign in routes
            if is_offered(user, route, without)
        )
        if entries:
            yield Group(word, icon, entries)
