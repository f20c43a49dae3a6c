"""重办进程 Goes through the days of an archive, and says of every list what changes."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from tongguan.journeys.replay.articles import bits_of
from tongguan.journeys.replay.columns import Columns
from tongguan.journeys.replay.files import Manifest, batches, lists_in
from tongguan.journeys.replay.plain import decide_again

NOW = {
    "row": pl.UInt32,
    "outcome_now": pl.String,
    "treatment_now": pl.String,
    "dutiable_now": pl.Int64,
    "tax_now": pl.Int64,
    "law_now": pl.Int64,
}
WAS = ("number", "declared_on", "outcome", "treatment", "dutiable", "tax")
Compared = pl.DataFrame
MAY_CHANGE = ("outcome", "treatment", "dutiable", "tax", "law")


def replay(folder: Path, days: list[Manifest]) -> Iterator[Compared]:
    """Decide the lists of these days again, so many at once."""
    columns = Columns()
    for day in days:
        for lists in batches(folder, day):
            yield again(lists, columns)


def again(lists: pl.DataFrame, columns: Columns) -> Compared:
    """Decide lists again; `fits` tells which were decided column by column."""
    decided = columns.decide(lists)
    others = decided.filter(~pl.col("fits"))["row"]
    one_by_one = pl.DataFrame(
        [
            (row, it.outcome, it.treatment, it.dutiable, it.tax, bits_of(it.codes))
            for row, it in zip(
                others, map(decide_again, lists_in(lists[others])), strict=True
            )
        ],
        schema=NOW,
        orient="row",
    )
    now = pl.concat([decided.filter("fits").select(list(NOW)), one_by_one])
    was = decided.select("row", *WAS, "law", "fits")
    compared = was.join(now, on="row", maintain_order="left")
    changed = (pl.col(it).ne_missing(pl.col(f"{it}_now")) for it in MAY_CHANGE)
    return compared.with_columns(changed=pl.any_horizontal(changed))
