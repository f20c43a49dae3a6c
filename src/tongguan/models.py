"""Gathers the tables of every room, where Django looks for them."""

from tongguan.commerce.enterprise.tables import Enterprise, FirmAddress, Mandate
from tongguan.commerce.statistics.tables import FactLine
from tongguan.customs.collection.tables import CollectedBill, PaymentNotice
from tongguan.customs.control.tables import (
    ExaminationRecord,
    OpenedCase,
    PlacedOrder,
)
from tongguan.customs.declaration.tables import DecisionTaken, DeclaredList
from tongguan.customs.duty.tables import IssuedTaxBill
from tongguan.inspection.goods_filing.tables import GoodsRecord
from tongguan.plumbing.identity.tables import Account, ApiKey
from tongguan.plumbing.inbox.tables import InboundMessage
from tongguan.plumbing.journal.tables import JournalLine
from tongguan.plumbing.ledger.tables import LedgerAccount, LedgerEntry
from tongguan.plumbing.outbox.tables import OutgoingReceipt, Recipient
from tongguan.plumbing.register.tables import (
    PaperMove,
    PaperVersion,
    RegisteredPaper,
    Wake,
)

__all__ = [
    "Account",
    "ApiKey",
    "CollectedBill",
    "DecisionTaken",
    "DeclaredList",
    "Enterprise",
    "ExaminationRecord",
    "FactLine",
    "FirmAddress",
    "GoodsRecord",
    "InboundMessage",
    "IssuedTaxBill",
    "JournalLine",
    "LedgerAccount",
    "LedgerEntry",
    "Mandate",
    "OpenedCase",
    "OutgoingReceipt",
    "PaperMove",
    "PaperVersion",
    "PaymentNotice",
    "PlacedOrder",
    "Recipient",
    "RegisteredPaper",
    "Wake",
]
