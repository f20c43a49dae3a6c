"""The quick reader reads what the reader of trees reads, or leaves it alone.

Mutations are a few thousand; `TONGGUAN_MUTATIONS=1000000` makes them more.
"""

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.grammar import nodes
from tests.gateway.chinaport.mutating import drawn, mutated
from tests.gateway.chinaport.official import (
    ENTERPRISE,
    named,
    needs_standard,
    samples,
)
from tests.letters import message
from tests.parcels import parcel
from tongguan.gateway.chinaport import xml
from tongguan.gateway.chinaport.catalogue import (
    MESSAGES,
    PREFIX,
    Reading,
    read_thoroughly,
)
from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.gateway.chinaport.quick import read_quickly

MUTATIONS = int(os.environ.get("TONGGUAN_MUTATIONS", "4000"))
EACH = MUTATIONS // len(MESSAGES)
PLAIN = 20
FEW = settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def thoroughly(data: bytes) -> Reading | None:
    """Read as the reader of trees does; None where something is wrong."""
    try:
        reading = read_thoroughly(data)
    except UnreadableError:
        return None
    return None if reading.faults else reading


def met(data: bytes) -> bool:
    """Whether it was read quickly; and if so, as the other reader reads it."""
    quick = read_quickly(data)
    if quick is None:
        return False
    other = thoroughly(data)
    assert quick.reading == other, data
    assert repr(quick.reading) == repr(other), data
    return True


@pytest.mark.parametrize("edition", ["202205", "2018-113"])
@pytest.mark.parametrize("kind", MESSAGES)
def test_every_plain_message_is_read_quickly(kind: str, edition: str) -> None:
    if edition not in MESSAGES[kind].message.editions:
        pytest.skip(f"{kind} is no message of {edition}")
    luck = Random(7)
    for _ in range(PLAIN):
        text = drawn(kind, edition, luck, luck.choice((PREFIX, "")))
        assert met(text.encode()), text
        assert met(text.replace("><", ">\r\n\t<").encode()), text


@needs_standard
@pytest.mark.parametrize("path", samples(ENTERPRISE), ids=named)
def test_the_official_samples_are_read_quickly(path: Path) -> None:
    data = path.read_bytes()
    right = thoroughly(data) is not None

    assert met(data) == (right and b"<!--" not in data)


@pytest.mark.parametrize("kind", MESSAGES)
def test_whatever_is_changed_in_a_message_both_readers_agree(kind: str) -> None:
    editions = MESSAGES[kind].message.editions
    luck = Random(kind)
    seen = Counter(
        met(mutated(drawn(kind, luck.choice(editions), luck), luck))
        for _ in range(EACH)
    )

    assert seen[True] > EACH // 20
    assert seen[False] > EACH // 20


@pytest.mark.parametrize("kind", MESSAGES)
@FEW
@given(data=st.data())
def test_whatever_fields_say_both_readers_agree(kind: str, data: Any) -> None:
    met(xml.write(data.draw(nodes(kind, MESSAGES[kind].shape)), PREFIX))


@pytest.mark.parametrize(
    ("kind", "size", "lets_in"),
    [("order", 199, True), ("order", 200, False), ("payment", 200, True)],
)
def test_what_holds_too_much_is_left_to_trees(
    kind: str, size: int, *, lets_in: bool
) -> None:
    paper = replace(getattr(parcel(1), kind), note="xmlns" * size)
    data = message(*[paper] * 100)

    assert met(data) is lets_in
    assert (thoroughly(data) is not None) is lets_in
