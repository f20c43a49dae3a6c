"""密码库 The libcrypto at hand that knows SM2, called by its own names.

The maintained Python libraries know SM3 and SM4 but no SM2; OpenSSL 3 does. One comes
with our database driver, its version fixed by the lock file; Python's own and the
machine's are looked at after it. What is asked here is little and the same in all
releases of OpenSSL 3.
"""

import ctypes
from collections.abc import Iterator
from ctypes import c_char_p, c_int, c_size_t, c_void_p
from ctypes.util import find_library
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tongguan.plumbing.trouble import CannotRunError

OPENSSL_3 = 0x30000000
BESIDE_THE_DRIVER = ("../psycopg_binary.libs", ".dylibs")
NAMES = ("libcrypto-*.so.*", "libcrypto*.dylib", "libcrypto-*.dll")
NONE_KNOWS_SM2 = (
    "没有可用的国密库。No libcrypto of OpenSSL 3 with SM2 was found; "
    "install psycopg-binary or OpenSSL 3."
)

# What each function gives, and what it takes.
DECLARED: dict[str, tuple[object, ...]] = {
    "OpenSSL_version_num": (ctypes.c_ulong,),
    "OpenSSL_version": (c_char_p, c_int),
    "ERR_clear_error": (None,),
    "EVP_sm3": (c_void_p,),
    "EVP_MD_CTX_new": (c_void_p,),
    "EVP_MD_CTX_free": (None, c_void_p),
    "EVP_MD_CTX_set_pkey_ctx": (None, c_void_p, c_void_p),
    "EVP_PKEY_CTX_new": (c_void_p, c_void_p, c_void_p),
    "EVP_PKEY_CTX_new_from_name": (c_void_p, c_void_p, c_char_p, c_char_p),
    "EVP_PKEY_CTX_free": (None, c_void_p),
    "EVP_PKEY_CTX_set1_id": (c_int, c_void_p, c_char_p, c_int),
    "EVP_PKEY_is_a": (c_int, c_void_p, c_char_p),
    "EVP_PKEY_free": (None, c_void_p),
    "EVP_PKEY_keygen_init": (c_int, c_void_p),
    "EVP_PKEY_generate": (c_int, c_void_p, c_void_p),
    "i2d_PUBKEY": (c_int, c_void_p, c_void_p),
    "EVP_PKEY2PKCS8": (c_void_p, c_void_p),
    "PKCS8_PRIV_KEY_INFO_free": (None, c_void_p),
    "i2d_PKCS8_PRIV_KEY_INFO": (c_int, c_void_p, c_void_p),
    "EVP_DigestSignInit": (c_int, *([c_void_p] * 5)),
    "EVP_DigestSign": (c_int, c_void_p, c_char_p, c_void_p, c_char_p, c_size_t),
    "EVP_DigestVerifyInit": (c_int, *([c_void_p] * 5)),
    "EVP_DigestVerify": (c_int, c_void_p, c_char_p, c_size_t, c_char_p, c_size_t),
    "EVP_PKEY_verify_init": (c_int, c_void_p),
    "EVP_PKEY_verify": (c_int, c_void_p, c_char_p, c_size_t, c_char_p, c_size_t),
    "d2i_X509_bio": (c_void_p, c_void_p, c_void_p),
    "i2d_X509": (c_int, c_void_p, c_void_p),
    "X509_get_pubkey": (c_void_p, c_void_p),
    "X509_free": (None, c_void_p),
    "BIO_new_mem_buf": (c_void_p, c_char_p, c_int),
    "BIO_free": (c_int, c_void_p),
    "PEM_read_bio_PrivateKey": (c_void_p, c_void_p, c_void_p, c_void_p, c_char_p),
    "d2i_PKCS12_bio": (c_void_p, c_void_p, c_void_p),
    "PKCS12_parse": (c_int, c_void_p, c_char_p, *([c_void_p] * 3)),
    "PKCS12_free": (None, c_void_p),
}


@cache
def libcrypto() -> ctypes.CDLL:
    """Open the first library that can do SM2, or say that this machine has none."""
    for path in candidates():
        library = opened(path)
        if library is not None and knows_sm2(library):
            return library
    raise CannotRunError(NONE_KNOWS_SM2)


def candidates() -> Iterator[str]:
    """Name libraries: the driver's, the one Python links, the machine's."""
    for package in ("psycopg_binary", "_ssl"):
        origin = getattr(find_spec(package), "origin", None)
        if origin and package == "_ssl":
            yield origin
        elif origin:
            yield from _beside(Path(origin).parent)
    if found := find_library("crypto"):
        yield found


def _beside(package: Path) -> Iterator[str]:
    for folder in BESIDE_THE_DRIVER:
        for name in NAMES:
            yield from map(str, sorted((package / folder).resolve().glob(name)))


def opened(path: str) -> ctypes.CDLL | None:
    """Open a library if it has everything that is asked here."""
    try:
        library = ctypes.CDLL(path)
        for name, (gives, *takes) in DECLARED.items():
            function = getattr(library, name)
            function.restype, function.argtypes = gives, takes
    except (OSError, AttributeError):
        return None
    return library


def knows_sm2(library: ctypes.CDLL) -> bool:
    """Tell whether a library is new enough, and was built with SM2."""
    if library.OpenSSL_version_num() < OPENSSL_3:
        return False
    context = library.EVP_PKEY_CTX_new_from_name(None, b"SM2", None)
    library.EVP_PKEY_CTX_free(context)
    library.ERR_clear_error()
    return bool(context)
