"""Deliveries are signed as Standard Webhooks says; whoever gets them can verify."""

from datetime import UTC, datetime, timedelta

import pytest

from tongguan.gateway.webhooks.signing import headers, is_genuine, shown

AT = datetime(2022, 11, 14, 5, 3, 45, tzinfo=UTC)
OLD, NEW = bytes(range(32)), bytes(range(32, 64))
BODY = '{"type":"receipts.available","名":"值"}'.encode()


def test_a_signature_is_the_digest_of_identifier_time_and_body() -> None:
    made = headers("msg_1", AT, BODY, [OLD])
    assert made == {
        "webhook-id": "msg_1",
        "webhook-timestamp": "1668402225",
        "webhook-signature": "v1,lI78UThKF+L3mppmZwoWdlcIHNUcm7rston22wR6l0U=",
    }


def test_two_secrets_sign_while_one_takes_the_place_of_the_other() -> None:
    made = headers("msg_1", AT, BODY, [NEW, OLD])
    assert len(made["webhook-signature"].split(" ")) == 2
    assert [is_genuine(shown(key), BODY, made, AT) for key in (OLD, NEW)] == [True] * 2
    assert not is_genuine(shown(bytes(32)), BODY, made, AT)


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp"])
def test_nothing_that_is_signed_can_be_changed(name: str) -> None:
    made = headers("msg_1", AT, BODY, [OLD])
    assert not is_genuine(shown(OLD), BODY + b" ", made, AT)
    assert not is_genuine(shown(OLD), BODY, made | {name: "1668402226"}, AT)
    assert not is_genuine(shown(OLD), BODY, {}, AT)


def test_an_old_delivery_is_not_taken_again() -> None:
    made = headers("msg_1", AT, BODY, [OLD])
    assert is_genuine(shown(OLD), BODY, made, AT + timedelta(minutes=5))
    assert not is_genuine(shown(OLD), BODY, made, AT + timedelta(minutes=6))
    assert not is_genuine(shown(OLD), BODY, made, AT - timedelta(minutes=6))
