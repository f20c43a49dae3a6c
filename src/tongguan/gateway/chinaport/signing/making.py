"""制作密钥 Keys and certificates made here, for trying out and for tests.

A certificate is put together in DER: the library that reads certificates writes none
for SM2 keys. What is made here is nobody's but the sandbox's; an enterprise's key is
issued by the E-Port's data centre.
"""

import secrets
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import NameOID

from tongguan.gateway.chinaport.signing.certificates import RSA, SM2
from tongguan.gateway.chinaport.signing.keys import OwnKey, read_key
from tongguan.gateway.chinaport.signing.sm2 import Sm2Key, der_of, new_key

Private = Sm2Key | RSAPrivateKey
INTEGER, BITS, OCTETS, OBJECT, SEQUENCE = 0x02, 0x03, 0x04, 0x06, 0x30
UTC_TIME, GENERALIZED_TIME, VERSION, EXTENSIONS = 0x17, 0x18, 0xA0, 0xA3
SHORT = 0x80
RSA_BITS = 2048
FIRST_LONG_YEAR = 2050
NULL = b"\x05\x00"
TRUE = b"\x01\x01\xff"
SIGNED_WITH = {
    RSA: bytes.fromhex("06092a864886f70d01010b") + NULL,
    SM2: bytes.fromhex("06082a811ccf55018375"),
}
BASIC_CONSTRAINTS = bytes.fromhex("0603551d13") + TRUE
NAMES: Mapping[str, x509.ObjectIdentifier] = {
    "CN": NameOID.COMMON_NAME,
    "O": NameOID.ORGANIZATION_NAME,
    "serialNumber": NameOID.SERIAL_NUMBER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a certificate is to say: whose it is, and from when until when."""

    subject: Mapping[str, str]
    valid_from: datetime
    valid_until: datetime
    kind: str = SM2
    is_issuer: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A key with its certificate, as it signs and as it is kept in a file."""

    key: OwnKey
    pem: bytes


def make(wanted: Wanted, issuer: OwnKey | None = None) -> Made:
    """Make a key and its certificate, signed by an issuer or by itself."""
    private = new_key() if wanted.kind == SM2 else _new_rsa_key()
    signer = issuer.private if issuer else private
    algorithm = der(SEQUENCE, SIGNED_WITH[RSA if _is_rsa(signer) else SM2])
    told = _told(wanted, _public(private), algorithm, issuer)
    certificate = der(SEQUENCE, told, algorithm, _bits(_sign(signer, told)))
    secret = pem("PRIVATE KEY", _secret(private))
    whole = secret + pem("CERTIFICATE", certificate)
    return Made(read_key(whole), whole)


def _told(
    wanted: Wanted, public: bytes, algorithm: bytes, issuer: OwnKey | None
) -> bytes:
    """Write what the certificate says, which is what its issuer signs."""
    subject = _name(wanted.subject)
    by = subject
    if issuer is not None:
        certificate = x509.load_der_x509_certificate(issuer.certificate.der)
        by = certificate.subject.public_bytes()
    serial = bytes((secrets.randbelow(0x7F) + 1,)) + secrets.token_bytes(7)
    return der(
        SEQUENCE,
        der(VERSION, der(INTEGER, b"\x02")),
        der(INTEGER, serial),
        algorithm,
        by,
        der(SEQUENCE, _time(wanted.valid_from), _time(wanted.valid_until)),
        subject,
        public,
        der(EXTENSIONS, der(SEQUENCE, _basic_constraints(wanted))),
    )


def _basic_constraints(wanted: Wanted) -> bytes:
    says = der(SEQUENCE, TRUE if wanted.is_issuer else b"")
    return der(SEQUENCE, BASIC_CONSTRAINTS, der(OCTETS, says))


def _name(parts: Mapping[str, str]) -> bytes:
    said = [x509.NameAttribute(NAMES[name], text) for name, text in parts.items()]
    return x509.Name(said).public_bytes()


def _time(at: datetime) -> bytes:
    utc = at.astimezone(UTC)
    if utc.year < FIRST_LONG_YEAR:
        return der(UTC_TIME, f"{utc:%y%m%d%H%M%S}Z".encode())
    return der(GENERALIZED_TIME, f"{utc:%Y%m%d%H%M%S}Z".encode())


def _bits(data: bytes) -> bytes:
    return der(BITS, b"\0", data)


def _new_rsa_key() -> RSAPrivateKey:
    return generate_private_key(public_exponent=65537, key_size=RSA_BITS)


def _is_rsa(private: Private) -> bool:
    return isinstance(private, RSAPrivateKey)


def _public(private: Private) -> bytes:
    if isinstance(private, Sm2Key):
        return private.public_part()
    public = private.public_key()
    return public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _secret(private: Private) -> bytes:
    if isinstance(private, Sm2Key):
        return private.private_part()
    return private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def _sign(private: Private, data: bytes) -> bytes:
    if isinstance(private, Sm2Key):
        return der_of(private.sign(data))
    return private.sign(data, PKCS1v15(), SHA256())


def pem(what: str, data: bytes) -> bytes:
    """Write DER as a text between its marks."""
    body = b64encode(data).decode()
    lines = "\n".join(body[at : at + 64] for at in range(0, len(body), 64))
    return f"-----BEGIN {what}-----\n{lines}\n-----END {what}-----\n".encode()


def der(tag: int, *parts: bytes) -> bytes:
    """Write one value in DER: its tag, its length, what it holds."""
    body = b"".join(parts)
    size = len(body)
    if size < SHORT:
        return bytes((tag, size)) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, SHORT | len(length))) + length + body
