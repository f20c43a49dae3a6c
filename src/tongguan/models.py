"""Gathers the tables of every room, where Django looks for them."""

from tongguan.commerce.consumer.tables import (
    ConsumerAccount,
    ConsumerMove,
    IdentityLock,
    IdentityLockMove,
)
from tongguan.commerce.enterprise.tables import Enterprise, FirmAddress, Mandate
from tongguan.commerce.operator_filing.tables import (
    OperatorCheck,
    OperatorFiling,
    OperatorMove,
    OperatorNote,
    OperatorVersion,
)
from tongguan.commerce.statistics.tables import FactLine
from tongguan.customs.collection.tables import CollectedBill, PaymentNotice
from tongguan.customs.control.tables import (
    ExaminationRecord,
    OpenedCase,
    PlacedOrder,
)
from tongguan.customs.correction.tables import CorrectionRequest
from tongguan.customs.declaration.tables import (
    DecisionTaken,
    DeclaredList,
    LawApplied,
    ListParty,
)
from tongguan.customs.disavowal.tables import DisavowalStep, DisownedPurchase
from tongguan.customs.duty.tables import IssuedTaxBill
from tongguan.customs.examination.tables import (
    ExaminationAppointment,
    ExaminationPicture,
    ExaminationSheet,
)
from tongguan.customs.export_declaration.tables import ExportedList
from tongguan.customs.goods_return.tables import ReturnedLine
from tongguan.finance.payment_data.tables import PaymentInquiry, PlatformAddress
from tongguan.inspection.goods_filing.tables import (
    GoodsRecord,
    GoodsRemark,
    PilotLeave,
)
from tongguan.plumbing.agencies.tables import AgencyLine, AgencyQuestion
from tongguan.plumbing.announcements.tables import (
    AnnouncementPutAway,
    AnnouncementVersion,
)
from tongguan.plumbing.assignments.tables import TakenPaper
from tongguan.plumbing.confirmations.tables import ProposedAct
from tongguan.plumbing.drafts.tables import (
    DraftBatch,
    DraftPaper,
    DraftVersion,
    KeptDraft,
)
from tongguan.plumbing.files.tables import HandedInFile
from tongguan.plumbing.forwarding.tables import (
    ForwardedPaper,
    Upstream,
    UpstreamReceipt,
)
from tongguan.plumbing.identity.tables import (
    Account,
    ApiKey,
    FiledCertificate,
    TrustedIssuer,
)
from tongguan.plumbing.inbox.tables import InboundMessage
from tongguan.plumbing.journal.tables import JournalLine
from tongguan.plumbing.ledger.tables import LedgerAccount, LedgerEntry
from tongguan.plumbing.lookups.tables import PersonalLookup
from tongguan.plumbing.outbox.tables import ReceiptBundle, Recipient, Subscriber
from tongguan.plumbing.people.tables import (
    AccountCertificate,
    AccountSession,
    Authenticator,
    Passkey,
    RecoveryCode,
)
from tongguan.plumbing.register.tables import (
    Binder,
    Course,
    PaperVersion,
    PaperWalk,
    RegisteredPaper,
    Wake,
)
from tongguan.plumbing.switches.tables import FeatureSwitch
from tongguan.plumbing.webhooks.tables import (
    WebhookAttempt,
    WebhookDelivery,
    WebhookEndpoint,
)

__all__ = [
    "Account",
    "AccountCertificate",
    "AccountSession",
    "AgencyLine",
    "AgencyQuestion",
    "AnnouncementPutAway",
    "AnnouncementVersion",
    "ApiKey",
    "Authenticator",
    "Binder",
    "CollectedBill",
    "ConsumerAccount",
    "ConsumerMove",
    "CorrectionRequest",
    "Course",
    "DecisionTaken",
    "DeclaredList",
    "DisavowalStep",
    "DisownedPurchase",
    "DraftBatch",
    "DraftPaper",
    "DraftVersion",
    "Enterprise",
    "ExaminationAppointment",
    "ExaminationPicture",
    "ExaminationRecord",
    "ExaminationSheet",
    "ExportedList",
    "FactLine",
    "FeatureSwitch",
    "FiledCertificate",
    "FirmAddress",
    "ForwardedPaper",
    "GoodsRecord",
    "GoodsRemark",
    "HandedInFile",
    "IdentityLock",
    "IdentityLockMove",
    "InboundMessage",
    "IssuedTaxBill",
    "JournalLine",
    "KeptDraft",
    "LawApplied",
    "LedgerAccount",
    "LedgerEntry",
    "ListParty",
    "Mandate",
    "OpenedCase",
    "OperatorCheck",
    "OperatorFiling",
    "OperatorMove",
    "OperatorNote",
    "OperatorVersion",
    "PaperVersion",
    "PaperWalk",
    "Passkey",
    "PaymentInquiry",
    "PaymentNotice",
    "PersonalLookup",
    "PilotLeave",
    "PlacedOrder",
    "PlatformAddress",
    "ProposedAct",
    "ReceiptBundle",
    "Recipient",
    "RecoveryCode",
    "RegisteredPaper",
    "ReturnedLine",
    "Subscriber",
    "TakenPaper",
    "TrustedIssuer",
    "Upstream",
    "UpstreamReceipt",
    "Wake",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookEndpoint",
]
