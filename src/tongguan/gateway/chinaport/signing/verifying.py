"""验签 What is right or wrong with the signature of a message, all of it at once.

The verdict is a value. `content` is the canonical message without its signature: the
bytes the digest was taken of. Whoever reads a signed message reads these and no others,
so nothing can be moved to where the signature does not look.
"""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tongguan.gateway.chinaport import xml
from tongguan.gateway.chinaport.signing.certificates import (
    SM2,
    BadCertificateError,
    Certificate,
    from_text,
    names_serial,
)
from tongguan.gateway.chinaport.signing.codes import (
    CHANGED,
    EXPIRED,
    MISSHAPEN,
    NO_CERTIFICATE,
    NOT_YET,
    OBSERVED,
    OBSOLETE,
    REFUSED_METHOD,
    STRANGE_DIGEST,
    STRANGE_METHOD,
    WRONG_KEY,
    WRONG_NUMBER,
    WRONG_VALUE,
    SignatureFault,
)
from tongguan.gateway.chinaport.signing.methods import (
    OBSOLETE as IS_OBSOLETE,
)
from tongguan.gateway.chinaport.signing.methods import (
    REFUSED,
    Method,
    digest_methods,
    hashed,
    signature_methods,
)
from tongguan.gateway.chinaport.signing.shape import (
    ShapeError,
    Signature,
    find,
    without,
)
from tongguan.gateway.chinaport.signing.sm2 import RAW
from tongguan.kit.wire import shown

Faults = tuple[SignatureFault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """验签结论 What a signature is, what is wrong with it, and what it covers.

    `encoding` says how an SM2 value was written: `raw` or `der`. `notes` are no reason
    to refuse. Without a signature nothing is wrong, and nothing covered.
    """

    signed: bool
    faults: Faults = ()
    notes: Faults = ()
    method: Method | None = None
    digest_method: Method | None = None
    encoding: str = ""
    digest_given: str = ""
    digest_found: str = ""
    key_name: str = ""
    certificate: Certificate | None = None
    signed_info: bytes = b""
    content: bytes = b""
    index: int = 0

    @property
    def good(self) -> bool:
        """Whether there is a signature, and nothing is wrong with it."""
        return self.signed and not self.faults


UNSIGNED = Verdict(signed=False)


def verify(data: bytes, *, on: date) -> Verdict:
    """Verify the signature of a message as of a day.

    Raise `UnreadableError` when the bytes are no XML that the gateway lets in. Whose
    certificate it is, and whether that firm may have signed, is for `filed` to say.
    """
    root = xml.tree(data)
    try:
        signature = find(root)
        if signature is None:
            return UNSIGNED
        content = without(root, signature)
    except ShapeError as broken:
        return Verdict(signed=True, faults=(broken.fault,))
    return judged(signature, content, on)


def judged(signature: Signature, content: bytes, day: date) -> Verdict:
    """Judge a signature and the canonical message it stood in, as of a day."""
    method = signature_methods().get(signature.method)
    digest_method = digest_methods().get(signature.digest_method)
    given = "".join(signature.digest.split())
    found = _digest(digest_method, content)
    value = _decoded(signature.value)
    try:
        certificate, unread = from_text(signature.certificate), ""
    except BadCertificateError as fault:
        certificate, unread = None, str(fault) or "?"
    judging = _Judging(signature, method, digest_method, certificate, day)
    faults = [
        *judging.of_methods(),
        *([SignatureFault(NO_CERTIFICATE, shown(unread))] if unread else ()),
        *([SignatureFault(CHANGED, found)] if found and found != given else ()),
        *judging.of_value(value),
        *judging.of_days(),
    ]
    return Verdict(
        signed=True,
        faults=tuple(faults),
        notes=tuple(judging.notes()),
        method=method,
        digest_method=digest_method,
        encoding=_encoding(method, value),
        digest_given=given,
        digest_found=found,
        key_name=" ".join(signature.key_name.split()),
        certificate=certificate,
        signed_info=signature.signed_info,
        content=content,
        index=signature.index,
    )


@dataclass(frozen=True, slots=True)
class _Judging:
    """The parts of a signature that are judged against each other."""

    signature: Signature
    method: Method | None
    digest_method: Method | None
    certificate: Certificate | None
    day: date

    def of_methods(self) -> Iterator[SignatureFault]:
        """Say which algorithms are unknown, or refused by now."""
        if self.method is None:
            yield SignatureFault(STRANGE_METHOD, shown(self.signature.method))
        if self.digest_method is None:
            yield SignatureFault(STRANGE_DIGEST, shown(self.signature.digest_method))
        for method in self._known():
            if method.standing(self.day) == REFUSED:
                yield SignatureFault(REFUSED_METHOD, method.name)

    def of_value(self, value: bytes | None) -> Iterator[SignatureFault]:
        """Say whether the value verifies under the certificate."""
        if value is None:
            yield SignatureFault(MISSHAPEN, "SignatureValue: Base64")
        elif self.method and self.certificate:
            method, certificate = self.method, self.certificate
            if method.key != certificate.key:
                kinds = f"{method.name} / {certificate.key}-{certificate.bits}"
                yield SignatureFault(WRONG_KEY, kinds)
            elif not certificate.verifies(
                value, self.signature.signed_info, method.digest
            ):
                yield SignatureFault(WRONG_VALUE, method.name)

    def of_days(self) -> Iterator[SignatureFault]:
        """Say whether the certificate is valid on the day."""
        if self.certificate is None:
            return
        first = self.certificate.valid_from.date()
        last = self.certificate.valid_until.date()
        if self.day < first:
            yield SignatureFault(NOT_YET, first.isoformat())
        if self.day > last:
            yield SignatureFault(EXPIRED, last.isoformat())

    def notes(self) -> Iterator[SignatureFault]:
        """Say what is accepted, though it should be otherwise."""
        for method in self._known():
            if method.standing(self.day) == IS_OBSOLETE:
                yield SignatureFault(OBSOLETE, method.name)
            if not method.official:
                yield SignatureFault(OBSERVED, method.uri)
        serial = self.certificate.serial if self.certificate else ""
        if serial and not names_serial(self.signature.key_name, serial):
            yield SignatureFault(WRONG_NUMBER, serial)

    def _known(self) -> tuple[Method, ...]:
        return tuple(it for it in (self.method, self.digest_method) if it)


def _digest(method: Method | None, content: bytes) -> str:
    return b64encode(hashed(method.digest, content)).decode() if method else ""


def _decoded(text: str) -> bytes | None:
    try:
        return b64decode("".join(text.split()), validate=True) or None
    except (binascii.Error, ValueError):
        return None


def _encoding(method: Method | None, value: bytes | None) -> str:
    if method is None or method.key != SM2 or value is None:
        return ""
    return "raw" if len(value) == RAW else "der"
