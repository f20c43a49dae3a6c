"""发报 Receipts from the outbox in the recipient's own words: XML and JSON."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, TypeVar

import msgspec

from tongguan.gateway.chinaport.answers import (
    write_format_receipt,
    write_receipts,
    write_summary_results,
    write_tax_bills,
    write_tax_statuses,
)
from tongguan.gateway.chinaport.catalogue import receipt_type_for
from tongguan.gateway.chinaport.decoding import body_of, decode
from tongguan.gateway.chinaport.envelope import business_of
from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.gateway.chinaport.telling import located
from tongguan.journeys.explanations import address
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.outbox.store import DATA, EPOCH, Sent
from tongguan.trade.papers import Paper
from tongguan.trade.receipts import FormatReceipt, Receipt, TaxBill, TaxBillStatus
from tongguan.trade.shipments import SummaryResult

A = TypeVar("A", Receipt, SummaryResult)
TAX_BILL, FORMAT, RESULT = "tax_bill", "format", "summary_result"
TAX_STATUS = "tax_status"
OTHER_TYPES = {
    TAX_BILL: "CEB816Message",
    TAX_STATUS: "CEB818Message",
    RESULT: "CEB792Message",
    FORMAT: "CEB900Message",
    EPOCH: "EPOCH",
}
MESSAGE = "Message"
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
COPY = "\n<!-- 抄送 copy -->".encode()
WAIT = ("waiting_for", "deadline")


def message_type(sent: Sent) -> str:
    """Name the message a receipt travels in: CEB622 and so on."""
    other = OTHER_TYPES.get(sent.kind) or sent.content.get("message_type")
    return (other or receipt_type_for(Paper(sent.kind))).removesuffix(MESSAGE)


def plain(sent: Sent) -> dict[str, Any]:
    """Say a receipt as plain values, ready for JSON."""
    return {
        "epoch": sent.epoch,
        "seq": sent.sequence,
        "message": message_type(sent),
        "received": sent.message,
        "key": sent.key,
        "status": sent.status,
        "code": sent.code,
        "text": sent.text,
        "doc": address(sent.code or sent.status),
        "time": sent.at.astimezone(SHANGHAI).isoformat(timespec="milliseconds"),
        "final": sent.terminal,
        "copy": is_copy(sent),
        "findings": located(sent.findings, sent.kind, sent.content.get("index", 1)),
        **{name: sent.content[name] for name in WAIT if name in sent.content},
        **sent.content.get("keys", {}),
        **(_amounts(_bill(sent)) if sent.kind == TAX_BILL else {}),
        **({"previous": sent.content["previous"]} if sent.kind == EPOCH else {}),
    }


def _amounts(bill: TaxBill) -> dict[str, str]:
    """Say what a tax bill amounts to, in yuan."""
    return {
        "list_number": bill.list_number,
        "guarantor": bill.guarantor,
        "duty": f"{bill.duty:.2f}",
        "vat": f"{bill.vat:.2f}",
        "consumption_tax": f"{bill.consumption_tax:.2f}",
        "total": f"{bill.duty + bill.vat + bill.consumption_tax:.2f}",
    }


def messages(rooms: Rooms, receipts: Iterable[Sent]) -> list[bytes]:
    """Write receipts as messages, each of one kind, keeping their order.

    Copies stand in messages of their own, marked by a comment at their head.
    """
    written = []
    for copied, group in groupby(receipts, key=is_copy):
        bodies = _written(rooms, group)
        written += [_marked(body) for body in bodies] if copied else bodies
    return written


def is_copy(sent: Sent) -> bool:
    """Tell whether a receipt is a copy of another's, or of a message."""
    return bool(sent.content.get("copy"))


def _marked(body: bytes) -> bytes:
    declaration, mark, rest = body.partition(b"?>")
    return declaration + mark + COPY + rest


def _written(rooms: Rooms, receipts: Iterable[Sent]) -> list[bytes]:
    written: list[bytes] = []
    for kind, group in groupby(receipts, key=lambda sent: sent.kind):
        if kind == EPOCH:
            continue  # the standard has no message for it; the cursor tells
        if kind == DATA:
            written += [_sent_on(rooms, sent) for sent in group]
        elif kind == FORMAT:
            written += [write_format_receipt(_format(rooms, sent)) for sent in group]
        elif kind == TAX_BILL:
            written.append(write_tax_bills([_bill(sent) for sent in group]))
        elif kind == TAX_STATUS:
            written.append(write_tax_statuses([_news(sent) for sent in group]))
        elif kind == RESULT:
            written += _batches(write_summary_results, [_result(it) for it in group])
        else:
            written += _batches(write_receipts, [_receipt(sent) for sent in group])
    return written


def _sent_on(rooms: Rooms, sent: Sent) -> bytes:
    """Give a message on as it came, out of its envelope, and as UTF-8."""
    data = business_of(rooms.inbox.bytes_of(sent.message) or b"")
    return HEAD + body_of(decode(data)).encode()


def _batches(
    write: Callable[[Sequence[A]], bytes], answers: list[A], size: int = 100
) -> list[bytes]:
    starts = range(0, len(answers), size)
    return [write(answers[start : start + size]) for start in starts]


def _receipt(sent: Sent) -> Receipt:
    return Receipt(
        guid=sent.guid,
        paper=Paper(sent.kind),
        status=sent.status,
        text=sent.text,
        at=sent.at.astimezone(SHANGHAI),
        keys=sent.content["keys"],
    )


def _bill(sent: Sent) -> TaxBill:
    return msgspec.convert(sent.content["bill"], TaxBill)


def _news(sent: Sent) -> TaxBillStatus:
    return msgspec.convert(sent.content["result"], TaxBillStatus)


def _result(sent: Sent) -> SummaryResult:
    return msgspec.convert(sent.content["result"], SummaryResult)


def _format(rooms: Rooms, sent: Sent) -> FormatReceipt:
    return FormatReceipt(
        guid=sent.guid,
        status=sent.status,
        text=sent.text,
        at=sent.at.astimezone(SHANGHAI),
        message_guid=sent.content["message_guid"] or sent.key,
        message_type=sent.content["message_type"],
        message=_quoted(rooms.inbox.bytes_of(sent.message) or b""),
    )


def _quoted(data: bytes) -> str:
    """Quote a message that could not be read, as far as it is text at all."""
    try:
        return decode(data)
    except UnreadableError:
        return data.decode("utf-8", errors="replace")
