"""国密 SM2 Keys and signatures over the curve SM2 with the digest SM3 (GM/T 0003).

A signature is two numbers, r and s. OpenSSL writes them as DER; key devices give 64
bytes, r before s. Both are taken; what is written here is the 64 bytes.
"""

from collections.abc import Callable
from ctypes import addressof, byref, c_size_t, c_void_p, create_string_buffer
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

from tongguan.gateway.chinaport.signing.libcrypto import libcrypto

IDENTITY = b"1234567812345678"  # whom the digest names, where nobody agreed otherwise
HALF = 32
RAW = 2 * HALF
LONGEST = 256
KNOWN_CERTIFICATES = 1024


class NoSm2KeyError(ValueError):
    """These bytes hold no SM2 key, or it does not open with this password."""


class Sm2Key:
    """公钥或私钥 A key in the library's memory, given back when nobody holds it."""

    def __init__(self, handle: int | None) -> None:
        self._library = libcrypto()
        self._handle = handle
        if not handle or not self._library.EVP_PKEY_is_a(handle, b"SM2"):
            self._library.ERR_clear_error()
            raise NoSm2KeyError

    def __del__(self) -> None:
        self._library.EVP_PKEY_free(self._handle)

    def verify(self, signature: bytes, data: bytes) -> bool:
        """Tell whether these 64 bytes, or this DER, sign the data under this key."""
        der = der_of(signature) if len(signature) == RAW else signature
        with _Context(self._handle, "EVP_DigestVerifyInit") as context:
            verify = self._library.EVP_DigestVerify
            return bool(verify(context, der, len(der), data, len(data)) == 1)

    def verify_digest(self, signature: bytes, digest: bytes) -> bool:
        """Tell whether a digest was signed as it is, without the signer's identity."""
        der = der_of(signature) if len(signature) == RAW else signature
        library = self._library
        context = library.EVP_PKEY_CTX_new(self._handle, None)
        try:
            library.EVP_PKEY_verify_init(context)
            verify = library.EVP_PKEY_verify
            return bool(verify(context, der, len(der), digest, len(digest)) == 1)
        finally:
            library.EVP_PKEY_CTX_free(context)
            library.ERR_clear_error()

    def public_part(self) -> bytes:
        """Write the public key as a SubjectPublicKeyInfo in DER."""
        return _written(self._library.i2d_PUBKEY, self._handle)

    def private_part(self) -> bytes:
        """Write the private key as PKCS#8 in DER, unencrypted."""
        box = self._library.EVP_PKEY2PKCS8(self._handle)
        try:
            return _written(self._library.i2d_PKCS8_PRIV_KEY_INFO, box)
        finally:
            self._library.PKCS8_PRIV_KEY_INFO_free(box)

    def sign(self, data: bytes) -> bytes:
        """Sign data; return r and s as 64 bytes."""
        buffer, size = create_string_buffer(LONGEST), c_size_t(LONGEST)
        with _Context(self._handle, "EVP_DigestSignInit") as context:
            done = self._library.EVP_DigestSign(
                context, buffer, byref(size), data, len(data)
            )
        if done != 1:
            raise NoSm2KeyError
        return raw_of(buffer.raw[: size.value])


class _Context:
    """One operation with one key, cleaned up after it whatever it gave."""

    def __init__(self, key: int | None, begin: str) -> None:
        self._library = libcrypto()
        self._key, self._begin = key, begin

    def __enter__(self) -> int:
        library = self._library
        self._digest = library.EVP_MD_CTX_new()
        self._pair = library.EVP_PKEY_CTX_new(self._key, None)
        library.EVP_PKEY_CTX_set1_id(self._pair, IDENTITY, len(IDENTITY))
        library.EVP_MD_CTX_set_pkey_ctx(self._digest, self._pair)
        begin = getattr(library, self._begin)
        begin(self._digest, None, library.EVP_sm3(), None, self._key)
        return int(self._digest)

    def __exit__(self, *_: object) -> None:
        self._library.EVP_MD_CTX_free(self._digest)
        self._library.EVP_PKEY_CTX_free(self._pair)
        self._library.ERR_clear_error()


@lru_cache(KNOWN_CERTIFICATES)
def certified_key(certificate: bytes) -> Sm2Key:
    """Take the public key out of a certificate in DER."""
    library = libcrypto()
    with _Source(certificate) as source:
        found = library.d2i_X509_bio(source, None)
    try:
        return Sm2Key(library.X509_get_pubkey(found) if found else None)
    finally:
        library.X509_free(found)


def new_key() -> Sm2Key:
    """Make a private key."""
    library = libcrypto()
    context, key = library.EVP_PKEY_CTX_new_from_name(None, b"SM2", None), c_void_p()
    try:
        library.EVP_PKEY_keygen_init(context)
        library.EVP_PKEY_generate(context, byref(key))
    finally:
        library.EVP_PKEY_CTX_free(context)
    return Sm2Key(key.value)


def private_key(pem: bytes, password: bytes = b"") -> Sm2Key:
    """Read a private key in PEM: PKCS#8, encrypted or not, or SEC 1."""
    with _Source(pem) as source:
        read = libcrypto().PEM_read_bio_PrivateKey
        return Sm2Key(read(source, None, None, password))


def key_and_certificate(store: bytes, password: bytes = b"") -> tuple[Sm2Key, bytes]:
    """Read the private key and its certificate, in DER, of a PKCS#12 file."""
    library = libcrypto()
    key, certificate = c_void_p(), c_void_p()
    with _Source(store) as source:
        box = library.d2i_PKCS12_bio(source, None)
    try:
        if box:
            parse = library.PKCS12_parse
            parse(box, password, byref(key), byref(certificate), None)
        if not certificate:
            raise NoSm2KeyError
        return Sm2Key(key.value), _written(library.i2d_X509, certificate)
    finally:
        library.X509_free(certificate)
        library.PKCS12_free(box)


class _Source:
    """Bytes that the library reads as a file."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __enter__(self) -> int:
        self._handle = libcrypto().BIO_new_mem_buf(self._data, len(self._data))
        return int(self._handle)

    def __exit__(self, *_: object) -> None:
        libcrypto().BIO_free(self._handle)
        libcrypto().ERR_clear_error()


def _written(write: Callable[..., int], what: int | c_void_p | None) -> bytes:
    buffer = create_string_buffer(write(what, None))
    write(what, byref(c_void_p(addressof(buffer))))
    return buffer.raw


def raw_of(der: bytes) -> bytes:
    """Write a signature in DER as 64 bytes."""
    return b"".join(half.to_bytes(HALF, "big") for half in decode_dss_signature(der))


def der_of(raw: bytes) -> bytes:
    """Write a signature of 64 bytes as DER."""
    r, s = (int.from_bytes(half, "big") for half in (raw[:HALF], raw[HALF:]))
    return encode_dss_signature(r, s)
