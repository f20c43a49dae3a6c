"""回执报文 What is answered: receipts, tax bills, the format receipt; written and read.

Answers travel without prefix. They are written as the newest edition has them, or,
where only an older one has room for a paper's keys, as that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tongguan.customs.duty.messages import TAX_BILL_MESSAGE, TAX_STATUS_MESSAGE
from tongguan.customs.summary.messages import SUMMARY_RESULT_MESSAGE
from tongguan.gateway.chinaport import json_form, xml
from tongguan.gateway.chinaport.catalogue import VERSION, read_edition
from tongguan.gateway.chinaport.format_codes import STRANGE_MESSAGE, UnreadableError
from tongguan.gateway.chinaport.json_form import is_json
from tongguan.gateway.chinaport.messages import FORMAT_MESSAGE, answer_message
from tongguan.journeys.kinds import KINDS
from tongguan.kit.messages import NEWEST, Message
from tongguan.kit.wire import Node, WireFault, shown, write
from tongguan.trade.receipts import FormatReceipt, Receipt, TaxBill, TaxBillStatus
from tongguan.trade.shipments import SummaryResult

AnyAnswer = Receipt | TaxBill | TaxBillStatus | SummaryResult | FormatReceipt


@dataclass(frozen=True)
class AnswerKind:
    """回执类型 One kind of answer and how it travels."""

    message: Message

    @cached_property
    def shape(self) -> type[Any]:
        """The whole message."""
        return answer_message(self.message)


ANSWERS: Mapping[str, AnswerKind] = {
    message.root: AnswerKind(message)
    for message in (
        *(kind.message.receipt for kind in KINDS.values()),
        TAX_BILL_MESSAGE,
        TAX_STATUS_MESSAGE,
        SUMMARY_RESULT_MESSAGE,
        FORMAT_MESSAGE,
    )
}
BY_ROOT = {
    tag: kind
    for kind in ANSWERS.values()
    for tag in (kind.message.root, *kind.message.aliases)
}


def write_receipts(
    receipts: Sequence[Receipt], guid: str = "", edition: str = ""
) -> bytes:
    """Write 1 to 100 receipts on papers of one kind as one message.

    The message bears `guid`, or else that of its first receipt.
    """
    kinds = {receipt.paper for receipt in receipts}
    if len(kinds) != 1:
        raise ValueError("A receipt message answers papers of exactly one kind.")
    message = KINDS[kinds.pop()].message.receipt
    edition = edition or message.edition_for(receipts)
    return write_answers(message, receipts, guid, edition)


def write_tax_bills(bills: Sequence[TaxBill], guid: str = "") -> bytes:
    """Write tax bills as one message."""
    return write_answers(TAX_BILL_MESSAGE, bills, guid)


def write_tax_statuses(statuses: Sequence[TaxBillStatus], guid: str = "") -> bytes:
    """Write what became of tax bills as one message."""
    return write_answers(TAX_STATUS_MESSAGE, statuses, guid)


def write_summary_results(results: Sequence[SummaryResult], guid: str = "") -> bytes:
    """Write results of summaries as one message."""
    return write_answers(SUMMARY_RESULT_MESSAGE, results, guid)


def write_format_receipt(receipt: FormatReceipt, guid: str = "") -> bytes:
    """Write the answer to a message that could not be read."""
    return write_answers(FORMAT_MESSAGE, [receipt], guid)


def write_answers(
    message: Message, answers: Sequence[AnyAnswer], guid: str, edition: str = NEWEST
) -> bytes:
    """Write answers of one kind as one message."""
    return xml.write(_said(message, answers, guid, edition))


def write_answers_json(
    message: Message, answers: Sequence[AnyAnswer], guid: str, edition: str = NEWEST
) -> bytes:
    """Write answers of one kind in the JSON form of their message."""
    root = _said(message, answers, guid, edition)
    return json_form.write(root, ANSWERS[message.root].shape)


def _said(
    message: Message, answers: Sequence[AnyAnswer], guid: str, edition: str
) -> Node:
    root = ANSWERS[message.root].shape(
        guid=guid or answers[0].guid,
        version=VERSION,
        entries=tuple(message.from_noun(answer) for answer in answers),
    )
    return write(root, message.root, edition)


def shape_of(tag: str) -> type[Any] | None:
    """Return the shape of a whole answer by the tag of its root."""
    kind = BY_ROOT.get(tag)
    return kind.shape if kind else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """回执解读 What a message of answers says, or everything that is wrong with it."""

    message_type: str
    guid: str = ""
    edition: str = NEWEST
    answers: tuple[AnyAnswer, ...] = ()
    faults: tuple[WireFault, ...] = ()


def read_answers(data: bytes) -> Answer:
    """Read a message of answers, as the sender's own system would."""
    root = json_form.parse(data, shape_of) if is_json(data) else xml.parse(data)
    kind = BY_ROOT.get(root.tag)
    if kind is None:
        raise UnreadableError(STRANGE_MESSAGE, shown(root.tag))
    message, edition, faults = read_edition(root, kind.message, kind.shape)
    if message is None:
        return Answer(message_type=root.tag, edition=edition, faults=faults)
    return Answer(
        message_type=kind.message.root,
        guid=message.guid,
        edition=edition,
        answers=tuple(map(kind.message.to_noun, message.entries)),
    )
