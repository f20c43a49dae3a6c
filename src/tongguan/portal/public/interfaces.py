"""开放接口 Every door a program may use, told from what answers there."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, get_resolver, resolve
from django.utils.translation import gettext_lazy as _

from tongguan.gateway.chinaport.schemas.telling import briefly, search
from tongguan.gateway.webhooks.letters import TYPES
from tongguan.portal.formats import either
from tongguan.portal.words import Word

DESCRIPTION = "/api/v1/openapi.json"
# fmt: off
DOORS: dict[str, tuple[str, Word]] = {
    "ceb-messages": ("POST",     _("报送报文：单个、信封或压缩包，XML 或 JSON")),
    "ceb-receipts": ("GET",      _("按序取回执，可长轮询；XML、信封或 JSON")),
    "ceb-cursor":   ("GET, PUT", _("确认已收到哪一份回执")),
    "payment-data": ("POST",     _("平台上传支付原始数据")),
    "healthz":      ("GET",      _("窗口与数据库是否应答")),
}
TAGS: dict[str, Word] = {
    "":              _("试申报、税款试算、清单"),
    "articles":      _("商品备案"),
    "errors":        _("代码释义"),
    "filings":       _("主体备案"),
    "messages":      _("报文标准"),
    "announcements": _("公告"),
    "rules":         _("规则库"),
    "webhooks":      _("回执推送"),
    "received":      _("已收报文与证据"),
    "imports":       _("批量导入"),
    "payment-data":  _("支付数据核查"),
}
PROGRAMS: tuple[tuple[str, Word, Word], ...] = (
    ("tongguan folder", _("文件夹"),
     _("放入 out 的文件即报送，回执落在 in；受理的移入 done，退回的移入 error")),
    ("tongguan simulator", _("外部机构接口"),
     _("登记、公安、银行、市场监管、税务、外汇各有约定和模拟应答方")),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Call:
    """接口 One thing that can be asked for, and whether a key is needed."""

    method: str
    path: str
    word: str
    keyed: bool


@dataclass(frozen=True, slots=True)
class Group:
    """接口组 Calls about one matter."""

    word: Word
    calls: tuple[Call, ...]


def show(request: HttpRequest) -> HttpResponse:
    """GET /interfaces/."""
    page = {
        "doors": tuple(doors()),
        "groups": tuple(groups()),
        "count": len(operations()),
        "kinds": [_kind(it) for it in map(briefly, search(""))],
        "events": sorted(TYPES.values()),
        "programs": PROGRAMS,
    }
    return render(request, "public/interfaces.html", page)


def _kind(told: dict[str, Any]) -> dict[str, Any]:
    return told | {"title": either(told["zh"], told["en"])}


def doors() -> Iterator[tuple[str, str, Word]]:
    """Name the addresses that stand by themselves: how, where, what for."""
    for one in get_resolver().url_patterns:
        if isinstance(one, URLPattern):
            method, word = DOORS[str(one.name)]
            yield method, f"/{one.pattern}", word


@cache
def operations() -> tuple[tuple[str, str, dict[str, Any]], ...]:
    """Return every call of the JSON interface, as its own description has it."""
    api: Any = resolve(DESCRIPTION).func
    paths = api.keywords["api"].get_openapi_schema()["paths"]
    return tuple(
        (method.upper(), path, told)
        for path, methods in paths.items()
        for method, told in methods.items()
    )


def groups() -> Iterator[Group]:
    """Put the calls of the JSON interface together by what they are about."""
    found: dict[str, list[Call]] = {}
    for method, path, told in operations():
        chinese, _space, english = told["summary"].partition(" ")
        tag = next(iter(told.get("tags", ())), "")
        call = Call(method, path, either(chinese, english), "security" in told)
        found.setdefault(tag, []).append(call)
    for tag, calls in found.items():
        yield Group(TAGS.get(tag, tag), tuple(calls))
