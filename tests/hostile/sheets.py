"""Attacks by sheet: workbooks that swell or lie, and texts that are no table."""

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import cache

import xlsxwriter

from tests.hostile.archives import patched
from tests.hostile.attack import MIB, Attack, attacks, sent
from tongguan.gateway.bulk.workbooks import template_csv
from tongguan.trade.kinds import Paper

SHEET, STRINGS, BOOK = "sheet1.xml", "sharedStrings.xml", "/workbook.xml"
CELL = b'<c r="A2"'
TABLE = template_csv(Paper.ORDER).decode("utf-8-sig")
Change = Callable[[bytes], bytes]


@cache
def members() -> dict[str, bytes]:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "orderNo")
    sheet.write_string(1, 0, "A1")
    book.close()
    with zipfile.ZipFile(made) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def workbook(changes: dict[str, Change], more: dict[str, bytes] | None = None) -> bytes:
    """Write a small workbook, some of its parts changed, or others added."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(members().items(), key=lambda it: SHEET in it[0]):
            changed = data
            for end, change in changes.items():
                changed = change(changed) if name.endswith(end) else changed
            archive.writestr(name, changed)
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return made.getvalue()


def sheet(old: bytes, new: bytes) -> bytes:
    return workbook({SHEET: lambda data: data.replace(old, new)})


def copied(times: int) -> bytes:
    """Let very many cells name one long text."""
    cell = b"<row><c t='s'><v>0</v></c></row>"
    return workbook(
        {
            SHEET: lambda data: data.replace(
                b"</sheetData>", cell * times + b"</sheetData>"
            ),
            STRINGS: lambda data: data.replace(b"orderNo", b"x" * 30_000),
        }
    )


def nothing(_: bytes) -> bytes:
    return b""


NO_SHEET = {
    "no workbook": lambda: workbook({BOOK: nothing}),
    "no sheet": lambda: workbook({SHEET: nothing}),
    "cut sheet": lambda: workbook({SHEET: lambda data: data[:-40]}),
    "no texts": lambda: sheet(b"<v>1</v>", b"<v>99999999</v>"),
    "place of no column": lambda: sheet(b'r="A2"', b'r="2"'),
    "no place": lambda: sheet(b'r="A2"', b'r=""'),
    "zip of nothing": sent(b"PK\x03\x04nothing"),
    "cut": lambda: workbook({})[:-40],
    "encrypted": lambda: patched(b"PK\x01\x02", 8, "<H", 1, workbook({})),
    "unknown method": lambda: patched(b"PK\x01\x02", 10, "<H", 99, workbook({})),
    "wrong sum": lambda: patched(b"PK\x01\x02", 16, "<L", 1, workbook({})),
    "size too small": lambda: patched(b"PK\x01\x02", 24, "<L", 3, workbook({})),
    "size too large": lambda: patched(b"PK\x01\x02", 24, "<L", 3000, workbook({})),
}
TOO_LARGE = {
    "far cell": lambda: sheet(b'r="A2"', b'r="XFD1048576"'),
    "far column": lambda: sheet(b'r="A2"', b'r="XFD2"'),
    "far row": lambda: sheet(b'r="A2"', b'r="ZZ99999"'),
    "place beyond": lambda: sheet(b'r="A2"', b'r="ZZZZZZZZ99999999999999"'),
    "small letters": lambda: sheet(b'r="A2"', b"r = 'oj99999'"),
    "copied text": lambda: copied(20_000),
    "bomb in a sheet": lambda: workbook({SHEET: lambda it: it + b" " * 300 * MIB}),
    "bomb beside": lambda: workbook({}, {"xl/media/x.bin": bytes(64 * MIB)}),
    "members": lambda: workbook({}, {f"xl/{n}.xml": b"" for n in range(3000)}),
    "ten thousand columns": sent(b"a," * 10_000 + b"\n1"),
    "hundred thousand rows": sent(b"orderNo\n" + b"1\n" * 110_000),
    "quote left open": sent(b'orderNo\n"' + b"x" * MIB),
}
NO_TEXT = {
    "binary": sent(bytes(range(256)) * 9),
    "utf-16": sent(TABLE.encode("utf-16")),
    "nul": sent(b"orderNo\nA\0B"),
    "old workbook": sent(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0\xff" * 999),
    "picture": sent(b"\x89PNG\r\n\x1a\n\0\xff" * 9),
}
NO_HEADINGS = {
    "html": sent(b"<html><table><tr><td>orderNo</td></tr></table></html>"),
    "xml": sent(b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e "x">]><x>&e;</x>'),
    "pdf": sent(b"%PDF-1.7\n1 0 obj\n"),
    "rich text": sent(b"{\\rtf1 orderNo}"),
    "looks alike": sent("оrderNo,соpCode\n1,2".encode()),
}
# A text that would run in a spreadsheet, and is sent back as what it is.
FORMULAS = (
    *("=1+1", "=cmd|'/c calc'!A0", "@SUM(1)", "+1+1", "-1+1", "＝1+1", "\t=1", "\r=1"),
    *('=HYPERLINK("http://127.0.0.1:9")', "=WEBSERVICE(A1)", "=DDE(1;2;3)", "%0A=1"),
)


def spoken(formula: str) -> bytes:
    """Put a formula into a number of the template's one good row."""
    quoted = '"' + formula.replace('"', '""') + '"'
    return TABLE.replace("476.00", quoted, 1).encode()


def sheets() -> Iterator[Attack]:
    """Yield every attack by a sheet that can't be read as one."""
    yield from attacks("sheet", "TRN-1103", NO_SHEET)
    yield from attacks("sheet", "TRN-1102", TOO_LARGE)
    yield from attacks("text", "TRN-1104", NO_TEXT)
    yield from attacks("table", "TRN-1105", NO_HEADINGS)
