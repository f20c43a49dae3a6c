"""A list out of the archive comes to what it came to with all its papers."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from random import Random

from tests.conftest import KEYS
from tests.papers import NOON
from tongguan.customs.declaration.model import Taken
from tongguan.customs.risk.model import RiskFacts
from tongguan.demo.planting import plant
from tongguan.demo.zone import sandbox
from tongguan.journeys.archiving import archived_list
from tongguan.journeys.decision import Decision, Outcome, decide
from tongguan.journeys.known import Circumstances
from tongguan.journeys.replay.model import ArchivedList
from tongguan.journeys.replay.plain import by_law, carried_over, decide_again
from tongguan.journeys.writing import known_of
from tongguan.plumbing.register.model import key_of
from tongguan.trade.money import in_fen, in_yuan
from tongguan.trade.papers import Declaration, Dossier

DAYS = (date(2018, 12, 31), date(2022, 3, 1), date(2026, 10, 20), date(2026, 11, 11))


def circumstances(rng: Random, listed: Declaration) -> Circumstances:
    """Invent what is known around a list."""
    draw = KEYS.draw("selectivity", str(key_of(listed)))
    return Circumstances(
        used=rng.choice((0, 0, 2_500_000)),
        guarantee_left=rng.choice((10**9, 10**9, 1_000)),
        waybill_is_free=rng.random() < 0.95,
        risk=RiskFacts(
            spent_same_shop_today=in_yuan(rng.choice((0, 0, 450_000))),
            lists_same_day=rng.choice((1, 1, 10)),
            buyers_on_telephone=rng.choice((1, 1, 3)),
            buyers_on_address=rng.choice((1, 1, 5)),
            draw=in_yuan(draw) / 10_000,
        ),
    )


def archived(listed: Declaration, decision: Decision) -> ArchivedList:
    """Put a decision into the archive."""
    known, payable = known_of(decision.known), decision.assessment.payable
    assert known is not None
    taken = Taken(
        paper=1,
        version=1,
        at=NOON,
        number="L1",
        outcome=decision.outcome,
        treatment=decision.assessment.treatment,
        dutiable=in_fen(decision.assessment.dutiable_price),
        payable=None if payable is None else in_fen(payable),
        used=in_fen(decision.used),
        known=known,
        codes=tuple(finding.code for finding in decision.findings),
    )
    return archived_list(listed, taken, KEYS)


def on_another_day(rng: Random, dossier: Dossier) -> Dossier:
    """Let a set be of a day of other law, and some goods be half as heavy."""
    day, listed = rng.choice(DAYS), dossier.declaration
    first, *others = listed.lines
    if rng.random() < 0.1:
        first = replace(first, statutory_quantity=first.statutory_quantity / 2)
    return replace(
        dossier,
        payment=replace(dossier.payment, paid_at=datetime.combine(day, NOON.timetz())),
        declaration=replace(listed, declared_on=day, lines=(first, *others)),
    )


def test_what_was_decided_with_all_papers_is_decided_so_without() -> None:
    rng, outcomes, carried = Random(1), Counter[str](), 0
    for parcel in plant(400, 5, zone=sandbox(), at=NOON):
        dossier = on_another_day(rng, parcel.dossier)
        listed = dossier.declaration
        decision = decide(dossier, circumstances(rng, listed))
        one = archived(listed, decision)
        again = decide_again(one)
        assert again.outcome == decision.outcome
        assert (again.treatment, again.dutiable, again.tax) == (
            *(one.treatment, one.dutiable), one.tax,
        )  # fmt: skip
        assert again.codes == by_law(one.findings)
        outcomes[again.outcome] += 1
        carried += bool(carried_over(one.findings))
    assert set(outcomes) == set(Outcome)
    assert carried > 10
