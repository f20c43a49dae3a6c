"""Every published sample is read, and written again as it was.

Known deviations: a message is written without its signature, its extension and its
comments; an empty element that means nothing is left out; white space around a number,
and in a text for which it is none, is not kept.
"""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element as Element

from tests.gateway.chinaport.official import (
    AMISS,
    ANSWERING,
    DECLARED,
    ENTERPRISE,
    STANDARD,
    allows,
    named,
    needs_standard,
    samples,
    signature,
)
from tongguan.gateway.chinaport.answers import (
    ANSWERS,
    read_answers,
    write_answers,
    write_receipts,
)
from tongguan.gateway.chinaport.catalogue import read_message, write_again
from tongguan.journeys.kinds import KINDS
from tongguan.kit.messages import Side
from tongguan.kit.moments import SHANGHAI
from tongguan.trade.papers import Paper
from tongguan.trade.receipts import Receipt

END = re.compile(rb"</ceb:CEB\d{3}Message>")
# Answers are read all the same: one under a shorter root and with a field too many, one
# without the number that came with the newer edition.
TOLERATED = {"214": "202205", "792": "2018-113"}
UNKEPT = {"Signature", "ExtendMessage"}

pytestmark = needs_standard


def content(element: Element) -> tuple[Any, ...]:
    """Say what an element says, but for what is known not to be kept."""
    children = [
        child
        for child in element
        if isinstance(child.tag, str)
        and etree.QName(child).localname not in UNKEPT
        and (len(child) or (child.text or "").strip())
    ]
    text = "" if children else " ".join((element.text or "").split())
    name = etree.QName(element).localname
    return name, text, [content(child) for child in children]


def same(one: bytes, other: bytes) -> bool:
    first, second = etree.fromstring(one), etree.fromstring(other)
    return content(first) == content(second)


@pytest.mark.parametrize("path", samples(ENTERPRISE), ids=named)
def test_a_published_message_is_read_and_written_as_it_was(path: Path) -> None:
    data = path.read_bytes()
    reading = read_message(data)
    assert reading.faults == ()
    written = write_again(reading)

    assert read_message(written).papers == reading.papers
    assert same(written, data)
    assert allows(reading.edition, signed(written))


def signed(data: bytes) -> bytes:
    """Put a signature where the import schema wants it; the export side needs none."""
    root = END.search(data)
    assert root
    if DECLARED[root[0][9:12].decode()].side is Side.EXPORT:
        return data
    return data.replace(root[0], signature() + root[0])


@pytest.mark.parametrize("path", samples(ANSWERING), ids=named)
def test_a_published_answer_is_read_and_written_as_it_was(path: Path) -> None:
    data = path.read_bytes()
    answer = read_answers(data)
    assert answer.faults == ()
    message = ANSWERS[answer.message_type].message
    written = write_answers(message, answer.answers, answer.guid, answer.edition)

    assert read_answers(written) == answer
    assert same(written, data)
    assert allows(answer.edition, written)


@given(st.text(max_size=1200), st.sampled_from(list(KINDS)))
@settings(max_examples=200, deadline=None)
def test_whatever_a_receipt_says_the_schemas_allow(text: str, paper: Paper) -> None:
    at = datetime(2026, 10, 20, 12, tzinfo=SHANGHAI)
    receipt = Receipt(guid="G" * 36, paper=paper, status="100", text=text, at=at)

    assert allows("202205", write_receipts([receipt]))


def test_the_samples_are_all_there() -> None:
    assert (len(samples(ENTERPRISE)), len(samples(ANSWERING))) == (56, 50)
    assert len(DECLARED) == 42


@pytest.mark.parametrize("number", sorted(AMISS))
def test_a_sample_that_breaks_its_own_schema_is_told_what_it_broke(number: str) -> None:
    data = (STANDARD / "samples" / "202205" / f"CEB{number}Message.xml").read_bytes()
    assert not allows("202205", data)

    if number in TOLERATED:
        answer = read_answers(data)
        assert (answer.faults, len(answer.answers)) == ((), 10)
        assert answer.edition == TOLERATED[number]
    else:
        faults = read_message(data).faults
        assert [(it.code, it.tag) for it in faults] == [("SCH-1131", "BaseTransfer")]
