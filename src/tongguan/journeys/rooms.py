"""The rooms a journey walks through, all inside one transaction."""

from dataclasses import dataclass
from typing import Any, Self

from psycopg import Connection

from tongguan.commerce.enterprise.store import Enterprises
from tongguan.commerce.statistics.store import Statistics
from tongguan.customs.board.store import Board
from tongguan.customs.collection.store import Collection
from tongguan.customs.control.store import Controls
from tongguan.customs.declaration.store import Declarations
from tongguan.customs.duty.store import TaxBills
from tongguan.inspection.goods_filing.store import GoodsRecords
from tongguan.plumbing.inbox.store import Inbox
from tongguan.plumbing.journal.store import Journal
from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.ledger.store import Ledger
from tongguan.plumbing.outbox.store import Outbox
from tongguan.plumbing.register.store import Register

SANDBOX = "sandbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """Every store over one connection; whoever opened the transaction ends it."""

    keys: Keyring
    profile: str
    inbox: Inbox
    register: Register
    outbox: Outbox
    ledger: Ledger
    declarations: Declarations
    enterprises: Enterprises
    tax_bills: TaxBills
    collection: Collection
    statistics: Statistics
    controls: Controls
    goods: GoodsRecords
    journal: Journal
    board: Board

    @classmethod
    def over(
        cls, connection: Connection[Any], keys: Keyring, profile: str = SANDBOX
    ) -> Self:
        """Open the rooms over a connection, in a zone of this profile."""
        return cls(
            keys=keys,
            profile=profile,
            inbox=Inbox(connection, keys),
            register=Register(connection, keys),
            outbox=Outbox(connection),
            ledger=Ledger(connection),
            declarations=Declarations(connection),
            enterprises=Enterprises(connection),
            tax_bills=TaxBills(connection),
            collection=Collection(connection),
            statistics=Statistics(connection),
            controls=Controls(connection),
            goods=GoodsRecords(connection),
            journal=Journal(connection),
            board=Board(connection),
        )
