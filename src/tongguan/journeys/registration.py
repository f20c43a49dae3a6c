"""入库 Papers without a journey of their own: lodged, then registered, and told so.

What else a registered paper does (a cancellation that cancels, an arrival that lets a
list go on) stands in `EFFECTS`, by its kind: it is called with the papers held and
registered, in the same transaction.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import cache, partial

from tongguan.journeys.answers import answer, word
from tongguan.journeys.asking import declare_proceeds
from tongguan.journeys.case import other_path, to_other
from tongguan.journeys.export_returning import release_returns
from tongguan.journeys.exporting import (
    close_consolidated,
    close_departed,
    wake_exports,
)
from tongguan.journeys.kinds import KINDS
from tongguan.journeys.landing import wake_landed
from tongguan.journeys.rooms import Rooms
from tongguan.kit.rulebook import read_page
from tongguan.plumbing.register.model import Standing
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import AnyPaper

Registered = Sequence[tuple[Standing, AnyPaper]]
Effect = Callable[[Rooms, Registered, datetime], None]


def take_proceeds(rooms: Rooms, registered: Registered, at: datetime) -> None:
    """收款 Declare the money that came in, and look at what waited for it."""
    declare_proceeds(rooms, registered, at)
    wake_exports(rooms, registered, at)


EFFECTS: Mapping[Paper, Effect] = {
    Paper.EXPORT_ORDER: wake_exports,
    Paper.PROCEEDS: take_proceeds,
    Paper.EXPORT_WAYBILL: wake_exports,
    Paper.DEPARTURE: close_departed,
    Paper.WAREHOUSING: wake_landed,
    Paper.CONSOLIDATION: close_consolidated,
    Paper.RETURN_TALLY: release_returns,
}
STATUSES = "register/statuses.yaml"


@cache
def registrar(kind: Paper) -> Callable[[Rooms, Collection[int], datetime], None]:
    """Return the journey that registers papers of a kind, the same one every time."""
    return partial(register, EFFECTS.get(kind))


def register(
    effect: Effect | None, rooms: Rooms, woken: Collection[int], at: datetime
) -> None:
    """Register woken papers that are lodged, tell their senders, let them act."""
    lodged = [it for it in rooms.register.held(woken) if it.state == "lodged"]
    rooms.register.move(
        [move for it in lodged for move in other_path(it, ("register",), "")], at
    )
    registered = [(it, rooms.register.open(it)) for it in lodged]
    said = [answer(to_other(*it), word_of(it[0].key.kind), []) for it in registered]
    rooms.outbox.put(said, at)
    if effect is not None:
        effect(rooms, registered, at)


@cache
def word_of(kind: Paper) -> str:
    """Say how registering is told: as stored, or as closed where nothing says so."""
    known = read_page(STATUSES)["receipts"][KINDS[kind].message.receipt.number]
    stored = word(kind, "register").status
    return "register" if stored in known["listed"] else "file"
