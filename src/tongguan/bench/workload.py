"""负载 What is sent in a run: which lists, which of them at fault, in which messages.

Everything follows from the seed. Papers gather with their senders until a message is
full, and messages leave in any order: the papers of a set travel apart.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import cycle
from random import Random

from tongguan.bench.moulds import Foundry, Mould, Values
from tongguan.demo.people import (
    BIRTHDAYS,
    CHECKS,
    ESTATES,
    FAMILY_NAMES,
    GIVEN_FIRST,
    GIVEN_LAST,
    LAST_DIGITS,
    NEVER_GIVEN,
    OLDEST,
    PREFIXES,
    ROADS,
    WEIGHTS,
    districts,
)
from tongguan.demo.zone import sandbox

FAULTY_SHARE = 0.04
MOST_MOULDS = 1500
HOT_EVERY = 100
UNPAID, PAYMENT = "payment_missing", 1
TIMES_A_DAY = 8  # a ninth and a tenth list would be looked at by an officer
OUT_OF_ORDER = 12  # messages among which the next to leave is drawn
MISSING = 0xFFFFFFFF
SPACE = 10**8
WARM_FROM = SPACE // 2  # lists from this number on are sent before a run
STRIDE = 61_803_399  # has no divisor in common with SPACE: a number is used once


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """计划 What is to be written: how many lists, how they are sent, from which seed.

    `run` ends every number; `at` is the instant everything is declared. Of an `unpaid`
    one no payment comes, and every list waits. Numbers begin at the `first`.
    """

    lists: int
    batch: int
    seed: int
    run: str
    at: datetime
    unpaid: bool = False
    first: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """报文 One message to be signed and sent, and whose papers it carries."""

    sender: str
    entries: int
    data: bytes


@dataclass(slots=True)
class Sets:
    """套 Which messages carry the papers of each list, and what is wrong with it.

    `carriers` has four places a list; `faults` names a fault, or nothing.
    """

    carriers: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def stem_of(run: str, number: int) -> str:
    """Give a list its number, apart from those before and after it."""
    return f"{number * STRIDE % SPACE:08d}{run}"


def number_of(stem: str) -> int:
    """Return which list an order's number is about."""
    return int(stem[-16:-8]) * pow(STRIDE, -1, SPACE) % SPACE


