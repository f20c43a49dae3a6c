"""Archived lists of any kind and number, invented from a seed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from tongguan.customs.risk.content import AMOUNT, described
from tongguan.customs.tariff.rules import tariff_on
from tongguan.demo.goods import Article, catalogue
from tongguan.journeys.replay.model import ArchivedLine, ArchivedList
from tongguan.journeys.replay.plain import carried_over, decide_again
from tongguan.trade.money import FEN

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
EDGES = (
    *("3304990099", "3304990049", "2203000000", "2208300000", "9102110000"),
    *("2206001000", "2204210000", "1234567890", "3303000020", "2402"),
)
UNITS: tuple[dict[str, Any], ...] = (
    *({}, {}, {}),
    *({"statutory_unit": unit} for unit in ("035", "036", "095", "096", "007", "010")),
    *({"unit": unit} for unit in ("035", "036", "095", "096", "020", "010", "063")),
    {"unit": "036", "statutory_unit": "036"},
    {"unit": "095", "statutory_unit": "035", "second_unit": "096"},
    {"second_unit": "036"},
    {"second_unit": "095", "second_quantity": Decimal("0.33333")},
    {"second_unit": "035", "second_quantity": Decimal(0)},
    {"second_unit": "", "second_quantity": Decimal(7)},
)
MUCH = Decimal("49999999999999.99999")  # twice as much is the most a list may say
AMOUNTS: tuple[dict[str, Any], ...] = (
    *({},) * 12,
    {"quantity": Decimal(0)},
    {"quantity": Decimal(-3)},
    {"quantity": Decimal("0.00001")},
    {"quantity": Decimal(123_456_789)},
    {"quantity": MUCH},
    {"statutory_quantity": Decimal(0)},
    {"statutory_quantity": Decimal("-0.5")},
    {"statutory_quantity": Decimal("54321.12345")},
    {"statutory_quantity": MUCH},
)
MODELS = (
    *("{}g/罐", "{} 克", "{}KG", "{}ml", "{}升/桶", "0{}l", "{}g×3", "{0}g {0}ml"),
    *("{}g2", "{}0000000g", "0.000000{}g", "{}" + "3" * 30 + "kg", "1.{}9999ML", ""),
    *("0g", "0.0001kg", "{}gb", "净含量：{}千克（毛重）", "1" * 40 + "ml"),
)
CODES = (
    "9999999999",
    "2203000000",
    "3304990099",
    "2402200000",
    "1701991090",
    "3215190000",
)


def lists(
    seed: int, size: int, *, plain: bool = False, new: float = 0
) -> Iterator[ArchivedList]:
    """Invent so many lists; plain ones are of one day, and as nearly all lists are.

    This share of their goods items is of articles that no other list has.
    """
    rng = Random(f"{seed}/{plain}")
    articles = catalogue(DAY)
    odd = sorted(line.hs_code for line in tariff_on(DAY))
    for number in range(size):
        one = usual(rng, number, articles)
        if new:
            lines = (fresh(rng, it) if rng.random() < new else it for it in one.lines)
            one = replace(one, lines=tuple(lines))
        yield one if plain else spoilt(rng, one, odd)


def varied(seed: int, size: int) -> Iterator[ArchivedList]:
    """Invent lists of new articles, many of them on the very edge of a rule."""
    rng = Random(seed)
    odd = sorted(line.hs_code for line in tariff_on(DAY))
    for one in lists(seed, size, plain=True, new=1):
        edgy = replace(one, lines=tuple(on_edge(rng, it, odd) for it in one.lines))
        yield spoilt(rng, edgy, odd) if rng.random() < 0.2 else edgy


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


def fresh(rng: Random, line: ArchivedLine) -> ArchivedLine:
    """Make an article that is like another, but for its name and how much it holds."""
    share, mark = (
        Decimal(rng.randrange(800_000, 1_200_000)) / 10**6,
        rng.randrange(10**9),
    )
    model = AMOUNT.sub(lambda it: f"{Decimal(it[1]) * share:.4f}{it[2]}", line.model)
    second = line.second_quantity
    return replace(
        line,
        name=f"{line.name}{mark}",
        model=f"{model} 第{mark}款",
        statutory_quantity=declared(line.statutory_quantity * share),
        second_quantity=None if second is None else declared(second * share),
    )


def on_edge(rng: Random, line: ArchivedLine, odd: list[str]) -> ArchivedLine:
    """Bring a goods item to an edge: of a content, a floor, a unit or a number."""
    line = replace(line, hs_code=rng.choice((line.hs_code, *CODES, *EDGES, *odd)))
    line = replace(line, **rng.choice(UNITS), **rng.choice(AMOUNTS))
    if rng.random() < 0.5:
        line = replace(
            line, model=rng.choice(MODELS).format(rng.randrange(10**6) / 1000)
        )
    wanted = described(line.model, line.statutory_unit)
    if wanted is not None and rng.random() < 0.7:
        part = rng.choice((Decimal("0.9"), Decimal(1), Decimal("1.1")))
        given = declared(wanted * line.quantity * part + step(rng, 5))
        line = replace(line, statutory_quantity=given)
    if rng.random() < 0.7:
        line = replace(line, total=floor(rng, line) + step(rng, 2))
    return line


def floor(rng: Random, line: ArchivedLine) -> Decimal:
    """Say a price from which a goods item may be taxed otherwise."""
    much = rng.choice((line.quantity, line.statutory_quantity, line.second_quantity))
    each = rng.choice(("10", "10000", "15", "15000", "2.6576767", "0.0026576767"))
    price = (much or Decimal(1)) * Decimal(each)
    return price.quantize(FEN) if 0 < price < 10**7 else line.total


def step(rng: Random, decimals: int) -> Decimal:
    """Step over an edge, stay on it, or stay before it."""
    return rng.choice((-1, 0, 0, 1)) * Decimal(1).scaleb(-decimals)


def declared(quantity: Decimal) -> Decimal:
    """Say a quantity with as many decimals as a list may."""
    return max(-MUCH, min(quantity, MUCH)).quantize(Decimal("0.00001"))


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
