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
from tongguan.kit.building import maker
from tongguan.kit.checks import Check, Look
from tongguan.kit.screen import Screen
from tongguan.trade.goods import GoodsOnFile
from tongguan.trade.money import ZERO, in_yuan
from tongguan.trade.papers import Declaration, Dossier, Paper
from tongguan.trade.registry import ZoneProfile

new_suspect = maker(Suspect)
FEN = 100
OF_THE_DAY = frozenset(("tariff", "printed_list"))  # the day of the list says which


class Parcel(msgspec.Struct, frozen=True, gc=False):
    """一票 A parcel's papers and what is known around it, whatever else is decided.

    `declaration` is the list as it is judged; that of the dossier as it was lodged.
    `on_file` are the articles on file, `zone` is what the zone decides, and `facts`
    are counted around the parcel.
    """

    declaration: Declaration
    dossier: Dossier
    on_file: GoodsOnFile
    zone: ZoneProfile
    facts: RiskFacts

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
    def suspect(self) -> Suspect:
        """The list with the facts around its parcel."""
        return new_suspect(declaration=self.declaration, facts=self.facts)


class Matter(Parcel, frozen=True, gc=False):
    """一票 A parcel with what the ledgers know of it, and the tax it owes."""

    known: Circumstances
    assessment: Assessment

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


def matter_of(
    declaration: Declaration, dossier: Dossier, known: Circumstances, owed: Assessment
) -> Matter:
    """Put together what one parcel is judged on."""
    return Matter(
        declaration, dossier, known.goods, known.zone, known.risk, known, owed
    )


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
    return lets_go(matter.known, matter.assessment)


def lets_go(known: Circumstances, owed: Assessment) -> bool:
    """Tell whether nothing that others draw on as well stands in the way."""
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
    look: Callable[[Any], bool] | None = None,
) -> tuple[Check[Any], ...]:
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


def _asked(side_of: Callable[[Any], Any], rule: Callable[[Any], Any]) -> Any:
    return lambda matter: rule(side_of(matter))


def _look_at(side_of: Callable[[Any], Any], look: Callable[[Any], bool]) -> Look[Any]:
    if isinstance(look, Look):
        one, every = look.one, look.every
        return Look(
            lambda matter: one(side_of(matter)),
            lambda matters: every([*map(side_of, matters)]),
        )
    return Look(
        lambda matter: look(side_of(matter)),
        lambda matters: all(map(look, map(side_of, matters))),
    )


ON_PAPER = (
    *about("admission", ADMISSION),
    *about("filing", GOODS_FILING),
    *about("dossier", THREE_DOCUMENTS),
)
AROUND = about("suspect", SELECTIVITY)
JUDGED: Screen[Matter] = Screen(
    (
        *ON_PAPER,
        *about("use", SINGLE_USE, is_free_to_go),
        *about("named", IDENTITY_LOCK, is_free_to_go),
        *about("claim", ALLOWANCE, is_free_to_go),
        *about("assessment", CERTAINTY, is_free_to_go),
        *about("cover", GUARANTEE, is_free_to_go),
        *about("controlled", CONTROLS, is_free_to_go),
        *AROUND,
    ),
    within="on_file",
)
# What each parcel shows by itself is looked at of many together, and what they draw
# on together of one after another.
ALONE: Screen[Parcel] = Screen((*ON_PAPER, *AROUND), within="on_file")
