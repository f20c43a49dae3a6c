"""Archived lists of any kind and number, invented from a seed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from tongguan.customs.tariff.rules import tariff_on
from tongguan.demo.goods import Article, catalogue
from tongguan.journeys.replay.model import ArchivedLine, ArchivedList
from tongguan.journeys.replay.plain import carried_over, decide_again

DAY = date(2026, 11, 11)
DAYS = (
    *(DAY, DAY, DAY, date(2026, 10, 31), date(2018, 12, 31), date(2019, 1, 1)),
    *(date(2016, 4, 8), date(2020, 6, 1), date(2024, 2, 29)),
)
AT = datetime(2026, 11, 11, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
FINDINGS = (
    *("", "", "", "", "RSK-6002", "QUO-2001", "GUA-4001", "TAX-3101 RSK-6006"),
    *("MAT-3002", "MAT-3058 RSK-6005", "LST-2103", "RSK-6010", "LST-2101 LST-2004"),
)
CODES = (
    "9999999999",
    "2203000000",
    "3304990099",
    "2402200000",
    "1701991090",
    "3215190000",
)


def lists(seed: int, size: int, *, plain: bool = False) -> Iterator[ArchivedList]:
    """Invent so many lists; plain ones are of one day, and as nearly all lists are."""
    rng = Random(f"{seed}/{plain}")
    articles = catalogue(DAY)
    odd = sorted(line.hs_code for line in tariff_on(DAY))
    for number in range(size):
        one = usual(rng, number, articles)
        yield one if plain else spoilt(rng, one, odd)


def usual(rng: Random, number: int, articles: tuple[Article, ...]) -> ArchivedList:
    """Invent a list as nearly all are."""
    count = rng.choice((1, 1, 1, 2, 2, 3))
    lines = tuple(usual_line(rng, rng.choice(articles)) for _ in range(count))
    seller = f"1100EC{rng.randrange(40):04d}"
    return ArchivedList(
        number=f"46122026I{number:09d}",
        version=1,
        decided_at=AT + timedelta(milliseconds=number),
        declared_on=DAY,
        mode=rng.choice(("1210", "1210", "9610")),
        customs_office="4612",
        platform_code="1100PF0001",
        seller_code=seller,
        declarant_code=seller,
        guarantor=seller,
        buyer=rng.randbytes(16),
        freight=Decimal(rng.choice((0, 0, 1000, 1250))) / 100,
        insurance=Decimal(rng.choice((0, 0, 0, 199))) / 100,
        lines=lines,
        used=rng.choice((0, 0, rng.randrange(2_500_000))),
        guarantee_left=10**9,
        spent=rng.choice((0, 0, 0, 30_000)),
        buyer_lists=rng.choice((1, 1, 1, 2)),
        on_telephone=1,
        on_address=1,
        draw=rng.randrange(1_000_000),
        outcome="release",
        treatment="reduced",
        dutiable=0,
        tax=0,
        findings="",
    )


def usual_line(rng: Random, article: Article) -> ArchivedLine:
    """Invent a line of an article, some pieces of it at a price of its own."""
    pieces = rng.randrange(1, article.most + 1)
    fen = rng.randrange(article.low * 100, article.high * 100 + 1)
    second = article.units[1] if article.second is not None else None
    return ArchivedLine(
        hs_code=article.hs_code,
        origin=article.origin,
        name=article.name,
        model=article.model,
        unit=article.unit,
        quantity=Decimal(pieces),
        statutory_unit=article.units[0],
        statutory_quantity=article.first * pieces,
        second_unit=second,
        second_quantity=None if article.second is None else article.second * pieces,
        total=Decimal(fen * pieces) / 100,
    )


def spoilt(rng: Random, one: ArchivedList, odd: list[str]) -> ArchivedList:
    """Make a list unusual in some ways, so that every rule has something to say."""
    lines = tuple(spoilt_line(rng, line, odd) for line in one.lines)
    if rng.random() < 0.05:
        lines *= rng.randrange(2, 12)
    return replace(
        one,
        declared_on=rng.choice(DAYS),
        mode=rng.choice(("1210", "9610", "1239")),
        lines=lines,
        freight=amount(rng, one.freight),
        insurance=amount(rng, one.insurance),
        used=rng.choice((0, 2_600_000, rng.randrange(2_700_000))),
        guarantee_left=rng.choice((10**12, 0, rng.randrange(200_000), -5)),
        spent=rng.choice((0, 1, rng.randrange(900_000))),
        buyer_lists=rng.choice((1, 2, 9, 10, 11)),
        on_telephone=rng.choice((1, 2, 3, 4)),
        on_address=rng.choice((1, 4, 5, 6)),
        draw=rng.choice((0, 9_999, 10_000, 500_000)),
        findings=rng.choice(FINDINGS),
    )


def spoilt_line(rng: Random, line: ArchivedLine, odd: list[str]) -> ArchivedLine:
    """Make a line unusual: other codes, other units, finer amounts, nothing at all."""
    changes = (
        {},
        {"total": amount(rng, line.total)},
        {"hs_code": rng.choice(odd)},
        {"hs_code": rng.choice(CODES)},
        {"statutory_unit": rng.choice(("035", "036", "095", "122", "007"))},
        {"second_unit": rng.choice(("035", "095", "020", None))},
        {"second_unit": "035", "second_quantity": Decimal("1.25")},
        {"quantity": rng.choice((Decimal(1), Decimal("0.5"), Decimal(0), Decimal(7)))},
        {"statutory_quantity": line.statutory_quantity * rng.randrange(3)},
        {"model": rng.choice(("900g/罐", "2×384g", "750ml", "0.7L", "5片", ""))},
        {"unit": rng.choice(("020", "095", "036", "011"))},
    )
    changed = replace(line, **rng.choice(changes))
    return replace(changed, **rng.choice(changes))


def amount(rng: Random, usual: Decimal) -> Decimal:
    """Invent an amount: as it was, of five decimals, nothing, or much too large."""
    many = rng.randrange(10**9)
    odd = (
        Decimal(many) / 100_000,
        Decimal(0),
        Decimal(many * 10**5),
        Decimal("99999999999999.99999"),
    )
    return rng.choice((usual, usual, usual, *odd[:2], odd[0], rng.choice(odd)))


def settled(one: ArchivedList) -> ArchivedList:
    """Let a list have come to what the rules say of it today."""
    verdict = decide_again(one)
    return replace(
        one,
        outcome=verdict.outcome,
        treatment=verdict.treatment,
        dutiable=verdict.dutiable,
        tax=verdict.tax,
        findings=" ".join((*carried_over(one.findings), *verdict.codes)),
    )
