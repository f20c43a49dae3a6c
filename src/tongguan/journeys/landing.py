"""运抵 Where the zone asks for it, a direct purchase waits for its parcel to arrive.

The operator of the site says what reached it (CEB711). A parcel that is named under the
transport document of its list has arrived; the lists of others are told 400, once.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from tongguan.journeys.answers import answer
from tongguan.journeys.case import to_other
from tongguan.journeys.features import profile_on
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.register.model import Key, Link, Standing
from tongguan.trade.import_papers import Warehousing
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import AnyPaper, Declaration

DIRECT = "9610"
AWAIT = "await_arrival"
TAKEN_IN = {"registered", "concluded"}


def afloat(rooms: Rooms, lists: Sequence[Standing], at: datetime) -> set[int]:
    """Return which of these lists wait for their parcels, and tell their senders."""
    if not profile_on(rooms.profile, at.date()).waits_for_arrival:
        return set()
    opened = {it.id: (it, rooms.register.open(it)) for it in lists}
    waiting = {
        number: (standing, paper)
        for number, (standing, paper) in opened.items()
        if isinstance(paper, Declaration)
        and paper.supervision_mode == DIRECT
        and not has_arrived(rooms, paper)
    }
    news = rooms.declarations.wait(dict.fromkeys(waiting, (Paper.WAREHOUSING.value,)))
    numbers = rooms.declarations.numbers(news)
    said = [
        answer(
            to_other(*waiting[it]).numbered("", numbers[it][0]),
            AWAIT,
            [],
        )
        for it in news
    ]
    rooms.outbox.put(said, at)
    return {*waiting}


def has_arrived(rooms: Rooms, listed: Declaration) -> bool:
    """Tell whether a site has named the parcel of a list."""
    bill = Link(listed.carrier.code, listed.transport_document or "")
    return any(
        listed.waybill_number in parcels(rooms.register.open(it))
        for it in rooms.register.following([bill])
        if it.key.kind is Paper.WAREHOUSING and it.state in TAKEN_IN
    )


def parcels(paper: AnyPaper) -> Iterator[str]:
    """Name the waybills of a warehousing detail."""
    if isinstance(paper, Warehousing):
        yield from (line.waybill_number for line in paper.lines)


def wake_landed(
    rooms: Rooms, registered: Sequence[tuple[Standing, AnyPaper]], at: datetime
) -> None:
    """Wake the sets of the parcels that have arrived."""
    del at
    keys = [
        Key(Paper.WAYBILL, paper.carrier.code, number)
        for _, paper in registered
        if isinstance(paper, Warehousing)
        for number in parcels(paper)
    ]
    found = rooms.register.standing(keys, hold=False)
    rooms.register.wake(it.id for it in found.values())
