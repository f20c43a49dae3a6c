"""报文目录 What is told of a message to programs and on pages, all of it derived."""

import json
from functools import cache
from typing import Any

from tongguan.gateway.chinaport.messages import SIGNATURE
from tongguan.gateway.chinaport.schemas.examples import example_json, example_xml
from tongguan.gateway.chinaport.schemas.json_schema import message_schema
from tongguan.gateway.chinaport.schemas.xsd import AnyKind, kinds
from tongguan.kit.fields import Row, rows
from tongguan.kit.messages import NEWEST, Message, PaperMessage, ReceiptMessage
from tongguan.kit.rulebook import read_page

STATUSES = "register/statuses.yaml"
PREFIX, SUFFIX = "CEB", "MESSAGE"
ADDRESS = "/api/v1/messages"


@cache
def by_number() -> dict[str, AnyKind]:
    """Return every message by its number."""
    return {kind.message.number: kind for kind in kinds()}


def find(name: str) -> AnyKind | None:
    """Find a message however it is called: 311, CEB311, CEB311Message."""
    number = name.strip().upper().removeprefix(PREFIX).removesuffix(SUFFIX)
    return by_number().get(number)


def search(words: str) -> list[AnyKind]:
    """Find the messages that, in name, title or fields, have every word."""
    wanted = words.lower().split()
    return [it for it in kinds() if all(word in _text(it) for word in wanted)]


@cache
def _text(kind: AnyKind) -> str:
    message = kind.message
    told = [f"{row.tag} {row.label}" for row in rows(kind.shape)]
    return " ".join((message.root, message.label, message.english, *told)).lower()


def name_of(message: Message) -> str:
    """Name a message in short: CEB311."""
    return f"{PREFIX}{message.number}"


def briefly(kind: AnyKind) -> dict[str, Any]:
    """Say what a message is, and where more is said of it."""
    message = kind.message
    name = name_of(message)
    return {
        "message": name,
        "root": message.root,
        "zh": message.label,
        "en": message.english,
        "side": message.side.value,
        "editions": list(message.editions),
        "signed": isinstance(message, PaperMessage) and message.must_be_signed,
        "answered_by": name_of(message.receipt)
        if isinstance(message, PaperMessage)
        else None,
        "schema": f"{ADDRESS}/{name}",
        "xsd": f"{ADDRESS}/{name}.xsd",
    }


def fully(kind: AnyKind, edition: str = NEWEST) -> dict[str, Any]:
    """Say everything of a message: fields, statuses, schema and an example."""
    return briefly(kind) | {
        "edition": edition,
        "fields": [field_told(row, edition) for row in rows(kind.shape)],
        "statuses": statuses(kind.message),
        "json_schema": message_schema(kind, edition),
        "example": json.loads(example_json(kind)),
        "example_xml": example_xml(kind),
    }


def field_told(row: Row, edition: str = NEWEST) -> dict[str, Any]:
    """Say what a field of a message is."""
    return {
        "part": row.part,
        "tag": row.tag.replace(SIGNATURE, "ds:Signature"),
        "zh": row.label,
        "form": row.was.get(edition, row.notation),
        "required": row.required,
    }


def statuses(message: Message) -> dict[str, Any] | None:
    """Say which statuses a receipt may carry; nothing for what is no receipt."""
    if not isinstance(message, ReceiptMessage):
        return None
    told = read_page(STATUSES)["receipts"][message.number]
    return {
        "listed": told["listed"],
        "met": told.get("met", []),
        "open": "open" in told,
    }
