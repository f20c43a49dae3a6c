"""What happens to a paper that comes under a business key: pure.

Under a key that is free a new paper is written. Under one that is taken, a rejected or
draft paper is replaced by a newer one, a lodged one is amended only when that is asked
for, and a paper that has been matched stands; a resend changes nothing.
"""

from enum import StrEnum

from tongguan.kit.checks import Clause, Difference, Finding, Notice, Place
from tongguan.kit.rulebook import read_page
from tongguan.plumbing.register.model import Key, Standing
from tongguan.trade.papers import Action, Heading, Paper

PAGE = read_page("register/standing.yaml")
OPEN = {"draft", "rejected", "withdrawn", "cancelled"}
AMENDABLE = OPEN | {"lodged"}
STAMP = "%Y%m%d%H%M%S"


class Verdict(StrEnum):
    """What is to be done with a paper, or why nothing is."""

    INSERT = "insert"
    REPLACE = "replace"
    AMEND = "amend"
    WITHDRAW = "withdraw"
    REPEATED = "repeated"
    STALE = "stale"
    UNKNOWN = "unknown"
    FROZEN = "frozen"


WRITES = {Verdict.INSERT, Verdict.REPLACE, Verdict.AMEND}


def verdict(standing: Standing | None, heading: Heading) -> Verdict:
    """Decide what a paper does to what stands under its key."""
    if standing is None:
        return Verdict.INSERT if heading.action is Action.NEW else Verdict.UNKNOWN
    allowed = OPEN if heading.action is Action.NEW else AMENDABLE
    if standing.state not in allowed:
        again = heading.action is Action.NEW
        return Verdict.REPEATED if again else Verdict.FROZEN
    if heading.reported_at <= standing.reported_at:
        return Verdict.STALE
    if heading.action is Action.DELETE:
        return Verdict.WITHDRAW
    return Verdict.AMEND if standing.state == "lodged" else Verdict.REPLACE


def objection(
    verdict: Verdict, key: Key, heading: Heading, standing: Standing | None
) -> Finding | None:
    """Say why a paper changes nothing, or None when it does."""
    if verdict.value not in PAGE["notices"]:
        return None
    values = _values(verdict, key, heading, standing)
    difference = Difference(place_of(verdict, key.kind), *values)
    return Finding(notice_of(verdict, key.kind), difference)


def place_of(verdict: Verdict, kind: Paper) -> Place:
    """Point at the entry that makes a paper useless: its time, or what it asks for."""
    late = verdict is Verdict.STALE
    return Place(kind, "heading.reported_at" if late else "heading.action")


def _values(
    verdict: Verdict, key: Key, heading: Heading, standing: Standing | None
) -> tuple[str, str]:
    if standing is None:
        return str(key), ""
    if verdict is Verdict.FROZEN:
        return str(key), PAGE["states"][standing.state]
    stored = standing.reported_at.astimezone(heading.reported_at.tzinfo)
    if verdict is Verdict.STALE:
        return f"{heading.reported_at:{STAMP}}", f"{stored:{STAMP}}"
    return str(key), f"{stored:{STAMP}}"


def notice_of(verdict: Verdict, kind: Paper) -> Notice:
    """Word why a paper of some kind changes nothing."""
    page = PAGE["notices"][verdict.value]
    return Notice(
        code=page["code"],
        receipt=page["receipts"][kind],
        chinese=page["zh"],
        english=page["en"],
        clause=Clause(PAGE["cites"]),
        remedy=(page["remedy_zh"], page["remedy_en"]),
    )
