"""三种进境方式 The same goods by retail import, personal post and general trade.

Each way says whether it is open to the goods at all and why, what it would owe, and
every step with the law it rests on. Nothing here decides a list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from tongguan.customs.duty.formulas import percent
from tongguan.customs.duty.law import law_on
from tongguan.customs.duty.levy import amounts
from tongguan.customs.duty.mail import MailLevy, mail_levy
from tongguan.customs.duty.model import Assessment, Consignment, Treatment
from tongguan.customs.duty.rules import total_as
from tongguan.customs.duty.workings import (
    explain,
    line_steps,
    payable_step,
    price_steps,
    step,
)
from tongguan.kit.trace import Source, Step
from tongguan.trade.money import ZERO, to_fen

Texts = tuple[str, str]


class Way(StrEnum):
    """进境方式 A way of bringing goods in."""

    RETAIL = "retail"
    PERSONAL_MAIL = "personal_mail"
    GENERAL_TRADE = "general_trade"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """方式比较 One way: whether it is open, why, its tax, and how that was reckoned."""

    way: Way
    open: bool
    why: Texts
    tax: Decimal | None
    steps: tuple[Step, ...]


def compare(
    consignment: Consignment, assessment: Assessment
) -> tuple[Compared, Compared, Compared]:
    """三种方式比较 Say what goods would owe each way, and whether they may."""
    return (
        retail(consignment, assessment),
        personal_mail(consignment, mail_levy(consignment, assessment)),
        general_trade(consignment, assessment),
    )


def retail(consignment: Consignment, assessment: Assessment) -> Compared:
    """零售进口 Within the limits reduced, one dear article in full, else no."""
    fits = assessment.treatment is not Treatment.GENERAL_TRADE
    law = law_on(consignment.day)
    limits, share = law.limits.says, percent(law.relief.says.levied_share)
    why = {
        Treatment.REDUCED: (
            (
                f"单次不超过{limits.single_limit}元、年度不超过{limits.annual_limit}元，"
                f"关税为零，进口环节税按{share}征收"
            ),
            (
                f"Up to {limits.single_limit} at once and {limits.annual_limit} a year:"
                f" no duty, and {share} of the other taxes"
            ),
        ),
        Treatment.FULL_RATES: (
            "单件商品超过单次限值，可以进口，全额征税",
            "One article above the limit of a purchase: let in, taxed in full",
        ),
        Treatment.GENERAL_TRADE: (
            "超过限值，不能按零售进口",
            "Above the limits: no retail import",
        ),
    }[assessment.treatment]
    return Compared(
        way=Way.RETAIL,
        open=fits,
        why=why,
        tax=assessment.payable if fits else None,
        steps=explain(consignment, assessment),
    )


def personal_mail(consignment: Consignment, levy: MailLevy) -> Compared:
    """行邮 The goods as a parcel of personal post."""
    limit, exempt = levy.edition.says.value_limit, levy.edition.says.exempt_tax
    if levy.admitted:
        why = (
            (
                f"限个人自用、合理数量，价值不超过{limit}元（单件除外）；"
                f"税额不超过{exempt}元免征"
            ),
            (
                f"For one's own use, up to {limit} (or one article); a tax of up"
                f" to {exempt} is waived"
            ),
        )
    else:
        why = (
            f"价值超过{limit}元且不止一件，不能按个人物品邮递",
            f"Above {limit} and more than one piece: no personal post",
        )
    return Compared(
        way=Way.PERSONAL_MAIL,
        open=levy.admitted,
        why=why,
        tax=levy.tax,
        steps=tuple(_mail_steps(consignment, levy)),
    )


def _mail_steps(consignment: Consignment, levy: MailLevy) -> Iterator[Step]:
    law = levy.edition
    source = Source("", "", law.cites, law.confirmed)
    label = ("行邮税（物品价值 × 税率）", "Tax on post (value of the goods × rate)")
    pairs = zip(consignment.lines, levy.rates, strict=True)
    for number, (line, rate) in enumerate(pairs, start=1):
        value, said = to_fen(line.total), "?" if rate is None else percent(rate)
        owed = None if rate is None else to_fen(value * rate)
        yield step(label, f"{value} × {said}", owed, source=source, line=number)
    if (whole := levy.before_exemption) is None:
        return
    small, exempt = levy.tax == ZERO, law.says.exempt_tax
    formula = (
        (f"{whole} ≤ {exempt}，免征", f"{whole} ≤ {exempt}: waived")
        if small
        else (f"{whole} > {exempt}，全额征收", f"{whole} > {exempt}: levied in full")
    )
    yield step(("小额免征", "A small tax is waived"), formula, levy.tax, source=source)


def general_trade(consignment: Consignment, assessment: Assessment) -> Compared:
    """一般贸易 The goods imported by a firm, at full rates."""
    law, way = law_on(consignment.day), Treatment.GENERAL_TRADE
    levies = tuple(
        replace(
            one,
            amounts=amounts(
                one.dutiable_price, one.rates, treatment=way, relief=law.relief.says
            ),
        )
        for one in assessment.lines
    )
    total = total_as(assessment, way, consignment.day)
    full = replace(assessment, treatment=way, lines=levies, payable=total)
    return Compared(
        way=Way.GENERAL_TRADE,
        open=True,
        why=(
            (
                "由有进口资质的企业申报，按最惠国税率全额征税，不占个人额度；"
                "须办齐检验检疫和许可证件"
            ),
            (
                "Declared by an importing firm at full rates; takes no allowance,"
                " but needs inspection and any licences"
            ),
        ),
        tax=total,
        steps=(
            *price_steps(consignment, full, law),
            *line_steps(consignment, full, law),
            payable_step(full),
        ),
    )


def advice(consignment: Consignment, assessment: Assessment) -> tuple[Texts, ...]:
    """拆单与超限 Say what being above a limit, or splitting an order, would change."""
    return tuple(_advice(consignment, assessment))


def _advice(consignment: Consignment, assessment: Assessment) -> Iterator[Texts]:
    limits, price = law_on(consignment.day).limits.says, assessment.dutiable_price
    used = consignment.used_this_year
    pieces = sum((line.quantity for line in consignment.lines), ZERO)
    if price > limits.single_limit:
        over = price - limits.single_limit
        yield (
            f"本单完税价格{price}元，超过单次限值{over}元。",
            f"The dutiable price, {price}, is {over} above the limit of one purchase.",
        )
    if (total := used + price) > limits.annual_limit:
        over = total - limits.annual_limit
        yield (
            f"加上本年已用，合计{total}元，超过年度限值{over}元。",
            f"With what was used this year it makes {total}, {over} above the limit.",
        )
    if pieces > 1:
        yield (
            (
                f"拆成几单不省税也不省额度：税率相同，年度额度仍合计占用{price}元；"
                "同一人同日同店多单会被合并看待。"
            ),
            (
                f"Splitting saves neither tax nor allowance: the rates are the same"
                f" and the year still bears {price}; several orders of one person, day"
                " and shop are looked at together."
            ),
        )
