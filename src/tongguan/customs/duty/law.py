"""税法 The numbers a purchase is taxed by, as they stood on one day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from tongguan.customs.tariff.model import Tariff
from tongguan.customs.tariff.rules import PAGE as TARIFF_PAGE
from tongguan.customs.tariff.rules import edition_on
from tongguan.kit.dated import Dated, Edition
from tongguan.kit.rulebook import TRUTHS, load, load_editions, read_page
from tongguan.kit.trace import Source, source
from tongguan.trade.money import ZERO

FOLDER = "customs/duty"
DAYS_KEPT = 512


@dataclass(frozen=True, slots=True)
class Limits:
    """交易限值 The limits of one purchase and of a year's, and who may pass above."""

    single_limit: Decimal
    annual_limit: Decimal
    dear_article_may_pass: bool
    dear_article_strictly_below_annual: bool


@dataclass(frozen=True, slots=True)
class Relief:
    """税收优惠 The duty rate and the share of other taxes within the limits."""

    duty_rate: Decimal
    levied_share: Decimal


@dataclass(frozen=True, slots=True)
class VatRates:
    """增值税税率 The two rates of VAT at import."""

    standard: Decimal
    low: Decimal


@dataclass(frozen=True, slots=True)
class ConsumptionRate:
    """消费税税率 What a class owes from a dutiable unit price on, and below it."""

    ad_valorem: Decimal
    specific: Decimal = ZERO
    floor_per_gram: Decimal = ZERO
    floor_per_sheet: Decimal = ZERO
    floor_per_litre: Decimal = ZERO
    floor_per_piece: Decimal = ZERO
    below_ad_valorem: Decimal = ZERO
    below_specific: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class ConsumptionClass:
    """消费税税目 A class of taxed goods, how its content is measured, and its rate."""

    name: str
    chinese: str
    english: str
    measure: str
    rate: ConsumptionRate
    source: Source


@dataclass(frozen=True, slots=True)
class MailTax:
    """进境物品进口税 Rates by category, the exempt tax and the limits of value."""

    rates: tuple[Decimal, ...]
    exempt_tax: Decimal
    value_limit: Decimal
    value_limit_nearby: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLaw:
    """当日税法 Every page that taxes a purchase, opened at one day."""

    limits: Edition[Limits]
    relief: Edition[Relief]
    vat: Edition[VatRates]
    tariff: Edition[Tariff]
    consumption: Mapping[str, ConsumptionClass]
    sources: Mapping[str, Source]


@lru_cache(maxsize=DAYS_KEPT)
def law_on(day: date) -> DutyLaw:
    """Open every page at `day`; raise NotInForceError before the first limits."""
    limits = _dated("limits", Limits).on(day)
    relief = _dated("relief", Relief).on(day)
    vat = _dated("vat", VatRates).on(day)
    tariff = edition_on(day)
    classes = {
        name: ConsumptionClass(*words, dated.on(day).says, _source(dated.on(day)))
        for name, (words, dated) in _consumption().items()
    }
    return DutyLaw(
        limits=limits,
        relief=relief,
        vat=vat,
        tariff=tariff,
        consumption=classes,
        sources={
            "limits": source(f"{FOLDER}/limits.yaml", limits),
            "relief": source(f"{FOLDER}/relief.yaml", relief),
            "vat": source(f"{FOLDER}/vat.yaml", vat),
            "tariff": source(TARIFF_PAGE, tariff),
        },
    )


def first_day() -> date:
    """政策起始日 The first day on which a retail import could be taxed as one."""
    first: Edition[Limits] = next(iter(_dated("limits", Limits)))
    return first.effective


def mail_tax_on(day: date) -> Edition[MailTax]:
    """Return the tax on personal post in force on `day`."""
    return _dated("personal_mail", MailTax).on(day)


@cache
def mail_categories() -> tuple[Mapping[str, int], Mapping[str, int], int]:
    """Read the categories: by beginning of the code, by luxury class, the default."""
    page = read_page(f"{FOLDER}/personal_mail.yaml")["categories"]
    prefixes = {prefix: int(rank) for prefix, rank in page["prefixes"].items()}
    luxury = {name: int(rank) for name, rank in page["luxury_classes"].items()}
    return prefixes, luxury, int(page["default"])


@cache
def taxed_headings() -> Mapping[str, str]:
    """Read the four-digit headings that hold goods subject to consumption tax."""
    page: Any = read_page(f"{FOLDER}/consumption.yaml")["headings"]["classes"]
    return dict(page)


@cache
def taxed_headings_source() -> Source:
    """Say where the list of those headings stands written."""
    page = read_page(f"{FOLDER}/consumption.yaml")["headings"]
    return Source(
        f"{FOLDER}/consumption.yaml", "", page["cites"], TRUTHS[page["confirmed"]]
    )


@cache
def measures() -> Mapping[str, Mapping[str, Decimal]]:
    """Read how much of each measure a customs unit is."""
    page = read_page(f"{FOLDER}/measures.yaml")["measures"]
    return {
        measure: {unit: Decimal(text) for unit, text in units.items()}
        for measure, units in page.items()
    }


@cache
def _dated(name: str, shape: type[Any]) -> Dated[Any]:
    return load(f"{FOLDER}/{name}.yaml", shape)


@cache
def _consumption() -> Mapping[
    str, tuple[tuple[str, str, str, str], Dated[ConsumptionRate]]
]:
    page = f"{FOLDER}/consumption.yaml"
    return {
        name: (
            (name, entry["chinese"], entry["english"], entry["measure"]),
            load_editions(page, entry["editions"], ConsumptionRate),
        )
        for name, entry in read_page(page)["classes"].items()
    }


def _source(edition: Edition[ConsumptionRate]) -> Source:
    return source(f"{FOLDER}/consumption.yaml", edition)
