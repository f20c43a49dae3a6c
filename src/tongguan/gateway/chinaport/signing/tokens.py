"""设备密钥 Keys that never leave their device, reached by PKCS#11.

A key is named by a URI as in RFC 7512, such as
`pkcs11:token=customs;object=signing?module-path=/usr/lib/libtoken.so`. Devices sign by
RSA; for SM2 PKCS#11 has no mechanism that all devices share. One session signs one
document at a time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tongguan.gateway.chinaport.signing.certificates import (
    RSA,
    BadCertificateError,
    Certificate,
    from_bytes,
)
from tongguan.gateway.chinaport.signing.keys import BadKeyError, see_paired

SCHEME = "pkcs11:"
MECHANISMS: Mapping[str, str] = {
    "SHA1": "SHA1_RSA_PKCS",
    "SHA256": "SHA256_RSA_PKCS",
}


@dataclass(frozen=True, slots=True)
class TokenKey:
    """设备密钥 An RSA key in a device, and the session that reaches it."""

    certificate: Certificate
    session: Any
    private: Any
    mechanisms: Any
    _turn: Lock = field(default_factory=Lock, compare=False)

    def sign(self, data: bytes, digest: str) -> bytes:
        """Let the device sign by PKCS#1 v1.5."""
        mechanism = getattr(self.mechanisms, MECHANISMS[digest])
        with self._turn:
            return bytes(self.private.sign(data, mechanism=mechanism))


def token_key(uri: str, pin: str = "", certificate: bytes = b"") -> TokenKey:
    """Open a key in a device, with the certificate beside it or another."""
    library = _library()
    named, module = _parts(uri)
    try:
        token = library.lib(module).get_token(token_label=named.get("token"))
        session = token.open(user_pin=pin or None)
        private = session.get_key(
            object_class=library.ObjectClass.PRIVATE_KEY, label=named.get("object")
        )
        held = certificate or _certificate(library, session, named.get("object"))
        key = TokenKey(from_bytes(held), session, private, library.Mechanism)
        see_paired(key, RSA)
    except (library.PKCS11Error, RuntimeError, BadCertificateError) as fault:
        why = str(fault) or type(fault).__name__
        raise BadKeyError("设备密钥无法使用。", f"The device's key: {why}.") from None
    return key


def _library() -> Any:
    try:
        return import_module("pkcs11")
    except ImportError:
        raise BadKeyError(
            "没有安装 PKCS#11 支持。", "Install the extra `tongguan[pkcs11]`."
        ) from None


def _parts(uri: str) -> tuple[dict[str, str], str]:
    """Read which token and object a URI names, and by which module."""
    split = urlsplit(uri)
    pairs = (part.partition("=") for part in split.path.split(";"))
    named = {name: unquote(value) for name, _, value in pairs}
    module = dict(parse_qsl(split.query)).get("module-path", "")
    if not module or not named.get("token"):
        raise BadKeyError(
            "PKCS#11 地址须写明 token 和 module-path。",
            "A PKCS#11 URI must name a token and a module-path.",
        )
    return named, module


def _certificate(library: Any, session: Any, label: str | None) -> bytes:
    wanted = {library.Attribute.CLASS: library.ObjectClass.CERTIFICATE}
    if label:
        wanted[library.Attribute.LABEL] = label
    for found in session.get_objects(wanted):
        return bytes(found[library.Attribute.VALUE])
    raise BadCertificateError("the device holds no certificate for it")
