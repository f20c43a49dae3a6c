"""加签 Signatures made: enveloped in a message, or detached beside any bytes."""

from base64 import b64decode, b64encode
from dataclasses import dataclass

from lxml import etree

from tongguan.gateway.chinaport import xml
from tongguan.gateway.chinaport.catalogue import MESSAGES
from tongguan.gateway.chinaport.messages import EXTENSION
from tongguan.gateway.chinaport.signing.certificates import Certificate, from_text
from tongguan.gateway.chinaport.signing.keys import BadKeyError, SigningKey
from tongguan.gateway.chinaport.signing.methods import (
    CANONICAL_XML,
    ENVELOPED,
    Method,
    digest_methods,
    hashed,
    named,
    signature_methods,
)
from tongguan.gateway.chinaport.signing.shape import DS, SIGNATURES, canonical
from tongguan.gateway.chinaport.xml import CEB
from tongguan.kit.messages import Side

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
PREFERRED = {"SM2": "SM2-SM3", "RSA": "RSA-SHA256"}


class AlreadySignedError(ValueError):
    """The message has a signature; one is all it may have."""


@dataclass(frozen=True, slots=True)
class Detached:
    """分离签名 A signature beside the bytes it signs, with who signed and how."""

    method: str
    value: str
    certificate: str

    def verifies(self, data: bytes) -> bool:
        """Tell whether these are the bytes that were signed."""
        method = named(signature_methods(), self.method)
        certificate = from_text(self.certificate)
        value = b64decode(self.value)
        return certificate.key == method.key and certificate.verifies(
            value, data, method.digest
        )


def sign(data: bytes, key: SigningKey, method: str = "") -> bytes:
    """Sign a message with a key, by a method such as `RSA-SHA1` or the preferred one.

    It must be the final message. It comes back as UTF-8, without comments: they are no
    part of what is signed.
    """
    root = xml.tree(data)
    if SIGNATURES(root):
        raise AlreadySignedError
    chosen = _method(key.certificate, method)
    digest = hashed(chosen.digest, canonical(root))
    signature = _skeleton(chosen, b64encode(digest).decode(), key.certificate)
    _place(root, signature)
    signed_info, value = signature[0], signature[1]
    value.text = b64encode(key.sign(canonical(signed_info), chosen.digest)).decode()
    return DECLARATION + etree.tostring(root, encoding="UTF-8") + b"\n"


def sign_detached(data: bytes, key: SigningKey) -> Detached:
    """Sign any bytes as they are."""
    method = _method(key.certificate, "")
    value = b64encode(key.sign(data, method.digest)).decode()
    certificate = b64encode(key.certificate.der).decode()
    return Detached(method.name, value, certificate)


def _method(certificate: Certificate, name: str) -> Method:
    wanted = name or PREFERRED[certificate.key]
    names = sorted({it.name for it in signature_methods().values()})
    if wanted not in names:
        known = ", ".join(names)
        raise BadKeyError(f"没有算法 {wanted}。", f"The algorithms are: {known}.")
    chosen = named(signature_methods(), wanted)
    if chosen.key != certificate.key:
        raise BadKeyError(
            f"{chosen.name} 需要 {chosen.key} 密钥。",
            f"{chosen.name} needs a key of {chosen.key}.",
        )
    return chosen


def _skeleton(method: Method, digest: str, certificate: Certificate) -> etree._Element:
    """Build a signature whose value is still to be filled in."""
    signature = etree.Element(f"{{{DS}}}Signature", nsmap={"ds": DS})
    info = _inside(signature, "SignedInfo")
    _inside(info, "CanonicalizationMethod", Algorithm=CANONICAL_XML)
    _inside(info, "SignatureMethod", Algorithm=method.uri)
    reference = _inside(info, "Reference", URI="")
    _inside(_inside(reference, "Transforms"), "Transform", Algorithm=ENVELOPED)
    digest_method = named(digest_methods(), method.digest)
    _inside(reference, "DigestMethod", Algorithm=digest_method.uri)
    _inside(reference, "DigestValue").text = digest
    _inside(signature, "SignatureValue")
    key = _inside(signature, "KeyInfo")
    _inside(key, "KeyName").text = certificate.serial
    held = _inside(_inside(key, "X509Data"), "X509Certificate")
    held.text = b64encode(certificate.der).decode()
    return signature


def _inside(parent: etree._Element, name: str, **signs: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{DS}}}{name}", dict(signs))


def _place(root: etree._Element, signature: etree._Element) -> None:
    """Put a signature where the message's schema has it.

    In an export message the private extension follows; an import message ends with it.
    """
    kind = MESSAGES.get(str(root.tag).removeprefix(f"{{{CEB}}}"))
    export = kind is not None and kind.message.side is Side.EXPORT
    last = root[-1] if len(root) else None
    if export and last is not None and last.tag == f"{{{CEB}}}{EXTENSION}":
        last.addprevious(signature)
    else:
        root.append(signature)
