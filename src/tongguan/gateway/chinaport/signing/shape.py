"""签名结构 One signature, found where it must be and built as the standard has it.

Whatever the standard's skeleton does not have is refused, so that nothing in a
signature can mean one thing to whoever verifies it and another to whoever reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tongguan.gateway.chinaport.signing.codes import (
    MISSHAPEN,
    NOT_THE_WHOLE,
    SEVERAL,
    STRANGE_CANONICAL_FORM,
    SignatureFault,
)
from tongguan.gateway.chinaport.signing.methods import CANONICAL_XML, ENVELOPED
from tongguan.kit.wire import shown

DS = "http://www.w3.org/2000/09/xmldsig#"
SIGNATURES = etree.XPath("//ds:Signature", namespaces={"ds": DS})
# The transform that canonicalises says only what is done anyway.
TRANSFORMS = ((ENVELOPED,), (ENVELOPED, CANONICAL_XML))


class ShapeError(ValueError):
    """The signature is not built as it must be."""

    def __init__(self, fault: SignatureFault) -> None:
        super().__init__(fault.english)
        self.fault = fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """签名 What a signature says, and where it stands among the root's children."""

    index: int
    signed_info: bytes
    method: str
    digest_method: str
    digest: str
    value: str
    key_name: str
    certificate: str


def find(root: etree._Element) -> Signature | None:
    """Find the one signature of a message, or None; raise ShapeError for any other."""
    found: Any = SIGNATURES(root)
    if not found:
        return None
    if len(found) > 1 or found[0].getparent() is not root:
        places = ", ".join(root.getroottree().getpath(it) for it in found[:3])
        raise _broken(SEVERAL, f"{len(found)} ({places})")
    return _read(found[0], root.index(found[0]))


def canonical(element: etree._Element) -> bytes:
    """Write an element in Canonical XML 1.0, with the namespaces around it.

    A part becomes a document first: of a part libxml2 says in every second element that
    the namespace without a prefix is none, which nobody else does.
    """
    if element.getparent() is not None:
        text = etree.tostring(element, encoding="UTF-8", with_tail=False)
        element = etree.fromstring(text, etree.XMLParser(resolve_entities=False))
    try:
        return etree.tostring(element, method="c14n", with_comments=False)
    except etree.C14NError as fault:
        raise _broken(MISSHAPEN, shown(str(fault))) from None


def without(root: etree._Element, signature: Signature) -> bytes:
    """Take the signature out of its message; return the canonical rest."""
    element = root[signature.index]
    before, tail = element.getprevious(), element.tail or ""
    if before is None:
        root.text = (root.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    root.remove(element)
    return canonical(root)


def _read(signature: etree._Element, index: int) -> Signature:
    info, value, key = _children(signature, "SignedInfo", "SignatureValue", "KeyInfo")
    form, method, reference = _children(
        info, "CanonicalizationMethod", "SignatureMethod", "Reference"
    )
    if _algorithm(form) != CANONICAL_XML:
        raise _broken(STRANGE_CANONICAL_FORM, _algorithm(form))
    digest_method, digest = _covering(reference)
    return Signature(
        index=index,
        signed_info=canonical(info),
        method=_algorithm(method),
        digest_method=_algorithm(digest_method),
        digest=_text(digest),
        value=_text(value),
        **_key(key),
    )


def _covering(reference: etree._Element) -> tuple[etree._Element, etree._Element]:
    """See that a reference covers the whole message; return its digest."""
    uri = reference.get("URI")
    if uri != "" or len(reference.attrib) > 1:
        raise _broken(NOT_THE_WHOLE, "URI?" if uri is None else f"URI={uri}")
    steps, digest_method, digest = _children(
        reference, "Transforms", "DigestMethod", "DigestValue"
    )
    transforms = tuple(_algorithm(step) for step in steps)
    if transforms not in TRANSFORMS or any(_name(it) != "Transform" for it in steps):
        raise _broken(NOT_THE_WHOLE, ", ".join(transforms) or "Transforms?")
    return digest_method, digest


def _key(info: etree._Element) -> dict[str, str]:
    """Read the name of the key and the certificate; the name may be left out."""
    parts = {_name(child): child for child in info}
    if len(parts) != len(info) or not {"X509Data"} <= set(parts) <= {
        "KeyName",
        "X509Data",
    }:
        raise _broken(MISSHAPEN, f"KeyInfo({', '.join(map(_name, info))})")
    (certificate,) = _children(parts["X509Data"], "X509Certificate")
    name = parts.get("KeyName")
    return {
        "key_name": "" if name is None else _text(name),
        "certificate": _text(certificate),
    }


def _children(parent: etree._Element, *wanted: str) -> Sequence[etree._Element]:
    names = tuple(map(_name, parent))
    if names != wanted:
        said = f"{_name(parent)}({', '.join(names[:8])})"
        raise _broken(MISSHAPEN, f"{said} ≠ ({', '.join(wanted)})")
    return tuple(parent)


def _text(element: etree._Element) -> str:
    if len(element) or element.attrib:
        raise _broken(MISSHAPEN, _name(element))
    return element.text or ""


def _algorithm(element: etree._Element) -> str:
    if len(element) or set(element.attrib) != {"Algorithm"}:
        raise _broken(MISSHAPEN, _name(element))
    return str(element.get("Algorithm"))


def _name(element: etree._Element) -> str:
    tag = str(element.tag)
    return tag.removeprefix(f"{{{DS}}}") if tag.startswith(f"{{{DS}}}") else tag


def _broken(breach: Any, detail: str) -> ShapeError:
    return ShapeError(SignatureFault(breach, shown(detail)))
