"""A world of senders, officers and workers that die, replayable from its seed."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

import psycopg

from tests.conftest import KEYS
from tests.letters import (
    POOR,
    STRANGER,
    again,
    declared_by,
    message,
    miscalled,
    papers,
    sender_of,
)
from tests.parcels import parcel
from tests.simulation.frailty import Frail
from tests.simulation.invariants import Acknowledged
from tests.window import Window
from tongguan.gateway.chinaport.inbox import accept
from tongguan.journeys.founding import add_to_guarantee
from tongguan.journeys.officer import NoSuchCaseError, RefusedError, Ruling, act
from tongguan.journeys.rooms import Rooms
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing import clock
from tongguan.trade.papers import Action, AnyPaper, Dossier, GoodsLine
from tongguan.worker import Worker

CONSIGNMENTS, PERSONS = 40, 8
TINS = (1, 2, 4, 8, 20)
MOVES = ("release", "release", "reject", "examine", "detain", "return")
PENDING = "SELECT id FROM paper WHERE kind = 'declaration' AND state = ANY(%s)"
WAITING = ["in_review", "checked", "examined", "detained"]
Letter = tuple[str, bytes]


def same(dossier: Dossier) -> Dossier:
    return dossier


def underpaid(dossier: Dossier) -> Dossier:
    paid = dossier.payment.amount - 1
    return replace(dossier, payment=replace(dossier.payment, amount=paid))


def dear(dossier: Dossier) -> Dossier:
    listed = replace(dossier.declaration, freight=Decimal(12))
    waybill = replace(dossier.waybill, freight=Decimal(12))
    return replace(dossier, declaration=listed, waybill=waybill)


def with_line(dossier: Dossier, change: Callable[[GoodsLine], GoodsLine]) -> Dossier:
    line = change(dossier.declaration.lines[0])
    return replace(dossier, declaration=replace(dossier.declaration, lines=(line,)))


def heavy(dossier: Dossier) -> Dossier:
    return with_line(
        dossier,
        lambda line: replace(line, statutory_quantity=line.statutory_quantity * 2),
    )


def unrated(dossier: Dossier) -> Dossier:
    return with_line(dossier, lambda line: replace(line, hs_code="1901101099"))


def poor(dossier: Dossier) -> Dossier:
    return declared_by(dossier, POOR)


def disowned(dossier: Dossier) -> Dossier:
    return replace(dossier, order=miscalled(dossier.order))


SPOILS = (same, same, same, same, poor, poor, underpaid, dear, heavy, unrated, disowned)


class World:
    """One seed's consignments, and everything that goes wrong around them."""

    def __init__(self, window: Window, seed: int) -> None:
        self.window = window
        self.luck = Random(seed)
        self.acknowledged: list[Acknowledged] = []
        self.deaths = 0
        self._sent: list[Letter] = []
        self._worker: Worker | None = None
        self._door: Frail | None = None
        self._letters = list(self._written())

    def _written(self) -> list[Letter]:
        """Write everybody's messages: corrections after faults, changes, nonsense."""
        sheaf: list[tuple[float, AnyPaper, str]] = []
        for serial in range(CONSIGNMENTS):
            at = float(serial)
            tins = self.luck.choice(TINS)
            good = parcel(serial, person=self.luck.randrange(PERSONS), tins=tins)
            bad = self.luck.choice(SPOILS)(good)
            if serial and self.luck.random() < 0.05:
                used = parcel(serial - 1).declaration.waybill_number
                stolen = replace(bad.declaration, waybill_number=used)
                bad = replace(bad, declaration=stolen)
            sheaf += [(at + self.luck.expovariate(0.2), it, "") for it in papers(bad)]
            sheaf += self._later(at, bad, good)
        sheaf.sort(key=lambda it: it[0])
        letters = [
            (by or sender_of(paper), message(paper, sender=by))
            for _, paper, by in sheaf
        ]
        for place in range(0, len(letters), 40):
            letters.insert(place, (STRANGER.code, b"<ceb:CEB311Message %d" % place))
        return letters

    def _later(
        self, at: float, bad: Dossier, good: Dossier
    ) -> list[tuple[float, AnyPaper, str]]:
        """Return what is sent about a consignment afterwards."""
        later: list[tuple[float, AnyPaper, str]] = []
        for was, paper in zip(papers(bad), papers(good), strict=True):
            if was != paper or self.luck.random() < 0.2:
                later.append((at + 15, again(paper, minutes=2), ""))
            if self.luck.random() < 0.1:
                change = self.luck.choice((Action.CHANGE, Action.DELETE, Action.NEW))
                later.append((at + 5, again(was, action=change), ""))
            if self.luck.random() < 0.05:
                later.append((at, paper, STRANGER.code))
        later.append((at + 25, again(good.declaration, minutes=3), ""))
        return later

    def run(self) -> None:
        """Let everything happen, then let the system come to rest."""
        while self._letters:
            self.step()
        for _ in range(3):
            self._raise_guarantee(Decimal(100))
            self._rule_all()
            self._replay()
            while self._work():
                pass
        self._close()

    def step(self) -> None:
        """Let one thing happen."""
        chance = self.luck.random()
        if chance < 0.55:
            self._post(self._letters.pop(0))
        elif chance < 0.62 and self._sent:
            self._post(self.luck.choice(self._sent))
        elif chance < 0.66:
            self._rule()
        elif chance < 0.67:
            self._raise_guarantee(Decimal(self.luck.randint(20, 300)))
        else:
            self._work()

    def _post(self, letter: Letter) -> None:
        """Send a message until it is acknowledged, as a careful client does."""
        while True:
            try:
                self._door = self._door or Frail.over(self.window.dsn, self.luck)
                rooms = Rooms.over(self._door, KEYS)
                accepted = accept(rooms, *letter, clock.now())
                self._door.commit()
            except psycopg.OperationalError:
                self._door = None
                continue
            digest = hashlib.sha256(letter[1]).hexdigest()
            self.acknowledged.append(Acknowledged(accepted.id, letter[0], digest))
            self._sent.append(letter)
            return

    def _work(self) -> bool:
        """Let the worker work once; one that dies is followed by another."""
        try:
            self._worker = self._worker or Worker(
                KEYS, lambda: Frail.over(self.window.dsn, self.luck)
            )
            return self._worker.work()
        except psycopg.OperationalError:
            self.deaths += 1
            self._worker = None
            self._let_leases_run_out()
            return True

    def _close(self) -> None:
        for opened in (self._worker, self._door):
            if opened:
                opened.close()

    def _let_leases_run_out(self) -> None:
        with self.window.connection.transaction():
            self.window.connection.execute(
                b"UPDATE inbound_message SET leased_until = leased_until - %s",
                [timedelta(hours=1)],
            )

    def _rule(self) -> None:
        pending = self.window.rows(PENDING, WAITING)
        if pending:
            self._decide(self.luck.choice(pending)[0], self.luck.choice(MOVES))

    def _rule_all(self) -> None:
        for (paper,) in self.window.rows(PENDING, WAITING):
            self._decide(paper, self.luck.choice(("release", "reject", "")))

    def _decide(self, paper: int, move: str) -> None:
        ruling = Ruling(move=move, reason="核对", officer="关员", organisation="海关")
        refusals = (
            *(NoSuchCaseError, RefusedError, IllegalMoveError),
            psycopg.OperationalError,
        )
        with (
            suppress(*refusals),
            Frail.over(self.window.dsn, self.luck) as connection,
        ):
            act(Rooms.over(connection, KEYS), paper, ruling, clock.now())

    def _raise_guarantee(self, amount: Decimal) -> None:
        with self.window.connection.transaction():
            add_to_guarantee(self.window.rooms, POOR.code, amount, clock.now())

    def _replay(self) -> None:
        stuck = "SELECT id FROM inbound_message WHERE state = 'quarantined'"
        for (number,) in self.window.rows(stuck):
            with self.window.connection.transaction():
                self.window.rooms.inbox.replay(number)
