"""一票审核 All that a list is held against, in order of precedence, as one screen.

Every hall asks about its own side of the matter, which is put together only when
somebody asks: most lists are right, and quick looks over the matter itself tell so.
"""

from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter
from typing import Any

import msgspec

from tongguan.commerce.consumer.rules import IDENTITY_LOCK, Named
from tongguan.customs.allowance.rules import ALLOWANCE, Claim
from tongguan.customs.control.rules import CONTROLS, Controlled
from tongguan.customs.duty.certainty import CERTAINTY
from tongguan.customs.duty.law import law_on
from tongguan.customs.duty.model import Assessment, Treatment
from tongguan.customs.filing.admission import Admission
from tongguan.customs.filing.rules import ADMISSION
from tongguan.customs.matching.rules import THREE_DOCUMENTS
from tongguan.customs.matching.use import SINGLE_USE, Use
from tongguan.customs.risk.model import RiskFacts, Suspect
from tongguan.customs.risk.rules import SELECTIVITY
from tongguan.customs.tariff.rules import edition_on
from tongguan.finance.guarantee.rules import GUARANTEE, Cover
from tongguan.inspection.goods_filing.model import Filing
from tongguan.inspection.goods_filing.rules import GOODS_FILING
from tongguan.journeys.known import Circumstances
from tongguan.kit.checks import Check
from tongguan.kit.screen import Screen
from tongguan.trade.goods import GoodsOnFile
from tongguan.trade.money import ZERO, in_yuan
from tongguan.trade.papers import Declaration, Dossier, Paper
from tongguan.trade.registry import ZoneProfile

FEN = 100
OF_THE_DAY = frozenset(("tariff", "printed_list"))  # the day of the list says which


class Matter(msgspec.Struct, frozen=True, gc=False):
    """一票 A parcel's papers, what is known around it, and the tax it owes.

    `declaration` is the list as it is judged; that of the dossier as it was lodged.
    """

    declaration: Declaration
    dossier: Dossier
    known: Circumstances
    assessment: Assessment

    @property
    def on_file(self) -> GoodsOnFile:
        """The articles on file."""
        return self.known.goods

    @property
    def zone(self) -> ZoneProfile:
        """What the zone decides."""
        return self.known.zone

    @property
    def facts(self) -> RiskFacts:
        """What is counted around the parcel."""
        return self.known.risk

    @property
    def admission(self) -> Admission:
        """The goods beside the tariff and the positive list."""
        tariff = edition_on(self.declaration.declared_on).says
        return Admission(declaration=self.declaration, tariff=tariff)

    @property
    def filing(self) -> Filing:
        """The goods beside what their seller has on file."""
        return Filing(
            declaration=self.declaration, on_file=self.on_file, zone=self.zone
        )

    @property
    def use(self) -> Use:
        """The waybill, and whether another list has used it."""
        number = self.dossier.waybill.number
        return Use(Paper.WAYBILL, number, self.known.waybill_is_free)

    @property
    def named(self) -> Named:
        """The buyer, and whether that person has locked the identity."""
        return Named(self.declaration.buyer, self.known.locked)

    @property
    def claim(self) -> Claim:
        """What the list would take of its buyer's limits."""
        return claim(self.declaration, self.assessment, self.known.used)

    @property
    def cover(self) -> Cover:
        """The tax beside what is left of the guarantee."""
        left = in_yuan(self.known.guarantee_left)
        return Cover(tax=self.assessment.payable or ZERO, left=left)

    @property
    def controlled(self) -> Controlled:
        """The control orders that hit the list."""
        return Controlled(orders=self.known.orders)

    @property
    def suspect(self) -> Suspect:
        """The list with the facts around its parcel."""
        return Suspect(declaration=self.declaration, facts=self.facts)


def claim(declaration: Declaration, assessment: Assessment, used: int) -> Claim:
    """Say what a list would take of its buyer's limits."""
    limits = law_on(declaration.declared_on).limits.says
    return Claim(
        value=assessment.dutiable_price,
        used=in_yuan(used),
        single_limit=limits.single_limit,
        annual_limit=limits.annual_limit,
        admitted=assessment.treatment is not Treatment.GENERAL_TRADE,
    )


def is_free_to_go(matter: Matter) -> bool:
    """Tell at once whether use, lock, limits, tax, guarantee and orders let it pass."""
    known, owed = matter.known, matter.assessment
    return (
        known.waybill_is_free
        and not known.locked
        and not known.orders
        and owed.treatment is not Treatment.GENERAL_TRADE
        and not owed.unknowns
        and (owed.payable or ZERO) * FEN <= known.guarantee_left
    )


def about(
    side: str,
    checks: tuple[Check[Any], ...],
    look: Callable[[Matter], bool] | None = None,
) -> tuple[Check[Matter], ...]:
    """Ask checks about one side of a matter; none finds anything where `look` is true.

    What a check rests on stands on the matter under the same names.
    """
    side_of = attrgetter(side)
    looks = {it.look: _look_at(side_of, it.look) for it in checks if it.look}
    return tuple(
        replace(
            it,
            differences=_asked(side_of, it.differences),
            rests_on=tuple(path for path in it.rests_on if path not in OF_THE_DAY),
            look=look or (looks[it.look] if it.look else None),
        )
        for it in checks
    )


def _asked(side_of: Callable[[Matter], Any], rule: Callable[[Any], Any]) -> Any:
    return lambda matter: rule(side_of(matter))


def _look_at(
    side_of: Callable[[Matter], Any], look: Callable[[Any], bool]
) -> Callable[[Matter], bool]:
    return lambda matter: look(side_of(matter))


JUDGED = Screen(
    (
        *about("admission", ADMISSION),
        *about("filing", GOODS_FILING),
        *about("dossier", THREE_DOCUMENTS),
        *about("use", SINGLE_USE, is_free_to_go),
        *about("named", IDENTITY_LOCK, is_free_to_go),
        *about("claim", ALLOWANCE, is_free_to_go),
        *about("assessment", CERTAINTY, is_free_to_go),
        *about("cover", GUARANTEE, is_free_to_go),
        *about("controlled", CONTROLS, is_free_to_go),
        *about("suspect", SELECTIVITY),
    ),
    within="on_file",
)
