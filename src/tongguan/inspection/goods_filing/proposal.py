"""备案申请 An article as somebody wrote it down, before it is on file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from tongguan.inspection.goods_filing.entries import Form, entries, field_set
from tongguan.inspection.goods_filing.leave import Asked, in_pilot
from tongguan.inspection.goods_filing.lifecycle import Actor, GoodsState
from tongguan.kit.codes import codes
from tongguan.trade.goods import FiledGoods, FilingMode, Listed, Measure, Pilot
from tongguan.trade.registry import ZoneProfile

AMOUNT = re.compile(r"[0-9]{1,14}(\.[0-9]{1,5})?")
HS_CODE = re.compile(r"[0-9]{10}")
YES = frozenset(("1", "yes", "true", "on", "是"))
NO = frozenset(("0", "no", "false", "off", "否"))
FOREVER = date(2099, 12, 31)
LEFT_OUT = dict.fromkeys(("model", "unit", "origin"), "")
OWN = {it.name for it in fields(FiledGoods)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """备案申请 Entries as they were written, by whom, on which day, in which zone.

    `zone` names the zone and `profile` is what it decides for itself; `listed` is what
    the positive list of the day says of the code, `pilots` the leaves of the seller,
    `state` how the record stands, `licence_until` when its licence ends; `twice` that
    the same article was written before.
    """

    seller: str
    entries: Mapping[str, str]
    day: date
    zone: str
    profile: ZoneProfile
    listed: Listed = Listed.UNSURE
    pilots: tuple[Pilot, ...] = ()
    actor: Actor = Actor.SELLER
    state: GoodsState = GoodsState.ABSENT
    twice: bool = False
    licence_until: date | None = None

    def said(self, name: str) -> str:
        """Return an entry without idle space; empty where it was left out."""
        return self.entries.get(name, "").strip()

    @property
    def mode(self) -> str:
        """The trade the article is filed for; a direct purchase unless said."""
        return self.said("mode") or FilingMode.DIRECT

    @property
    def begins(self) -> str:
        """The day it takes effect, as it was written; the day of filing unless said."""
        return self.said("effective") or self.day.isoformat()

    @property
    def ends(self) -> str:
        """The last day, as it was written; none to speak of unless said."""
        return self.said("until") or FOREVER.isoformat()

    def required(self) -> tuple[str, ...]:
        """Name the entries that must be filled in, fewer for goods of a pilot."""
        mode = self.mode if self.mode in set(FilingMode) else FilingMode.DIRECT
        wanted = field_set(mode, self.zone, self.day)
        return wanted.shortened if in_pilot(self.asked()) else wanted.required

    def asked(self) -> Asked:
        """Ask whether a list regulates these goods."""
        hs_code = self.said("hs_code")
        goods = FiledGoods(
            seller_code=self.seller,
            item_number=self.said("item_number"),
            hs_code=hs_code,
            name=self.said("name"),
            model="",
            unit="",
            origin="",
            effective=self.day,
            until=FOREVER,
            mode=self.mode,
            licence=self.said("licence"),
            licence_until=self.licence_until,
            permit=self.said("permit"),
            untested=self.said("untested").lower() in YES,
            pilots=self.pilots,
        )
        return Asked(hs_code=hs_code, day=self.day, zone=self.profile, goods=goods)

    def article(self, version: int = 1) -> FiledGoods:
        """Return the article; what is written must be in order."""
        values: dict[str, Any] = {}
        details: dict[str, str] = {}
        for name, entry in entries().items():
            text = self.said(name)
            if name not in OWN:
                details |= {name: text} if text else {}
            elif text or entry.form is Form.FLAG:
                values[name] = _value(entry.form, text)
        return FiledGoods(
            seller_code=self.seller,
            version=version,
            details=details,
            **{"effective": self.day, "until": FOREVER, **LEFT_OUT, **values},
        )


def is_well_written(name: str, text: str) -> bool:
    """Tell whether an entry is written as its form asks."""
    entry = entries()[name]
    if entry.form is Form.CODE:
        return text in codes(entry.table)
    return len(text) <= entry.most and SHAPES[entry.form](text)


def wanted(name: str) -> str:
    """Say how an entry is to be written."""
    entry = entries()[name]
    said = WANTED.get(entry.form, f"≤ {entry.most}")
    return f"{said} {entry.table}".strip()


def texts_of(goods: FiledGoods) -> dict[str, str]:
    """Write an article down again, entry by entry."""
    told = {}
    for name, entry in entries().items():
        value = getattr(goods, name) if name in OWN else goods.details.get(name, "")
        told[name] = _text(entry.form, value)
    return told


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


SHAPES = {
    Form.TEXT: str.isprintable,
    Form.BARCODE: str.isdecimal,
    Form.MODE: lambda text: text in set(FilingMode),
    Form.MEASURE: lambda text: text in set(Measure),
    Form.HS_CODE: lambda text: bool(HS_CODE.fullmatch(text)),
    Form.AMOUNT: lambda text: bool(AMOUNT.fullmatch(text)),
    Form.FLAG: lambda text: text.lower() in YES | NO,
    Form.DAY: _is_day,
}
WANTED = {
    Form.BARCODE: "0-9",
    Form.MODE: " / ".join(FilingMode),
    Form.MEASURE: " / ".join(Measure),
    Form.HS_CODE: "0-9 × 10",
    Form.AMOUNT: "12.5",
    Form.FLAG: "是 yes / 否 no",
    Form.DAY: "2026-01-31",
    Form.CODE: "代码 code of",
}


def _value(form: Form, text: str) -> Any:
    if form is Form.AMOUNT:
        return Decimal(text)
    if form is Form.DAY:
        return date.fromisoformat(text)
    if form is Form.MEASURE:
        return Measure(text)
    return text.lower() in YES if form is Form.FLAG else text


def _text(form: Form, value: Any) -> str:
    if form is Form.FLAG:
        return "是" if value else ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)
