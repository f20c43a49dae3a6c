"""演示订购 What one buyer ordered where: drawn at random, always within every rule."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from random import Random
from typing import Any

from tongguan.demo.goods import Article, article, catalogue
from tongguan.demo.people import Buyer, buyers
from tongguan.demo.zone import Zone
from tongguan.trade.money import ZERO
from tongguan.trade.papers import Firm

MOST_LINES = (1, 1, 1, 2, 2, 3, 4)
DEAREST = Decimal(1600)
DIRECT_SHARE = 0.3
COUPON_SHARE = 0.15
RETURNING_SHARE = 0.04
PRICE_ENDINGS = (Decimal(0), Decimal("0.5"), Decimal("0.9"))
COUPONS = (Decimal(5), Decimal(10), Decimal(20))
FREIGHTS = (Decimal(0), Decimal(8), Decimal(12), Decimal(15))
PREMIUMS = (Decimal(0), Decimal(0), Decimal(2))


@dataclass(frozen=True, slots=True)
class Bought:
    """订购项 So many pieces of an article at a price."""

    article: Article
    quantity: int
    price: Decimal

    @property
    def total(self) -> Decimal:
        """The price of all pieces."""
        return self.price * self.quantity


@dataclass(frozen=True, slots=True)
class Parties:
    """各方 The firms that serve one purchase; `clerk` sends its order."""

    platform: Firm
    seller: Firm
    provider: Firm
    carrier: Firm
    operator: Firm
    declarant: Firm
    clerk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """订购 All that four papers are made of.

    `stem` ends every number of its papers; `at` is when its list is declared.
    """

    stem: str
    at: datetime
    buyer: Buyer
    parties: Parties
    basket: tuple[Bought, ...]
    direct: bool
    freight: Decimal
    insurance: Decimal
    discount: Decimal
    hours_ago: int
    guids: tuple[str, str, str, str]
    platform_order: str = ""

    @property
    def order_number(self) -> str:
        """订单编号 The number the platform gave the order."""
        return self.platform_order or f"DD{self.stem}"

    @property
    def goods_value(self) -> Decimal:
        """商品价格 What all articles cost together."""
        return sum((bought.total for bought in self.basket), ZERO)

    def with_basket(self, *basket: Bought) -> "Purchase":
        """Return the same purchase of other articles, without a coupon."""
        return replace(self, basket=basket, discount=ZERO)

    def served_by(self, **firms: Any) -> "Purchase":
        """Return the same purchase with others in some parts."""
        return replace(self, parties=replace(self.parties, **firms))


def purchases(rng: Random, zone: Zone, *, run: str, at: datetime) -> Iterator[Purchase]:
    """Draw purchases without end; some buyers come back, never too often."""
    newcomers, known = buyers(rng), list[Buyer]()
    articles = catalogue(at.date())
    for number in count(1):
        back = _returning(rng, known)
        buyer = back or next(newcomers)
        yield Purchase(
            stem=f"{run}{number:06d}",
            at=at,
            buyer=buyer,
            parties=draw_parties(rng, zone),
            basket=_basket(rng, articles),
            direct=rng.random() < DIRECT_SHARE,
            freight=rng.choice(FREIGHTS),
            insurance=rng.choice(PREMIUMS),
            discount=rng.choice(COUPONS) if rng.random() < COUPON_SHARE else ZERO,
            hours_ago=rng.randrange(2, 40),
            guids=(_guid(rng), _guid(rng), _guid(rng), _guid(rng)),
        )
        if back is None and rng.random() < RETURNING_SHARE:
            known.append(buyer)


def draw_parties(rng: Random, zone: Zone) -> Parties:
    """Choose who serves a purchase; an agent sends the orders of its principal."""
    seller, platform = rng.choice(zone.sellers), rng.choice(zone.platforms)
    return Parties(
        platform=platform,
        seller=seller,
        provider=rng.choice(zone.providers),
        carrier=rng.choice(zone.carriers),
        operator=rng.choice(zone.operators),
        declarant=rng.choice(zone.declarants),
        clerk=zone.agents.get(seller.code, platform.code),
    )


def _returning(rng: Random, known: list[Buyer]) -> Buyer | None:
    """Let a known buyer come back once: two purchases stay within every limit."""
    if known and rng.random() < RETURNING_SHARE:
        return known.pop(rng.randrange(len(known)))
    return None


def _basket(rng: Random, articles: tuple[Article, ...]) -> tuple[Bought, ...]:
    basket: list[Bought] = []
    left = DEAREST
    for _ in range(rng.choice(MOST_LINES)):
        bought = _bought(rng, rng.choice(articles))
        if bought.total <= left and bought.article not in {b.article for b in basket}:
            basket.append(bought)
            left -= bought.total
    return tuple(basket)


def _bought(rng: Random, it: Article) -> Bought:
    price = rng.randrange(it.low, it.high) + rng.choice(PRICE_ENDINGS)
    return Bought(it, rng.randrange(it.most) + 1, price)


def _guid(rng: Random) -> str:
    """Make a version 4 identifier; the sign of its variant stands at its place."""
    text = f"{rng.getrandbits(128):032X}"
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-A{text[17:20]}-{text[20:]}"


def dear(name: str, day: date, *, price: int, quantity: int) -> Bought:
    """Take so many pieces of a named article at a price."""
    return Bought(article(name, day), quantity, Decimal(price))
