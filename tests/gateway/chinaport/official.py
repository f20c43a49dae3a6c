"""The official schemas and samples beside the checkout, where they are at hand."""

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from lxml.etree import _Element as Element

from tongguan.gateway.chinaport.answers import ANSWERS
from tongguan.gateway.chinaport.catalogue import MESSAGES
from tongguan.kit.messages import EDITIONS, Message, Side

STANDARD = Path(__file__).parents[4] / "shared" / "standard"
needs_standard = pytest.mark.skipif(
    not STANDARD.is_dir(), reason="the official schemas are not beside the checkout"
)
DECLARED: dict[str, Message] = {
    kind.message.number: kind.message
    for kind in (*MESSAGES.values(), *ANSWERS.values())
}
ENTERPRISE = tuple(kind.message.number for kind in MESSAGES.values())
ANSWERING = tuple(kind.message.number for kind in ANSWERS.values())
SIGNATURE = re.compile(rb"<ds:Signature.*</ds:Signature>", re.DOTALL)
# Published, and not what their own schema says: a second BaseTransfer, a root without
# its end, a missing number. Corrected copies lie beside them.
AMISS = {"214", "303", "403", "505", "507", "509", "603", "605", "607", "792"}


@cache
def schema(edition: str, side: Side = Side.IMPORT) -> etree.XMLSchema:
    path = STANDARD / "xsd" / edition / f"ceb-{side}.xsd"
    return etree.XMLSchema(etree.parse(path))


def number_of(root: Element) -> str:
    return etree.QName(root).localname.removeprefix("CEB").removesuffix("Message")


def side_of(root: Element) -> Side:
    """Say of which schema a message is, whatever it is."""
    message = DECLARED.get(number_of(root))
    return message.side if message else Side.IMPORT


def allows(edition: str, data: bytes) -> bool:
    root = etree.fromstring(data)
    return bool(schema(edition, side_of(root)).validate(root))


def allowing(data: bytes) -> list[str]:
    """Name the editions whose schema allows a message."""
    return [edition for edition in EDITIONS if allows(edition, data)]


def samples(numbers: tuple[str, ...]) -> list[Path]:
    """Every sample of these message numbers, of both editions and made up."""
    return sorted(
        path
        for path in (STANDARD / "samples").glob("*/*.xml")
        if (found := re.search(r"CEB(\d{3})", path.name)) and found[1] in numbers
        if path.parent.name != "202205" or found[1] not in AMISS
    )


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def signature() -> bytes:
    """A signature of the right shape, which verifies nothing."""
    path = STANDARD / "samples" / "synthetic" / "imp-bonded-1210-CEB621.xml"
    found = SIGNATURE.search(path.read_bytes())
    assert found
    return found[0]
