from collections.abc import Callable
from datetime import date

import pytest

from tongguan.kit.identifiers import (
    Flaw,
    Reason,
    bank_account,
    bank_card,
    bank_identifier,
    business_licence,
    credit_code,
    customs_registration,
    gtin,
    hs_code,
    list_number,
    luhn_number,
    modern_resident_id,
    organisation_code,
    postal_check_digit,
    postal_item,
    preliminary_number,
    resident_id,
)

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",
        "440524188001010014",
        "110101190001010014",
        "810000199408230021",
    ],
)
def test_a_sound_resident_number_stands(number: str) -> None:
    assert resident_id(number, today=TODAY) is None


@pytest.mark.parametrize(
    ("number", "reason", "expected"),
    [
        ("11010519491231002", Reason.LENGTH, "18"),
        ("", Reason.LENGTH, "18"),
        ("11010519491231002x", Reason.CHARACTERS, "0-9, X"),
        ("1101051949123100２X", Reason.CHARACTERS, "0-9, X"),
        ("110105194902300025", Reason.DATE, "7-14"),
        ("110105202611210024", Reason.FUTURE, "2026-11-20"),
        ("990105194912310025", Reason.AREA, "GB/T 2260"),
        ("110105194912310021", Reason.CHECK_DIGIT, "X"),
    ],
)
def test_a_flawed_resident_number_names_its_flaw(
    number: str, reason: Reason, expected: str
) -> None:
    assert resident_id(number, today=TODAY) == Flaw(reason, expected)


def test_a_birthday_is_not_in_the_future_on_that_very_day() -> None:
    flaw = resident_id("110105202611200021", today=TODAY)
    assert flaw is None or flaw.reason is Reason.CHECK_DIGIT


def test_an_old_number_gets_its_century_and_its_check_digit() -> None:
    assert modern_resident_id("110105491231002") == "11010519491231002X"


@pytest.mark.parametrize(
    ("judge", "number"),
    [
        (credit_code, "91330100799655058B"),
        (credit_code, "9144030071526726XG"),
        (credit_code, "914403001922038216"),
        (credit_code, "91110000802100433B"),
        (credit_code, "91350100M000100Y43"),
        (organisation_code, "D2143569X"),
        (organisation_code, "D2143569-X"),
        (organisation_code, "71526726X"),
        (business_licence, "110108000000016"),
        (customs_registration, "33189630GS"),
        (customs_registration, "3122660W01"),
        (list_number, "79202022I000000001"),
        (preliminary_number, "B20180521123456789"),
        (hs_code, "1901101090"),
        (gtin, "6901234567892"),
        (luhn_number, "79927398713"),
        (bank_card, "4111111111111111"),
        (postal_item, "RR473124829CN"),
        (bank_account, "GB82WEST12345698765432"),
        (bank_identifier, "BKCHCNBJ"),
    ],
)
def test_a_sound_number_stands(
    judge: Callable[[str], Flaw | None], number: str
) -> None:
    assert judge(number) is None


@pytest.mark.parametrize(
    ("judge", "number", "reason", "expected"),
    [
        (credit_code, "91330100799655058A", Reason.CHECK_DIGIT, "B"),
        (credit_code, "9133010079965505", Reason.LENGTH, "18"),
        (organisation_code, "D21435690", Reason.CHECK_DIGIT, "X"),
        (business_licence, "110108000000017", Reason.CHECK_DIGIT, "6"),
        (customs_registration, "33189630G", Reason.LENGTH, "10"),
        (list_number, "79202022X000000001", Reason.CHARACTERS, None),
        (preliminary_number, "B20180231123456789", Reason.DATE, "2-9"),
        (hs_code, "190110109", Reason.LENGTH, "10"),
        (hs_code, "19011010９0", Reason.CHARACTERS, "0-9"),
        (hs_code, "7701101090", Reason.AREA, "01-97, 77 excepted"),
        (gtin, "6901234567893", Reason.CHECK_DIGIT, "2"),
        (gtin, "690123456789", Reason.CHECK_DIGIT, "7"),
        (luhn_number, "79927398710", Reason.CHECK_DIGIT, "3"),
        (bank_card, "411111111111", Reason.LENGTH, "13-19"),
        (postal_item, "RR473124820CN", Reason.CHECK_DIGIT, "9"),
        (bank_account, "GB82WEST12345698765431", Reason.CHECK_DIGIT, "IBAN"),
    ],
)
def test_a_flawed_number_names_its_flaw(
    judge: Callable[[str], Flaw | None],
    number: str,
    reason: Reason,
    expected: str | None,
) -> None:
    flaw = judge(number)
    assert flaw
    assert flaw.reason is reason
    assert expected in {None, flaw.expected}


def test_a_flaw_speaks_both_languages() -> None:
    flaw = Flaw(Reason.CHECK_DIGIT, "X")
    assert flaw.chinese == "校验位应为 X"
    assert flaw.english == "must end in check digit X"


def test_the_postal_serial_of_the_standard_ends_in_nine() -> None:
    assert postal_check_digit("47312482") == "9"
