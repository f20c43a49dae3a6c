"""签名密钥 Keys that sign: out of files, and several of them in turn.

What signs has a certificate and gives a signature value over bytes; where the private
key lies, in a file or in a device, only the key itself knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from threading import Lock
from typing import Protocol

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    load_pem_private_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

from tongguan.gateway.chinaport.signing.certificates import (
    RSA,
    SM2,
    BadCertificateError,
    Certificate,
    from_bytes,
)
from tongguan.gateway.chinaport.signing.methods import HASHES
from tongguan.gateway.chinaport.signing.sm2 import (
    NoSm2KeyError,
    Sm2Key,
    key_and_certificate,
    private_key,
)

BEGIN = b"-----BEGIN "
DIGESTS = {RSA: "SHA256", SM2: "SM3"}


class BadKeyError(ValueError):
    """What can't sign: no key, a wrong password, another's certificate."""

    def __init__(self, chinese: str, english: str) -> None:
        self.chinese, self.english = chinese, english
        super().__init__(f"{chinese} {english}")


class SigningKey(Protocol):
    """签名密钥 A certificate, and the private key that belongs to it."""

    @property
    def certificate(self) -> Certificate:
        """The certificate that goes with every signature."""

    def sign(self, data: bytes, digest: str) -> bytes:
        """Return the signature value over data; an SM2 one as 64 bytes."""


@dataclass(frozen=True, slots=True)
class RsaKey:
    """RSA 密钥 A private RSA key in memory."""

    certificate: Certificate
    private: RSAPrivateKey

    def sign(self, data: bytes, digest: str) -> bytes:
        """Sign by PKCS#1 v1.5."""
        return self.private.sign(data, PKCS1v15(), HASHES[digest]())


@dataclass(frozen=True, slots=True)
class Sm2SigningKey:
    """SM2 密钥 A private SM2 key in memory."""

    certificate: Certificate
    private: Sm2Key

    def sign(self, data: bytes, digest: str) -> bytes:
        """Sign by SM2, whose digest is SM3 always."""
        assert digest == "SM3", "an SM2 signature has no other digest"
        return self.private.sign(data)


OwnKey = RsaKey | Sm2SigningKey


class KeyPool:
    """密钥池 Several keys of one firm, used in turn, from as many threads as like."""

    def __init__(self, keys: Sequence[SigningKey]) -> None:
        self._turns, self._lock = cycle(keys), Lock()

    def next(self) -> SigningKey:
        """Return the key whose turn it is."""
        with self._lock:
            return next(self._turns)


def read_key(data: bytes, password: str = "", certificate: bytes = b"") -> OwnKey:
    """Read a key with its certificate: both in one PEM, PKCS#12, or in two files."""
    secret = password.encode()
    try:
        if BEGIN in data:
            return _of_pem(data, secret, from_bytes(certificate or data))
        return _of_pkcs12(data, secret)
    except BadCertificateError as fault:
        raise BadKeyError(
            "缺少可用的证书。", f"There is no certificate with it: {fault}."
        ) from None


def _of_pem(data: bytes, secret: bytes, certificate: Certificate) -> OwnKey:
    try:
        key = private_key(_only_key(data), secret)
    except NoSm2KeyError:
        return _rsa(_rsa_of_pem(data, secret), certificate)
    return _sm2(key, certificate)


def _only_key(data: bytes) -> bytes:
    """Leave out what stands before the key; `openssl` writes the curve there."""
    parts = [BEGIN + part for part in data.split(BEGIN)[1:]]
    keys = [part for part in parts if b"PRIVATE KEY-----" in part[:50]]
    return keys[0] if keys else b""


def _rsa_of_pem(data: bytes, secret: bytes) -> object:
    try:
        return load_pem_private_key(_only_key(data), secret or None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise _unopened() from None


def _of_pkcs12(data: bytes, secret: bytes) -> OwnKey:
    try:
        key, der = key_and_certificate(data, secret)
    except NoSm2KeyError:
        try:
            store = load_pkcs12(data, secret)
        except (ValueError, UnsupportedAlgorithm):
            raise _unopened() from None
        if store.cert is None:
            raise BadCertificateError("none") from None
        der = store.cert.certificate.public_bytes(Encoding.DER)
        return _rsa(store.key, from_bytes(der))
    return _sm2(key, from_bytes(der))


def _rsa(key: object, certificate: Certificate) -> OwnKey:
    if not isinstance(key, RSAPrivateKey):
        raise BadKeyError("只能用 RSA 或 SM2 密钥。", "Only RSA and SM2 keys sign.")
    made = RsaKey(certificate, key)
    see_paired(made, RSA)
    return made


def _sm2(key: Sm2Key, certificate: Certificate) -> OwnKey:
    made = Sm2SigningKey(certificate, key)
    see_paired(made, SM2)
    return made


def see_paired(key: SigningKey, kind: str) -> None:
    """See that the private key is the one its certificate speaks of."""
    digest, data = DIGESTS[kind], b"a pair"
    certificate = key.certificate
    if certificate.key != kind or not certificate.verifies(
        key.sign(data, digest), data, digest
    ):
        raise BadKeyError(
            "私钥与证书不是一对。", "The private key and the certificate are no pair."
        )


def _unopened() -> BadKeyError:
    return BadKeyError(
        "密钥无法打开：不是私钥，或口令不对。",
        "The key does not open: no private key, or a wrong password.",
    )
