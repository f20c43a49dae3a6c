"""Shared checks on papers of exports and their returns.

A platform abroad may have no code and writes 无. Papers about many parcels may come in
parts. Goods that leave go E, goods that come back go I.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from tongguan.kit.checks import Check, Difference
from tongguan.kit.desk import Desk
from tongguan.kit.entries import notice
from tongguan.kit.parties import filed
from tongguan.trade.papers import AnyPaper
from tongguan.trade.registry import Lodgement, Role

P = TypeVar("P", bound=AnyPaper)
NO_CODE = "无"
MAIL = "6"
GOES_THE_RIGHT_WAY = notice(
    "ENT-1517",
    (
        "“进出口标记”为“{given}”，本单证应为“{expected}”。",
        "The direction is {given}; on this paper it must be {expected}.",
    ),
    (
        "改填实际流向：出口填E，出口退货填I。",
        "Write E for goods that leave, I for exported goods that come back.",
    ),
)
IS_ONE_OF_ITS_PARTS = notice(
    "ENT-1518",
    (
        "“报文序号”为{given}，应在1至报文总数{expected}之间。",
        "This is part {given}; there are {expected}, numbered from 1.",
    ),
    (
        "核对报文总数和序号：未拆分的都填1，拆分的从1起连续编号。",
        "Write 1 of 1 for a paper in one part; number parts from 1 without a gap.",
    ),
)
HAS_ITS_TRANSPORT_DOCUMENT = notice(
    "ENT-1519",
    (
        "“提运单号”为空；只有邮路运输（运输方式“{expected}”）可以不填。",
        "The transport document is missing; only by mail (mode {expected}) may it be.",
    ),
    (
        "填写海运提单、空运总单或汽车载货清单的编号。",
        "Write the number of the bill of lading, air waybill or truck manifest.",
    ),
)
IS_GIVEN = notice(
    "ENT-1520",
    ("该项为空，应填写。", "The entry is empty; it must be filled."),
    (
        "按规范填写；确无编号的，按规范填“无”。",
        "Fill it in, or write 无 where allowed.",
    ),
)
IS_ON_LIST_NUMBER_FORM = notice(
    "ENT-1521",
    (
        "“清单编号”“{given}”不是出口清单的编号，应为{expected}。",
        "{given} is not the number of an export list: {expected}.",
    ),
    (
        "填写海关回执中的出口清单编号。",
        "Write the number of the export list from its receipts.",
    ),
)
LIST_NUMBER = "4位关区+4位年+E+9至11位数字"
SERIALS = (9, 10, 11)


def goes(desk: Desk[P], direction: str) -> Check[Lodgement[P]]:
    """进出口标记 Check that goods go the way this paper is about."""

    def goes_there(lodgement: Lodgement[Any]) -> Iterator[Difference]:
        if (given := lodgement.paper.direction) != direction:
            yield Difference(desk.place("direction"), given, direction)

    return desk.check(GOES_THE_RIGHT_WAY, goes_there, "direction")


def in_parts(desk: Desk[P]) -> Check[Lodgement[P]]:
    """拆分 Check that a part is one of the parts there are."""

    def is_one_of_them(lodgement: Lodgement[Any]) -> Iterator[Difference]:
        part, parts = lodgement.paper.part, lodgement.paper.parts
        if not 1 <= part <= parts:
            place, against = desk.place("part"), desk.place("parts")
            yield Difference(place, str(part), str(parts), against)

    return desk.check(IS_ONE_OF_ITS_PARTS, is_one_of_them, "part", "parts")


def carried_under_a_document(desk: Desk[P]) -> Check[Lodgement[P]]:
    """提运单 Check that all but mail has a transport document."""

    def has_one(lodgement: Lodgement[Any]) -> Iterator[Difference]:
        paper = lodgement.paper
        if not paper.transport_document and paper.transport_mode != MAIL:
            yield Difference(desk.place("transport_document"), "", MAIL)

    return desk.check(HAS_ITS_TRANSPORT_DOCUMENT, has_one, "transport_document")


def given(desk: Desk[P], *paths: str) -> Check[Lodgement[P]]:
    """必填 Check that entries are filled which the schema lets pass empty."""
    read = desk.entries(*paths)

    def is_given(lodgement: Lodgement[P]) -> Iterator[Difference]:
        for field, line, text in read(lodgement.paper):
            if not text.strip():
                yield Difference(desk.place(field, line))

    return desk.check(IS_GIVEN, is_given, *paths)


def export_list_numbers(desk: Desk[P], *paths: str) -> Check[Lodgement[P]]:
    """清单编号 Check that what should be an export list's number can be one."""
    read = desk.entries(*paths)

    def can_be_one(lodgement: Lodgement[P]) -> Iterator[Difference]:
        for field, line, number in read(lodgement.paper):
            if number and not is_export_list_number(number):
                yield Difference(desk.place(field, line), number, LIST_NUMBER)

    return desk.check(IS_ON_LIST_NUMBER_FORM, can_be_one, *paths)


def is_export_list_number(number: str) -> bool:
    """Tell whether a number has the form of an export list's: 18 to 20 characters."""
    office, letter, serial = number[:8], number[8:9], number[9:]
    digits = office + serial
    plain = digits.isascii() and digits.isdigit()
    return plain and letter == "E" and len(serial) in SERIALS


def platform_filed(desk: Desk[P]) -> tuple[Check[Lodgement[P]], ...]:
    """电商平台 Check that the platform is on file, unless it has no code at all."""
    checks = filed(desk, Role.PLATFORM, "platform.code", "platform.name")
    return unless(_is_abroad, *checks)


def site_filed(desk: Desk[P]) -> tuple[Check[Lodgement[P]], ...]:
    """监管场所 Check that who runs the site is on file; a postal carrier may be it."""
    checks = filed(desk, Role.SITE_OPERATOR, "operator.code", "operator.name")
    unknown, miscalled, misplaced, inactive = checks
    return unknown, miscalled, *unless(_is_carrier, misplaced), inactive


def together(
    *several: tuple[Check[Lodgement[P]], ...],
) -> tuple[Check[Lodgement[P]], ...]:
    """Ask the same of several entries, each check once for all of them."""
    return tuple(_together(alike) for alike in zip(*several, strict=True))


def _together(alike: tuple[Check[Lodgement[P]], ...]) -> Check[Lodgement[P]]:
    def differences(lodgement: Lodgement[P]) -> Iterator[Difference]:
        for check in alike:
            yield from check.differences(lodgement)

    about = tuple(place for check in alike for place in check.about)
    return replace(alike[0], differences=differences, about=about)


def _is_abroad(lodgement: Lodgement[Any]) -> bool:
    return bool(lodgement.paper.platform.code == NO_CODE)


def _is_carrier(lodgement: Lodgement[Any]) -> bool:
    firm = lodgement.registry.get(lodgement.paper.operator.code)
    return firm is not None and Role.CARRIER in firm.roles


def unless(
    exempt: Callable[[Lodgement[P]], bool], *checks: Check[Lodgement[P]]
) -> tuple[Check[Lodgement[P]], ...]:
    """Leave checks out for papers that are exempt of them."""
    return tuple(_unless(exempt, check) for check in checks)


def _unless(
    exempt: Callable[[Lodgement[P]], bool], check: Check[Lodgement[P]]
) -> Check[Lodgement[P]]:
    def differences(lodgement: Lodgement[P]) -> Iterator[Difference]:
        if not exempt(lodgement):
            yield from check.differences(lodgement)

    return replace(check, differences=differences)
