"""计算过程 The same assessment said in steps: formula, result, source.

Nothing is decided here. The steps are written from the assessment's own prices, rates
and amounts, and only when somebody asks to see them.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tongguan.customs.duty.consumption import class_by_code, floor_is_reached
from tongguan.customs.duty.formulas import formulas_of, full_rates, percent
from tongguan.customs.duty.law import DutyLaw, law_on
from tongguan.customs.duty.levy import needs
from tongguan.customs.duty.mail import MailLevy
from tongguan.customs.duty.model import (
    Assessment,
    Consignment,
    ConsignmentLine,
    LineLevy,
    Missing,
    Treatment,
)
from tongguan.kit.trace import Source, Step
from tongguan.trade.money import ZERO, to_fen

REMEDIES = {
    Missing.TARIFF_LINE: (
        "核对商品编码，或给出增值税率与消费税率",
        "Check the code, or give the VAT and the consumption tax rate",
    ),
    Missing.VAT_RATE: ("给出增值税率", "Give the VAT rate"),
    Missing.CONSUMPTION_RATE: ("给出消费税率", "Give the consumption tax rate"),
    Missing.NET_CONTENT: (
        "给出每件净含量（克、毫升、升或片）",
        "Give the net content of one piece (g, ml, L or sheets)",
    ),
    Missing.CONSUMPTION_QUANTITY: (
        "给出从量计征的总数量，或每件净含量",
        "Give the quantity the specific rate is on, or the net content",
    ),
    Missing.DUTY_RATE: ("给出关税税率", "Give the duty rate"),
}
TREATMENTS = {
    Treatment.REDUCED: ("限值以内", "within the limits"),
    Treatment.FULL_RATES: (
        "单件超限，全额征税",
        "one piece above the limit, taxed in full",
    ),
    Treatment.GENERAL_TRADE: ("按一般贸易征税", "taxed as general trade"),
}
GIVEN = Source("", "", "申报人给出的税率")


def explain(consignment: Consignment, assessment: Assessment) -> tuple[Step, ...]:
    """计算过程 Say every step, from the price to what is left of the year."""
    law = law_on(consignment.day)
    return (
        *price_steps(consignment, assessment, law),
        _treatment(consignment, assessment, law),
        *line_steps(consignment, assessment, law),
        payable_step(assessment),
        _allowance(consignment, assessment, law),
    )


def explain_general_trade(
    assessment: Assessment, total: Decimal | None, day: date
) -> Step:
    """一般贸易对比 What the same goods would owe at full rates."""
    parts = [
        [f"{line.dutiable_price} × {rates}" for rates in full_rates(line)]
        for line in assessment.lines
    ]
    chinese, english = (" + ".join(said) for said in zip(*parts, strict=True))
    unknown = ("税率不全", "not all rates are known")
    return step(
        ("对比：按一般贸易征税", "In comparison: taxed as general trade"),
        unknown if total is None else (chinese, english),
        total,
        source=law_on(day).sources["tariff"],
    )


def explain_mail(levy: MailLevy) -> Step:
    """行邮税对比 What the goods would owe as a parcel of personal post."""
    law, source = levy.edition.says, levy.edition
    rates = ["?" if rate is None else percent(rate) for rate in levy.rates]
    tax = ""
    if levy.before_exemption is not None:
        tax = f" = {levy.before_exemption}"
        if levy.tax == ZERO:
            tax += f" ≤ {law.exempt_tax}"
    chinese = f"物品价值（不含运费）× {'、'.join(rates)}{tax}"
    english = f"value of the goods (without freight) × {', '.join(rates)}{tax}"
    if not levy.admitted:
        limit = law.value_limit
        chinese += f"；价值超过 {limit} 且不止一件，不得按个人邮递物品进境"
        english += f"; above {limit} and more than one piece: no personal post"
    return step(
        ("对比：按个人邮递物品征税", "In comparison: taxed as personal post"),
        (chinese, english),
        levy.tax,
        source=Source("", "", source.cites, source.confirmed),
    )


def price_steps(
    consignment: Consignment, assessment: Assessment, law: DutyLaw
) -> Iterator[Step]:
    """完税价格 Say what the price is made of, and how charges are shared out."""
    values = [to_fen(line.total) for line in consignment.lines]
    freight, insurance = consignment.freight, consignment.insurance
    yield step(
        (
            "完税价格（货价、运费、保费）",
            "Dutiable price: goods, freight, insurance",
        ),
        " + ".join(str(to_fen(it)) for it in (*values, freight, insurance)),
        assessment.dutiable_price,
        source=law.sources["relief"],
    )
    if not freight + insurance:
        return
    charge, total = to_fen(freight + insurance), sum(values, ZERO)
    last = len(values)
    for number, value in enumerate(values, start=1):
        share = f"{charge} × {value} ÷ {total}"
        shares = (share, share) if number < last else ("余额", "the remainder")
        yield step(
            ("运保费按货价分摊", "Freight and insurance by value of the line"),
            (f"{value} + {shares[0]}", f"{value} + {shares[1]}"),
            assessment.lines[number - 1].dutiable_price,
            source=Source("", "", "本系统舍入约定", confirmed=False),
            line=number,
        )


def _treatment(consignment: Consignment, assessment: Assessment, law: DutyLaw) -> Step:
    limits, price = law.limits.says, assessment.dutiable_price
    used = consignment.used_this_year
    pieces = sum((line.quantity for line in consignment.lines), ZERO)
    single = "≤" if price <= limits.single_limit else ">"
    annual = "≤" if used + price <= limits.annual_limit else ">"
    once = f"{price} {single} {limits.single_limit}"
    yearly = f"{used} + {price} {annual} {limits.annual_limit}"
    lines, count = len(consignment.lines), f"{pieces.normalize():f}"
    chinese, english = TREATMENTS[assessment.treatment]
    said = (
        f"单次 {once}；年度 {yearly}；{lines} 项 {count} 件；{chinese}",
        f"single {once}; annual {yearly}; lines {lines}, pieces {count}; {english}",
    )
    result = assessment.treatment.value
    label = ("限值判定", "The limits")
    return step(label, said, result, source=law.sources["limits"])


def line_steps(
    consignment: Consignment, assessment: Assessment, law: DutyLaw
) -> Iterator[Step]:
    """逐项 Say how every tax of every line was reckoned."""
    pairs = zip(consignment.lines, assessment.lines, strict=True)
    for number, (line, levy) in enumerate(pairs, start=1):
        steps = (
            *_floor(line, levy, law),
            *_levied(line, levy, treatment=assessment.treatment, law=law),
        )
        yield from (replace(one, line=number) for one in steps)


def _floor(line: ConsignmentLine, levy: LineLevy, law: DutyLaw) -> Iterator[Step]:
    found = class_by_code(line.hs_code, law.tariff.says.find(line.hs_code), law)
    if found is None:
        return
    rate, price = found.rate, levy.dutiable_price
    floors = (
        (rate.floor_per_gram, "克/毫升", "g or ml"),
        (rate.floor_per_sheet, "片", "sheet"),
        (rate.floor_per_litre, "升", "l"),
        (rate.floor_per_piece, "件", "piece"),
    )
    told = [floor for floor in floors if floor[0]]
    if not told:
        return
    reached = floor_is_reached(found, line, price)
    content = "、".join(f"{amount}（{unit}）" for unit, amount in line.measured.items())
    contains = ", ".join(f"{amount} {unit}" for unit, amount in line.measured.items())
    levels = "，".join(f"{floor} 元/{unit}" for floor, unit, _ in told)
    per = ", ".join(f"CNY {floor} per {unit}" for floor, _, unit in told)
    yield step(
        ("消费税起征标准", "The floor of consumption tax"),
        (
            f"{price}，{line.quantity} 件，含量 {content or '未知'}；标准 {levels}",
            f"{price}, pieces {line.quantity}, content {contains or '?'}; floor {per}",
        ),
        {True: "达到", False: "未达到", None: None}[reached],
        source=found.source,
    )


def _levied(
    line: ConsignmentLine, levy: LineLevy, *, treatment: Treatment, law: DutyLaw
) -> Iterator[Step]:
    if levy.amounts is None:
        for what in needs(levy.rates, treatment):
            chinese, english = REMEDIES[what]
            label = (f"税率未知：{chinese}", f"Not known. {english}")
            yield step(label, "?", None, source=law.sources["tariff"])
        return
    owed, said = levy.amounts, formulas_of(levy, treatment, law.relief.says)
    duty, consumption, vat = _sources(line, levy, treatment=treatment, law=law)
    yield step(("关税", "Duty"), said.duty, owed.duty, source=duty)
    if said.consumption:
        label = ("消费税", "Consumption tax")
        tax = owed.consumption_tax
        yield step(label, said.consumption, tax, source=consumption)
    yield step(("增值税", "VAT"), said.vat, owed.vat, source=vat)


def _sources(
    line: ConsignmentLine, levy: LineLevy, *, treatment: Treatment, law: DutyLaw
) -> tuple[Source, Source, Source]:
    """Name where the three rates come from, with the relief that cuts them."""
    burden, given, sure = levy.rates.consumption, line.given, levy.rates.confirmed
    duty = GIVEN if given.duty is not None else _doubt(law.sources["tariff"], sure=sure)
    vat = GIVEN if given.vat is not None else _doubt(law.sources["vat"], sure=sure)
    consumption = (burden and burden.source) or GIVEN
    if treatment is not Treatment.REDUCED:
        return duty, consumption, vat
    relief = law.sources["relief"]
    return relief, _both(consumption, relief), _both(vat, relief)


def _both(one: Source, other: Source) -> Source:
    cites = f"{one.cites}；{other.cites}"
    return Source(one.page, one.effective, cites, one.confirmed and other.confirmed)


def payable_step(assessment: Assessment) -> Step:
    """合计 Say what the lines owe together."""
    owed = [line.amounts for line in assessment.lines]
    formula = " + ".join(str(line.payable) if line else "?" for line in owed)
    return step(("应纳税额合计", "Payable"), formula, assessment.payable)


def _allowance(consignment: Consignment, assessment: Assessment, law: DutyLaw) -> Step:
    return step(
        ("年度限值余额", "Left of the annual limit"),
        f"{law.limits.says.annual_limit} − {consignment.used_this_year} − "
        f"{assessment.counted_against_allowance}",
        assessment.allowance_after,
        source=law.sources["limits"],
    )


def _doubt(source: Source, *, sure: bool) -> Source:
    return source if sure else Source(source.page, source.effective, source.cites, sure)


def step(
    label: tuple[str, str],
    formula: str | tuple[str, str],
    result: Decimal | str | None,
    *,
    source: Source | None = None,
    line: int = 0,
) -> Step:
    """步骤 Make one step; an amount is said to the fen."""
    said = f"{to_fen(result)}" if isinstance(result, Decimal) else result
    chinese, english = (formula, "") if isinstance(formula, str) else formula
    return Step(
        chinese=label[0],
        english=label[1],
        formula=chinese,
        formula_english=english,
        result=said,
        cites=source.cites if source else "",
        confirmed=source.confirmed if source else True,
        line=line,
    )
