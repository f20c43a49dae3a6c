"""A buffered room of declarations says and leaves what one that writes through does."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import psycopg
import pytest

from tongguan.customs.declaration.store import (
    Assessed,
    Decided,
    Declarations,
    Outcome,
    Pattern,
)

AT = datetime(2026, 10, 20, 4, tzinfo=UTC)
SINCE = AT - timedelta(days=2)
STORED, STEPS, BUYERS = 12, 60, 5
# what a pattern means, list by list: the plain form the room is held against
PLAIN = b"""
SELECT (SELECT coalesce(sum(d.value_fen), 0)::bigint FROM declaration AS d
         WHERE d.buyer_key = s.buyer_key AND d.declared_on = s.declared_on
           AND d.seller_code = s.seller_code AND NOT d.void AND d.paper <> s.paper),
       (SELECT count(*) FROM declaration AS d
         WHERE d.buyer_key = s.buyer_key AND d.declared_on = s.declared_on
           AND NOT d.void),
       (SELECT count(DISTINCT d.buyer_key) FROM declaration AS d
         WHERE d.telephone_key = s.telephone_key AND d.lodged_at > %(since)s
           AND NOT d.void),
       (SELECT count(DISTINCT d.buyer_key) FROM declaration AS d
         WHERE d.address_key = s.address_key AND d.lodged_at > %(since)s
           AND NOT d.void)
  FROM declaration AS s WHERE s.paper = %(paper)s
"""
LEFT = b"SELECT to_jsonb(d) FROM declaration AS d ORDER BY paper"
TAKEN = b"""SELECT to_jsonb(d) - 'id', l.editions FROM decision AS d
              LEFT JOIN law_applied AS l ON l.digest = d.law
             ORDER BY d.id"""


def glance(paper: int, luck: Random, at: datetime) -> dict[str, Any]:
    """Return the glance of a list around which there is some company."""
    person = luck.randrange(BUYERS)
    return {
        "paper": paper,
        "sender": "1100EC0001",
        "preliminary_number": f"B20261020{paper:09d}",
        "reference": "",
        "declared_on": date(2026, 10, 20 - luck.randrange(2)),
        "mode": "1210",
        "customs_office": "2233",
        "platform_code": "1100PF0001",
        "order_number": f"TD{paper:08d}",
        "seller_code": luck.choice(("1100EC0001", "1100EC0002")),
        "seller_name": "测试电商有限公司",
        "declarant_code": "1100DC0001",
        "carrier_code": "1100LG0001",
        "waybill_number": f"TY{paper:08d}",
        "transport_document": "",
        "guarantor": luck.choice(("1100EC0001", "1100EC0002")),
        "buyer_key": bytes([person]),
        "buyer_mask": "李**",
        "telephone_key": bytes([luck.randrange(3)]),
        "address_key": bytes([luck.randrange(3)]),
        "goods": "婴儿配方奶粉",
        "value_fen": luck.randint(1, 5_000_00),
        "at": at - timedelta(days=luck.choice((0, 0, 1, 3))),
        "reasons": luck.choice(([], ["ENT-1511"])),
        "void": luck.random() < 0.2,
    }


def outcome(paper: int, luck: Random) -> Outcome:
    channel = luck.choice(("release", "review", "suspend", "reject"))
    return Outcome(
        paper=paper,
        number="" if channel in {"suspend", "reject"} else f"22332026I{paper:09d}",
        treatment="reduced",
        tax_fen=luck.choice((None, 44_23)),
        channel=channel,
        reasons=luck.choice(((), ("RSK-5001", "GUA-4001"))),
        void=channel == "reject",
    )


def decided(paper: int, luck: Random) -> Decided:
    payable = luck.choice((None, Decimal("44.23")))
    return Decided(
        paper=paper,
        version=1,
        at=AT,
        day=AT.date(),
        actor="system",
        outcome="release",
        assessed=Assessed(
            treatment="reduced",
            dutiable_price=Decimal(luck.randint(1, 99)),
            payable=payable,
            charge=Decimal("477.00"),
            used=Decimal("0.00"),
        ),
        findings=luck.choice(([], [{"code": "RSK-5001", "zh": "人工核查"}])),
        editions=luck.choice(({}, {"limits": "2019-01-01"}, {"vat": "2019-04-01"})),
        goods=luck.choice(({}, {"SKU1901": "v2"})),
    )


@dataclass(slots=True)
class Day:
    """One seed's day: the same calls on any room, and everything it said."""

    room: Declarations
    luck: Random
    papers: list[int] = field(default_factory=lambda: list(range(1, STORED + 1)))
    said: list[Any] = field(default_factory=list)

    def some(self) -> list[int]:
        """Choose some lists."""
        return sorted(self.luck.sample(self.papers, k=min(4, len(self.papers))))

    def put(self) -> None:
        first = self.papers[-1] + 1
        new = list(range(first, first + self.luck.randint(1, 4)))
        self.room.put([glance(it, self.luck, AT) for it in new])
        self.papers += new

    def renew(self) -> None:
        self.room.renew([glance(it, self.luck, AT) for it in self.some()])

    def wait(self) -> None:
        names = self.luck.choice((["order"], ["order", "waybill"]))
        news = self.room.wait(dict.fromkeys(self.some(), names))
        self.said.append(sorted(news.items()))

    def decide(self) -> None:
        self.room.decide([outcome(it, self.luck) for it in self.some()], AT)

    def keep(self) -> None:
        self.room.keep([decided(it, self.luck) for it in self.some()])

    def void(self) -> None:
        self.room.void(self.luck.choice(self.papers), AT, void=self.luck.random() < 0.5)

    def ask(self) -> None:
        papers = self.some()
        self.said += [
            sorted(self.room.numbers(papers).items()),
            sorted(self.room.patterns(papers, SINCE).items()),
            self.room.find(f"22332026I{papers[0]:09d}"),
            self.room.find(f"B20261020{papers[0]:09d}"),
        ]

    def ask_what_is_rare(self) -> None:
        papers = self.some()
        self.said += [
            sorted(self.room.lodged_at(papers).items()),
            sorted(self.room.waiting_since(AT, 100)),
            self.room.suspended_for("1100EC0001"),
            self.room.decisions_of(papers[0]),
        ]

    def live(self) -> None:
        """Do everything in an order only the seed knows."""
        often: list[Callable[[], None]] = [
            *(self.put, self.put, self.put, self.renew, self.wait, self.decide),
            *(self.decide, self.keep, self.void, self.ask, self.ask),
        ]
        for step in range(STEPS):
            self.luck.choice(often)()
            if step % 25 == 24:
                self.luck.choice((self.ask_what_is_rare, self.room.flush))()
        self.room.flush()


