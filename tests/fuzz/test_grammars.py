"""Whatever is right is read and written as it came; whatever is spoilt is told where.

Two things are not written again and so not compared: signatures, which are not drawn,
and the private extension of a local platform.
"""

import random
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.fuzz.grammar import nodes
from tests.gateway.chinaport.spoiling import SPOILINGS
from tongguan.gateway.chinaport import xml
from tongguan.gateway.chinaport.answers import (
    ANSWERS,
    read_answers,
    write_answers,
    write_answers_json,
)
from tongguan.gateway.chinaport.catalogue import (
    MESSAGES,
    PREFIX,
    VERSION,
    read_message,
    write_again,
    write_json,
)
from tongguan.gateway.chinaport.format_codes import FORMAT_CODES, UnreadableError
from tongguan.kit.breaches import MISSING
from tongguan.kit.wire import Node, WireFault

STEP = re.compile(r"/(@?(?:\{[^}]*\})?[^/\[]+)(?:\[(\d+)\])?")
FEW = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # to shrink a whole message would take minutes
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("kind", MESSAGES)
@FEW
@given(data=st.data())
def test_a_message_is_written_as_it_was_read(kind: str, data: Any) -> None:
    root = data.draw(nodes(kind, MESSAGES[kind].shape))
    reading = read_message(xml.write(root, PREFIX))

    assert reading.faults == ()
    root.children = [it for it in root.children if it.tag != "ExtendMessage"]
    assert write_again(reading) == xml.write(root, PREFIX)
    assert read_message(write_json(reading)) == reading


@pytest.mark.parametrize("kind", ANSWERS)
@FEW
@given(data=st.data())
def test_an_answer_is_written_as_it_was_read(kind: str, data: Any) -> None:
    root = data.draw(nodes(kind, ANSWERS[kind].shape))
    root.attributes = {**(root.attributes or {}), "version": VERSION}
    said = read_answers(xml.write(root))
    again = ANSWERS[kind].message, said.answers, said.guid

    assert said.faults == ()
    assert write_answers(*again) == xml.write(root)
    assert read_answers(write_answers_json(*again)) == said


@pytest.mark.parametrize("kind", [*MESSAGES, *ANSWERS])
@FEW
@given(data=st.data(), seed=st.integers(0, 2**31))
def test_what_is_spoilt_is_read_or_told_where(kind: str, data: Any, seed: int) -> None:
    ours = kind in MESSAGES
    shape = MESSAGES[kind].shape if ours else ANSWERS[kind].shape
    root = data.draw(nodes(kind, shape))
    spoilt = spoiled(xml.write(root, PREFIX if ours else ""), random.Random(seed))
    faults: tuple[WireFault, ...] = ()
    try:
        faults = (read_message if ours else read_answers)(spoilt).faults
        codes = {fault.code for fault in faults}
    except UnreadableError as refused:
        codes = {refused.code}

    assert codes <= set(FORMAT_CODES)
    for fault in faults:
        assert resolves(xml.parse(spoilt), fault), fault


def spoiled(message: bytes, luck: random.Random) -> bytes:
    document = etree.fromstring(message)
    fields = [it for it in document.iter() if not len(it)]
    luck.choice(SPOILINGS)(luck.choice(fields), luck)
    return etree.tostring(document, encoding="utf-8")


def resolves(root: Node, fault: WireFault) -> bool:
    """Whether its path leads to something, or to where something is missing."""
    (first, _), *steps = STEP.findall(fault.path)
    if first != root.tag:
        return False
    node = root
    for depth, (tag, at) in enumerate(steps, start=1):
        last = depth == len(steps)
        if tag.startswith("@"):
            given = tag[1:] in (node.attributes or {})
            return last and (given or fault.code == MISSING.code)
        same = [it for it in node.children if it.tag.removeprefix("{}") == tag]
        if len(same) < int(at or 1):
            return last and fault.code == MISSING.code
        node = same[int(at or 1) - 1]
    return True
