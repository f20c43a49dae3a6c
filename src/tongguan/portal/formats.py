"""格式 How amounts, days and instants are written on a page, by its language."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongguan.kit import lawbook
from tongguan.kit.codes import CodeEntry, codes
from tongguan.plumbing.clock import SHANGHAI
from tongguan.trade.money import in_yuan

NOTHING = "—"
MINUTE, HOUR, DAY = 60, 3600, 86400


def is_chinese() -> bool:
    """Tell whether the page is in Chinese."""
    return (get_language() or "zh").startswith("zh")


def either(chinese: str, english: str) -> str:
    """Choose the text in the page's language."""
    return chinese if is_chinese() else english


def meant(entry: CodeEntry) -> str:
    """Say what a published code means."""
    return either(entry.chinese, entry.english)


def coded(table: str, code: str) -> str:
    """Say a code with its name; alone where its table does not have it."""
    entry = codes(table).find(code)
    return f"{code} {meant(entry)}" if entry else code


def printed(label: str) -> str:
    """Say what the standard prints beside a field, with the part it is of."""
    if is_chinese():
        return label
    names = [lawbook.printed(it) or it for it in label.split("：")]
    said = ": ".join(names)
    return said[:1].upper() + said[1:]


def yuan(fen: int | None) -> str:
    """Write fen as yuan, with thousands apart; a dash when unknown."""
    return NOTHING if fen is None else f"{in_yuan(fen):,}"


def amount(text: str | None) -> str:
    """Write an exact amount that was kept as text, with thousands apart."""
    return NOTHING if text is None else f"{Decimal(text):,}"


def day(value: date | None) -> str:
    """Write a day: 2026-11-21, or 21 Nov 2026."""
    if value is None:
        return NOTHING
    return f"{value:%Y-%m-%d}" if is_chinese() else f"{value.day} {value:%b %Y}"


def instant(value: datetime | None) -> str:
    """Write an instant of the Shanghai clock to the second."""
    if value is None:
        return NOTHING
    local = value.astimezone(SHANGHAI)
    return f"{day(local.date())} {local:%H:%M:%S}"


def span(seconds: int) -> str:
    """Write how long something took, in its two largest units."""
    if seconds < 1:
        return _("不足 1 秒")
    if seconds < MINUTE:
        return _("%(n)d 秒") % {"n": seconds}
    if seconds < HOUR:
        minutes, rest = divmod(seconds, MINUTE)
        return _("%(m)d 分 %(s)d 秒") % {"m": minutes, "s": rest}
    if seconds < DAY:
        hours, rest = divmod(seconds, HOUR)
        return _("%(h)d 小时 %(m)d 分") % {"h": hours, "m": rest // MINUTE}
    days, rest = divmod(seconds, DAY)
    return _("%(d)d 天 %(h)d 小时") % {"d": days, "h": rest // HOUR}


def age(seconds: int) -> str:
    """Write how long ago, in the largest unit that fits."""
    if seconds >= DAY:
        return _("%(n)d 天") % {"n": seconds // DAY}
    if seconds >= HOUR:
        return _("%(n)d 小时") % {"n": seconds // HOUR}
    return _("%(n)d 分钟") % {"n": seconds // MINUTE}
