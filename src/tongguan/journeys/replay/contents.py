"""净含量按列核 Holds statutory quantities to what models say, column by column.

What a model says one article holds is read by the rule's own reading; every article
may say something else. Nothing but the comparison is done in columns.
"""

from decimal import Decimal
from functools import lru_cache

import polars as pl

from tongguan.customs.risk.content import described
from tongguan.customs.risk.rules import content_is_as_described
from tongguan.journeys.replay.articles import BITS

CODE = BITS[content_is_as_described.notice.code]
MODELS_KEPT = 32_768
TENS = {2**a * 5**b: 10 ** max(a, b) for a in range(10) for b in range(10)}
LARGEST = 10**12
NOTHING_SAID, TOO_FINE = (None, 1), (None, None)
ONE = {"one": pl.Int64, "of": pl.Int64}
ROOM = 1 << 62
col = pl.col


def content_found(lines: pl.DataFrame) -> pl.DataFrame:
    """Say in a new column, `content`, which lines hold other than their models say.

    It is the code found as a bit, or nothing; null where a number is too large. One
    article holds `one` ÷ `of` of its unit, null ÷ 1 where its model doesn't say.
    """
    models, units = lines["model"].to_list(), lines["statutory_unit"].to_list()
    said = pl.DataFrame(list(map(one_of, models, units)), schema=ONE, orient="row")
    lines = pl.concat([lines, said], how="horizontal")
    given, wanted = col("measured") * col("of"), col("pieces") * col("one")
    size = wide("measured") * wide("of") + wide("pieces") * wide("one")
    fits = size < ROOM // (col("tolerance_n") + col("tolerance_d"))
    off = (given - wanted).abs() * col("tolerance_d") > wanted * col("tolerance_n")
    found = (
        pl.when(col("one").is_null() & col("of").is_not_null())
        .then(0)
        .when(fits)
        .then(off.cast(pl.Int64) * CODE)
    )
    return lines.with_columns(content=found).drop("one", "of")


@lru_cache(maxsize=MODELS_KEPT)
def one_of(model: str, unit: str) -> tuple[int | None, int | None]:
    """Say in whole decimals what a model says one article holds."""
    one = described(model, unit)
    return NOTHING_SAID if one is None else in_tens(one)


def in_tens(number: Decimal) -> tuple[int, int] | tuple[None, None]:
    """Say a number over a power of ten, as decimals are reckoned with."""
    whole, divisor = number.as_integer_ratio()
    tens = TENS.get(divisor)
    if tens is None or abs(whole) > LARGEST:
        return TOO_FINE
    return whole * tens // divisor, tens


def wide(name: str) -> pl.Expr:
    """Say how large a number is, with room to multiply it."""
    return col(name).cast(pl.Int128).abs()
