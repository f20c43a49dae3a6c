"""Numbers that carry their own proof: identity cards, credit codes, bar codes.

Every function looks at one number and returns None when it may stand, or the first
`Flaw` that tells why it cannot: too short, a wrong character, a wrong check digit, a
day that never was. Nothing here asks a register whether the number was ever issued.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from stdnum import bic, ean, iban, luhn, numdb
from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.iso7064 import mod_11_10


class Reason(StrEnum):
    """Why a number cannot stand."""

    LENGTH = "length"
    CHARACTERS = "characters"
    CHECK_DIGIT = "check digit"
    DATE = "date"
    FUTURE = "future"
    AREA = "area"


SAID = {
    Reason.LENGTH: ("长度应为 {} 位", "must have {} characters"),
    Reason.CHARACTERS: ("字符应为 {}", "must be written as {}"),
    Reason.CHECK_DIGIT: ("校验位应为 {}", "must end in check digit {}"),
    Reason.DATE: ("第 {} 位应为真实日期", "must hold a real date in places {}"),
    Reason.FUTURE: ("日期应不晚于 {}", "must hold a date not after {}"),
    Reason.AREA: ("开头应属 {}", "must begin with a code of {}"),
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a number, and what it should be."""

    reason: Reason
    expected: str

    @property
    def chinese(self) -> str:
        """Say in Chinese what the number should be."""
        return SAID[self.reason][0].format(self.expected)

    @property
    def english(self) -> str:
        """Say in English what the number should be."""
        return SAID[self.reason][1].format(self.expected)


Flawed = Flaw | None
DIGITS = "0-9"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
POSTAL_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
RESIDENCE_PERMITS = frozenset(("81", "82", "83"))
GTIN_LENGTHS = (8, 12, 13, 14)
HONG_KONG_SHORT = 7  # one letter, which a blank stands before
BANK_CARD_LENGTHS = range(13, 20)
RESERVED_CHAPTERS = frozenset(("00", "77", "98", "99"))
RESIDENT = "[0-9]{17}[0-9X]"
CREDIT = "[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}"
ORGANISATION = "[0-9A-Z]{8}[0-9X]"
REGISTRATION = "[1-9][0-9]{3}[0-9A-Z]{6}"
LIST = "[0-9]{8}[IE][0-9]{9}"
PRELIMINARY = "[A-Z][0-9]{17}"
HONG_KONG = "[A-Z]{1,2}[0-9]{6}[0-9A]"
HONG_KONG_FIRM = "[0-9]{8}"
POSTAL = "[A-Z]{2}[0-9]{9}[A-Z]{2}"


def resident_id(number: str, *, today: date) -> Flawed:
    """公民身份号码 Check an 18-character resident identity number (GB 11643)."""
    if flaw := _shape(number, 18, "0-9, X", RESIDENT):
        return flaw
    day = _day(number[6:14])
    if day is None:
        return Flaw(Reason.DATE, "7-14")
    if day > today:
        return Flaw(Reason.FUTURE, today.isoformat())
    if not area_is_known(number[:6]):
        return Flaw(Reason.AREA, "GB/T 2260")
    return _check_digit(number, ric.calc_check_digit(number))


def modern_resident_id(number: str) -> str:
    """十五位升十八位 Turn an old 15-digit identity number into its 18 characters."""
    longer = f"{number[:6]}19{number[6:]}"
    return longer + ric.calc_check_digit(longer + "0")


@cache
def area_is_known(area: str) -> bool:
    """行政区划 Tell whether GB/T 2260 ever had the area, or its prefecture.

    Counties come and go faster than any copy of the table, so an area counts as known
    when its prefecture is.
    """
    if area[:2] in RESIDENCE_PERMITS:
        return True
    places: Any = numdb.get("cn/loc")
    return any(
        "county" in found
        for wanted in (area, area[:4] + "00")
        for _, found in places.info(wanted)
    )


def credit_code(number: str) -> Flawed:
    """统一社会信用代码 Check an 18-character unified social credit code (GB 32100)."""
    if flaw := _shape(number, 18, "0-9, A-Z (I O S V Z excepted)", CREDIT):
        return flaw
    return _check_digit(number, uscc.calc_check_digit(number[:17]))


def organisation_code(number: str) -> Flawed:
    """组织机构代码 Check a nine-character organisation code (GB 11714)."""
    compact = number.replace("-", "")
    if flaw := _shape(compact, 9, "0-9, A-Z", ORGANISATION):
        return flaw
    total = sum(
        int(place, 36) * weight
        for place, weight in zip(compact, ORGANISATION_WEIGHTS, strict=False)
    )
    return _check_digit(compact, "0123456789X"[-total % 11])


