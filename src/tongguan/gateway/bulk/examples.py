"""示例行 The example row of a template: made-up words in the form of every field."""

from collections.abc import Mapping
from functools import cache

from tongguan.gateway.bulk.columns import columns_of
from tongguan.gateway.chinaport.schemas.examples import example_text
from tongguan.trade.kinds import Paper


@cache
def example_of(paper: Paper) -> tuple[Mapping[str, str], ...]:
    """Return the example rows of a kind of paper: text by the tag of its column.

    Only what a row can't do without is filled, so that an example is short.
    """
    columns = columns_of(paper)
    return ({it.tag: example_text(it.slot) for it in columns if it.needed},)
