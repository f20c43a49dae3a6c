"""逾期退单 A list whose papers do not come in time is rejected, and told which.

Nothing is held for a list that waits, so nothing is given back; its sender may declare
it again. Papers that are there stay as they are, for the list that is declared next.
"""

from datetime import datetime

from tongguan.customs.duty.rules import assess, from_declaration
from tongguan.journeys.case import Case
from tongguan.journeys.circumstances import Accounts
from tongguan.journeys.decision import Decision, Outcome
from tongguan.journeys.notices import NOT_IN_TIME
from tongguan.journeys.retail_import import UNDECIDED, GatheredSet, gather, open_case
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.writing import record
from tongguan.kit.checks import Difference, Finding, Place
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.expectations.rules import law_at, shortest_wait, waits_until
from tongguan.trade.money import in_yuan
from tongguan.trade.papers import Paper

NAMES = {
    "order": ("订单", "order"),
    "payment": ("支付单", "payment"),
    "waybill": ("运单", "waybill"),
}


def give_up_waiting(rooms: Rooms, at: datetime, size: int) -> int:
    """Reject up to `size` lists that have waited too long; return how many.

    Papers are held as for any decision, and looked at again: whoever has what it waits
    for meanwhile, or was lodged anew, is left alone.
    """
    late = rooms.declarations.waiting_since(at - shortest_wait(), size)
    due = [number for number, lodged in late if is_over(lodged, at)]
    sets = rooms.register.sets_of(due) if due else {}
    gathered = [gather(rooms, number, members) for number, members in sets.items()]
    over = [it for it in gathered if it.declaration.state in UNDECIDED]
    decisions = [given_up(rooms, it) for it in over if it.missing()]
    record(rooms, decisions, at)
    return len(decisions)


def is_over(lodged_at: datetime, at: datetime) -> bool:
    """Tell whether the time to wait is over, by the rules of the day of lodging."""
    return waits_until(lodged_at.astimezone(SHANGHAI)) <= at


def given_up(rooms: Rooms, gathered: GatheredSet) -> tuple[Case, Decision]:
    """Decide on a list whose papers did not come."""
    case = open_case(rooms, gathered)
    used = Accounts.held(rooms, [case.listed], hold=False).used(case.listed)
    (lodged_at,) = rooms.declarations.lodged_at([case.declaration.id]).values()
    decision = Decision(
        outcome=Outcome.REJECT,
        findings=[not_in_time(gathered.missing(), lodged_at)],
        assessment=assess(from_declaration(case.listed, in_yuan(used))),
        used=in_yuan(used),
    )
    return case, decision


def not_in_time(missing: tuple[str, ...], lodged_at: datetime) -> Finding:
    """Name the papers that did not come."""
    hours = law_at(lodged_at.astimezone(SHANGHAI)).waiting_hours
    chinese = "、".join(NAMES[name][0] for name in missing)
    english = ", ".join(NAMES[name][1] for name in missing)
    difference = Difference(Place(Paper.DECLARATION, ""), chinese, str(hours))
    return Finding(NOT_IN_TIME, difference, {"given_en": english})
