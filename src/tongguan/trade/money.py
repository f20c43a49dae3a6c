"""金额 Exact yuan, and the one place where they become fen."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

FEN = Decimal("0.01")
ZERO = Decimal(0)
AMOUNTS_KEPT = 16_384  # prices come again and again, and so do their taxes
NOTHING = Decimal("0.00")


def to_fen(amount: Decimal) -> Decimal:
    """Round yuan to the fen, half up (计算至分，四舍五入)."""
    return amount.quantize(FEN, rounding=ROUND_HALF_UP)


@lru_cache(maxsize=AMOUNTS_KEPT)
def in_fen(amount: Decimal) -> int:
    """Count an amount of yuan in whole fen, as the ledgers keep it.

    The amounts of a list are asked for again and again: by its decision, its movements,
    its bill and its facts.
    """
    return int(to_fen(amount) * 100) if amount else 0


def in_yuan(fen: int) -> Decimal:
    """Say a count of fen in yuan with two decimals."""
    return Decimal(fen).scaleb(-2) if fen else NOTHING
