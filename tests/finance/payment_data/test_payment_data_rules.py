"""The raw data of a payment: a proof that agrees, spoilt in one place."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.papers import NOON, ORDER, PAYMENT
from tongguan.finance.payment_data.model import YUAN, Compared, Proof
from tongguan.finance.payment_data.rules import PAYMENT_DATA_CHECKS
from tongguan.kit.checks import verify

PROOF = Proof(
    platform_code=ORDER.platform.code,
    provider_code=PAYMENT.provider.code,
    transaction=PAYMENT.transaction,
    total=PAYMENT.amount,
    currency=YUAN,
    traded_at=NOON,
    orders=(ORDER.number,),
    goods=tuple(line.name for line in ORDER.lines),
)
DAY = timedelta(hours=24)


def found(**changes: Any) -> list[tuple[str, str, str]]:
    proof = replace(PROOF, **changes)
    compared = Compared(proof=proof, order=ORDER, payment=PAYMENT, apart=DAY)
    return [
        (it.code, it.words()["given"], it.words()["expected"])
        for it in verify(compared, PAYMENT_DATA_CHECKS)
    ]


def test_an_agreeing_proof_is_told_nothing() -> None:
    assert found() == []
    assert found(traded_at=NOON - timedelta(hours=24)) == []


@pytest.mark.parametrize(
    ("changes", "code", "given", "expected"),
    [
        ({"orders": ("D1", "D2")}, "PAY-4101", "D1、D2", "DD20261020001"),
        (
            {"transaction": "T9"},
            "PAY-4102",
            "3101969ZF3 T9",
            "3101969ZF3 ZF20261020001",
        ),
        ({"total": Decimal(500)}, "PAY-4103", "500.00 142", "525.23 142"),
        (
            {"traded_at": NOON - timedelta(hours=24, seconds=1)},
            "PAY-4104",
            "2026-10-19 11:59",
            "2026-10-20 12:00",
        ),
    ],
)
def test_what_differs_is_told_with_both_values(
    changes: dict[str, Any], code: str, given: str, expected: str
) -> None:
    assert found(**changes) == [(code, given, expected)]


def test_goods_that_are_not_named_are_told() -> None:
    assert [code for code, *_ in found(goods=("别的",))] == ["PAY-4105"]
