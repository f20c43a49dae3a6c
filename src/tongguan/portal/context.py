"""页眉 What the frame of every page needs: where one may go, and who one is."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongguan.portal.policy import may_open
from tongguan.portal.words import POSTS, Word

ENTRIES: tuple[tuple[str, Word, str], ...] = (
    ("declarations", _("清单查询"), "search"),
    ("queue", _("审核查验"), "inbox"),
    ("control", _("布控"), "shield"),
    ("goods", _("商品备案"), "box"),
    ("dashboard", _("运行看板"), "gauge"),
    ("collection", _("税款征收"), "receipt"),
    ("statistics", _("统计"), "flag"),
    ("what-if", _("税款试算"), "calculator"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to go on, and whether one is there already."""

    url: str
    word: Word
    icon: str
    here: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Say where this visitor may go."""
    user = getattr(request, "user", None)
    match = request.resolver_match
    name = match.url_name if match else None
    entries = [
        Entry(reverse(route), word, icon, route == name)
        for route, word, icon in ENTRIES
        if user is not None and may_open(user, route)
    ]
    signed_in = user is not None and user.is_authenticated
    post = POSTS.get(user.post, "") if signed_in else ""  # type: ignore[union-attr]
    return {"entries": entries, "post_word": post}
