"""The JSON Schema of a message allows what its reader reads."""

import json
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.gateway.chinaport.official import (
    ANSWERING,
    DECLARED,
    ENTERPRISE,
    needs_standard,
    samples,
)
from tests.gateway.chinaport.test_json_form import HEAD, ITEM, SAID, put
from tongguan.gateway.chinaport.answers import (
    ANSWERS,
    read_answers,
    write_answers_json,
)
from tongguan.gateway.chinaport.catalogue import read_message, write_json
from tongguan.gateway.chinaport.schemas.json_schema import message_schema
from tongguan.gateway.chinaport.schemas.xsd import kinds

SCHEMAS = {kind.message.number: kind for kind in kinds()}
ORDER = Draft202012Validator(message_schema(SCHEMAS["311"]))


def places(data: bytes) -> list[str]:
    """Name where the schema of an order finds something wrong."""
    wrong = ORDER.iter_errors(json.loads(data))
    return sorted({"/".join(map(str, error.absolute_path)) for error in wrong})


@pytest.mark.parametrize("number", DECLARED)
def test_every_message_has_a_schema_that_is_one(number: str) -> None:
    schema = message_schema(SCHEMAS[number])

    Draft202012Validator.check_schema(schema)
    assert schema["required"] == [f"CEB{number}Message"]


@needs_standard
@pytest.mark.parametrize("number", DECLARED)
def test_a_published_sample_in_json_is_allowed(number: str) -> None:
    for path in samples((number,)):
        said, edition = in_json(number, path.read_bytes())
        validator = Draft202012Validator(message_schema(SCHEMAS[number], edition))

        assert [error.message for error in validator.iter_errors(said)] == []


def in_json(number: str, data: bytes) -> tuple[Any, str]:
    if number in ENTERPRISE:
        reading = read_message(data)
        return json.loads(write_json(reading)), reading.edition
    assert number in ANSWERING
    answer = read_answers(data)
    message = ANSWERS[answer.message_type].message
    told = write_answers_json(message, answer.answers, answer.guid, answer.edition)
    return json.loads(told), answer.edition


def test_an_order_is_allowed_and_so_are_numbers() -> None:
    assert ORDER.is_valid(SAID)
    assert places(put(476, *HEAD, "goodsValue")) == []
    assert places(put("0000000012.30", *HEAD, "goodsValue")) == []
    assert places(put(None, *HEAD, "payCode")) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((*HEAD, "orderNo"), "x" * 61),
        ((*HEAD, "orderNo"), ""),
        ((*HEAD, "appType"), "4"),
        ((*HEAD, "appTime"), "2026-10-20"),
        ((*HEAD, "freight"), "1,000"),
        ((*HEAD, "freight"), "0.123456"),
        ((*HEAD, "currency"), "344"),
        ((*HEAD, "orderNo"), {"a": "b"}),
        ((*ITEM, "gnum"), "one"),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(
    path: tuple[Any, ...], value: Any
) -> None:
    data = put(value, *path)

    assert places(data) == ["/".join(map(str, path))]
    assert read_message(data).faults != ()


def test_what_is_missing_or_too_much_is_found_where_it_belongs() -> None:
    assert places(put(..., *HEAD, "orderNo")) == ["/".join(map(str, HEAD))]
    assert places(put("1", *HEAD, "surprise")) == ["/".join(map(str, HEAD))]
    assert places(put([], *HEAD[:-2])) == ["CEB311Message/Order"]


def test_a_form_is_told_in_both_languages_and_in_the_standards_own_words() -> None:
    head = ORDER.schema["properties"]["CEB311Message"]["properties"]["Order"]
    number = head["items"]["properties"]["OrderHead"]["properties"]["orderNo"]

    assert number == {
        "title": "订单编号",
        "description": "1 至 60 个字符 · 1 to 60 characters",
        "x-form": "C..60",
        "type": "string",
        "minLength": 1,
        "maxLength": 60,
    }
    assert Decimal(SAID["CEB311Message"]["Order"][0]["OrderHead"]["freight"]) == 10
