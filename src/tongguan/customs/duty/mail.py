"""行邮税 What the same goods would owe as a parcel of personal post, to compare.

This is another procedure, not a choice within retail import: the whole value is taxed
at the rate of its category, a small tax is waived, and values above the limit pass only
as one article.
"""

from dataclasses import dataclass
from decimal import Decimal

from tongguan.customs.duty.consumption import class_by_code, floor_is_reached
from tongguan.customs.duty.law import (
    DutyLaw,
    MailTax,
    law_on,
    mail_categories,
    mail_tax_on,
)
from tongguan.customs.duty.limits import is_one_article
from tongguan.customs.duty.model import Assessment, Consignment, ConsignmentLine
from tongguan.kit.dated import Edition
from tongguan.trade.money import ZERO, to_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLevy:
    """行邮税款 The tax of a parcel; None when a line's category is not known.

    `before_exemption` is the tax before a small one is waived; `admitted` is False when
    the value is above the limit and the parcel holds more than one article.
    """

    edition: Edition[MailTax]
    rates: tuple[Decimal | None, ...]
    before_exemption: Decimal | None
    tax: Decimal | None
    admitted: bool


def mail_levy(consignment: Consignment, assessment: Assessment) -> MailLevy:
    """行邮税 Tax the value of the goods, without freight, by category."""
    edition, law = mail_tax_on(consignment.day), law_on(consignment.day)
    pairs = list(zip(consignment.lines, assessment.lines, strict=True))
    rates = tuple(
        _rate(line, levy.dutiable_price, law=law, mail=edition.says)
        for line, levy in pairs
    )
    parts = [
        to_fen(to_fen(line.total) * rate)
        for (line, _), rate in zip(pairs, rates, strict=True)
        if rate is not None
    ]
    whole = sum(parts, ZERO) if len(parts) == len(pairs) else None
    value = sum((to_fen(line.total) for line in consignment.lines), ZERO)
    return MailLevy(
        edition=edition,
        rates=rates,
        before_exemption=whole,
        tax=None if whole is None else _after_exemption(whole, edition.says),
        admitted=value <= edition.says.value_limit or is_one_article(consignment.lines),
    )


def _after_exemption(tax: Decimal, law: MailTax) -> Decimal:
    return ZERO if tax <= law.exempt_tax else tax


def _rate(
    line: ConsignmentLine, price: Decimal, *, law: DutyLaw, mail: MailTax
) -> Decimal | None:
    if not line.hs_code:
        return None
    prefixes, luxury, default = mail_categories()
    found = class_by_code(line.hs_code, law.tariff.says.find(line.hs_code), law)
    if found is not None and found.name in luxury:
        reached = floor_is_reached(found, line, price)
        if reached is None:
            return None
        rank = luxury[found.name] if reached else default
    else:
        beginnings = (line.hs_code[:length] for length in range(6, 1, -1))
        known = (prefixes[text] for text in beginnings if text in prefixes)
        rank = next(known, default)
    return mail.rates[rank - 1]
