"""证书登录 Who may come in with a certificate, by signing a challenge with its key.

The answer to a challenge is one line, `CERTIFICATE.SIGNATURE`, each in Base64: the
certificate in DER, the signature over the challenge as it stands (RSA PKCS#1 v1.5 with
SHA-256, or SM2 with SM3). Only certificates of issuers on the trust list of the day are
taken, wherever the issuer is established.
"""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tongguan.gateway.chinaport.signing.certificates import (
    Certificate,
    from_bytes,
)
from tongguan.gateway.chinaport.signing.keys import DIGESTS, SigningKey
from tongguan.journeys.people import Fault, RefusedError
from tongguan.journeys.rooms import Rooms
from tongguan.kit.breaches import Breach
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.people import codes

LARGEST = 64 * 1024
FIELD = "answer"


@dataclass(frozen=True, slots=True)
class Answer:
    """应答 A certificate, and what its key made of a challenge."""

    certificate: Certificate
    signature: bytes

    def proves(self, challenge: str) -> bool:
        """Tell whether the key of the certificate signed this challenge."""
        digest = DIGESTS[self.certificate.key]
        try:
            return self.certificate.verifies(self.signature, challenge.encode(), digest)
        except ValueError:
            return False


def answer_to(challenge: str, key: SigningKey) -> str:
    """Sign a challenge with a key at hand."""
    signature = key.sign(challenge.encode(), DIGESTS[key.certificate.key])
    return ".".join(b64encode(it).decode() for it in (key.certificate.der, signature))


def read_answer(text: str) -> Answer:
    """Read the answer to a challenge, or raise RefusedError."""
    first, _, second = "".join(text[:LARGEST].split()).partition(".")
    try:
        certificate = from_bytes(b64decode(first, validate=True))
        return Answer(certificate, b64decode(second, validate=True))
    except (binascii.Error, ValueError):
        raise RefusedError(Fault(field=FIELD, breach=codes.WRONG_ANSWER)) from None


def faults_of(rooms: Rooms, certificate: Certificate, at: datetime) -> Iterator[Fault]:
    """Say all that speaks against a certificate at an instant."""
    if at < certificate.valid_from:
        yield _said(codes.NOT_YET_VALID, _day(certificate.valid_from))
    if at > certificate.valid_until:
        yield _said(codes.NO_LONGER_VALID, _day(certificate.valid_until))
    filed = rooms.certificates.find(certificate.fingerprint)
    if filed is not None and filed.revoked_at is not None:
        yield _said(codes.WAS_REVOKED, _day(filed.revoked_at))
    day = at.astimezone(SHANGHAI).date()
    listed = rooms.certificates.issuers(certificate.issuer, day)
    if not any(from_bytes(it.pem.encode()).issued(certificate) for it in listed):
        yield _said(codes.ISSUER_UNLISTED, certificate.issuer)


def _said(breach: Breach, value: str) -> Fault:
    return Fault(field=FIELD, breach=breach, value=value)


def _day(at: datetime) -> str:
    return at.astimezone(SHANGHAI).date().isoformat()
