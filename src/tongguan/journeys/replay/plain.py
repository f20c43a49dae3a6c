"""逐票重办 Decides one archived list again, with the rules that decided it first."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from tongguan.commerce.consumer.rules import IDENTITY_LOCK
from tongguan.customs.allowance.rules import ALLOWANCE
from tongguan.customs.control.rules import CONTROLS
from tongguan.customs.duty.certainty import CERTAINTY
from tongguan.customs.duty.rules import assess, from_declaration
from tongguan.customs.filing.admission import Admission
from tongguan.customs.filing.rules import ADMISSION
from tongguan.customs.matching.rules import THREE_DOCUMENTS
from tongguan.customs.matching.use import SINGLE_USE
from tongguan.customs.risk.model import RiskFacts, Suspect
from tongguan.customs.risk.rules import SELECTIVITY
from tongguan.customs.tariff.rules import edition_on
from tongguan.finance.guarantee.rules import GUARANTEE, Cover
from tongguan.inspection.goods_filing.rules import GOODS_FILING
from tongguan.journeys.decision import outcome
from tongguan.journeys.judging import claim
from tongguan.journeys.replay.model import ArchivedLine, ArchivedList, Verdict
from tongguan.kit.checks import Finding, verify
from tongguan.trade.money import ZERO, in_fen, in_yuan
from tongguan.trade.papers import Action, Declaration, Firm, GoodsLine, Heading, Person

DRAWS = 1_000_000
YUAN = "142"
BY_LAW = (ADMISSION, ALLOWANCE, CERTAINTY, GUARANTEE, SELECTIVITY)
CARRIED = (GOODS_FILING, THREE_DOCUMENTS, SINGLE_USE, CONTROLS, IDENTITY_LOCK)
LAW_CODES = tuple(one.notice.code for table in BY_LAW for one in table)
NOTICES = {
    one.notice.code: one.notice for table in (*BY_LAW, *CARRIED) for one in table
}
NOBODY = Person(name="", id_type="", id_number="")
NEVER = datetime.max.replace(tzinfo=UTC)
NO_FIRM = Firm(code="", name="")
NOTHING_DECLARED = Declaration(
    heading=Heading(guid="", action=Action.NEW, reported_at=NEVER, draft=False),
    order_number="",
    platform=NO_FIRM,
    seller=NO_FIRM,
    waybill_number="",
    carrier=NO_FIRM,
    guarantor="",
    direction="I",
    declared_on=date.max,
    customs_office="",
    border_office="",
    buyer=NOBODY,
    address="",
    declarant=NO_FIRM,
    supervision_mode="",
    transport_mode="",
    dispatched_from="",
    freight=ZERO,
    insurance=ZERO,
    currency=YUAN,
    packages=1,
    gross_weight_kg=ZERO,
    net_weight_kg=ZERO,
    lines=(),
)


class UnknownFindingError(LookupError):
    """The archive has a finding that no check of this program makes."""


def decide_again(listed: ArchivedList) -> Verdict:
    """Decide a list anew by the rulebook at hand, by the law of its own day."""
    declaration, used = as_declared(listed), in_yuan(listed.used)
    assessment = assess(from_declaration(declaration, used))
    tariff = edition_on(listed.declared_on).says
    cover = Cover(tax=assessment.payable or ZERO, left=in_yuan(listed.guarantee_left))
    found = [
        *verify(Admission(declaration=declaration, tariff=tariff), ADMISSION),
        *verify(claim(declaration, assessment, listed.used), ALLOWANCE),
        *verify(assessment, CERTAINTY),
        *verify(cover, GUARANTEE),
        *verify(Suspect(declaration=declaration, facts=facts_of(listed)), SELECTIVITY),
    ]
    payable = assessment.payable
    return Verdict(
        outcome=outcome([*map(finding, carried_over(listed.findings)), *found]),
        treatment=assessment.treatment,
        dutiable=in_fen(assessment.dutiable_price),
        tax=None if payable is None else in_fen(payable),
        codes=in_order(it.code for it in found),
    )


def in_order(codes: Iterable[str]) -> tuple[str, ...]:
    """Name the codes the law decides, each once, in order of precedence."""
    there = set(codes)
    return tuple(code for code in LAW_CODES if code in there)


def by_law(findings: str) -> tuple[str, ...]:
    """Name those of a list's findings that the law decides."""
    return in_order(findings.split())


def carried_over(findings: str) -> list[str]:
    """Name those of a list's findings that no rulebook changes."""
    return [code for code in findings.split() if code not in LAW_CODES]


def finding(code: str) -> Finding:
    """Find again what was found; raise UnknownFindingError for a code of no check."""
    if code not in NOTICES:
        raise UnknownFindingError(code)
    return Finding(NOTICES[code])


def facts_of(listed: ArchivedList) -> RiskFacts:
    """Say what risk rules knew of a list."""
    return RiskFacts(
        spent_same_shop_today=in_yuan(listed.spent),
        lists_same_day=listed.buyer_lists,
        buyers_on_telephone=listed.on_telephone,
        buyers_on_address=listed.on_address,
        draw=Decimal(listed.draw) / DRAWS,
    )


def as_declared(listed: ArchivedList) -> Declaration:
    """Say an archived list as a declaration; what the law does not ask is empty."""
    return replace(
        NOTHING_DECLARED,
        declared_on=listed.declared_on,
        supervision_mode=listed.mode,
        freight=listed.freight,
        insurance=listed.insurance,
        lines=tuple(goods_line(n, it) for n, it in enumerate(listed.lines, start=1)),
    )


def goods_line(number: int, line: ArchivedLine) -> GoodsLine:
    """Say an archived line as one of a declaration."""
    return GoodsLine(
        number=number,
        hs_code=line.hs_code,
        name=line.name,
        model=line.model,
        origin=line.origin,
        currency=YUAN,
        quantity=line.quantity,
        unit=line.unit,
        statutory_quantity=line.statutory_quantity,
        statutory_unit=line.statutory_unit,
        price=ZERO,
        total=line.total,
        second_quantity=line.second_quantity,
        second_unit=line.second_unit,
    )
