"""税款担保 Whether a guarantee covers the tax that is released and not yet paid."""

from decimal import Decimal


def security_covers(guarantee: Decimal, *, unpaid: Decimal, due: Decimal) -> bool:
    """担保额度充足 At every moment the guarantee is not below the unpaid tax."""
    return unpaid + due <= guarantee
