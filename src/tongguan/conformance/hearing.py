"""收回执 Receipts as the target gave them, read by the names of the standard."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lxml import etree

from tongguan.conformance.pages import page

WIRE = "wire.yaml"
REFUSED, COPIED = "CEB900", "COPY"
SIZE = re.compile(r"(?P<kind>[CTN])(?P<most>\d+)")
GUID = re.compile(r"[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}")
# what could not be read is quoted with blanks in the place of what has no sign
FAR, UNSAID = 100_000, re.compile(r"[\s\ufffd]")
EXACT = {"C36", "T17"}


@dataclass(frozen=True, slots=True)
class Receipt:
    """回执 One receipt: in which message, all its entries, and its faults."""

    message: str
    entries: Mapping[str, str]
    faults: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """What became of the paper."""
        if self.message == page(WIRE)["refusal"]["message"]:
            return REFUSED
        if key_of(self.message, {}):
            return COPIED
        return self.entries.get(page(WIRE)["said"]["status"], "")

    @property
    def text(self) -> str:
        """What is said of it."""
        return self.entries.get(page(WIRE)["said"]["text"], "")

    @property
    def answers(self) -> tuple[str, ...]:
        """The message of the paper it answers, and the values that name the paper."""
        told = page(WIRE)["receipts"].get(self.message)
        if told is None:
            return key_of(self.message, self.entries)
        return told["answers"], *(self.entries.get(key, "") for key in told["keys"])

    @property
    def follows(self) -> str:
        """The number of the paper this follows from; empty for receipts on papers."""
        tag = page(WIRE)["follows"].get(self.message, "")
        return self.entries.get(tag, "")

    @property
    def tax(self) -> Decimal:
        """What a tax bill amounts to; less than nothing when it does not say."""
        try:
            amounts = [
                Decimal(self.entries[it]) for it in page(WIRE)["bill"]["amounts"]
            ]
        except (KeyError, InvalidOperation):
            return Decimal(-1)
        return sum(amounts, Decimal())


def key_of(message: str, paper: Mapping[str, str]) -> tuple[str, ...]:
    """Return the message and the values by which receipts name a paper.

    Nothing for what is no message of an enterprise.
    """
    for told in page(WIRE)["receipts"].values():
        if told["answers"] == message:
            return message, *(paper.get(key, "") for key in told["keys"])
    return ()


def guids_in(receipt: Receipt) -> Iterator[str]:
    """Yield the numbers of messages a refusal may speak of, the likeliest first."""
    refusal = page(WIRE)["refusal"]
    if receipt.message == refusal["message"]:
        yield receipt.entries.get(refusal["guid"], "")
        quoted = UNSAID.sub("", receipt.entries.get(refusal["quoted"], "")[:FAR])
        yield from (found[0] for found in GUID.finditer(quoted))


def read(data: bytes) -> Iterator[Receipt]:
    """Read a message of receipts, or several under one root."""
    space = f"{{{page(WIRE)['namespace']}}}"
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(data, parser)
    for message in [root] if root.tag.startswith(space) else root:
        for entry in message:
            name = message.tag.removeprefix(space)
            entries = {
                leaf.tag.removeprefix(space): leaf.text or ""
                for leaf in reversed(list(entry.iter(f"{space}*")))
                if not len(leaf)
            }
            yield Receipt(name, entries, tuple(_faults(name, entries)))


def _faults(name: str, entries: Mapping[str, str]) -> Iterator[str]:
    """Say where a receipt is not as the standard has it."""
    for tag, size in page(WIRE)["receipts"].get(name, {}).get("holds", {}).items():
        if tag not in entries:
            yield f"{name}: {tag} is missing"
        elif not _fits(entries[tag], size):
            yield f"{name}: {tag} is not {size}: {entries[tag][:40]!r}"


def _fits(value: str, size: str) -> bool:
    match = SIZE.fullmatch(size)
    assert match, f"{size} is no size"
    most = int(match["most"])
    if match["kind"] != "C" and not value.isdecimal():
        return False
    return len(value) == most if size in EXACT else 0 < len(value) <= most
