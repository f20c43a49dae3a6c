"""The official schemas and samples beside the checkout, where they are at hand."""

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

STANDARD = Path(__file__).parents[4] / "shared" / "standard"
needs_standard = pytest.mark.skipif(
    not STANDARD.is_dir(), reason="the official schemas are not beside the checkout"
)
ENTERPRISE = ("311", "411", "511", "621")
ANSWERS = ("312", "412", "512", "622", "816", "900")
SIGNATURE = re.compile(rb"<ds:Signature.*</ds:Signature>", re.DOTALL)


@cache
def schema(edition: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(STANDARD / "xsd" / edition / "ceb-import.xsd"))


def allows(edition: str, data: bytes) -> bool:
    return bool(schema(edition).validate(etree.fromstring(data)))


def samples(numbers: tuple[str, ...]) -> list[Path]:
    """Every sample of these message numbers, of both editions and made up."""
    return sorted(
        path
        for path in (STANDARD / "samples").glob("*/*.xml")
        if (found := re.search(r"CEB(\d{3})", path.name)) and found[1] in numbers
    )


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def signature() -> bytes:
    """A signature of the right shape, which verifies nothing."""
    path = STANDARD / "samples" / "synthetic" / "imp-bonded-1210-CEB621.xml"
    found = SIGNATURE.search(path.read_bytes())
    assert found
    return found[0]
