"""Our verdict on a message against that of the official schemas, spoilt by chance."""

import random
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from lxml.etree import _Element as Element

from tests.gateway.chinaport.official import (
    ANSWERING,
    DECLARED,
    ENTERPRISE,
    allowing,
    needs_standard,
    number_of,
    samples,
)
from tests.gateway.chinaport.spoiling import SPOILINGS
from tongguan.gateway.chinaport.answers import Answer, read_answers
from tongguan.gateway.chinaport.catalogue import Reading, read_message
from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.gateway.chinaport.xml import CEB
from tongguan.kit.breaches import CONTROL_CHARACTER, NO_TIME, NOT_LISTED, WRONG_LENGTH
from tongguan.kit.messages import EDITIONS

SEEDS = 24
ROUNDS = 60


def spoilt(path: Path, luck: random.Random) -> bytes:
    root = etree.fromstring(path.read_bytes())
    entries = [it for it in root if it.tag == root[0].tag]
    for entry in entries[2:]:
        root.remove(entry)
    spoiled = [it for it in root.iter() if not len(it) and "xmldsig" not in str(it.tag)]
    luck.choice(SPOILINGS)(luck.choice(spoiled), luck)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def declared(shape: type[Any]) -> Iterator[dict[str, Any]]:
    """Yield what is declared of every field of an entry, its parts included."""
    for item in fields(shape):
        yield dict(item.metadata)
        if "of" in item.metadata:
            yield from declared(item.metadata["of"])


def of_message(number: str) -> dict[str, dict[str, Any]]:
    """Return the fields of a message that are read otherwise than its schema says."""
    told = declared(DECLARED[number].entry) if number in DECLARED else ()
    return {it["tag"]: it for it in told if "schema" in it or "demanded" in it}


def is_stricter_on_purpose(reading: Reading | Answer) -> bool:
    """What we refuse and the schemas do not; see docs/messages/README.md."""
    listed = of_message(reading.message_type[3:6])
    return all(
        fault.breach in (CONTROL_CHARACTER, NO_TIME)
        or (fault.breach in (NOT_LISTED, WRONG_LENGTH) and fault.tag in listed)
        for fault in reading.faults
    )


def as_the_schema_wants_it(data: bytes) -> bytes:
    """Mend what we let pass on purpose: the rest is what the schemas must allow."""
    root = etree.fromstring(data)
    for tag, terms in of_message(number_of(root)).items():
        for field in list(root.iter(f"{{{CEB}}}{tag}")):
            if terms.get("schema") == "":
                parent_of(field).remove(field)
            elif terms["notation"].endswith("~"):
                field.text = " ".join((field.text or "").split())
    for head in root.iterfind("{*}Logistics/{*}LogisticsHead"):
        with_an_order_number(head)
    return etree.tostring(root)


def with_an_order_number(head: Element) -> None:
    """A waybill without its order number, or with an empty one, is accepted."""
    number = head.find(f"{{{CEB}}}orderNo")
    if number is None:
        number = etree.Element(f"{{{CEB}}}orderNo")
        before = [f"{{{CEB}}}{field}" for field in ("billNo", "logisticsNo")]
        [it for it in head if it.tag in before][-1].addnext(number)
    number.text = number.text or "1"


def parent_of(field: Element) -> Element:
    parent = field.getparent()
    assert parent is not None
    return parent


def verdict(data: bytes) -> Reading | Answer | None:
    number = number_of(etree.fromstring(data))
    try:
        if number in ANSWERING:
            return read_answers(data)
        return read_message(data, require_signature=True)
    except UnreadableError:
        return None


@needs_standard
@pytest.mark.parametrize("seed", range(SEEDS))
def test_our_verdict_is_that_of_the_schemas(seed: int) -> None:
    luck = random.Random(seed)
    paths = samples((*ENTERPRISE, *ANSWERING))

    for _ in range(ROUNDS):
        data = spoilt(luck.choice(paths), luck)
        allowed = allowing(data)
        reading = verdict(data)

        if reading is None or reading.faults:
            assert not allowed or (reading and is_stricter_on_purpose(reading)), data
        elif allowed:
            assert reading.edition == allowed[0], data.decode()
        else:
            mended = allowing(as_the_schema_wants_it(data))
            assert reading.edition in mended, data.decode()


def test_both_editions_are_told_apart_by_what_a_message_holds() -> None:
    assert EDITIONS == ("202205", "2018-113")
