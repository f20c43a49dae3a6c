"""密钥来源 Where signing keys are: files, devices, and what the environment names."""

import os
from collections.abc import Sequence
from pathlib import Path

from tongguan.gateway.chinaport.signing.keys import (
    BadKeyError,
    KeyPool,
    SigningKey,
    read_key,
)
from tongguan.gateway.chinaport.signing.tokens import SCHEME, token_key

KEY, CERTIFICATE = "TONGGUAN_SIGNING_KEY", "TONGGUAN_SIGNING_CERTIFICATE"
PASSWORD = "TONGGUAN_SIGNING_PASSWORD"  # noqa: S105 - its name, not the secret
SEPARATOR = ","


def key_at(place: str, password: str = "", certificate: str = "") -> SigningKey:
    """Open a key: the path of a PEM or PKCS#12 file, or a `pkcs11:` URI."""
    try:
        beside = Path(certificate).read_bytes() if certificate else b""
        if place.startswith(SCHEME):
            return token_key(place, password, beside)
        return read_key(Path(place).read_bytes(), password, beside)
    except OSError as fault:
        raise BadKeyError(
            f"无法读取 {fault.filename}。", f"Can't read {fault.filename}."
        ) from None


def key_pool(places: Sequence[str] = (), certificate: str = "") -> KeyPool:
    """Open several keys to be used in turn; those the environment names if none is.

    The password comes from the environment, never from a command line.
    """
    named = [it for it in os.environ.get(KEY, "").split(SEPARATOR) if it]
    chosen = list(places) or named
    if not chosen:
        raise BadKeyError("没有给出签名密钥。", f"Name a key, or set {KEY}.")
    password = os.environ.get(PASSWORD, "")
    beside = certificate or os.environ.get(CERTIFICATE, "")
    return KeyPool([key_at(place, password, beside) for place in chosen])
