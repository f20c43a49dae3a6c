"""唤醒 Papers that arrived or changed, each taken on by the journey of its kind.

One batch is one transaction; whoever opened it ends it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from tongguan.journeys import retail_import
from tongguan.journeys.cancelling import hear_cancellations
from tongguan.journeys.export_cancelling import cancel_exports
from tongguan.journeys.export_returning import hear_export_returns
from tongguan.journeys.exporting import clear_exports
from tongguan.journeys.forwarding import pass_on
from tongguan.journeys.registration import registrar
from tongguan.journeys.returning import hear_returns
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.summarising import summarise
from tongguan.trade.kinds import RETAIL_IMPORT, Paper

Journey = Callable[[Rooms, Collection[int], datetime], None]
OWN_JOURNEY: Mapping[Paper, Journey] = {
    **dict.fromkeys(RETAIL_IMPORT, retail_import.clear),
    Paper.CANCELLATION: hear_cancellations,
    Paper.GOODS_RETURN: hear_returns,
    Paper.EXPORT_DECLARATION: clear_exports,
    Paper.EXPORT_CANCELLATION: cancel_exports,
    Paper.EXPORT_RETURN: hear_export_returns,
    Paper.SUMMARY: summarise,
}
# What looks at lists comes after them: it concludes once its lists are released.
AFTER_LISTS = {Paper.CONSOLIDATION, Paper.DEPARTURE, Paper.SUMMARY}


def clear_batch(rooms: Rooms, at: datetime, size: int) -> int:
    """Take up to `size` woken papers on; return how many were woken."""
    woken = rooms.register.claim_wakes(size)
    take_on(rooms, woken, at)
    return len(woken)


def clear_fresh(rooms: Rooms, at: datetime) -> None:
    """Take on what this transaction has registered, as far as it can be seen.

    A paper that is lodged still is woken again, if others of its set may have come in
    another transaction at the same moment, which nobody sees yet.
    """
    fresh: set[int] = set()
    while woken := rooms.register.take_woken():
        fresh.update(woken)
        take_on(rooms, woken, at)
    rooms.register.leave(fresh)


def take_on(rooms: Rooms, woken: Mapping[int, Paper], at: datetime) -> None:
    """Let the journey of each kind look at papers that were woken.

    What one journey did is written before the next asks the tables for it.
    """
    by_kind: dict[Paper, set[int]] = defaultdict(set)
    for number, kind in woken.items():
        by_kind[kind].add(number)
    by_journey: dict[Journey, set[int]] = defaultdict(set)
    for kind in sorted(by_kind, key=AFTER_LISTS.__contains__):
        by_journey[journey_of(kind, forwards=rooms.forwards)] |= by_kind[kind]
    for journey, numbers in by_journey.items():
        journey(rooms, numbers, at)
        if len(by_journey) > 1:
            rooms.settle()


def journey_of(kind: Paper, *, forwards: bool) -> Journey:
    """Return the journey of a kind; what the customs decides elsewhere goes there."""
    if forwards and kind not in RETAIL_IMPORT:
        return pass_on
    return OWN_JOURNEY.get(kind) or registrar(kind)
