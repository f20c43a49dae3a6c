from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tongguan.kit.breaches import (
    CONTROL_CHARACTER,
    NO_NUMBER,
    NO_TIME,
    NOT_LISTED,
    TOO_LONG,
    TOO_MANY_DECIMALS,
    TOO_MANY_DIGITS,
    WRONG_LENGTH,
    Breach,
    BreachError,
)
from tongguan.kit.forms import fit
from tongguan.kit.moments import SHANGHAI
from tongguan.kit.notation import form


@pytest.mark.parametrize(
    ("notation", "text", "value"),
    [
        ("C4", "9610", "9610"),
        ("C..3", "\U00020000\U00020000字", "\U00020000\U00020000字"),
        ("C..1000", "一\n二", "一\n二"),
        ("C..60", " 1 ", " 1 "),
        ("C0..5", "", ""),
        ("C3=142", "142", "142"),
        ("C1{1,2}", "2", "2"),
        ("C1{1,2}:2", "1", "1"),
        ("C..5~", " a \t\n b ", "a b"),
        ("C1~", " 1 ", "1"),
        ("N19,5:0", "1.5", Decimal("1.5")),
        ("N19,5", "1.50", Decimal("1.50")),
        ("N19,5", "\n+.5 ", Decimal("0.5")),
        ("N19,5", "7.", Decimal(7)),
        ("N19,5", "0.1234500", Decimal("0.1234500")),
        ("N19,5", "000000000000000000012", Decimal(12)),
        ("N9", " -999999999 ", -999999999),
        ("Nint", "2147483647", 2147483647),
        ("T14", "20240229235959", datetime(2024, 2, 29, 23, 59, 59, 0, SHANGHAI)),
        ("T17", "20240601120000001", datetime(2024, 6, 1, 12, 0, 0, 1000, SHANGHAI)),
        ("D8", "20240229", date(2024, 2, 29)),
    ],
)
def test_a_text_of_the_right_form_is_read(
    notation: str, text: str, value: object
) -> None:
    assert form(notation).parse(text) == value


@pytest.mark.parametrize(
    ("notation", "text", "breach"),
    [
        ("C4", "961", WRONG_LENGTH),
        ("C4", "96100", WRONG_LENGTH),
        ("C..3", "1234", TOO_LONG),
        ("C..100", "一\n二", CONTROL_CHARACTER),
        ("C..1000", "一\x85二", CONTROL_CHARACTER),
        ("C3=142", "502", NOT_LISTED),
        ("C1{1,2}", "3", NOT_LISTED),
        ("N19,5", "１", NO_NUMBER),
        ("N19,5", "1,000", NO_NUMBER),
        ("N19,5", "1e3", NO_NUMBER),
        ("N19,5", "NaN", NO_NUMBER),
        ("N19,5", ".", NO_NUMBER),
        ("N19,5", "0" * 101, NO_NUMBER),
        ("N19,5", "0.123456", TOO_MANY_DECIMALS),
        ("N19,5", "123456789012345.12345", TOO_MANY_DIGITS),
        ("N9", "1000000000", TOO_MANY_DIGITS),
        ("N9", "1.0", NO_NUMBER),
        ("Nint", "2147483648", TOO_MANY_DIGITS),
        ("T14", "20230229000000", NO_TIME),
        ("T14", "20240601240000", NO_TIME),
        ("T14", "２0240601120000", NO_TIME),
        ("T17", "20240601120000", NO_TIME),
        ("D8", "20240431", NO_TIME),
        ("D8", "2024431", NO_TIME),
    ],
)
def test_a_text_of_another_form_is_refused(
    notation: str, text: str, breach: Breach
) -> None:
    with pytest.raises(BreachError) as refused:
        form(notation).parse(text)

    assert refused.value.breach is breach


def test_an_instant_is_written_in_beijing_time() -> None:
    at = datetime(2023, 12, 31, 16, 0, 0, 999_999, UTC)

    assert form("T14").text(at) == "20240101000000"
    assert form("T17").text(at) == "20240101000000999"
    assert form("D8").text(date(999, 1, 2)) == "09990102"


def test_a_number_is_written_without_exponent() -> None:
    assert form("N19,5").text(Decimal("1E+3")) == "1000"
    assert form("N19,5").text(Decimal("0.00001")) == "0.00001"


def test_a_notation_the_standard_does_not_use_is_refused() -> None:
    with pytest.raises(ValueError, match="'X9' is not a form the standard uses"):
        form("X9")


def test_free_text_is_made_to_fit() -> None:
    assert fit("一\x00二", 10) == "一 二"
    assert fit("123456", 4) == "123…"
    assert fit("", 4) == "-"
