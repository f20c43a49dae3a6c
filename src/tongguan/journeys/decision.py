"""一票决定 One parcel decided on its papers: pure, everything known comes in.

Admission, matching, limits, certainty of the tax, guarantee and risk all speak, so
that the sender hears everything at once; the gravest finding gives the outcome.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from tongguan.commerce.consumer.rules import IDENTITY_LOCK, Named
from tongguan.customs.allowance.rules import ALLOWANCE, Claim
from tongguan.customs.control.model import ControlOrder
from tongguan.customs.control.rules import CONTROLS, Controlled
from tongguan.customs.duty.certainty import CERTAINTY
from tongguan.customs.duty.law import law_on
from tongguan.customs.duty.model import Assessment, Treatment
from tongguan.customs.duty.rules import assess, from_declaration
from tongguan.customs.filing.admission import Admission
from tongguan.customs.filing.rules import ADMISSION
from tongguan.customs.matching.rules import THREE_DOCUMENTS
from tongguan.customs.matching.use import SINGLE_USE, Use
from tongguan.customs.risk.model import RiskFacts, Suspect
from tongguan.customs.risk.rules import SELECTIVITY, channel
from tongguan.customs.tariff.rules import edition_on
from tongguan.finance.guarantee.rules import GUARANTEE, Cover
from tongguan.inspection.goods_filing.model import Filing, versions_used
from tongguan.inspection.goods_filing.rules import GOODS_FILING
from tongguan.kit.checks import Finding, Severity, verify
from tongguan.kit.screen import Screen
from tongguan.trade.goods import GoodsOnFile
from tongguan.trade.money import ZERO, in_yuan
from tongguan.trade.papers import Declaration, Dossier, Paper
from tongguan.trade.registry import ZoneProfile

ADMISSIBLE = Screen(ADMISSION)
AS_FILED = Screen(GOODS_FILING, within="on_file")
MATCHING = Screen(THREE_DOCUMENTS)
SUSPICIOUS = Screen(SELECTIVITY)


class Outcome(StrEnum):
    """决定 What becomes of a list."""

    REJECT = "reject"
    SUSPEND = "suspend"
    REVIEW = "review"
    EXAMINE = "examine"
    RELEASE = "release"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """办理依据 What the ledgers and the register know of a list; amounts in fen.

    `locked` says that the buyer lets nobody declare in their name.
    """

    used: int
    guarantee_left: int
    waybill_is_free: bool
    risk: RiskFacts
    orders: tuple[ControlOrder, ...] = ()
    goods: GoodsOnFile = field(default_factory=dict)
    zone: ZoneProfile = field(default_factory=ZoneProfile)
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """一票决定 The outcome, everything found, and what it takes from the ledgers.

    `goods` names the version of each article on file that the list was held against.
    `known` is what it was decided on; an officer's decision has none.
    """

    outcome: Outcome
    findings: list[Finding]
    assessment: Assessment
    used: Decimal
    goods: Mapping[str, str] = field(default_factory=dict)
    known: Circumstances | None = None

    @property
    def charge(self) -> Decimal:
        """What counts against the buyer's yearly allowance, in yuan."""
        return self.assessment.counted_against_allowance

    @property
    def tax(self) -> Decimal:
        """What the guarantee must cover, in yuan; nothing while it is not known."""
        return self.assessment.payable or ZERO


def decide(
    dossier: Dossier, known: Circumstances, *, declared: Declaration | None = None
) -> Decision:
    """Decide one parcel.

    `declared` is the list as declared on another day, when it is to be judged by that
    day's law; the papers are held against each other as they are.
    """
    declaration = declared or dossier.declaration
    day = declaration.declared_on
    assessment = assess(from_declaration(declaration, in_yuan(known.used)))
    admission = Admission(declaration=declaration, tariff=edition_on(day).says)
    cover = Cover(tax=assessment.payable or ZERO, left=in_yuan(known.guarantee_left))
    use = Use(Paper.WAYBILL, dossier.waybill.number, known.waybill_is_free)
    suspect = Suspect(declaration=declaration, facts=known.risk)
    findings = [
        *ADMISSIBLE.verify(admission),
        *AS_FILED.verify(filing(declaration, known)),
        *MATCHING.verify(dossier),
        *verify(use, SINGLE_USE),
        *verify(Named(declaration.buyer, known.locked), IDENTITY_LOCK),
        *verify(claim(declaration, assessment, known.used), ALLOWANCE),
        *verify(assessment, CERTAINTY),
        *verify(cover, GUARANTEE),
        *verify(Controlled(orders=known.orders), CONTROLS),
        *SUSPICIOUS.verify(suspect),
    ]
    return Decision(
        outcome=outcome(findings),
        findings=findings,
        assessment=assessment,
        used=in_yuan(known.used),
        goods=versions_used(declaration, known.goods),
        known=known,
    )


def filing(declaration: Declaration, known: Circumstances) -> Filing:
    """Put the goods of a list beside what their seller has on file."""
    return Filing(declaration=declaration, on_file=known.goods, zone=known.zone)


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


def outcome(findings: list[Finding]) -> Outcome:
    """Let the gravest finding speak: reject, then suspend, then the channel."""
    if not findings:
        return Outcome.RELEASE
    if any(finding.severity is Severity.REJECT for finding in findings):
        return Outcome.REJECT
    if any(finding.code.startswith("GUA-") for finding in findings):
        return Outcome.SUSPEND
    return Outcome(channel(findings))
