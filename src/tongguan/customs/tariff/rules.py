"""税则版本 Reads the tariff's rows and says what it was on a day."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from tongguan.customs.tariff.model import Tariff, TariffLine
from tongguan.kit.dated import Dated, Edition
from tongguan.kit.rulebook import TRUTHS, read_table

PAGE = "customs/tariff/lines.csv"
TITLE = "中华人民共和国进出口税则"


def tariff_on(day: date) -> Tariff:
    """Return the tariff in force on `day`; raise NotInForceError before all rows."""
    return _tariffs().on(day).says


def edition_on(day: date) -> Edition[Tariff]:
    """Return the tariff of `day` with the day it began and its title."""
    return _tariffs().on(day)


@cache
def _tariffs() -> Dated[Tariff]:
    rows = read_table(PAGE)
    named = {row[column] for row in rows for column in ("effective", "duty_from")}
    first = min(row["effective"] for row in rows)
    days = sorted(day for day in named if day >= first)
    return Dated(
        [Edition(date.fromisoformat(day), TITLE, _as_of(rows, day)) for day in days]
    )


def _as_of(rows: Sequence[Mapping[str, str]], day: str) -> Tariff:
    """Take the latest row of each code; days compare as their ISO texts do."""
    latest: dict[str, Mapping[str, str]] = {}
    for row in sorted(rows, key=lambda row: (row["hs_code"], row["effective"])):
        if row["effective"] <= day:
            latest[row["hs_code"]] = row
    return Tariff(_line(row, day) for row in latest.values())


def _line(row: Mapping[str, str], day: str) -> TariffLine:
    duty_known = row["duty_from"] != "" and row["duty_from"] <= day
    return TariffLine(
        hs_code=row["hs_code"],
        chinese=row["chinese"],
        english=row["english"],
        mfn=_percent(row["mfn"]) if duty_known else None,
        provisional=_percent(row["provisional"]) if duty_known else None,
        vat=row["vat"] or None,
        consumption=row["consumption"] or None,
        statutory_units=tuple(row["units"].split()),
        conditions=row["conditions"],
        confirmed=TRUTHS[row["confirmed"]],
        source=row["source"],
    )


def _percent(text: str) -> Decimal | None:
    return Decimal(text) / 100 if text else None
