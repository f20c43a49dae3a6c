"""报文外壳 What stands around the papers in every message, and the format receipt.

The content of a signature and of a private extension is not looked at here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, make_dataclass
from datetime import datetime
from typing import Any

from tongguan.kit.forms import UNBOUNDED, fit
from tongguan.kit.messages import Message, PaperMessage, Side
from tongguan.kit.wire import wire
from tongguan.trade.receipts import FormatReceipt

Part = tuple[str, Any, Any]
SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"
TRANSFER, SUBSCRIPTION = "BaseTransfer", "BaseSubscribe"
EXTENSION = "ExtendMessage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """报文传输 Who sends the message, and where its receipts go."""

    code: str = wire("copCode", "C..18", label="传输企业代码")
    name: str = wire("copName", "C0..100", label="传输企业名称")
    mode: str = wire("dxpMode", "C3", label="报文传输模式")
    address: str = wire("dxpId", "C0..30", label="报文传输编号")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportTransfer(Transfer):
    """出口报文传输 The same on the export side, whose schema lets the code be empty."""

    code: str = wire("copCode", "C0..18", label="传输企业代码")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """报文订阅 Who else wants a copy of the papers or of the receipts."""

    status: str = wire("status", "C0..100", label="订阅状态")
    mode: str = wire("dxpMode", "C3", label="报文传输模式")
    address: str = wire("dxpAddress", "C0..100", label="订阅方传输编号")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """扩展报文 Private content of a local platform."""

    name: str = wire("name", "C0..30", label="扩展名称")
    version: str = wire("version", "C0..30", label="扩展版本")
    content: bool = wire("Message", "1", label="扩展内容")


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageReturn:
    """报文格式校验回执 The answer to a message that could not be read."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    status: str = wire("returnStatus", "C..10", label="回执状态")
    text: str = wire("returnInfo", "C0..5000", label="回执信息")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    message_guid: str = wire("oriCopMsgId", "C0..255", label="原报文编号")
    message_type: str = wire("oriMessageType", "C0..15", label="原报文类型")
    message: str = wire("oriBizMessage", "C", label="原报文内容")


@dataclass(frozen=True, kw_only=True)
class FormatMessage(Message):
    """格式回执报文 The message of a format receipt, whatever it has to quote."""

    def from_noun(self, noun: FormatReceipt) -> MessageReturn:
        """Say a format receipt in the words of the message, cut where it must be."""
        return MessageReturn(
            guid=noun.guid,
            status=noun.status,
            text=fit(noun.text, 5000, otherwise=""),
            at=noun.at,
            message_guid=fit(noun.message_guid, 100, otherwise=""),
            message_type=fit(noun.message_type, 15, otherwise=""),
            message=fit(noun.message, UNBOUNDED, otherwise=""),
        )


FORMAT_MESSAGE = FormatMessage(
    number="900",
    tag="MessageReturn",
    often="1..1",
    entry=MessageReturn,
    noun=FormatReceipt,
    label="报文格式校验回执",
    english="Format receipt",
)


def enterprise_message(message: PaperMessage) -> type[Any]:
    """Declare the message of a sender around its entries."""
    often = "1" if message.must_be_signed else "0..1"
    signed: Part = (
        "signed",
        bool,
        wire(SIGNATURE, "0..1", label="签名", schema=often),
    )
    extension: Part = (
        "extension",
        Extension | None,
        wire("ExtendMessage", "0..1", of=Extension, label="扩展报文"),
    )
    export = message.side is Side.EXPORT
    last = (signed, extension) if export else (extension, signed)
    transfer = ExportTransfer if export else Transfer
    shell = (
        (
            "transfer",
            transfer,
            wire("BaseTransfer", "1", of=transfer, label="报文传输"),
        ),
        (
            "subscriptions",
            tuple[Subscription, ...],
            wire("BaseSubscribe", "0..5", of=Subscription, label="报文订阅"),
        ),
        *last,
    )
    return _message(message, shell)


def answer_message(message: Message) -> type[Any]:
    """Declare the message of an answer around its entries."""
    return _message(message, ())


def _message(message: Message, shell: Sequence[Part]) -> type[Any]:
    guid = wire("guid", "C36", label="报文编号", attribute=True)
    version = wire("version", "C..10", label="版本", attribute=True)
    entries = wire(message.tag, message.often, of=message.entry, label=message.label)
    parts = [
        ("guid", str, guid),
        ("version", str, version),
        ("entries", tuple[Any, ...], entries),
        *shell,
    ]
    return make_dataclass(f"{message.tag}Message", parts, frozen=True, kw_only=True)
