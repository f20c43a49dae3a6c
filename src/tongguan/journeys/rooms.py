"""The rooms a journey walks through, all inside one transaction."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from psycopg import Connection

from tongguan.commerce.enterprise.store import Enterprises
from tongguan.commerce.operator_filing.store import Operators
from tongguan.commerce.statistics.store import Statistics
from tongguan.customs.board.store import Board
from tongguan.customs.collection.store import Collection
from tongguan.customs.control.store import Controls
from tongguan.customs.correction.store import Corrections
from tongguan.customs.declaration.store import Declarations
from tongguan.customs.duty.store import TaxBills
from tongguan.customs.export_declaration.store import ExportLists
from tongguan.customs.goods_return.store import ReturnedGoods
from tongguan.finance.payment_data.store import Inquiries
from tongguan.inspection.goods_filing.store import GoodsRecords
from tongguan.journeys.addressee import Addressee
from tongguan.journeys.buyers import Buyers
from tongguan.journeys.offices import Offices
from tongguan.plumbing.agencies.store import Agencies
from tongguan.plumbing.drafts.store import Drafts
from tongguan.plumbing.expectations.store import Expectations
from tongguan.plumbing.files.store import Files
from tongguan.plumbing.forwarding.store import Forwarding
from tongguan.plumbing.identity.certificates import Certificates
from tongguan.plumbing.inbox.store import Inbox
from tongguan.plumbing.journal.store import Journal
from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.ledger.store import Ledger
from tongguan.plumbing.outbox.store import Outbox
from tongguan.plumbing.people.store import People
from tongguan.plumbing.register.store import Register
from tongguan.plumbing.webhooks.store import Webhooks
from tongguan.trade.registry import ZoneProfile

SANDBOX = "sandbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """Every store over one connection; whoever opened the transaction ends it.

    Buffered rooms write once what a transaction writes again and again: `flush` comes
    before the commit, `discard` after a rollback. `profile` is that of the zone.
    With `forwards`, what is good goes on to a customs that decides elsewhere.
    `answered` are those a transaction has answered, by the paper and its version;
    `zones` is what it knows of the zone at an instant.
    """

    keys: Keyring
    profile: str
    certificates: Certificates
    people: People
    inbox: Inbox
    register: Register
    outbox: Outbox
    ledger: Ledger
    declarations: Declarations
    enterprises: Enterprises
    operators: Operators
    tax_bills: TaxBills
    returned: ReturnedGoods
    exports: ExportLists
    collection: Collection
    statistics: Statistics
    controls: Controls
    corrections: Corrections
    goods: GoodsRecords
    payment_data: Inquiries
    files: Files
    drafts: Drafts
    journal: Journal
    board: Board
    webhooks: Webhooks
    expectations: Expectations
    forwarding: Forwarding
    agencies: Agencies
    offices: Offices
    buyers: Buyers
    forwards: bool = False
    answered: dict[tuple[int, int], Addressee] = field(default_factory=dict)
    zones: dict[datetime, ZoneProfile] = field(default_factory=dict)

    @classmethod
    def over(
        cls,
        connection: Connection[Any],
        keys: Keyring,
        profile: str = SANDBOX,
        *,
        forwards: bool = False,
        buffered: bool = False,
    ) -> Self:
        """Open the rooms over a connection; buffered ones write when flushed."""
        return cls(
            keys=keys,
            profile=profile,
            certificates=Certificates(connection),
            people=People.over(connection, keys),
            inbox=Inbox(connection, keys),
            enterprises=Enterprises(connection),
            operators=Operators(connection, keys),
            returned=ReturnedGoods(connection),
            exports=ExportLists(connection),
            collection=Collection(connection),
            controls=Controls(connection),
            corrections=Corrections(connection),
            goods=GoodsRecords(connection),
            payment_data=Inquiries(connection, keys),
            files=Files(connection, keys),
            drafts=Drafts(connection, keys),
            journal=Journal(connection),
            board=Board(connection),
            webhooks=Webhooks(connection, keys),
            expectations=Expectations(connection),
            forwarding=Forwarding(connection, keys),
            agencies=Agencies(connection, keys),
            offices=Offices.over(connection, keys),
            buyers=Buyers.over(connection, keys),
            forwards=forwards,
            **_writing(connection, keys, buffered=buffered),
        )

    def flush(self) -> None:
        """Write what is pending; locks are taken in one order, the shortest held last.

        Raise KeyTakenError or OverdrawnError where another transaction was quicker.
        """
        self.settle()
        self.outbox.flush()
        self.register.look_back()
        self._forget()

    def settle(self) -> None:
        """Write what is pending but the receipts, for a journey that looks for it."""
        self.register.flush()
        self.declarations.flush()
        self.tax_bills.flush()
        self.statistics.flush()
        self.ledger.flush()

    def discard(self) -> None:
        """Forget what is pending, after a rollback."""
        self.register.discard()
        self.declarations.discard()
        self.tax_bills.discard()
        self.statistics.discard()
        self.ledger.discard()
        self.outbox.discard()
        self._forget()

    def _forget(self) -> None:
        self.answered.clear()
        self.zones.clear()


def _writing(
    connection: Connection[Any], keys: Keyring, *, buffered: bool
) -> dict[str, Any]:
    """Open the rooms that write much: buffered, they write when flushed."""
    return {
        "register": Register(connection, keys, buffered=buffered),
        "outbox": Outbox(connection, buffered=buffered),
        "ledger": Ledger(connection, buffered=buffered),
        "declarations": Declarations(connection, buffered=buffered),
        "tax_bills": TaxBills(connection, buffered=buffered),
        "statistics": Statistics(connection, buffered=buffered),
    }
