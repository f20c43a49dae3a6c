"""`/api/v1/webhooks` over HTTP: a firm keeps its own addresses, and only its own."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.door import Door, opened
from tests.letters import STRANGER

HOOKS = "/api/v1/webhooks"
URL = "https://receipts.example.com/tongguan"


@pytest.fixture(scope="module")
def door(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with opened(server, tmp_path_factory.mktemp("hooks")) as door:
        yield door


@pytest.fixture(autouse=True)
def _nothing_received(door: Door) -> None:
    door.window.clean()


def add(door: Door, url: Any = URL, **who: str) -> tuple[int, Any]:
    return door.call(HOOKS, json.dumps({"url": url}).encode(), **who)


def post(door: Door, way: str, **who: str) -> tuple[int, Any]:
    return door.call(f"{HOOKS}/{way}", b"", **who)


def test_an_address_is_added_tested_rotated_disabled_and_enabled(door: Door) -> None:
    status, made = add(door)
    assert (status, made["state"], made["url"]) == (201, "pending", URL)
    assert made["secret"].startswith("whsec_")
    name = made.pop("id")

    assert post(door, f"{name}/test")[0] == 202
    status, rotated = post(door, f"{name}/rotate")
    assert (status, rotated["secret"] != made["secret"]) == (200, True)
    assert post(door, f"{name}/disable")[1]["state"] == "off"
    assert post(door, f"{name}/disable")[0] == 409
    assert post(door, f"{name}/enable")[1]["state"] == "pending"

    (listed,) = door.call(HOOKS)[1]["webhooks"]
    assert "secret" not in listed
    assert door.call(f"{HOOKS}/{name}")[1] == listed
    told = door.call(f"{HOOKS}/{name}/deliveries")[1]["deliveries"]
    assert [(one["about"], one["state"]) for one in told] == [
        ("challenge", "due"),
        ("test", "dropped"),
        ("challenge", "dropped"),
    ]
    again = post(door, f"{name}/deliveries/{told[1]['id']}/replay")
    assert again == (202, {"id": name, "delivery": told[1]["id"]})


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://receipts.example.com/", "It must be an https address"),
        (
            "https://169.254.169.254/latest",
            "It leads to a private, local or reserved address",
        ),
        ("https://receipts.example.com:22/", "The port is not among those allowed"),
        (17, None),
    ],
)
def test_an_address_that_may_not_be_called_is_refused_with_the_reason(
    door: Door, url: Any, reason: str | None
) -> None:
    status, told = add(door, url)
    assert (status, told["code"], told.get("reason_en")) == (422, "TRN-1042", reason)
    assert door.call(HOOKS)[1] == {"webhooks": []}


@pytest.mark.parametrize("body", [b"{", b"[" * 100_000])
def test_a_body_that_is_no_json_is_told_so(door: Door, body: bytes) -> None:
    given, told = door.call(HOOKS, body)
    assert (given, told["code"]) == (400, "TRN-1005")


def test_another_s_address_is_told_like_a_missing_one(door: Door) -> None:
    name = add(door)[1]["id"]
    for way in ("rotate", "test", "disable", "enable", "deliveries/msg_1/replay"):
        answers = [post(door, f"{it}/{way}", firm=STRANGER.code) for it in (name, "wh")]
        assert answers[0] == answers[1]
        assert (answers[0][0], answers[0][1]["code"]) == (404, "REF-1041")
    assert door.call(HOOKS, firm=STRANGER.code)[1] == {"webhooks": []}
    assert door.call(HOOKS, key="")[0] == 401
