"""Codes explained over HTTP, and machines that are never answered with a page."""

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import quote

import pytest

from tests.door import Door, opened
from tests.letters import message, miscalled
from tests.parcels import PLATFORM, parcel

ERRORS = "/api/v1/errors"


@pytest.fixture(scope="module")
def door(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with opened(server, tmp_path_factory.mktemp("errors")) as door:
        yield door


def ask(door: Door, method: str, way: str) -> tuple[int, dict[str, str], bytes]:
    line = HTTPConnection(door.place, timeout=20)
    line.request(method, way)
    answer = line.getresponse()
    heads = {name.lower(): value for name, value in answer.getheaders()}
    body = answer.read()
    line.close()
    return answer.status, heads, body


def test_a_code_is_explained_to_programs(door: Door) -> None:
    status, told = door.call(f"{ERRORS}/621018", key="")
    assert (status, told["asked"], told["unknown"]) == (200, "621018", [])
    (one,) = told["codes"]
    assert (one["code"], one["resend"]["name"]) == ("-621018", "never")
    assert one["related"] == ["QUO-2001"]

    text = quote("请确认表体gnum 无重复！")
    status, told = door.call(f"{ERRORS}/-621027?text={text}", key="")
    assert [one["title"]["en"] for one in told["codes"]] == [
        "Line numbers of the list are repeated"
    ]


def test_the_catalogue_is_listed_by_source(door: Door) -> None:
    status, told = door.call(f"{ERRORS}?source=reason", key="")
    assert (status, len(told["codes"])) == (200, 17)
    assert set(told["codes"][0]) == {
        *("code", "source", "text", "title", "owners", "remedy", "resend", "doc"),
    }


def test_an_unknown_code_is_a_problem_with_its_neighbours(door: Door) -> None:
    status, told = door.call(f"{ERRORS}/MAT-3999", key="")
    assert (status, told["code"], told["doc"]) == (404, "REF-1005", "/errors/REF-1005")
    assert "MAT-3090" in told["near"]


def test_a_receipt_leads_to_its_explanation(door: Door) -> None:
    door.window.clean()
    paper = miscalled(parcel(1).order)
    door.call("/ceb/messages", message(paper))
    door.window.worker.drain()
    (receipt,) = door.call("/ceb/receipts")[1]["receipts"]
    assert (receipt["code"], receipt["doc"]) == ("-301008", "/errors/-301008")
    assert [it["doc"] for it in receipt["findings"]] == ["/errors/RGT-1112"]
    assert ask(door, "GET", receipt["doc"])[0] == 200


@pytest.mark.parametrize(
    ("method", "way", "status", "code"),
    [
        ("GET", "/api/v1/nowhere", 404, "TRN-1009"),
        ("GET", "/api/nowhere", 404, "TRN-1009"),
        ("GET", "/ceb/nowhere", 404, "TRN-1009"),
        ("PUT", "/api/v1/assess", 405, "TRN-1008"),
        ("DELETE", "/ceb/messages", 405, "TRN-1008"),
    ],
)
def test_machines_are_never_answered_with_a_page(
    door: Door, method: str, way: str, status: int, code: str
) -> None:
    answer, heads, body = ask(door, method, way)
    told: dict[str, Any] = json.loads(body)
    assert (answer, told["code"], told["status"]) == (status, code, status)
    assert heads["content-type"] == "application/problem+json"
    assert told["doc"] == f"/errors/{code}"
    assert ("allow" in heads) == (status == 405)


def test_a_parameter_that_cannot_be_read_is_named(door: Door) -> None:
    body = message(parcel(1).order)
    status, told = door.call("/api/v1/check?as_of=tomorrow", body, firm=PLATFORM.code)
    assert (status, told["code"]) == (422, "TRN-1006")
    (fault,) = told["faults"]
    assert (fault["field"], fault["value"]) == ("as_of", "tomorrow")
    assert fault["rule"]["en"].startswith("Input should be a valid date")


def test_people_read_the_same_on_a_page(door: Door) -> None:
    status, _, body = ask(door, "GET", "/errors/-621027")
    page = body.decode()
    assert status == 200
    assert page.count('class="card pad code-entry"') == 2
    assert "请确认表体gnum 无重复！" in page

    status, _, body = ask(door, "GET", "/errors/?q=" + quote("[Code:1313;Desc:x]"))
    assert (status, "订购人超过年度交易限值" in body.decode()) == (200, True)
    status, _, body = ask(door, "GET", "/errors/MAT-3999")
    assert (status, "/errors/MAT-3090" in body.decode()) == (404, True)
    status, _, body = ask(door, "GET", "/errors/")
    assert (status, body.decode().count('<th scope="row">') > 400) == (200, True)


def test_nothing_a_visitor_pastes_becomes_part_of_the_page(door: Door) -> None:
    body = ask(door, "GET", "/errors/?q=" + quote("<script>alert(1)</script>"))[2]
    assert b"<script>alert" not in body
