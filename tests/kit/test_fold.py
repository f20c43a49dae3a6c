from dataclasses import dataclass

import pytest

from tongguan.kit.fold import fold, unfold


@dataclass(frozen=True, kw_only=True)
class Firm:
    code: str
    name: str = "?"


@dataclass(frozen=True, kw_only=True)
class Deal:
    number: str
    seller: Firm
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FlatDeal:
    kind: str = "I"
    number: str
    seller_code: str
    seller_name: str


@dataclass(frozen=True, kw_only=True)
class StrangeDeal:
    colour: str


FLAT = FlatDeal(number="1", seller_code="S", seller_name="卖家")
DEAL = Deal(number="1", seller=Firm(code="S", name="卖家"), lines=(7,))


def test_a_flat_value_is_folded_by_its_names() -> None:
    assert fold(Deal, FLAT, lines=(7,)) == DEAL


def test_a_noun_is_said_flatly_and_the_rest_keeps_its_default() -> None:
    assert unfold(FlatDeal, DEAL) == FLAT


def test_a_noun_that_does_not_say_enough_is_refused() -> None:
    with pytest.raises(TypeError, match="Deal does not say 'colour'"):
        unfold(StrangeDeal, DEAL)
