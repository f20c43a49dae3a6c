"""签名 The headers of a delivery, and how they are verified (Standard Webhooks)."""

import base64
import hashlib
import hmac
import secrets
from binascii import Error
from collections.abc import Iterable, Mapping
from datetime import datetime

PREFIX = "whsec_"
SECRET_BYTES = 32
TOLERANCE_SECONDS = 300
ID, STAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"


def new_secret() -> bytes:
    """Draw a secret."""
    return secrets.token_bytes(SECRET_BYTES)


def shown(secret: bytes) -> str:
    """Write a secret as its firm is shown it."""
    return PREFIX + base64.b64encode(secret).decode()


def headers(
    guid: str, at: datetime, body: bytes, keys: Iterable[bytes]
) -> dict[str, str]:
    """Return the headers of a delivery, with a signature for every secret."""
    stamp = str(int(at.timestamp()))
    signed = [_signature(key, guid, stamp, body) for key in keys]
    return {ID: guid, STAMP: stamp, SIGNATURE: " ".join(signed)}


def is_genuine(
    secret: str, body: bytes, given: Mapping[str, str], at: datetime
) -> bool:
    """Tell whether a delivery was signed with a secret, and a moment ago."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
        late = abs(at.timestamp() - int(given[STAMP]))
        wanted = _signature(key, given[ID], given[STAMP], body)
    except (KeyError, ValueError, Error):
        return False
    same = [hmac.compare_digest(wanted, it) for it in given[SIGNATURE].split()]
    return late <= TOLERANCE_SECONDS and any(same)


def _signature(key: bytes, guid: str, stamp: str, body: bytes) -> str:
    signed = b".".join((guid.encode(), stamp.encode(), body))
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
