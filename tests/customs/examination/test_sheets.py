"""An examiner's sheet: what is looked at, signed off, and kept of a picture."""

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from cryptography.hazmat.primitives import hashes
from PIL import Image

from tongguan.customs.examination.model import DeclaredLine, Sheet
from tongguan.customs.examination.pictures import BadPictureError, clean
from tongguan.customs.examination.rules import SIGNING_OFF, SignedOff, checklist
from tongguan.kit.checks import verify

DAY = date(2026, 11, 21)
MILK = DeclaredLine(number=1, name="奶粉", quantity=Decimal(2), hs_code="1901101090")
SHOES = replace(MILK, number=2, name="鞋", hs_code="6404110000")
GENERAL = ["parcel", "label", "name", "quantity", "forbidden"]
ORIENTATION, GPS = 0x0112, 0x8825


def signed(**changes: object) -> SignedOff:
    items = checklist([MILK], DAY)
    sheet = Sheet(
        checks=dict.fromkeys([it.code for it in items], "yes"),
        found={"1": "2"},
        result="passed",
        note="未见异常",
    )
    return SignedOff(sheet=replace(sheet, **changes), items=items, lines=[MILK])


def codes(done: SignedOff) -> list[tuple[str, str]]:
    found = verify(done, SIGNING_OFF)
    return [(it.code, it.difference.place.field) for it in found if it.difference]


def test_what_is_looked_at_follows_from_the_goods() -> None:
    milk = [it.code for it in checklist([MILK], DAY)]
    both = [it.code for it in checklist([MILK, SHOES], DAY)]
    assert milk == [*GENERAL, "chinese_label", "shelf_life", "origin_mark"]
    assert both == [*milk, "brand", "fibre"]


def test_a_whole_sheet_may_be_signed_off() -> None:
    assert codes(signed()) == []


def test_all_that_is_missing_is_named_at_once() -> None:
    empty = codes(signed(checks={}, found={"1": "两罐"}, result="", note=" "))
    items = [it.code for it in checklist([MILK], DAY)]
    assert empty == [
        *(("EXM-7001", f"check-{code}") for code in items),
        ("EXM-7002", "found-1"),
        ("EXM-7003", "result"),
        ("EXM-7004", "note"),
    ]


@pytest.mark.parametrize(
    "changes",
    [{"found": {"1": "1"}}, {"checks": signed().sheet.checks | {"label": "no"}}],
)
def test_what_differs_does_not_pass(changes: dict[str, object]) -> None:
    assert codes(signed(**changes)) == [("EXM-7005", "result")]
    assert codes(signed(**changes, result="differed")) == []


def photograph(form: str = "JPEG") -> bytes:
    """Take a picture that lies on its side and says where it was taken."""
    picture, written = Image.new("RGB", (40, 20), "red"), BytesIO()
    exif = picture.getexif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[2] = (30.0, 15.0, 0.0)
    picture.save(written, form, exif=exif)
    return written.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_keeps_nothing_beside_itself(form: str) -> None:
    given = photograph(form)
    with Image.open(BytesIO(given)) as before:
        assert dict(before.getexif().get_ifd(GPS)) == {2: (30.0, 15.0, 0.0)}
    kept = clean(given)
    with Image.open(BytesIO(kept.body)) as after:
        assert (after.format, after.size, dict(after.getexif())) == (
            "JPEG",
            (20, 40),
            {},
        )
    sm3 = hashes.Hash(hashes.SM3())
    sm3.update(kept.body)
    assert kept.sha256 == hashlib.sha256(kept.body).hexdigest()
    assert kept.sm3 == sm3.finalize().hex()


@pytest.mark.parametrize(
    "data",
    [b"", b"<svg/>", b"GIF89a" + bytes(64), photograph()[:200], bytes(9 * 1024 * 1024)],
    ids=["nothing", "drawing", "film", "torn", "heavy"],
)
def test_what_is_no_whole_picture_is_refused(data: bytes) -> None:
    with pytest.raises(BadPictureError):
        clean(data)
