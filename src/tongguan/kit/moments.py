"""Instants and days as the standard writes them: digits only, Beijing time.

The exchange platform's envelope writes them as XML Schema does; an instant there that
names no zone is Beijing time too.
"""

import re
from datetime import date, datetime, timedelta, timezone

from tongguan.kit.breaches import NO_TIME, BreachError

# China has kept one offset without summer time since 1991, and no paper here is older,
# so the offset is written down instead of depending on a time-zone database.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
ISO = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII
)
ISO_DAY = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)?", re.ASCII)


def second(text: str) -> datetime:
    """Read fourteen digits, to the second."""
    _digits(text, 14)
    return _instant(text, 0)


def millisecond(text: str) -> datetime:
    """Read seventeen digits, to the millisecond."""
    _digits(text, 17)
    return _instant(text, int(text[14:]))


def day(text: str) -> date:
    """Read eight digits."""
    _digits(text, 8)
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise BreachError(NO_TIME) from None


def iso(text: str) -> datetime:
    """Read an instant of XML Schema."""
    bare = text.strip(" \t\r\n")
    if not ISO.fullmatch(bare):
        raise BreachError(NO_TIME)
    try:
        found = datetime.fromisoformat(bare)
    except ValueError:
        raise BreachError(NO_TIME) from None
    return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)


def iso_text(at: datetime) -> str:
    """Write an instant of XML Schema."""
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds")


def iso_day(text: str) -> date:
    """Read a day of XML Schema; its zone, if it has one, is left aside."""
    found = ISO_DAY.fullmatch(text.strip(" \t\r\n"))
    if found is None:
        raise BreachError(NO_TIME)
    try:
        return date.fromisoformat(found["day"])
    except ValueError:
        raise BreachError(NO_TIME) from None


def iso_day_text(day: date) -> str:
    """Write a day of XML Schema."""
    return day.isoformat()


def second_text(at: datetime) -> str:
    """Write an instant to the second."""
    local = at.astimezone(SHANGHAI)
    return f"{local.year:04}{local:%m%d%H%M%S}"


def millisecond_text(at: datetime) -> str:
    """Write an instant to the millisecond."""
    return f"{second_text(at)}{at.microsecond // 1000:03}"


def day_text(day: date) -> str:
    """Write a day."""
    return f"{day.year:04}{day:%m%d}"


def _digits(text: str, size: int) -> None:
    if len(text) != size or not (text.isascii() and text.isdigit()):
        raise BreachError(NO_TIME)


def _instant(text: str, milliseconds: int) -> datetime:
    try:
        return datetime(
            int(text[:4]),
            int(text[4:6]),
            int(text[6:8]),
            int(text[8:10]),
            int(text[10:12]),
            int(text[12:14]),
            milliseconds * 1000,
            SHANGHAI,
        )
    except ValueError:
        raise BreachError(NO_TIME) from None
