"""一票决定 One parcel decided on its papers: pure, everything known comes in.

Admission, matching, limits, certainty of the tax, guarantee and risk all speak, so
that the sender hears everything at once; the gravest finding gives the outcome.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

import msgspec

from tongguan.customs.duty.model import Assessment
from tongguan.customs.duty.rules import assess_list
from tongguan.customs.risk.rules import channel
from tongguan.inspection.goods_filing.model import versions_used
from tongguan.journeys.judging import JUDGED, lets_go, matter_of
from tongguan.journeys.known import Circumstances
from tongguan.kit.checks import Finding, Severity
from tongguan.trade.money import ZERO, in_yuan
from tongguan.trade.papers import Declaration, Dossier


class Outcome(StrEnum):
    """决定 What becomes of a list."""

    REJECT = "reject"
    SUSPEND = "suspend"
    REVIEW = "review"
    EXAMINE = "examine"
    RELEASE = "release"


class Decision(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """一票决定 The outcome, everything found, and what it takes from the ledgers.

    `goods` names the version of each article on file that the list was held against.
    `known` is what it was decided on; an officer's decision has none.
    """

    outcome: Outcome
    findings: list[Finding]
    assessment: Assessment
    used: Decimal
    goods: Mapping[str, str] = msgspec.field(default_factory=dict)
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
    dossier: Dossier,
    known: Circumstances,
    *,
    declared: Declaration | None = None,
    sound: bool = False,
) -> Decision:
    """Decide one parcel.

    `declared` is the list as declared on another day, when it is to be judged by that
    day's law; the papers are held against each other as they are. Of one that is
    `sound` it is known that nothing is found but in what it draws on with others.
    """
    declaration = declared or dossier.declaration
    used = in_yuan(known.used)
    assessment = assess_list(declaration, used)
    findings = (
        []
        if sound and lets_go(known, assessment)
        else JUDGED.verify(matter_of(declaration, dossier, known, assessment))
    )
    return Decision(
        outcome=outcome(findings),
        findings=findings,
        assessment=assessment,
        used=used,
        goods=versions_used(declaration, known.goods),
        known=known,
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
