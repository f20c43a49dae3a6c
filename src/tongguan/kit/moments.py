"""Instants and days as the standard writes them: digits only, Beijing time."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from tongguan.kit.breaches import NO_TIME, BreachError

SHANGHAI = ZoneInfo("Asia/Shanghai")


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
