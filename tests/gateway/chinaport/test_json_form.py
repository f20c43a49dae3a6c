"""A message in JSON: nothing is lost on the way there and back, nothing is guessed."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.gateway.chinaport.official import (
    ANSWERING,
    ENTERPRISE,
    named,
    needs_standard,
    samples,
)
from tests.letters import NAMES
from tests.papers import ORDER
from tests.parcels import PLATFORM
from tongguan.gateway.chinaport.answers import (
    ANSWERS,
    read_answers,
    write_answers_json,
)
from tongguan.gateway.chinaport.catalogue import Reading, read_message, write_json
from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.gateway.chinaport.messages import Transfer

SENDER = Transfer(
    code=PLATFORM.code, name=NAMES[PLATFORM.code], mode="DXP", address="D"
)
READING = Reading(
    message_type="CEB311Message",
    guid="6B1F3E0A-0000-4000-8000-000000000001",
    version="1.0",
    edition="202205",
    transfer=SENDER,
    papers=(ORDER,),
)
SAID = json.loads(write_json(READING))
YES = True
LONG = "x" * 60
HEAD = ("CEB311Message", "Order", 0, "OrderHead")
ITEM = ("CEB311Message", "Order", 0, "OrderList", 0)


@needs_standard
@pytest.mark.parametrize("path", samples(ENTERPRISE), ids=named)
def test_a_published_message_goes_through_json_unharmed(path: Path) -> None:
    reading = read_message(path.read_bytes())

    assert read_message(write_json(reading)) == replace(reading, signed=False)


@needs_standard
@pytest.mark.parametrize("path", samples(ANSWERING), ids=named)
def test_a_published_answer_goes_through_json_unharmed(path: Path) -> None:
    answer = read_answers(path.read_bytes())
    message = ANSWERS[answer.message_type].message
    told = write_answers_json(message, answer.answers, answer.guid, answer.edition)

    assert read_answers(told) == answer


def put(value: Any, *path: Any) -> bytes:
    """Change one place of the message; a place that is set to `...` is taken out."""
    said = json.loads(json.dumps(SAID))
    inner = said
    for step in path[:-1]:
        inner = inner[step]
    if value is ...:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return json.dumps(said, ensure_ascii=False).encode()


def told(data: bytes) -> list[str]:
    return [
        f"{it.code} {it.path} {it.value}".strip() for it in read_message(data).faults
    ]


def test_numbers_may_be_numbers_and_names_in_any_order() -> None:
    lively = json.dumps(SAID, sort_keys=True).replace('"476.00"', "476.00")

    assert read_message(lively.encode()).papers == (ORDER,)


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (put("x" * 61, *HEAD, "orderNo"), [f"SCH-1123 …/OrderHead/orderNo {LONG}…"]),
        (put(..., *HEAD, "orderNo"), ["SCH-1121 …/OrderHead/orderNo"]),
        (put(None, *HEAD, "orderNo"), ["SCH-1121 …/OrderHead/orderNo"]),
        (put({"a": "b"}, *HEAD, "orderNo"),
         ["SCH-1136 …/OrderHead/orderNo", "SCH-1122 …/OrderHead/orderNo"]),
        (put(["1", "2"], *HEAD, "orderNo"), ["SCH-1131 …/OrderHead/orderNo"]),
        (put(YES, *HEAD, "freight"), ["SCH-1125 …/OrderHead/freight true"]),
        (put("1", *HEAD, "surprise"), ["SCH-1130 …/OrderHead/surprise"]),
        (put("1", *HEAD, "@x"), ["SCH-1135 …/OrderHead/@x"]),
        (put("x", *ITEM), ["SCH-1134 …/OrderList[1]"]),
        (put("1", "CEB311Message", "Signature"), ["SCH-1130 /CEB311Message/Signature"]),
        (put(..., "CEB311Message", "@guid"), ["SCH-1121 /CEB311Message/@guid"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_its_place_in_the_standard(
    data: bytes, faults: list[str]
) -> None:
    found = [it.replace("/CEB311Message/Order[1]", "…") for it in told(data)]

    assert found[: len(faults)] == faults


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "SCH-1113"),
        ("{}", "SCH-1113"),
        ('{"CEB311Message": {}, "CEB411Message": {}}', "SCH-1113"),
        ('{"CEB311Message": {"@guid": "1", "@guid": "2"}}', "SCH-1113"),
        ('{"CEB311Message": NaN}', "SCH-1113"),
        ('{"CEB999Message": {}}', "SCH-1108"),
        ('{"CEB311Message": ' + "[" * 100_000, "SCH-1101"),
        ('{"CEB311Message": ' + '{"a":' * 50 + "1" + "}" * 51, "SCH-1101"),
        ('{"CEB311Message": {"Order": [' + "1," * 300_000 + "1]}}", "SCH-1101"),
    ],
)
def test_what_is_no_message_is_refused_whole(text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_message(text.encode())

    assert refused.value.code == code


def test_bytes_that_are_no_utf8_are_refused() -> None:
    with pytest.raises(UnreadableError) as refused:
        read_message(b'{"CEB311Message": "\xff"}')

    assert refused.value.code == "SCH-1103"
