"""按列重办 Decides many archived lists again, column by column, in whole numbers.

Uglier than `plain`, and here for its speed alone. What the law says of an article comes
from the rules themselves (`articles`), and so do the outcome of what was found and the
slopes of the formulas; what is done here is sums, comparisons with the limits of the
day, and rounding. The tests hold it to `plain`, list by list.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

import polars as pl

from tongguan.customs.duty.law import law_on
from tongguan.customs.duty.model import Treatment
from tongguan.customs.risk.model import selectivity_on
from tongguan.journeys.decision import outcome
from tongguan.journeys.replay.articles import (
    BITS,
    Articles,
    Judged,
    bits_of,
    era_of,
)
from tongguan.journeys.replay.contents import content_found, in_tens
from tongguan.journeys.replay.duties import DEAREST
from tongguan.journeys.replay.kinds import ADMITTED, Kind
from tongguan.journeys.replay.plain import (
    DRAWS,
    LAW_CODES,
    by_law,
    carried_over,
    finding,
)
from tongguan.trade.money import in_fen

GRAINS = 1000  # hundred-thousandths of a yuan, as lists declare them, in a fen
TAXES = ("duty", "consumption", "vat")
KIND = Kind._fields
NAMED = (*KIND[:ADMITTED], "name")
RATED = ("rates", "reduced")
MUCH = ("pieces", "measured", "second")
OF_DAY = ("row", "era", "mode", "tolerance_n", "tolerance_d")
# fmt: off
DAYS = {
    "declared_on": pl.Date, "era": pl.Date, "single": pl.Int64, "annual": pl.Int64,
    "dear_from": pl.Int64, "pace": pl.Int64, "telephones": pl.Int64,
    "addresses": pl.Int64, "drawn_below": pl.Int64,
    "tolerance_n": pl.Int64, "tolerance_d": pl.Int64,
}
JUDGED = {it: pl.Boolean if it == "named" else pl.Int64 for it in Judged._fields}
SLOPES = {
    "rates": pl.Int64, "reduced": pl.Boolean, "known": pl.Boolean, "room": pl.Int64,
    **{f"{tax}_{part}": pl.Int64 for tax in TAXES for part in "acd"},
}
# fmt: on
col = pl.col


class Columns:
    """Decides batches, remembering what the rules said of the articles in them."""

    def __init__(self) -> None:
        self._articles = Articles()

    def decide(self, lists: pl.DataFrame) -> pl.DataFrame:
        """Return the lists with what each comes to now, and what it had come to.

        New columns: `fits` (false: ask `plain`), and `outcome_now`, `treatment_now`,
        `dutiable_now`, `tax_now`, `law` and `law_now`, the codes by law as bits.
        """
        self._articles.forget()
        heads = lists.drop("lines").with_row_index("row").join(
            table(map(day_row, lists["declared_on"].unique()), DAYS),
            on="declared_on", maintain_order="left",
        )  # fmt: skip
        lines = content_found(self._judged(priced(lists, heads)))
        heads = treated(heads, lines)
        lines = self._owed(lines, heads)
        return outcomes(found(heads, lines))

    def _judged(self, lines: pl.DataFrame) -> pl.DataFrame:
        """Say of every line what the rules say of its kind, and its name if asked."""
        kinds = lines.select(KIND).unique()
        said = table(self._articles.judge(kinds.rows()), JUDGED)
        lines = beside(lines, pl.concat([kinds, said], how="horizontal"), KIND)
        names = lines.filter("named").select(NAMED).unique()
        if names.is_empty():
            return lines
        called = pl.Series("called", self._articles.called(names.rows()), pl.Int64)
        lines = beside(lines, names.with_columns(called), NAMED)
        codes = pl.when("named").then("called").otherwise("codes")
        return lines.with_columns(codes=codes)

    def _owed(self, lines: pl.DataFrame, heads: pl.DataFrame) -> pl.DataFrame:
        """Reckon what every line owes; null where a rate is missing."""
        slopes = (
            (
                number,
                bool(reduced),
                it.known,
                it.most,
                *it.duty,
                *it.consumption,
                *it.vat,
            )
            for number, both in enumerate(self._articles.duties.slopes)
            for reduced, it in enumerate(both)
        )
        reduced = col("treatment_now") == Treatment.REDUCED.value
        treatments = heads.select("row", reduced=reduced)
        lines = beside(met(lines), treatments, ("row",))
        lines = beside(lines, table(slopes, SLOPES), RATED)
        owed = pl.sum_horizontal(map(rounded, TAXES))
        return lines.with_columns(owed=pl.when("known").then(owed))


def table(rows: Any, schema: dict[str, Any]) -> pl.DataFrame:
    """Make columns of rows."""
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def beside(rows: pl.DataFrame, told: pl.DataFrame, on: Sequence[str]) -> pl.DataFrame:
    """Put what is told of a key beside every row that has it."""
    return rows.join(told, on=on, how="left", nulls_equal=True, maintain_order="left")


def day_row(day: date) -> tuple[Any, ...]:
    """Say the limits of a day in whole numbers."""
    limits, risk = law_on(day).limits.says, selectivity_on(day).says
    annual, dear_from = in_fen(limits.annual_limit), 0
    if limits.dear_article_may_pass:
        strict = limits.dear_article_strictly_below_annual
        dear_from = annual if strict else annual + 1
    return (
        *(day, era_of(day), in_fen(limits.single_limit), annual, dear_from),
        *(risk.lists_a_day, risk.buyers_on_telephone, risk.buyers_on_address),
        int((risk.random_share * DRAWS).to_integral_value(ROUND_CEILING)),
        *in_tens(risk.content_tolerance),
    )


def grains(name: str) -> pl.Expr:
    """Say an amount in hundred-thousandths of a yuan, null where it is too large."""
    return col(name).to_physical().cast(pl.Int64, strict=False)


def signs(name: str, called: str) -> pl.Expr:
    """Say whether there is anything of a quantity, or less than nothing."""
    return col(name).to_physical().sign().cast(pl.Int64).alias(called)


def to_fen(amount: pl.Expr) -> pl.Expr:
    """Round to the fen, half up."""
    return (amount + GRAINS // 2) // GRAINS


def rounded(tax: str) -> pl.Expr:
    """Reckon a tax by its slope and round it to the fen, half up."""
    a, c, d = (col(f"{tax}_{part}") for part in "acd")
    return (2 * (a * col("price") + c * col("much")) + d) // (2 * d)


def met(lines: pl.DataFrame) -> pl.DataFrame:
    """Find the rates of lines: the price, and how much there is, decide of two."""
    by = (pl.when(col("by") == place).then(it) for place, it in enumerate(MUCH, 1))
    much = pl.coalesce(pl.when(col("by") == 0).then(0), *by)
    n, d = col("floor_n"), col("floor_d")
    reached = col("price") >= (n * col("much") + d - 1) // d
    return lines.with_columns(much=much).with_columns(
        rates=pl.when(reached).then("above").otherwise("below")
    )


def priced(lists: pl.DataFrame, heads: pl.DataFrame) -> pl.DataFrame:
    """Say the lines of all lists, each with its price and its share of the charges.

    Shares are rounded one by one and never exceed what is left; the last line takes the
    rest. Added up, that is the running sum of the shares held to the charge.
    """
    charge = grains("freight") + grains("insurance")
    lines = (
        lists.select("lines").with_row_index("row").explode("lines").unnest("lines")
        .join(heads.select(*OF_DAY, charged=charge), on="row", maintain_order="left")
        .with_columns(
            signs("quantity", "some"), signs("statutory_quantity", "some_statutory"),
            signs("second_quantity", "some_second"),
            grains=grains("total"), pieces=grains("quantity"),
            measured=grains("statutory_quantity"), second=grains("second_quantity"),
            charge=to_fen(col("charged")),
        )
        .with_columns(value=to_fen(col("grains")))
    )  # fmt: skip
    inside = pl.all_horizontal(
        col("value").is_between(0, DEAREST), col("charge").is_between(0, DEAREST)
    ).fill_null(value=False)
    lines = lines.with_columns(
        inside=inside,
        value=pl.when(inside).then("value").otherwise(0),
        charge=pl.when(inside).then("charge").otherwise(0),
        last=col("row").shift(-1, fill_value=-1) != col("row"),
    ).with_columns(whole=col("value").sum().over("row"))
    share = (2 * col("charge") * col("value") + col("whole")) // (2 * col("whole"))
    upto = pl.min_horizontal(share.fill_null(0).cum_sum().over("row"), "charge")
    lines = lines.with_columns(upto=pl.when("last").then("charge").otherwise(upto))
    first = col("row").shift(1, fill_value=-1) != col("row")
    before = pl.when(first).then(0).otherwise(col("upto").shift(1))
    return lines.with_columns(price=col("value") + col("upto") - before)


def treated(heads: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Weigh every list against the limits of its day."""
    one = (pl.len() == 1) & (col("quantity").first() == Decimal(1))
    sums = lines.group_by("row").agg(
        dutiable_now=col("price").sum(), goods=col("grains").sum(), one=one
    )
    heads = heads.join(sums, on="row", maintain_order="left")
    price = col("dutiable_now")
    treatment = (
        pl.when(col("used") + price > col("annual"))
        .then(pl.lit(Treatment.GENERAL_TRADE.value))
        .when(price <= col("single"))
        .then(pl.lit(Treatment.REDUCED.value))
        .when(col("one") & (price < col("dear_from")))
        .then(pl.lit(Treatment.FULL_RATES.value))
        .otherwise(pl.lit(Treatment.GENERAL_TRADE.value))
    )
    return heads.with_columns(treatment_now=treatment)


