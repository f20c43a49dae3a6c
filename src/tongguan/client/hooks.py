"""推送验签 Whether a push to a webhook is the window's own (Standard Webhooks)."""

import base64
import binascii
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TOLERANCE = 5 * 60
PREFIX = "whsec_"


class HookRefusedError(Exception):
    """A push that must not be believed: not signed by us, altered, or too old."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """A push that is the window's own; `id` stays the same when it is repeated."""

    id: str
    told: Mapping[str, Any]

    @property
    def challenge(self) -> str:
        """The word a new address must answer with, before it is told anything."""
        if self.told.get("type") != "endpoint.challenge":
            return ""
        return str(self.told["data"]["challenge"])


def verify_webhook(
    headers: Mapping[str, str],
    body: bytes,
    *secrets: str,
    now: float | None = None,
) -> Hook:
    """Verify a push against the secrets of its endpoint and read it.

    Give the old and the new secret while one takes the other's place. Raises
    `HookRefusedError`; answer 4xx then. Answer 2xx only after the push is kept.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    try:
        number, moment = lower["webhook-id"], lower["webhook-timestamp"]
        given = lower["webhook-signature"].split()
        old = abs((time.time() if now is None else now) - int(moment))
    except (KeyError, ValueError):
        raise HookRefusedError("The headers of a push are missing. 缺少头。") from None
    if old > TOLERANCE:
        raise HookRefusedError("The push is too old or too new. 时间戳超出容许。")
    signed = b".".join((number.encode(), moment.encode(), body))
    wanted = [_signature(secret, signed) for secret in secrets]
    if not any(hmac.compare_digest(w, g) for w in wanted for g in given):
        raise HookRefusedError("The signature does not fit. 签名不符。")
    return Hook(id=number, told=json.loads(body))


def _signature(secret: str, signed: bytes) -> str:
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        raise ValueError("A secret is whsec_ and base64.") from None
    made = hmac.digest(key, signed, hashlib.sha256)
    return "v1," + base64.b64encode(made).decode()
