"""请求更正 Who is asked to correct or to send which paper, for both sides."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongguan.customs.correction.model import Asked, Disagreement
from tongguan.gateway.chinaport.places import locate
from tongguan.journeys.case_file import CaseFile
from tongguan.journeys.correcting import Askable, askable
from tongguan.journeys.rooms import Rooms
from tongguan.kit.checks import Place
from tongguan.portal import formats
from tongguan.portal.words import KEEPERS, PAPERS, Sign, Word

WAITS = Sign(_("等待答复"), "clock", "warn")
ANSWERED = Sign(_("已答复"), "check", "good")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """不一致 One entry that is asked about, in the words of the page."""

    label: str
    code: str
    given: str
    expected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """请求行 One request in the words of the table."""

    paper: Word
    key: str
    is_missing: bool
    sign: Sign
    asker: str
    keeper: str
    order: str
    asked: str
    answered: str
    wrongs: tuple[Wrong, ...]
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskRow:
    """可请求行 One paper somebody else keeps: who acts, about what, and the button."""

    kind: str
    paper: Word
    keeper: Word
    firm: str
    is_missing: bool
    wrongs: tuple[Wrong, ...]
    sign: Sign | None
    asked: str


def ask_rows(rooms: Rooms, file: CaseFile, firm: str) -> tuple[AskRow, ...]:
    """Say who must act for the differences of a case."""
    found = askable(file, rooms.corrections.about(file.row.paper), firm)
    names = rooms.enterprises.registry({it.keeper for it in found}) if found else {}
    return tuple(
        ask_row(it, names[it.keeper].name if it.keeper in names else it.keeper)
        for it in found
    )


def ask_row(one: Askable, firm: str) -> AskRow:
    """Say one paper that somebody else keeps in the words of the page."""
    return AskRow(
        kind=one.key.kind.value,
        paper=PAPERS[one.key.kind],
        keeper=KEEPERS[one.key.kind],
        firm=firm,
        is_missing=not one.version,
        wrongs=tuple(wrong(one.key.kind, it) for it in one.disagreements),
        sign=sign_of(one.asked) if one.asked else None,
        asked=formats.instant(one.asked.request.asked_at) if one.asked else "",
    )


def request_rows(rooms: Rooms, asked: Iterable[Asked]) -> list[RequestRow]:
    """Say requests in the words of the table, firms by their names."""
    every = list(asked)
    codes = {it.request.asker for it in every} | {it.request.keeper for it in every}
    found = rooms.enterprises.registry(codes) if codes else {}
    names = {code: firm.name for code, firm in found.items()}
    return [request_row(one, names) for one in every]


def request_row(one: Asked, names: dict[str, str]) -> RequestRow:
    """Say one request in the words of the table."""
    it = one.request
    return RequestRow(
        paper=PAPERS[it.kind],
        key=it.number,
        is_missing=it.is_missing,
        sign=sign_of(one),
        asker=names.get(it.asker, it.asker),
        keeper=names.get(it.keeper, it.keeper),
        order=one.order_number,
        asked=formats.instant(it.asked_at),
        answered=formats.instant(one.answered_at),
        wrongs=tuple(wrong(it.kind, item) for item in it.disagreements),
        fix=reverse("fix", args=[one.paper]) if one.paper else "",
    )


def sign_of(one: Asked) -> Sign:
    """Say whether a request was answered."""
    return ANSWERED if one.answered_at else WAITS


def wrong(kind: str, one: Disagreement) -> Wrong:
    """Say one difference with the label of its entry."""
    label = formats.printed(locate(Place(kind, one.field, one.line))[2])
    return Wrong(
        label=f"{label} #{one.line}" if one.line else label,
        code=one.code,
        given=one.given,
        expected=one.expected,
    )
