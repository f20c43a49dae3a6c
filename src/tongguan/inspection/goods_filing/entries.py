"""备案栏目 What a goods filing consists of, and which entries a trade demands of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load_editions, read_page
from tongguan.trade.goods import FilingMode

ENTRIES = "inspection/goods_filing/entries.yaml"
FIELD_SETS = "inspection/goods_filing/field_sets.yaml"
ANY_ZONE = "any"
LONGEST = 60


class Form(StrEnum):
    """填写形式 How an entry is written."""

    TEXT = "text"
    MODE = "mode"
    HS_CODE = "hs_code"
    BARCODE = "barcode"
    CODE = "code"
    AMOUNT = "amount"
    MEASURE = "measure"
    FLAG = "flag"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """栏目 One entry: its name and labels, how it is written, how long it may be."""

    name: str
    chinese: str
    english: str
    form: Form
    most: int = LONGEST
    table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSet:
    """必填栏目 What must be filled in, and what goods of a pilot need."""

    required: tuple[str, ...]
    shortened: tuple[str, ...]


@cache
def entries() -> Mapping[str, Entry]:
    """Return every entry by its name, in the order of the form."""
    return {said["name"]: _entry(said) for said in read_page(ENTRIES)["entries"]}


def field_set(mode: str, zone: str, day: date) -> FieldSet:
    """Return what a trade demands in a zone on a day."""
    zones = _field_sets()[FilingMode(mode)]
    return zones.get(zone, zones[ANY_ZONE]).on(day).says


@cache
def modes() -> Mapping[FilingMode, tuple[str, str]]:
    """Name the trades in both languages."""
    page = read_page(FIELD_SETS)["modes"]
    return {mode: (page[mode]["chinese"], page[mode]["english"]) for mode in FilingMode}


@cache
def _field_sets() -> Mapping[FilingMode, Mapping[str, Dated[FieldSet]]]:
    page = read_page(FIELD_SETS)["modes"]
    return {
        mode: {
            zone: load_editions(FIELD_SETS, editions, FieldSet)
            for zone, editions in page[mode]["zones"].items()
        }
        for mode in FilingMode
    }


def _entry(said: Mapping[str, Any]) -> Entry:
    return Entry(
        name=said["name"],
        chinese=said["chinese"],
        english=said["english"],
        form=Form(said["form"]),
        most=int(said.get("most", LONGEST)),
        table=said.get("table", ""),
    )
