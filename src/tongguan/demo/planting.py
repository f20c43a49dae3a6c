"""埋设 Plans a demonstration: which consignments are right, and which are at fault."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle, islice
from random import Random

from tongguan.customs.duty.model import Assessment
from tongguan.demo.faults import FAULTS, Fault
from tongguan.demo.papers import papers_of
from tongguan.demo.purchases import Purchase, purchases
from tongguan.demo.zone import Zone
from tongguan.trade.papers import AnyPaper, Dossier, Paper

FAULTY_SHARE = 0.06
BASE = 36
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
RUN_LENGTH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """一票 One parcel of the demonstration: its papers, its fault, when it is sent.

    Parcels that lead go first, and those that follow wait until these are decided.
    `assessment` is what the papers were made with, before anything was spoilt.
    """

    purchase: Purchase
    dossier: Dossier
    assessment: Assessment
    fault: Fault | None = None
    leads: bool = False
    follows: bool = False

    def papers(self) -> Iterator[tuple[str, AnyPaper]]:
        """Pair the papers that are sent with their senders."""
        dossier, parties = self.dossier, self.purchase.parties
        withheld = self.fault.withheld if self.fault else None
        sent: tuple[tuple[Paper, str, AnyPaper], ...] = (
            (Paper.ORDER, parties.clerk, dossier.order),
            (Paper.PAYMENT, parties.provider.code, dossier.payment),
            (Paper.WAYBILL, parties.carrier.code, dossier.waybill),
            (Paper.DECLARATION, parties.declarant.code, dossier.declaration),
        )
        return ((sender, paper) for kind, sender, paper in sent if kind != withheld)


def run_named(at: datetime) -> str:
    """Name a run by its instant, so that no two runs give the same numbers."""
    left, name = int(at.timestamp() * 1000), ""
    while left:
        left, digit = divmod(left, BASE)
        name = DIGITS[digit] + name
    return name.rjust(RUN_LENGTH, "0")


def plant(lists: int, seed: int, *, zone: Zone, at: datetime) -> list[Parcel]:
    """Make so many parcels, about six in a hundred at fault; same inputs, same papers.

    A fault is planted on a buyer who appears once, so that no other list feels it.
    """
    run = run_named(at)
    rng = Random(f"{seed}/{run}")  # noqa: S311 - invented papers need no secrecy
    at = at.replace(microsecond=0)
    drawn = list(islice(purchases(rng, zone, run=run, at=at), lists))
    times = Counter(it.buyer.person.id_number for it in drawn)
    alone = [it for it in drawn if times[it.buyer.person.id_number] == 1]
    rng.shuffle(alone)
    planned = _planned(alone, wanted=max(1, round(lists * FAULTY_SHARE)))
    touched = {parcel.purchase.stem for parcel in planned}
    clean = [_parcel(it) for it in drawn if it.stem not in touched]
    return clean + planned


def _planned(alone: list[Purchase], wanted: int) -> list[Parcel]:
    """Plant kinds of fault in turn, as long as there are purchases for them."""
    parcels: list[Parcel] = []
    left = iter(alone)
    for fault in islice(cycle(FAULTS), wanted):
        case = tuple(islice(left, 1 + fault.companions))
        if len(case) <= fault.companions:
            return parcels + [_parcel(it) for it in case]
        faulty, *companions = fault.arrange(case)
        parcels.append(_parcel(faulty, fault))
        parcels += [_parcel(it, leads=True) for it in companions]
    return parcels


def _parcel(
    purchase: Purchase, fault: Fault | None = None, *, leads: bool = False
) -> Parcel:
    made = papers_of(purchase)
    return Parcel(
        purchase=purchase,
        dossier=fault.spoil(made.dossier) if fault else made.dossier,
        assessment=made.assessment,
        fault=fault,
        leads=leads,
        follows=bool(fault and fault.companions),
    )
