"""上游回执 What the customs says of forwarded papers becomes moves and receipts here.

Its receipts repeat a paper's keys; the paper found by them moves as they say, and they
go on to its sender in the customs' own words and at its own time. One that is older
than what was said last changes nothing and is told as late. One that belongs to no
paper, or can't be true of it, is set aside. A batch is one transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import msgspec
from msgspec import structs

from tongguan.customs.declaration.lifecycle import UNDECIDED_UPSTREAM, DeclarationState
from tongguan.journeys.forwarding import addressed, answers
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.upstream_effects import bill_list, settle_list
from tongguan.journeys.upstream_words import (
    AnyReceipt,
    handed_on,
    is_last,
    is_said,
    lifecycle_of,
    number_in,
    result_told,
    steps_for,
)
from tongguan.plumbing.forwarding.model import Fate, Forwarded, Kept, Settled
from tongguan.plumbing.outbox.store import Answer
from tongguan.plumbing.register.lifecycle import PAPER_UPSTREAM, Actor, PaperState
from tongguan.plumbing.register.model import Moved, Standing
from tongguan.trade.import_papers import Cancellation
from tongguan.trade.kinds import Paper
from tongguan.trade.nouns import NOUNS
from tongguan.trade.papers import Declaration
from tongguan.trade.receipts import FormatReceipt, Receipt, TaxBill, TaxBillStatus
from tongguan.trade.shipments import SummaryResult

FORMS: Mapping[str, type[Any]] = {
    "receipt": Receipt,
    "tax_bill": TaxBill,
    "tax_status": TaxBillStatus,
    "summary_result": SummaryResult,
    "format": FormatReceipt,
}
UNTOLD = {"1", "2", "3"}  # the port's words, which the sender has had from us
UNSENT = "4"
LATE = "（迟到回执，不改变单证状态 a late receipt, which changes nothing）"
BILLED = {DeclarationState.RELEASED, DeclarationState.CLEARED}
CONCLUDE, CANCEL = "conclude", "cancel"
UNKNOWN = "没有转报过这份单证 no such paper was forwarded"
EARLY = "税单先于放行 the bill came before the release"
IMPOSSIBLE = "与单证现状不符 can't be true of the paper as it stands"


def kept(receipt: AnyReceipt) -> Kept:
    """Say a receipt as it is kept."""
    form = next(name for name, shape in FORMS.items() if isinstance(receipt, shape))
    key = number_in(receipt)
    return Kept(guid=receipt.guid, form=form, key=key, content=_encoded(receipt))


def restored(form: str, content: Mapping[str, Any]) -> AnyReceipt:
    """Return a kept receipt."""
    found: AnyReceipt = msgspec.convert(content, FORMS[form], strict=False)
    return found


def hear(rooms: Rooms, receipts: Sequence[AnyReceipt], at: datetime) -> None:
    """Take receipts in, in the order they came; those known already change nothing."""
    fresh = rooms.forwarding.receive([kept(it) for it in receipts], at)
    new = {it.guid: it for it in receipts if it.guid in fresh}
    apply(rooms, [*new.values()], at)


def hear_again(rooms: Rooms, at: datetime) -> int:
    """Try everything that was set aside once more; return how many there were."""
    aside = [it for it in rooms.forwarding.all_aside() if it.form in FORMS]
    apply(rooms, [restored(it.form, it.content) for it in reversed(aside)], at)
    return len(aside)


def apply(rooms: Rooms, receipts: Sequence[AnyReceipt], at: datetime) -> None:
    """Find the papers of receipts, hold them, and do as they say."""
    found = {it.guid: found_by(rooms, it) for it in receipts}
    hearing = Hearing(rooms, at)
    hearing.hold(row for row in found.values() if row)
    for receipt in receipts:
        hearing.take(receipt, found[receipt.guid])
    hearing.write()


def found_by(rooms: Rooms, receipt: AnyReceipt) -> Forwarded | None:
    """Return the forwarded paper a receipt is about."""
    match receipt:
        case Receipt():
            nature = NOUNS[receipt.paper].nature
            given = {path.replace(".", "_") for path in nature.given}
            own = {
                k: v for k, v in receipt.keys.items() if is_said(v) and k not in given
            }
            return rooms.forwarding.find(receipt.paper, own) if own else None
        case FormatReceipt():
            return rooms.forwarding.find_guid(receipt.message_guid)
        case _:
            return rooms.forwarding.find_number(number_in(receipt))


@dataclass(slots=True)
class Hearing:
    """听取 What a batch of receipts comes to, written at its end."""

    rooms: Rooms
    at: datetime
    standings: dict[int, Standing] = field(default_factory=dict)
    rows: dict[int, Forwarded] = field(default_factory=dict)
    moves: list[Moved] = field(default_factory=list)
    said: list[Answer] = field(default_factory=list)
    settled: dict[str, Settled] = field(default_factory=dict)

    def hold(self, rows: Iterable[Forwarded]) -> None:
        """Hold the papers, and with a list all of its set, in the common order."""
        self.rows = {row.id: row for row in rows}
        lists = {r.paper for r in self.rows.values() if r.kind == Paper.DECLARATION}
        sets = self.rooms.register.sets_of(sorted(lists), hold=False)
        ids = {it.id for members in sets.values() for it in members}
        ids |= {row.paper for row in self.rows.values()}
        self.standings = {it.id: it for it in self.rooms.register.held(ids)}

    def take(self, receipt: AnyReceipt, found: Forwarded | None) -> None:
        """Do as one receipt says."""
        number = number_in(receipt)
        here = (row for row in self.rows.values() if number and row.number == number)
        row = self.rows[found.id] if found else next(here, None)
        if row is None:
            self.end(receipt, Fate.ASIDE, UNKNOWN)
        elif isinstance(receipt, Receipt | FormatReceipt):
            self.word(receipt, row)
        elif isinstance(receipt, TaxBill):
            self.bill(receipt, self.standings[row.paper])
        else:
            self.said.append(result_told(self.standings[row.paper], receipt))
            self.end(receipt, Fate.APPLIED, paper=row.paper)

    def word(self, receipt: Receipt | FormatReceipt, row: Forwarded) -> None:
        """Move a paper as the customs says, or tell why not."""
        standing = self.standings[row.paper]
        late = row.told_at is not None and receipt.at < row.told_at
        if receipt.status in UNTOLD:
            self.end(receipt, Fate.NOTED, paper=row.paper)
            return
        if late or standing.version != row.version:
            self.tell(receipt, standing, aside=LATE)
            self.end(receipt, Fate.LATE, paper=row.paper)
            return
        steps = steps_for(standing, receipt.status)
        if steps is None:
            self.end(receipt, Fate.ASIDE, IMPOSSIBLE, row.paper)
            return
        number = self.number(receipt, standing) or row.number
        self.rows[row.id] = replace(
            row, status=receipt.status, told_at=receipt.at, number=number
        )
        for step in steps:
            standing = self.step(standing, step, receipt.text)
        self.tell(receipt, standing, last=is_last(standing, steps))
        if standing.key.kind is Paper.DECLARATION:
            self.entail(receipt, standing, steps)
        elif standing.key.kind is Paper.CANCELLATION and CONCLUDE in steps:
            self.cancel(receipt, standing)
        self.end(receipt, Fate.APPLIED if steps else Fate.NOTED, paper=row.paper)
        for _, form, content in self.rooms.forwarding.aside([number]):
            self.take(restored(form, content), None)

    def entail(
        self,
        receipt: Receipt | FormatReceipt,
        standing: Standing,
        steps: Sequence[str],
    ) -> None:
        """Do what follows from a list's moves."""
        for other in settle_list(self.rooms, standing, steps, receipt):
            it = self.standings[other]
            if PAPER_UPSTREAM.allows(PaperState(it.state), "free", by=Actor.UPSTREAM):
                self.step(it, "free", str(standing.key))

    def cancel(self, receipt: Receipt | FormatReceipt, cancellation: Standing) -> None:
        """Take a list back whose cancellation the customs has granted."""
        asked = self.rooms.register.open(cancellation)
        assert isinstance(asked, Cancellation), "a cancellation's body is one"
        number = self.rooms.declarations.find(asked.list_number)
        members = self.rooms.register.sets_of([number])[number] if number else []
        for it in members:
            self.standings.setdefault(it.id, it)
        listed = self.standings.get(number or 0)
        if listed is not None and listed.state in UNDECIDED_UPSTREAM:
            listed = self.step(listed, CANCEL, receipt.text)
            self.said += answers(self.rooms, [listed], CANCEL)
            self.entail(receipt, listed, (CANCEL,))

    def step(self, standing: Standing, step: str, reason: str) -> Standing:
        """Move one paper one step."""
        lifecycle = lifecycle_of(standing)
        states = type(lifecycle.initial)
        actor = lifecycle.moves[0].by
        target = lifecycle.after(states(standing.state), step, by=actor)
        self.moves.append(
            Moved(
                id=standing.id,
                version=standing.version,
                name=step,
                source=standing.state,
                target=target,
                actor=actor,
                reason=reason,
            )
        )
        moved = structs.replace(standing, state=str(target))
        self.standings[standing.id] = moved
        return moved

    def number(self, receipt: Receipt | FormatReceipt, standing: Standing) -> str:
        """Take over the number the customs gives a paper; return it."""
        given = "number" in NOUNS[standing.key.kind].nature.given
        keys = receipt.keys if isinstance(receipt, Receipt) else {}
        number = keys.get("number", "")
        if not (given and is_said(number)):
            return ""
        if standing.key.kind is Paper.DECLARATION:
            self.rooms.declarations.number({standing.id: number})
        return number

    def bill(self, bill: TaxBill, standing: Standing) -> None:
        """Record the customs' tax bill of a list and hand it on."""
        if standing.state not in BILLED:
            self.end(bill, Fate.ASIDE, EARLY, standing.id)
            return
        listed = self.rooms.register.open(standing)
        assert isinstance(listed, Declaration), "a list's body is a list"
        trouble, said = bill_list(self.rooms, standing, listed, bill, self.at)
        if trouble:
            self.end(bill, Fate.ASIDE, trouble, standing.id)
        else:
            self.said += said
            self.end(bill, Fate.APPLIED, paper=standing.id)

    def tell(
        self,
        receipt: Receipt | FormatReceipt,
        standing: Standing,
        *,
        last: bool = False,
        aside: str = "",
    ) -> None:
        """Hand a receipt on to the paper's sender, in the customs' words."""
        numbers = self.rooms.declarations.numbers([standing.id])
        paper = self.rooms.register.open(standing)
        to = addressed(standing, paper, numbers)
        to = to.numbered(to.number or self.number(receipt, standing))
        self.said.append(handed_on(to, receipt, last=last, aside=aside))

    def end(
        self,
        receipt: AnyReceipt,
        fate: Fate,
        reason: str = "",
        paper: int | None = None,
    ) -> None:
        """Say what became of one receipt."""
        settled = Settled(guid=receipt.guid, fate=fate, reason=reason, paper=paper)
        self.settled[receipt.guid] = settled
        if fate is Fate.ASIDE:  # another receipt of this batch may ask for it again
            self.rooms.forwarding.settle([settled])

    def write(self) -> None:
        """Write everything down."""
        self.rooms.register.move(self.moves, self.at)
        self.rooms.forwarding.tell(
            [row for row in self.rows.values() if row.told_at is not None]
        )
        self.rooms.forwarding.settle([*self.settled.values()])
        self.rooms.outbox.put(self.said, self.at)


def _encoded(receipt: AnyReceipt) -> str:
    return msgspec.json.encode(receipt).decode()