class Workload:
    """Pours lists into moulds and gathers their papers into messages."""

    def __init__(self, plan: Plan) -> None:
        rng = Random(plan.seed)  # noqa: S311 - invented papers need no secrecy
        self.plan, self._rng = plan, rng
        foundry = Foundry(rng, sandbox(), plan.at.replace(microsecond=0))
        made = list(foundry.moulds(min(MOST_MOULDS, max(40, plan.lists // 4))))
        self._clean = [it for it in made if not it.fault]
        self._small = [it for it in self._clean if it.small]
        self._faulty = cycle([it for it in made if it.fault])
        self._frames = foundry.frames
        self._buyers = Buyers(rng)
        self._open: dict[tuple[str, str], Sheaf] = defaultdict(Sheaf)
        self.sets = Sets([MISSING] * (4 * plan.lists), [])

    def messages(self) -> Iterator[Message]:
        """Write the messages in the order they leave."""
        for number, (frame, sheaf) in enumerate(_shuffled(self._rng, self._full())):
            for place in sheaf.places:
                self.sets.carriers[place] = number
            data = self._frames[frame].around(self._guid(), sheaf.entries)
            yield Message(frame[0], len(sheaf.entries), data)

    def _full(self) -> Iterator[tuple[tuple[str, str], "Sheaf"]]:
        """Yield messages as they fill up, and at last those that don't."""
        batch = self.plan.batch
        for number in range(self.plan.lists):
            mould, values = self._poured(number)
            fault = UNPAID if self.plan.unpaid else mould.fault and mould.fault.name
            self.sets.faults.append(fault or "")
            for position, cast in enumerate(mould.casts, start=4 - len(mould.casts)):
                if self.plan.unpaid and position == PAYMENT:
                    continue
                frame = cast.sender, cast.message_type
                sheaf = self._open[frame]
                sheaf.entries.append(cast.pour(values))
                sheaf.places.append(4 * number + position)
                if len(sheaf.entries) == batch:
                    yield frame, self._open.pop(frame)
        yield from self._open.items()

    def _poured(self, number: int) -> tuple[Mould, Values]:
        """Choose a mould for a list, and what is poured into it."""
        rng = self._rng
        stem = stem_of(self.plan.run, self.plan.first + number).encode()
        hot = number % HOT_EVERY == 0
        if hot and self._small:
            mould = rng.choice(self._small)
            buyer = self._buyers.returning()
        else:
            mould = (
                next(self._faulty)
                if rng.random() < FAULTY_SHARE and not self.plan.unpaid
                else self._clean[int(rng.random() * len(self._clean))]
            )
            buyer = self._buyers.new()
        guids = (self._guid(), self._guid(), self._guid(), self._guid())
        name, id_number, telephone, address, account = buyer
        address = mould.district + address
        return mould, (stem, *guids, name, id_number, telephone, address, account)

    def _guid(self) -> bytes:
        text = b"%032X" % self._rng.getrandbits(128)
        return b"%b-%b-4%b-A%b-%b" % (
            *(text[:8], text[8:12], text[13:16], text[17:20], text[20:]),
        )


@dataclass(slots=True)
class Sheaf:
    """The entries gathered for a message, and which place of which set each has."""

    entries: list[bytes] = field(default_factory=list)
    places: list[int] = field(default_factory=list)


class Buyers:
    """订购人 Buyers as they are poured: name, number, telephone, address, account."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._areas = [_weighed(it.code, 0) for it in districts()]
        days = (OLDEST + timedelta(days=day) for day in range(BIRTHDAYS))
        self._days = [_weighed(f"{it:%Y%m%d}{NEVER_GIVEN}", 6) for it in days]
        self._turn = rng.randrange(LAST_DIGITS * len(PREFIXES))
        self._hot: Values = ()
        self._left = 0

    def new(self) -> Values:
        """Invent a buyer; no two share a telephone or an address."""
        rng, draw = self._rng, self._rng.random
        self._turn = turn = self._turn + 1
        area, first = self._areas[int(draw() * len(self._areas))]
        day, second = self._days[int(draw() * BIRTHDAYS)]
        telephone = f"{PREFIXES[turn // LAST_DIGITS % len(PREFIXES)]}{NEVER_GIVEN}"
        telephone += f"{turn % LAST_DIGITS:05d}"
        name = rng.choice(FAMILY_NAMES) + rng.choice(GIVEN_FIRST)
        name += rng.choice(GIVEN_LAST)
        where = int(draw() * 1_000_000)
        address = (
            f"{ROADS[where % len(ROADS)]}{where % 997 + 1}号"
            f"{ESTATES[where % len(ESTATES)]}{turn}室"
        )
        return (
            name.encode(),
            area + day + CHECK_BYTES[(first + second) % 11],
            telephone.encode(),
            address.encode(),
            b"yx%b" % telephone[-8:].encode(),
        )

    def returning(self) -> Values:
        """Let the same buyer come several times, then another."""
        if not self._left:
            self._hot, self._left = self.new(), TIMES_A_DAY
        self._left -= 1
        return self._hot


CHECK_BYTES = [it.encode() for it in CHECKS]


def _weighed(digits: str, start: int) -> tuple[bytes, int]:
    """Return digits of an identity number with what they give to its check digit."""
    weights = WEIGHTS[start : start + len(digits)]
    total = sum(int(it) * by for it, by in zip(digits, weights, strict=True))
    return digits.encode(), total


def _shuffled(
    rng: Random, several: Iterator[tuple[tuple[str, str], Sheaf]]
) -> Iterator[tuple[tuple[str, str], Sheaf]]:
    """Let each leave before or after some of its neighbours."""
    held = []
    for one in several:
        held.append(one)
        if len(held) == OUT_OF_ORDER:
            yield held.pop(rng.randrange(OUT_OF_ORDER))
    rng.shuffle(held)
    yield from held
