"""上传读取 An upload read whole: every fault at once, and who signed it how."""

import base64
import binascii
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tongguan.finance.payment_data.messages import Upload
from tongguan.gateway.chinaport import json_form
from tongguan.gateway.chinaport.format_codes import NOT_JSON, UnreadableError
from tongguan.gateway.chinaport.signing.certificates import (
    RSA,
    Certificate,
    from_bytes,
    names_serial,
)
from tongguan.gateway.platform_data.messages import ROOT
from tongguan.gateway.platform_data.spelling import SPELLINGS, members
from tongguan.kit.wire import WireFault, read
from tongguan.plumbing.identity.certificates import Filed

DIGESTS = {RSA: ("SHA1", "SHA256")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """上传内容 An upload, its members exactly as they were transmitted, its faults."""

    upload: Upload | None
    raw: Mapping[str, str]
    faults: tuple[WireFault, ...] = ()


def read_upload(text: str) -> Received:
    """Read an upload, or raise `UnreadableError` when it is no JSON at all."""
    wrapped = f'{{"{ROOT}":{text}}}'.encode()
    node = json_form.parse(wrapped, {ROOT: Upload}.get)
    faults: list[WireFault] = []
    upload = read(node, Upload, f"/{ROOT}", faults=faults)
    try:
        raw = members(text)
    except ValueError:
        raise UnreadableError(NOT_JSON, ROOT, ROOT) from None
    return Received(upload=upload, raw=raw, faults=tuple(faults))


def signed_by(
    received: Received, filed: Iterable[Filed]
) -> tuple[Certificate | None, str]:
    """Find the certificate and the spelling that verify; "" where none does.

    None where no certificate of this number is on file.
    """
    upload = received.upload
    assert upload is not None, "what has faults is not verified"
    candidates = [
        from_bytes(it.pem.encode())
        for it in filed
        if it.revoked_at is None and names_serial(upload.certificate, it.serial)
    ]
    value = _decoded(upload.signature)
    for certificate in candidates:
        for spelling in SPELLINGS:
            text = spelling.text(received.raw)
            for digest in DIGESTS.get(certificate.key, ("SM3",)):
                if certificate.verifies(value, text, digest):
                    return certificate, f"{spelling.name} {certificate.key} {digest}"
    return (candidates[0], "") if candidates else (None, "")


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except binascii.Error:
        return b""