def found(heads: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Say what every list owes in all, and which of its limits it breaks."""
    room = pl.min_horizontal("most", "room")
    fits = (
        col("inside")
        & (col("price") <= DEAREST)
        & col("much").is_between(0, room)
        & col("codes").is_not_null()
        & col("content").is_not_null()
    )
    sums = lines.group_by("row").agg(
        tax_now=pl.when(col("owed").is_not_null().all()).then(col("owed").sum()),
        codes=(col("codes") | col("content")).bitwise_or(),
        fits=fits.fill_null(value=False).all(),
    )
    heads = heads.join(sums, on="row", maintain_order="left")
    general = col("treatment_now") == Treatment.GENERAL_TRADE.value
    price, worth = (
        col("dutiable_now"),
        col("goods") + grains("freight") + grains("insurance"),
    )
    broken = {
        "QUO-2002": general & (price > col("single")),
        "QUO-2001": general & (col("used") + price > col("annual")),
        "TAX-3101": col("tax_now").is_null(),
        "GUA-4001": col("tax_now").fill_null(0) > col("guarantee_left"),
        "RSK-6006": col("draw") < col("drawn_below"),
        "RSK-6001": (col("spent") > 0)
        & (col("spent") * GRAINS + worth > col("single") * GRAINS),
        "RSK-6002": col("on_telephone") >= col("telephones"),
        "RSK-6003": col("on_address") >= col("addresses"),
        "RSK-6004": col("buyer_lists") >= col("pace"),
    }
    bits = [pl.when(it).then(BITS[code]).otherwise(0) for code, it in broken.items()]
    return heads.with_columns(law_now=pl.sum_horizontal("codes", *bits))


def outcomes(heads: pl.DataFrame) -> pl.DataFrame:
    """Let the gravest finding speak, once for all lists with the same findings."""
    pairs = heads.select("law_now", "findings").unique()
    said = (
        (bits_of(by_law(findings)), decided(mask, findings))
        for mask, findings in pairs.rows()
    )
    told = table(said, {"law": pl.Int64, "outcome_now": pl.String})
    return heads.join(
        pl.concat([pairs, told], how="horizontal"),
        on=["law_now", "findings"],
        maintain_order="left",
    )


def decided(mask: int, findings: str) -> str:
    """Return the outcome of what was found by law and of what is carried over."""
    codes = [*carried_over(findings), *codes_in(mask)]
    return outcome([finding(code) for code in codes]).value


def codes_in(mask: int) -> Iterator[str]:
    """Say bits as codes, in order of precedence."""
    return (code for code in LAW_CODES if mask & BITS[code])
