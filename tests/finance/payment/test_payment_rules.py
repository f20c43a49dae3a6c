from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.papers import PAYMENT, PLATFORM, PROVIDER, lodged
from tests.spoiling import found, spoil
from tongguan.finance.payment.rules import PAYMENT_CHECKS


def test_an_agreeing_payment_raises_no_finding() -> None:
    assert found(lodged(PAYMENT, PROVIDER), PAYMENT_CHECKS) == []


# fmt: off
ROWS: list[tuple[str, Any, tuple[str, ...]]] = [
    ("provider.name", "通付",
     ("RGT-1132", "payment.provider.name", "通付", "上海通付支付有限公司")),
    ("platform.code", "3301969DS2",
     ("RGT-1113", "payment.platform.code", "3301969DS2", "电商平台")),
    ("payer.id_type", "2", ("IDN-1301", "payment.payer.id_type", "2", "1")),
    ("payer.id_number", "330106199003071229",
     ("IDN-1307", "payment.payer.id_number", "330*************29", "8")),
    ("currency", "502", ("ENT-1501", "payment.currency", "502", "142")),
    ("payer.name", "空", ("ENT-1502", "payment.payer.name", "空", "")),
    ("transaction", "ZF，1", ("ENT-1503", "payment.transaction", "ZF，1", "ZF,1")),
    ("amount", Decimal("-0.01"), ("AMT-1602", "payment.amount", "-0.01", "0")),
    ("paid_at", PAYMENT.paid_at + timedelta(seconds=1),
     ("STA-1703", "payment.paid_at", "2026-10-20 12:00:01", "2026-10-20 12:00:00")),
]
# fmt: on


@pytest.mark.parametrize(("path", "value", "finding"), ROWS)
def test_one_spoilt_entry_raises_one_finding(
    path: str, value: Any, finding: tuple[str, ...]
) -> None:
    spoilt = spoil(PAYMENT, path, value)
    assert found(lodged(spoilt, PROVIDER), PAYMENT_CHECKS)[-1:] == [finding]


def test_only_the_provider_sends_its_payments() -> None:
    assert found(lodged(PAYMENT, PLATFORM), PAYMENT_CHECKS) == [
        ("RGT-1201", "payment.provider.code", "3301969PT1", "3101969ZF3")
    ]


def test_a_payment_wholly_by_coupon_may_be_nothing() -> None:
    free = spoil(PAYMENT, "amount", Decimal(0))
    assert found(lodged(free, PROVIDER), PAYMENT_CHECKS) == []
