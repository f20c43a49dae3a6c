"""When a purchase may be disowned, and when a report is answered: pure."""

from datetime import date, timedelta
from functools import cache

from tongguan.customs.disavowal.model import Step, Terms
from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load

REPORT, INQUIRE, UPHOLD, DISMISS = "report", "inquire", "uphold", "dismiss"
APPEAL, RECALL = "appeal", "recall"


@cache
def terms() -> Dated[Terms]:
    """Return the days there are, by the day."""
    return load("customs/disavowal/terms.yaml", Terms)


def may_report(declared_on: date, day: date) -> bool:
    """Tell whether a purchase is recent enough to be disowned."""
    return day <= declared_on + timedelta(days=terms().on(day).says.report_days)


def may_appeal(dismissed_on: date, day: date) -> bool:
    """Tell whether a dismissal is recent enough to be appealed."""
    return day <= dismissed_on + timedelta(days=terms().on(day).says.appeal_days)


def answer_by(name: str, day: date) -> date:
    """Return by when what is done on a day is answered."""
    law = terms().on(day).says
    days = law.second_answer_days if name == APPEAL else law.answer_days
    return day + timedelta(days=days)


def is_second_look(steps: list[Step], by: str) -> bool:
    """Tell whether whoever decides now has not decided before."""
    return all(it.by != by for it in steps if it.name in (UPHOLD, DISMISS))
