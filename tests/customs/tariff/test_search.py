"""Codes are found by digits, names and everyday words, the likeliest first."""

from datetime import date

import pytest

from tongguan.customs.tariff.merging import merge_key
from tongguan.customs.tariff.rules import tariff_on
from tongguan.customs.tariff.search import search

DAY = date(2026, 11, 1)
TARIFF = tariff_on(DAY)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("1901101090", ["1901101090"]),
        ("190110", ["1901101010", "1901101090", "1901109000"]),
        ("婴儿配方奶粉", ["1901101090", "1901101010"]),
        ("Formula", ["1901101010", "1901101090"]),
        ("猫粮", ["2309101000", "2309109000"]),
        ("sunglasses", ["9004100000"]),
        ("chocolate bar", ["1806310000", "1806320000"]),
        ("牙膏", ["3306109000"]),
        ("婴幼儿奶粉配方", ["1901101090"]),
        ("没有这种东西", []),
        (" ", []),
    ],
)
def test_the_likeliest_code_comes_first(asked: str, first: list[str]) -> None:
    found = [line.hs_code for line in search(TARIFF, asked)]
    assert found[: len(first)] == first
    assert bool(found) == bool(first)


@pytest.mark.parametrize(
    ("hs_code", "key"),
    [
        ("2309101000", "2309"),  # no condition at all
        ("1901101090", None),  # inspected at exit (B)
        ("2309109000", None),
        ("4901990000", "4901"),
        ("4904000000", None),  # not loaded
    ],
)
def test_four_digits_are_enough_without_licence_and_duty(
    hs_code: str, key: str | None
) -> None:
    assert merge_key(TARIFF.find(hs_code), DAY) == key
