"""办理 Who acts, and what to say where an act is refused."""

from collections.abc import Callable
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from tongguan.customs.control.rules import BadOrderError
from tongguan.journeys.control import NoSuchOrderError
from tongguan.journeys.ruling import NoSuchCaseError, RefusedError
from tongguan.journeys.two_persons import (
    InOtherHandsError,
    NotForThisPersonError,
    WaitsAlreadyError,
)
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.ledger.store import OverdrawnError
from tongguan.portal.counter import Counter, counter
from tongguan.portal.formats import either
from tongguan.portal.words import Word

T = TypeVar("T")
STALE = _("清单状态已变化，未办理。刷新后按当前状态处置。")
PLAIN: dict[type[Exception], Word] = {
    WaitsAlreadyError: _("同一事项已提交，正待复核。"),
    NotForThisPersonError: _("该事项已处理，或须由同部门另一人复核。"),
    OverdrawnError: _("账户余额不足，未办理。"),
}
MOVED_ON = (IllegalMoveError, NoSuchCaseError, NoSuchOrderError)
REFUSALS = (
    *MOVED_ON,
    BadOrderError,
    OverdrawnError,
    RefusedError,
    InOtherHandsError,
    WaitsAlreadyError,
    NotForThisPersonError,
)


def tried(act: Callable[[Counter], T]) -> tuple[T | None, str]:
    """Do something in one transaction; return what came of it, or why it was not."""
    try:
        with counter() as desk:
            return act(desk), ""
    except REFUSALS as refused:
        return None, why(refused)


def why(refused: Exception) -> str:
    """Say why an act was refused."""
    if isinstance(refused, RefusedError):
        texts = (either(f.chinese(), f.english()) for f in refused.findings)
        return "；".join(texts)
    if isinstance(refused, InOtherHandsError):
        return str(_("清单由 %(holder)s 承办，未办理。") % {"holder": refused.holder})
    if isinstance(refused, BadOrderError):
        return str(refused)
    return str(PLAIN.get(type(refused), STALE))
