"""The example of every message is a message."""

import pytest

from tests.gateway.chinaport.official import (
    DECLARED,
    ENTERPRISE,
    allows,
    needs_standard,
    signature,
)
from tongguan.gateway.chinaport.answers import read_answers
from tongguan.gateway.chinaport.catalogue import read_message
from tongguan.gateway.chinaport.schemas.examples import example_json, example_xml
from tongguan.gateway.chinaport.schemas.telling import by_number
from tongguan.kit.messages import PaperMessage

each = pytest.mark.parametrize("number", DECLARED)


@each
def test_an_example_is_read_the_same_in_both_forms(number: str) -> None:
    kind = by_number()[number]
    read = read_message if number in ENTERPRISE else read_answers
    in_xml, in_json = (
        read(example_xml(kind).encode()),
        read(example_json(kind).encode()),
    )

    assert in_xml.faults == ()
    assert in_json == in_xml


@needs_standard
@each
def test_an_example_is_what_the_published_schema_allows(number: str) -> None:
    kind = by_number()[number]
    data = example_xml(kind).encode()
    if isinstance(kind.message, PaperMessage) and kind.message.must_be_signed:
        end = f"</ceb:{kind.message.root}>".encode()
        data = data.replace(end, signature() + end)

    assert allows("202205", data)
