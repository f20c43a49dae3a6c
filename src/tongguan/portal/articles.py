"""备案的话 Articles, their versions and what is remarked, in words for pages."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from tongguan.inspection.goods_filing.entries import Form, entries, modes
from tongguan.inspection.goods_filing.lifecycle import GOODS, Actor, GoodsState
from tongguan.inspection.goods_filing.model import GoodsVersion, Remark, ruled
from tongguan.inspection.goods_filing.proposal import texts_of
from tongguan.kit.checks import Finding, Severity
from tongguan.portal import formats
from tongguan.portal.words import Sign, Word, in_state
from tongguan.trade.goods import FilingMode

MOVES: dict[str, Word] = {
    "pause": _("停用"),
    "restart": _("启用"),
    "suspend": _("暂停"),
    "resume": _("恢复"),
    "refuse": _("不予备案"),
    "cancel": _("注销"),
}
SIGNS: dict[GoodsState, Sign] = {
    GoodsState.PENDING: Sign(_("待核许可"), "clock", "busy"),
    GoodsState.REFUSED: Sign(_("未获备案"), "cross", "bad"),
    GoodsState.FILED: Sign(_("有效"), "check", "good"),
    GoodsState.PAUSED: Sign(in_state("停用"), "pause", "quiet"),
    GoodsState.SUSPENDED: Sign(in_state("暂停"), "pause", "warn"),
    GoodsState.CANCELLED: Sign(in_state("注销"), "cross", "bad"),
}
EARLY = Sign(_("待生效"), "clock", "quiet")
REPLACED = Sign(_("已被替代"), "file", "quiet")
EXPIRED = Sign(_("已过期"), "cross", "warn")
NEVER_RULED = _("从未适用")
HINDERS = Sign(_("不予备案"), "cross", "bad")
HINTS = Sign(_("提示"), "alert", "quiet")
AGENCIES: dict[str, Word] = {
    "officer": _("海关"),
    "inspector": _("检验检疫"),
    "market": _("市场监管"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """备案行 One article in the words of a table."""

    seller: str
    item: str
    version: int
    hs_code: str
    name: str
    model: str
    mode: str
    content: str
    days: str
    sign: Sign
    reason: str
    moves: tuple[dict[str, Word], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """变更 One entry a version changed, before and after."""

    label: str
    spoken: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """版本 One version: who made it, when, why, and what it changed."""

    number: int
    sign: Sign
    by: str
    at: str
    reason: str
    days: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """问题 One finding in the words of a page."""

    code: str
    sign: Sign
    says: str
    remedy: str
    cites: str
    confirmed: bool


def standing(version: GoodsVersion, on: date, newer: Iterable[date] = ()) -> Sign:
    """Say how a version stands on a day, with the days newer ones take effect."""
    it = version.goods
    if version.state is not GoodsState.FILED:
        return SIGNS[version.state]
    if any(day <= on for day in newer):
        return REPLACED
    if it.effective > on:
        return EARLY
    return EXPIRED if it.until < on else SIGNS[version.state]


def row(version: GoodsVersion, actor: Actor, on: date) -> Row:
    """Say one article in the words of a table, with the moves open to somebody."""
    it = version.goods
    content = f"{it.net_content.normalize():f} {it.measure}" if it.net_content else ""
    moves = GOODS.open_to(version.state, actor)
    return Row(
        seller=it.seller_code,
        item=it.item_number,
        version=it.version,
        hs_code=it.hs_code,
        name=it.name,
        model=it.model,
        mode=mode_word(it.mode),
        content=content or formats.NOTHING,
        days=lasting(it.effective, it.until),
        sign=standing(version, on),
        reason=version.reason,
        moves=tuple({"name": m, "word": MOVES[m]} for m in moves if m in MOVES),
    )


def mode_word(mode: str) -> str:
    """Say a trade in the reader's language."""
    return formats.either(*modes()[FilingMode(mode)])


def label(name: str) -> str:
    """Say the label of an entry in the reader's language."""
    entry = entries()[name]
    return formats.either(entry.chinese, entry.english)


def said(name: str, text: str) -> str:
    """Say what an entry holds, in the reader's language where it is not free text."""
    entry = entries()[name]
    if not text:
        return text
    if entry.form is Form.CODE:
        return formats.coded(entry.table, text)
    say = SPOKEN.get(entry.form)
    return say(text) if say else text


def is_spoken(name: str) -> bool:
    """Tell whether an entry is said in the reader's language."""
    return entries()[name].form in {Form.CODE, *SPOKEN}


def lasting(first: date, last: date) -> str:
    """Say a period by its first and last day."""
    return f"{formats.day(first)} – {formats.day(last)}"


def pairs(version: GoodsVersion) -> list[tuple[str, str, bool]]:
    """Say everything on file of an article, and whether in the reader's language."""
    told = [
        (label(name), said(name, text), is_spoken(name))
        for name, text in texts_of(version.goods).items()
        if text
    ]
    if until := version.goods.licence_until:
        told.append((str(_("许可证有效期至")), formats.day(until), True))
    return told


SPOKEN: dict[Form, Callable[[str], str]] = {
    Form.MODE: mode_word,
    Form.FLAG: lambda _text: formats.either("是", "yes"),
    Form.DAY: lambda text: formats.day(date.fromisoformat(text)),
}


def versions(history: Sequence[GoodsVersion], on: date) -> Iterator[Version]:
    """Say every version, how it stands on a day and what it changed, newest first."""
    before: dict[str, str] = {}
    told: list[Version] = []
    for number, version in enumerate(history, start=1):
        newer = [it.goods.effective for it in history[number:] if it.on_file]
        now = texts_of(version.goods)
        changes = tuple(
            Change(
                label=label(name),
                spoken=is_spoken(name),
                before=said(name, before.get(name, "")),
                after=said(name, text),
            )
            for name, text in now.items()
            if before and text != before.get(name, "")
        )
        days = ruled(history, number - 1)
        told.append(one(version, standing(version, on, newer), days, changes))
        before = now
    yield from reversed(told)


def one(
    version: GoodsVersion,
    sign: Sign,
    days: tuple[date, date] | None,
    changes: tuple[Change, ...],
) -> Version:
    """Say one version, with the days it is held to."""
    it = version.goods
    return Version(
        number=it.version,
        sign=sign,
        by=version.by,
        at=formats.instant(version.at),
        reason=version.reason,
        days=lasting(*days) if days else str(NEVER_RULED),
        changes=changes,
    )


def remarked(remarks: Iterable[Remark]) -> list[dict[str, Word]]:
    """Say what agencies remarked."""
    return [
        {
            "agency": AGENCIES.get(it.agency, it.agency),
            "text": it.text,
            "by": it.by,
            "at": formats.instant(it.at),
            "version": str(it.version),
        }
        for it in remarks
    ]


def advice(finding: Finding) -> Advice:
    """Say one finding."""
    notice = finding.notice
    told = finding.difference
    where = f"{label(told.place.field)}：" if told and told.given else ""
    return Advice(
        code=finding.code,
        sign=HINDERS if finding.severity is Severity.REJECT else HINTS,
        says=where + formats.either(finding.chinese(), finding.english()),
        remedy=formats.either(*notice.remedy),
        cites=notice.clause.text,
        confirmed=notice.clause.confirmed,
    )
