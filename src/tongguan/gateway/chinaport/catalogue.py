"""报文目录 Which message carries which paper, read into papers and written from them.

A message is read as the edition of 2022; if that finds faults and the edition of 2018
finds none, or fewer, it was a message of 2018. Beyond the schemas we refuse what they
cannot say: instants and days that do not exist, unknown kinds of report, control
characters. Where we accept what they refuse, the declaration says so.
"""

from collections.abc import Sequence
from typing import Any

from tongguan.gateway.chinaport import json_form, xml
from tongguan.gateway.chinaport.format_codes import STRANGE_MESSAGE, UnreadableError
from tongguan.gateway.chinaport.json_form import is_json
from tongguan.gateway.chinaport.messages import SIGNATURE, Transfer
from tongguan.gateway.chinaport.quick import read_quickly
from tongguan.gateway.chinaport.reading import (
    BY_PAPER,
    MESSAGES,
    MessageKind,
    Reading,
)
from tongguan.kit.breaches import MISSING
from tongguan.kit.messages import NEWEST, Message
from tongguan.kit.wire import Node, WireFault, read, shown, write
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import AnyPaper

__all__ = ["BY_PAPER", "MESSAGES", "MessageKind", "Reading"]  # told here too

VERSION = "1.0"
PREFIX = "ceb"


def read_message(data: bytes, *, require_signature: bool = False) -> Reading:
    """Read an enterprise message, or raise `UnreadableError` when nothing can be read.

    With `require_signature`, a message must carry one where its schema says so.
    """
    quick = None if require_signature else read_quickly(data)
    if quick is not None:
        return quick.reading
    return read_thoroughly(data, require_signature=require_signature)


def read_thoroughly(data: bytes, *, require_signature: bool = False) -> Reading:
    """Read a message of any shape, and tell everything that is wrong with it."""
    root = json_form.parse(data, shape_of) if is_json(data) else xml.parse(data)
    return read_root(root, require_signature=require_signature)


def shape_of(tag: str) -> type[Any] | None:
    """Return the shape of a whole message by the tag of its root."""
    kind = MESSAGES.get(tag)
    return kind.shape if kind else None


def read_root(root: Node, *, require_signature: bool = False) -> Reading:
    """Read an enterprise message of which the root is at hand."""
    kind = MESSAGES.get(root.tag)
    if kind is None:
        raise UnreadableError(STRANGE_MESSAGE, shown(root.tag))
    message, edition, faults = read_edition(root, kind.message, kind.shape)
    if message and require_signature and kind.message.must_be_signed:
        faults = () if message.signed else (_unsigned(f"/{root.tag}"),)
    if message is None or faults:
        signs = root.attributes or {}
        return Reading(
            message_type=root.tag,
            guid=shown(signs.get("guid", "")),
            version=shown(signs.get("version", "")),
            edition=edition,
            faults=faults,
        )
    return Reading(
        message_type=root.tag,
        guid=message.guid,
        version=message.version,
        edition=edition,
        transfer=message.transfer,
        subscriptions=message.subscriptions,
        signed=message.signed,
        papers=tuple(map(kind.message.to_noun, message.entries)),
    )


def read_edition(
    root: Node, message: Message, shape: type[Any]
) -> tuple[Any, str, tuple[WireFault, ...]]:
    """Read a message as the first edition that finds no fault with it.

    When all do, it is of the one that finds the fewest, and these are told.
    """
    told: dict[str, tuple[WireFault, ...]] = {}
    for edition in message.editions:
        faults: list[WireFault] = []
        found = read(root, shape, f"/{root.tag}", faults=faults, edition=edition)
        if found is not None:
            return found, edition, ()
        told[edition] = tuple(faults)
    nearest = min(told, key=lambda edition: len(told[edition]))
    return None, nearest, told[nearest]


def _unsigned(path: str) -> WireFault:
    return WireFault(f"{path}/{SIGNATURE}", SIGNATURE, "签名", "", MISSING)


def write_message(
    message_type: str,
    papers: Sequence[AnyPaper],
    transfer: Transfer,
    guid: str,
    edition: str = NEWEST,
) -> bytes:
    """Write papers of one kind as an unsigned enterprise message."""
    reading = Reading(
        message_type=message_type,
        guid=guid,
        version=VERSION,
        edition=edition,
        transfer=transfer,
        papers=tuple(papers),
    )
    return write_again(reading)


def write_again(reading: Reading) -> bytes:
    """Write a message as it was read, but for its signature and its extension."""
    return xml.write(_said(reading), PREFIX)


def write_json(reading: Reading) -> bytes:
    """Write a message in its JSON form."""
    return json_form.write(_said(reading), MESSAGES[reading.message_type].shape)


def _said(reading: Reading) -> Node:
    kind = MESSAGES[reading.message_type]
    message = kind.shape(
        guid=reading.guid,
        version=reading.version,
        entries=tuple(map(kind.message.from_noun, reading.papers)),
        transfer=reading.transfer,
        subscriptions=reading.subscriptions,
    )
    return write(message, reading.message_type, reading.edition)


def message_type_for(paper: AnyPaper) -> str:
    """Say in which message a paper travels."""
    return BY_PAPER[paper.nature.kind].message_type


def receipt_type_for(paper: Paper) -> str:
    """Say in which message the receipt on a paper travels."""
    return BY_PAPER[paper].receipt_type