def lived(
    connection: psycopg.Connection, seed: int, *, buffered: bool
) -> tuple[list[Any], list[Any], list[Any]]:
    """Live one day; return what was said and what is left, and undo it."""
    luck = Random(seed)
    Declarations(connection).put(glance(it, luck, AT) for it in range(1, STORED + 1))
    day = Day(Declarations(connection, buffered=buffered), luck)
    day.live()
    left = [connection.execute(it).fetchall() for it in (LEFT, TAKEN)]
    for paper, pattern in day.room.patterns(day.papers, SINCE).items():
        assert pattern == plain_pattern(connection, paper)
    connection.rollback()
    return day.said, *left


def plain_pattern(connection: psycopg.Connection, paper: int) -> Pattern:
    row = connection.execute(PLAIN, {"paper": paper, "since": SINCE}).fetchone()
    assert row is not None
    spent, lists, on_telephone, on_address = row
    return Pattern(
        spent=spent, lists=lists, on_telephone=on_telephone, on_address=on_address
    )


def test_a_day_written_once_is_the_day_written_through(
    connection: psycopg.Connection,
) -> None:
    for seed in range(25):
        through = lived(connection, seed, buffered=False)
        once = lived(connection, seed, buffered=True)
        assert once == through, seed
        assert len(through[1]) > STORED
        assert through[2] != []


def test_patterns_see_what_is_not_written_yet(connection: psycopg.Connection) -> None:
    room = Declarations(connection, buffered=True)
    own = glance(1, Random(1), AT) | {"void": False, "at": AT}
    other = own | {"paper": 2, "order_number": "TD2", "preliminary_number": "B2"}
    stranger = other | {"paper": 3, "preliminary_number": "B3", "buyer_key": b"x"}
    room.put([own, other, stranger])

    assert room.patterns([1], SINCE) == {
        1: Pattern(spent=own["value_fen"], lists=2, on_telephone=2, on_address=2)
    }
    assert connection.execute(LEFT).fetchall() == []


def test_what_was_undone_is_not_written(connection: psycopg.Connection) -> None:
    room = Declarations(connection, buffered=True)
    room.put([glance(1, Random(1), AT)])
    room.keep([decided(1, Random(1))])
    room.discard()
    room.flush()

    assert connection.execute(LEFT).fetchall() == []
    assert connection.execute(TAKEN).fetchall() == []


def test_editions_are_written_once_for_many_decisions(
    connection: psycopg.Connection,
) -> None:
    room = Declarations(connection)
    kept = [decided(it, Random(it)) for it in range(1, 40)]
    room.keep(kept)

    counted = connection.execute(b"SELECT count(*) FROM law_applied").fetchone()
    assert counted == (2,)
    assert [room.decisions_of(it.paper) for it in kept] == [[it] for it in kept]


@pytest.mark.parametrize("change", ["UPDATE law_applied SET editions = '{}'"])
def test_editions_that_were_applied_stay(
    connection: psycopg.Connection, change: str
) -> None:
    Declarations(connection).keep([decided(it, Random(it)) for it in range(1, 9)])

    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        connection.execute(change.encode())
