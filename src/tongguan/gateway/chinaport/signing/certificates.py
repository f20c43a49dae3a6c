"""证书 Certificates of RSA and SM2 keys: what they say, and what they verify.

The library reads both kinds; SM2 keys it does not know, so those are asked of `sm2`.
"""

import binascii
from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding

from tongguan.gateway.chinaport.signing.methods import HASHES, hashed
from tongguan.gateway.chinaport.signing.sm2 import NoSm2KeyError, certified_key
from tongguan.plumbing.clock import SHANGHAI

RSA, SM2 = "RSA", "SM2"
SM2_WITH_SM3 = "1.2.156.10197.1.501"
RSA_SIGNED = {
    "1.2.840.113549.1.1.5": "SHA1",
    "1.2.840.113549.1.1.11": "SHA256",
}
PEM = b"-----BEGIN CERTIFICATE-----"
KNOWN = 1024


class BadCertificateError(ValueError):
    """These bytes are no certificate, or one with a key that is not accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """证书 A certificate and the facts about it that messages turn on."""

    der: bytes
    serial: str
    subject: str
    issuer: str
    names: frozenset[str]
    valid_from: datetime
    valid_until: datetime
    key: str
    bits: int
    is_issuer: bool

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate, by which it is filed."""
        return hashed("SHA256", self.der).hex()

    @property
    def pem(self) -> str:
        """The certificate as a text."""
        return _parsed(self.der).public_bytes(Encoding.PEM).decode()

    def verifies(self, signature: bytes, data: bytes, digest: str) -> bool:
        """Tell whether a signature over data verifies under the certified key."""
        if self.key == SM2:
            return certified_key(self.der).verify(signature, data)
        key = _parsed(self.der).public_key()
        assert isinstance(key, RSAPublicKey), "other keys are not read"
        try:
            key.verify(signature, data, PKCS1v15(), HASHES[digest]())
        except InvalidSignature:
            return False
        return True

    def issued(self, other: "Certificate") -> bool:
        """Tell whether this one's key signed the other certificate."""
        signed = _parsed(other.der)
        algorithm = signed.signature_algorithm_oid.dotted_string
        sm2 = algorithm == SM2_WITH_SM3
        if not self.is_issuer or other.issuer != self.subject:
            return False
        if (self.key == SM2) is not sm2 or not (sm2 or algorithm in RSA_SIGNED):
            return False
        digest = RSA_SIGNED.get(algorithm, "SM3")
        return self.verifies(signed.signature, signed.tbs_certificate_bytes, digest)


def from_text(text: str) -> Certificate:
    """Read the Base64 that stands in a message, spaces and line ends in it or not."""
    try:
        return from_bytes(b64decode("".join(text.split()), validate=True))
    except (binascii.Error, ValueError) as fault:
        raise BadCertificateError(str(fault)) from None


@lru_cache(KNOWN)
def from_bytes(data: bytes) -> Certificate:
    """Read a certificate in DER or PEM."""
    try:
        found = (
            x509.load_pem_x509_certificate(data)
            if PEM in data
            else x509.load_der_x509_certificate(data)
        )
        key, bits = _key_of(found)
        return Certificate(
            der=found.public_bytes(Encoding.DER),
            serial=serial_text(found.serial_number),
            subject=found.subject.rfc4514_string(),
            issuer=found.issuer.rfc4514_string(),
            names=frozenset(str(it.value) for it in found.subject),
            valid_from=found.not_valid_before_utc.astimezone(SHANGHAI),
            valid_until=found.not_valid_after_utc.astimezone(SHANGHAI),
            key=key,
            bits=bits,
            is_issuer=_is_issuer(found),
        )
    except (ValueError, UnsupportedAlgorithm, x509.DuplicateExtension) as fault:
        raise BadCertificateError(str(fault)) from None


def _key_of(found: x509.Certificate) -> tuple[str, int]:
    try:
        key = found.public_key()
    except UnsupportedAlgorithm:
        try:
            certified_key(found.public_bytes(Encoding.DER))
        except NoSm2KeyError:
            raise BadCertificateError("the key is neither RSA nor SM2") from None
        return SM2, 256
    if isinstance(key, RSAPublicKey):
        return RSA, key.key_size
    raise BadCertificateError("the key is neither RSA nor SM2")


def _is_issuer(found: x509.Certificate) -> bool:
    try:
        return bool(
            found.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        )
    except x509.ExtensionNotFound:
        return False


@lru_cache(KNOWN)
def _parsed(der: bytes) -> x509.Certificate:
    return x509.load_der_x509_certificate(der)


def serial_text(number: int) -> str:
    """Write a serial number as it is printed: upper-case hexadecimal, whole bytes."""
    text = f"{number:X}"
    return text.zfill(len(text) + len(text) % 2)


def names_serial(text: str, serial: str) -> bool:
    """Tell whether a text names a serial number, in hexadecimal or decimal."""
    bare = text.replace(":", "").replace(" ", "").upper().lstrip("0")
    return bare in {serial.lstrip("0"), str(int(serial, 16))}
