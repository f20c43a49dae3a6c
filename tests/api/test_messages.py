"""`/api/v1/messages` over HTTP, and a message in JSON through the door."""

import json
from collections.abc import Iterator

import pytest
from lxml import etree

from tests.door import Door, opened
from tests.letters import message
from tests.parcels import PLATFORM, parcel
from tongguan.gateway.chinaport.catalogue import read_message, write_json
from tongguan.gateway.chinaport.schemas.telling import by_number, find, search

MESSAGES, ORDER = "/api/v1/messages", parcel(1).order
XS = "{http://www.w3.org/2001/XMLSchema}"


@pytest.fixture(scope="module")
def door(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with opened(server, tmp_path_factory.mktemp("messages")) as door:
        yield door


@pytest.fixture(autouse=True)
def _nothing_received(door: Door) -> None:
    door.window.clean()


def test_all_forty_two_messages_are_listed_and_each_can_be_asked_for(
    door: Door,
) -> None:
    status, told = door.call(MESSAGES)

    assert (status, len(told["messages"])) == (200, 42)
    for one in told["messages"]:
        status, said = door.call(one["schema"])
        assert (status, said["message"]) == (200, one["message"])
        status, xsd = door.call(one["xsd"])
        assert status == 200
        elements = etree.fromstring(xsd).findall(f"{XS}element")
        assert [it.get("name") for it in elements] == [one["root"]]


def test_a_message_is_told_with_its_fields_its_schema_and_an_example(
    door: Door,
) -> None:
    _, told = door.call(f"{MESSAGES}/ceb624message?edition=2018-113")

    assert (told["message"], told["edition"], told["side"]) == (
        *("CEB624", "2018-113", "import"),
    )
    assert told["statuses"]["listed"] == [
        *("1", "2", "3", "4", "100", "120", "300", "399"),
    ]
    assert {
        "part": "InvtCancelReturn",
        "tag": "preNo",
        "zh": "预录入编号",
        "form": "C18",
        "required": True,
    } in told["fields"]
    assert list(told["example"]) == told["json_schema"]["required"] == [told["root"]]


def test_a_whole_side_has_one_schema(door: Door) -> None:
    status, xsd = door.call(f"{MESSAGES}/ceb-export.xsd?edition=2018-113")

    assert status == 200
    names = [it.get("name") for it in etree.fromstring(xsd).findall(f"{XS}element")]
    assert len(names) == 19
    assert "CEB792Message" in names


@pytest.mark.parametrize(
    "way",
    ["/CEB999", "/999.xsd", "/CEB311?edition=1999", "/CEB213.xsd?edition=2018-113"],
)
def test_what_the_standard_does_not_have_is_told_with_what_it_has(
    door: Door, way: str
) -> None:
    status, told = door.call(MESSAGES + way)

    assert (status, told["code"]) == (404, "REF-1006")
    assert told["near"]


def test_a_message_in_json_is_taken_in_like_any_other(door: Door) -> None:
    body = write_json(read_message(message(ORDER)))
    status, first = door.call("/ceb/messages", body)
    door.window.worker.drain()
    _, told = door.call("/ceb/receipts?after=0")

    assert (status, first["received"]) == (202, True)
    assert door.window.states(ORDER) == ["lodged"]
    (receipt,) = told["receipts"]
    assert (receipt["message"], receipt["status"]) == ("CEB312", "2")
    assert receipt["number"] == ORDER.number
    assert receipt["platform_code"] == PLATFORM.code


def test_a_json_message_with_a_fault_gets_a_format_receipt(door: Door) -> None:
    said = json.loads(write_json(read_message(message(ORDER))))
    del said["CEB311Message"]["Order"][0]["OrderHead"]["orderNo"]
    door.call("/ceb/messages", json.dumps(said).encode())
    door.window.worker.drain()
    _, told = door.call("/ceb/receipts?after=0")

    (receipt,) = told["receipts"]
    assert (receipt["message"], receipt["code"]) == ("CEB900", "SCH-1121")
    (finding,) = receipt["findings"]
    path = "/CEB311Message/Order[1]/OrderHead/orderNo"
    assert finding["place"]["path"] == path


def test_a_message_is_found_by_words_of_its_title_and_fields() -> None:
    assert [it.message.number for it in search("撤销 回执")] == ["606", "624"]
    assert [it.message.number for it in search("rkdNo")] == ["711", "712"]
    assert len(search("")) == len(by_number())
    assert search("nowhere") == []
    assert find("nothing") is None
