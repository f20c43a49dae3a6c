"""查验单 An examiner's sheet between the page and the journey."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tongguan.customs.control.model import Agency
from tongguan.customs.examination.model import (
    Appointment,
    CheckItem,
    DeclaredLine,
    Picture,
    Sheet,
)
from tongguan.customs.examination.rules import NOTE_MOST
from tongguan.journeys.unpacking import Parcel
from tongguan.kit.checks import Finding
from tongguan.portal import formats
from tongguan.portal.examinations import AGENCIES, RESULTS
from tongguan.portal.words import Word

CHECK, FOUND = "check-", "found-"
TYPED_MOST = 20
KILO = 1024
ANSWERS: tuple[tuple[str, Word], ...] = (("yes", _("是")), ("no", _("否")))


@dataclass(frozen=True, slots=True)
class Fault:
    """缺项 What is wrong at one entry of the sheet, and what to do."""

    says: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """核对行 One thing to look at, what was answered, and what is wrong with that."""

    name: str
    word: str
    answer: str
    fault: Fault | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsLine:
    """数量行 One line of goods: how many were declared, how many were found."""

    name: str
    word: str
    declared: str
    found: str
    fault: Fault | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureLine:
    """照片行 One picture with the digests of its bytes."""

    id: int
    agency: Word
    officer: str
    at: str
    size: str
    sha256: str
    sm3: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage:
    """查验单 Everything the sheet shows."""

    items: Sequence[ItemLine]
    goods: Sequence[GoodsLine]
    result: str
    note: str
    saved: str
    result_fault: Fault | None
    note_fault: Fault | None
    faults: int
    pictures: Sequence[PictureLine]
    record: Sequence[dict[str, Word]]
    appointment: str
    is_open: bool


def written(posted: QueryDict, officer: str, at: datetime) -> Sheet:
    """Read what was written out of a form; nothing is refused yet."""
    told = [(name, _clean(str(text))[:TYPED_MOST]) for name, text in posted.items()]
    checks = {n.removeprefix(CHECK): text for n, text in told if n.startswith(CHECK)}
    found = {n.removeprefix(FOUND): text for n, text in told if n.startswith(FOUND)}
    return Sheet(
        checks=checks,
        found=found,
        result=posted.get("result", "")[:TYPED_MOST],
        note=_clean(posted.get("note", ""))[:NOTE_MOST],
        saved_at=at,
        officer=officer,
    )


def _clean(text: str) -> str:
    return text.replace("\0", "")


def present(parcel: Parcel, missing: Sequence[Finding]) -> SheetPage:
    """Say a parcel's sheet in the words of the page, faults beside their entries."""
    faults = faults_of(missing)
    sheet, set_for = parcel.sheet, parcel.appointment
    return SheetPage(
        items=[item_line(it, sheet, faults) for it in parcel.items],
        goods=[goods_line(it, sheet, faults) for it in parcel.lines],
        result=sheet.result,
        note=sheet.note,
        saved=formats.instant(sheet.saved_at) if sheet.saved_at else "",
        result_fault=faults.get("result"),
        note_fault=faults.get("note"),
        faults=len(missing),
        pictures=[present_picture(it) for it in parcel.pictures],
        record=[present_result(parcel, agency) for agency in parcel.record],
        appointment=present_appointment(set_for) if set_for else "",
        is_open=parcel.is_open,
    )


def faults_of(missing: Sequence[Finding]) -> dict[str, Fault]:
    """Say what is wrong at every entry; the first thing found speaks."""
    return {
        it.difference.place.field: Fault(
            formats.either(it.chinese(), it.english()),
            formats.either(*it.notice.remedy),
        )
        for it in reversed(missing)
        if it.difference is not None
    }


def item_line(it: CheckItem, sheet: Sheet, faults: Mapping[str, Fault]) -> ItemLine:
    """Say one thing to look at."""
    return ItemLine(
        name=CHECK + it.code,
        word=formats.either(it.chinese, it.english),
        answer=sheet.checks.get(it.code, ""),
        fault=faults.get(CHECK + it.code),
    )


def goods_line(
    it: DeclaredLine, sheet: Sheet, faults: Mapping[str, Fault]
) -> GoodsLine:
    """Say one line of goods."""
    name = f"{FOUND}{it.number}"
    return GoodsLine(
        name=name,
        word=it.name,
        declared=f"{it.quantity.normalize():f}",
        found=sheet.found.get(str(it.number), ""),
        fault=faults.get(name),
    )


def present_appointment(one: Appointment) -> str:
    """Say when and where a parcel is opened."""
    return f"{formats.instant(one.at)} · {one.place}"


def present_picture(one: Picture) -> PictureLine:
    """Say one picture."""
    return PictureLine(
        id=one.id,
        agency=AGENCIES[Agency(one.agency)],
        officer=one.officer,
        at=formats.instant(one.taken_at),
        size=f"{one.size // KILO} KB",
        sha256=one.sha256,
        sm3=one.sm3,
    )


def present_result(parcel: Parcel, agency: Agency) -> dict[str, Word]:
    """Say one agency's result."""
    one = parcel.record[agency]
    return {
        "agency": AGENCIES[agency],
        "result": RESULTS[one.result],
        "note": one.note,
        "officer": one.officer,
        "at": formats.instant(one.at),
    }
