"""A push is believed only when the window signed it, and only for a while."""

import pytest

from tongguan.client import Hook, HookRefusedError, verify_webhook

# The worked example of the Standard Webhooks specification.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105 - everybody knows it
BODY = b'{"test": 2432232314}'
AT = 1614265330
HEADERS = {
    "Webhook-Id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "Webhook-Timestamp": str(AT),
    "Webhook-Signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}


def test_a_push_of_the_window_is_read() -> None:
    hook = verify_webhook(HEADERS, BODY, SECRET, now=AT + 10)
    assert (hook.id, hook.told) == (
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        {"test": 2432232314},
    )


def test_either_secret_will_do_while_they_change() -> None:
    both = {**HEADERS, "Webhook-Signature": "v1,AAAA " + HEADERS["Webhook-Signature"]}
    assert verify_webhook(both, BODY, "whsec_AAAA", SECRET, now=AT).id == hook_id()


def hook_id() -> str:
    return HEADERS["Webhook-Id"]


@pytest.mark.parametrize(
    ("headers", "body", "now", "why"),
    [
        (HEADERS, BODY + b" ", AT, "does not fit"),
        (HEADERS | {"Webhook-Id": "msg_other"}, BODY, AT, "does not fit"),
        (HEADERS, BODY, AT + 301, "too old"),
        (HEADERS, BODY, AT - 301, "too old"),
        (HEADERS | {"Webhook-Timestamp": "soon"}, BODY, AT, "missing"),
        ({}, BODY, AT, "missing"),
    ],
)
def test_any_other_is_refused(
    headers: dict[str, str], body: bytes, now: float, why: str
) -> None:
    with pytest.raises(HookRefusedError, match=why):
        verify_webhook(headers, body, SECRET, now=now)


def test_a_new_address_is_told_the_word_to_answer_with() -> None:
    asked = {"type": "endpoint.challenge", "data": {"challenge": "echo"}}
    assert Hook(id="1", told=asked).challenge == "echo"
    assert Hook(id="2", told={"type": "receipts.available"}).challenge == ""
