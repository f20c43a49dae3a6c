"""报文目录 Which message carries which paper, read into papers and written from them.

A message is read as the edition of 2022; if that finds faults and the edition of 2018
finds none, it was a message of 2018. Beyond the schemas we refuse what they cannot
say: instants and days that do not exist, unknown kinds of report, control characters.
And we accept one thing they refuse: a waybill without an order number.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tongguan.commerce.order.messages import OrderEntry, from_order, to_order
from tongguan.customs.declaration.messages import (
    InventoryEntry,
    from_declaration,
    to_declaration,
)
from tongguan.finance.payment.messages import PaymentEntry, from_payment, to_payment
from tongguan.gateway.chinaport import xml
from tongguan.gateway.chinaport.format_codes import STRANGE_MESSAGE, UnreadableError
from tongguan.gateway.chinaport.messages import (
    SIGNATURE,
    Subscription,
    Transfer,
    enterprise_message,
)
from tongguan.kit.breaches import MISSING
from tongguan.kit.wire import WireFault, read, shown, write
from tongguan.logistics.waybill.messages import (
    LogisticsEntry,
    from_waybill,
    to_waybill,
)
from tongguan.trade.papers import (
    AnyPaper,
    Declaration,
    Order,
    Paper,
    Payment,
    Waybill,
)

EDITION = "202205"
OLDER_EDITION = "2018-113"
VERSION = "1.0"
PREFIX = "ceb"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageKind:
    """报文类型 One kind of enterprise message and the paper it carries."""

    message_type: str
    receipt_type: str
    paper: Paper
    noun: type[Any]
    shape: type[Any]
    to_paper: Callable[[Any], AnyPaper]
    from_paper: Callable[[Any], Any]


MESSAGES: Mapping[str, MessageKind] = {
    kind.message_type: kind
    for kind in (
        MessageKind(
            message_type="CEB311Message",
            receipt_type="CEB312Message",
            paper=Paper.ORDER,
            noun=Order,
            shape=enterprise_message("Order", OrderEntry, "电子订单"),
            to_paper=to_order,
            from_paper=from_order,
        ),
        MessageKind(
            message_type="CEB411Message",
            receipt_type="CEB412Message",
            paper=Paper.PAYMENT,
            noun=Payment,
            shape=enterprise_message("Payment", PaymentEntry, "支付凭证"),
            to_paper=to_payment,
            from_paper=from_payment,
        ),
        MessageKind(
            message_type="CEB511Message",
            receipt_type="CEB512Message",
            paper=Paper.WAYBILL,
            noun=Waybill,
            shape=enterprise_message("Logistics", LogisticsEntry, "物流运单"),
            to_paper=to_waybill,
            from_paper=from_waybill,
        ),
        MessageKind(
            message_type="CEB621Message",
            receipt_type="CEB622Message",
            paper=Paper.DECLARATION,
            noun=Declaration,
            shape=enterprise_message("Inventory", InventoryEntry, "进口清单"),
            to_paper=to_declaration,
            from_paper=from_declaration,
        ),
    )
}
BY_PAPER = {kind.paper: kind for kind in MESSAGES.values()}
MUST_BE_SIGNED = frozenset({"CEB621Message"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """报文解读 What a message says, or everything that is wrong with it.

    With faults there are no papers and no transfer; the guid is told where it is given.
    """

    message_type: str
    guid: str
    version: str
    edition: str
    transfer: Transfer | None = None
    subscriptions: tuple[Subscription, ...] = ()
    signed: bool = False
    papers: tuple[AnyPaper, ...] = ()
    faults: tuple[WireFault, ...] = ()


def read_message(data: bytes, *, require_signature: bool = False) -> Reading:
    """Read an enterprise message, or raise `UnreadableError` when nothing can be read.

    With `require_signature`, a list must carry a signature, as its schema says.
    """
    root = xml.parse(data)
    kind = MESSAGES.get(root.tag)
    if kind is None:
        raise UnreadableError(STRANGE_MESSAGE, shown(root.tag))
    path = f"/{root.tag}"
    faults: list[WireFault] = []
    edition = EDITION
    message = read(root, kind.shape, path, faults=faults)
    if message is None:
        message = read(root, kind.shape, path, faults=[], edition=OLDER_EDITION)
        edition = OLDER_EDITION if message else EDITION
    if message and require_signature and root.tag in MUST_BE_SIGNED:
        faults = [] if message.signed else [_unsigned(path)]
    elif message:
        faults = []
    if message is None or faults:
        signs = root.attributes or {}
        return Reading(
            message_type=root.tag,
            guid=shown(signs.get("guid", "")),
            version=shown(signs.get("version", "")),
            edition=edition,
            faults=tuple(faults),
        )
    return Reading(
        message_type=root.tag,
        guid=message.guid,
        version=message.version,
        edition=edition,
        transfer=message.transfer,
        subscriptions=message.subscriptions,
        signed=message.signed,
        papers=tuple(kind.to_paper(entry) for entry in message.entries),
    )


def _unsigned(path: str) -> WireFault:
    return WireFault(f"{path}/{SIGNATURE}", SIGNATURE, "签名", "", MISSING)


def write_message(
    message_type: str, papers: Sequence[AnyPaper], transfer: Transfer, guid: str
) -> bytes:
    """Write papers of one kind as an unsigned enterprise message."""
    kind = MESSAGES[message_type]
    message = kind.shape(
        guid=guid,
        version=VERSION,
        entries=tuple(kind.from_paper(paper) for paper in papers),
        transfer=transfer,
    )
    return xml.write(write(message, message_type), PREFIX)


def message_type_for(paper: AnyPaper) -> str:
    """Say in which message a paper travels."""
    return next(it.message_type for it in MESSAGES.values() if type(paper) is it.noun)


def receipt_type_for(paper: Paper) -> str:
    """Say in which message the receipt on a paper travels."""
    return BY_PAPER[paper].receipt_type
