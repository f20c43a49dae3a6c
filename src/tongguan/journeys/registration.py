"""入库 Papers without a journey of their own: lodged, then registered, and told so.

What else a registered paper does (a cancellation that cancels, an arrival that lets a
list go on) stands in `EFFECTS`, by its kind: it is called with the papers held and
registered, in the same transaction.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import cache, partial

from tongguan.journeys.answers import answer
from tongguan.journeys.case import other_path, to_other
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.register.model import Standing
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import AnyPaper

Registered = Sequence[tuple[Standing, AnyPaper]]
Effect = Callable[[Rooms, Registered, datetime], None]
EFFECTS: Mapping[Paper, Effect] = {}


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
    rooms.outbox.put([answer(to_other(*it), "register", []) for it in registered], at)
    if effect is not None:
        effect(rooms, registered, at)