def hong_kong_id(number: str) -> Flawed:
    """香港身份证号码 Check a Hong Kong identity number by its check digit."""
    compact = number.replace("(", "").replace(")", "")
    if len(compact) not in {8, 9}:
        return Flaw(Reason.LENGTH, "8, 9")
    if not _compiled(HONG_KONG).fullmatch(compact):
        return Flaw(Reason.CHARACTERS, "A123456(7)")
    places = [int(place, 36) for place in compact[:-1]]
    places = [36, *places] if len(places) == HONG_KONG_SHORT else places
    weighed = sum(p * w for p, w in zip(places, range(9, 1, -1), strict=True))
    return _check_digit(compact, "0123456789A"[-weighed % 11])


def hong_kong_firm(number: str) -> Flawed:
    """香港商业登记号码 Check a Hong Kong business registration number by its shape."""
    return _shape(number, 8, DIGITS, HONG_KONG_FIRM)


def business_licence(number: str) -> Flawed:
    """工商注册号 Check a 15-digit business registration number (GS 15)."""
    if flaw := _digits(number, 15):
        return flaw
    return _check_digit(number, mod_11_10.calc_check_digit(number[:14]))


def customs_registration(number: str) -> Flawed:
    """海关注册编码 Check a ten-character customs registration number by its shape."""
    return _shape(number, 10, "NNNN, 0-9, A-Z", REGISTRATION)


def list_number(number: str) -> Flawed:
    """清单编号 Check a list number: 4 customs office, 4 year, I or E, 9 serial."""
    return _shape(number, 18, "NNNN YYYY I|E NNNNNNNNN", LIST)


def preliminary_number(number: str) -> Flawed:
    """预录入编号 Check a preliminary number: a letter, the day, nine of serial."""
    if flaw := _shape(number, 18, "B YYYYMMDD NNNNNNNNN", PRELIMINARY):
        return flaw
    return None if _day(number[1:9]) else Flaw(Reason.DATE, "2-9")


def hs_code(number: str) -> Flawed:
    """商品编码 Check a ten-digit code of the tariff by its shape and chapter."""
    if flaw := _digits(number, 10):
        return flaw
    if number[:2] in RESERVED_CHAPTERS:
        return Flaw(Reason.AREA, "01-97, 77 excepted")
    return None


def gtin(number: str) -> Flawed:
    """商品条码 Check a GTIN of 8, 12, 13 or 14 digits."""
    if len(number) not in GTIN_LENGTHS:
        return Flaw(Reason.LENGTH, "8, 12, 13, 14")
    if not _is_digits(number):
        return Flaw(Reason.CHARACTERS, DIGITS)
    return _check_digit(number, ean.calc_check_digit(number[:-1]))


def bank_card(number: str) -> Flawed:
    """银行卡号 Check a bank card number of 13 to 19 digits (Luhn)."""
    if len(number) not in BANK_CARD_LENGTHS:
        return Flaw(Reason.LENGTH, "13-19")
    return luhn_number(number)


def luhn_number(number: str) -> Flawed:
    """Check any number of digits that ends in a Luhn check digit."""
    if not _is_digits(number):
        return Flaw(Reason.CHARACTERS, DIGITS)
    return _check_digit(number, luhn.calc_check_digit(number[:-1]))


def postal_item(number: str) -> Flawed:
    """邮件号码 Check a postal item number (UPU S10): two letters, nine digits, land."""
    if flaw := _shape(number, 13, "AA NNNNNNNNN AA", POSTAL):
        return flaw
    wanted = postal_check_digit(number[2:10])
    return None if number[10] == wanted else Flaw(Reason.CHECK_DIGIT, wanted)


def postal_check_digit(serial: str) -> str:
    """Compute the check digit of an eight-digit postal serial."""
    places = zip(serial, POSTAL_WEIGHTS, strict=True)
    rest = 11 - sum(int(place) * weight for place, weight in places) % 11
    return {10: "0", 11: "5"}.get(rest, str(rest))


def bank_account(number: str) -> Flawed:
    """国际银行账号 Check an international bank account number (IBAN)."""
    return _judged_by(iban.validate, number, "IBAN")


def bank_identifier(number: str) -> Flawed:
    """银行识别代码 Check a bank identifier code (SWIFT)."""
    return _judged_by(bic.validate, number, "AAAAAACC[CCC]")


def _judged_by(validate: Callable[[str], str], number: str, form: str) -> Flawed:
    try:
        validate(number)
    except InvalidChecksum:
        return Flaw(Reason.CHECK_DIGIT, form)
    except ValidationError:
        return Flaw(Reason.CHARACTERS, form)
    return None


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _digits(number: str, length: int) -> Flawed:
    return _shape(number, length, DIGITS, "[0-9]*")


_compiled = cache(re.compile)


def _shape(number: str, length: int, characters: str, pattern: str) -> Flawed:
    if len(number) != length:
        return Flaw(Reason.LENGTH, str(length))
    if not _compiled(pattern).fullmatch(number):
        return Flaw(Reason.CHARACTERS, characters)
    return None


def _check_digit(number: str, wanted: str) -> Flawed:
    return None if number[-1] == wanted else Flaw(Reason.CHECK_DIGIT, wanted)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
