"""报文读写 The XML gate: bytes in, neutral nodes out, and back.

A gate of bytes stands before the parser: size, encoding, document type, number of
elements. We decode ourselves, so a lying declaration is told as such and the parser
sees UTF-8 only. Comments are no content: the text around one is joined, as the schema
and canonical XML both have it, so no reader can be shown half of a value. Processing
instructions are refused.
"""

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tongguan.gateway.chinaport.decoding import body_of, decode
from tongguan.gateway.chinaport.format_codes import (
    DOCTYPE,
    INSTRUCTION,
    NOT_WELL_FORMED,
    STRANGE_NAMESPACE,
    TOO_LARGE,
    UnreadableError,
)
from tongguan.kit.wire import Node, shown

CEB = "http://www.chinaport.gov.cn/ceb"
INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
HINTS = frozenset({f"{INSTANCE}schemaLocation", f"{INSTANCE}noNamespaceSchemaLocation"})
OPAQUE = frozenset(
    {
        "{http://www.w3.org/2000/09/xmldsig#}Signature",
        f"{{{CEB}}}Message",
        "{http://www.chinaport.gov.cn/dxp}RecMapId",
    }
)
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

INSTRUCTIONS = etree.XPath("boolean(//processing-instruction())")
# No unions, and no way back up: either makes libxml2 look for what it found already,
# which takes a time that grows with the square of what stands side by side.
ATTRIBUTED = etree.XPath("//*[@*]")
# To look up every one of many attributes takes a time that grows with their square.
LADEN = etree.XPath("boolean(//*[@*[33]])")


class Space:
    """命名空间 A namespace of the standard, and which of its elements are parts.

    Text between elements is looked for in the parts.
    """

    def __init__(self, uri: str, *parts: str) -> None:
        self.uri = uri
        self.mark = f"{{{uri}}}"
        self._stray = tuple(
            etree.XPath(f"{part}[text()[normalize-space()]]", namespaces={"own": uri})
            for part in parts
        )

    def stray(self, root: etree._Element) -> frozenset[etree._Element]:
        """Return the parts with text between their elements."""
        found: list[Any] = [path(root) for path in self._stray]
        return frozenset(element for elements in found for element in elements)


# Parts are looked for down to the heads and lines: below is no part.
BUSINESS = Space(CEB, "/*", "/*/own:*", "/*/own:*/own:*[*]")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a message may amount to at most."""

    size: int = 8 * 1024 * 1024
    elements: int = 220_000
    attributes: int = 20_000
    children: int = 50_000
    depth: int = 32


STANDARD_LIMITS = Limits()


def parse(
    data: bytes, limits: Limits = STANDARD_LIMITS, space: Space = BUSINESS
) -> Node:
    """Read a message into nodes, or raise `UnreadableError`; never anything else."""
    root = tree(data, limits)
    if not root.tag.startswith(space.mark):
        raise UnreadableError(STRANGE_NAMESPACE, shown(root.tag))
    return _nodes(root, limits, space)


def tree(data: bytes, limits: Limits = STANDARD_LIMITS) -> etree._Element:
    """Let bytes through the gate into a tree, or raise `UnreadableError`."""
    if len(data) > limits.size:
        most = f"{limits.size} bytes"
        raise UnreadableError(TOO_LARGE, f"超过 {limits.size} 字节", f"over {most}")
    text = body_of(decode(data))
    if _has_doctype(text):
        raise UnreadableError(DOCTYPE)
    body = text.encode(errors="surrogatepass")
    _measure(body, limits)
    return _tree(body)


def _measure(body: bytes, limits: Limits) -> None:
    """Count what a large body holds; a small one cannot hold too much."""
    if len(body) < limits.elements:
        return
    if body.count(b"<") - body.count(b"</") > limits.elements:
        most = limits.elements
        raise UnreadableError(TOO_LARGE, f"元素超过 {most} 个", f"over {most} elements")
    if body.count(b"xmlns") > limits.attributes:
        raise UnreadableError(TOO_LARGE, "命名空间声明过多", "namespace declarations")


def _has_doctype(body: str) -> bool:
    """Walk over what may stand before the root element."""
    at = 0
    while True:
        while body[at : at + 1] in (" ", "\t", "\r", "\n"):
            at += 1
        if body.startswith("<!--", at):
            at = body.find("-->", at + 4) + 3
        elif body.startswith("<?", at):
            at = body.find("?>", at + 2) + 2
        else:
            return body.startswith("<!DOCTYPE", at)
        if at <= 2:  # noqa: PLR2004 - the search found no end; the parser will say so
            return False


def _tree(body: bytes) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=False,
    )
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise UnreadableError(
            NOT_WELL_FORMED,
            f"第 {line} 行第 {column} 列附近",
            f"near line {line}, column {column}",
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(DOCTYPE)
    if INSTRUCTIONS(root):
        raise UnreadableError(INSTRUCTION)
    if LADEN(root):
        raise UnreadableError(TOO_LARGE, "属性过多", "attributes")
    return root


class _Names(dict[str, str]):
    """Tags with the standard's namespace taken off, remembered for one message.

    A tag in no namespace is not the standard's, and must not look like it: `{}guid`.
    """

    def __init__(self, own: str) -> None:
        super().__init__()
        self.own = own

    def __missing__(self, tag: str) -> str:
        own = self.own
        foreign = tag if tag.startswith("{") else f"{{}}{tag}"
        name = self[tag] = tag.removeprefix(own) if tag.startswith(own) else foreign
        return name


def _nodes(root: etree._Element, limits: Limits, space: Space) -> Node:
    odd: Any = ATTRIBUTED(root)
    growing = _Growing(_Names(space.mark), space.stray(root), frozenset(odd), limits)
    return growing.branch(root, 1)


@dataclass(slots=True)
class _Growing:
    """Nodes grown from a tree; what is rarely there is looked for once, not always."""

    names: _Names
    stray: frozenset[etree._Element]
    odd: frozenset[etree._Element]
    limits: Limits

    def branch(self, element: etree._Element, depth: int) -> Node:
        """Grow the node of an element that has children."""
        if depth > self.limits.depth:
            raise UnreadableError(TOO_LARGE, "层级过深", "nested too deep")
        if len(element) > self.limits.children:
            raise UnreadableError(TOO_LARGE, "同级元素过多", "too many side by side")
        names, odd = self.names, self.odd
        children: list[Node] = []
        for child in element:
            tag = child.tag
            if tag in OPAQUE:
                children.append(Node(names[tag]))
            elif len(child):
                children.append(self.branch(child, depth + 1))
            elif odd and child in odd:
                children.append(
                    Node(names[tag], child.text or "", (), _attributes(child))
                )
            else:
                children.append(Node(names[tag], child.text or "", (), None))
        text = "stray" if element in self.stray else ""
        return Node(names[element.tag], text, children, _attributes(element))


def _attributes(element: etree._Element) -> dict[str, str]:
    """Take the attributes, but for the hints of where a schema lies."""
    return {
        str(name): str(value)
        for name, value in element.attrib.items()
        if name not in HINTS
    }


def write(root: Node, prefix: str = "", space: Space = BUSINESS) -> bytes:
    """Write a message as UTF-8, canonical in form, below an XML declaration.

    Enterprise messages carry the prefix `ceb`, receipts none.
    """
    name = f"{prefix}:{root.tag}" if prefix else root.tag
    named = f"xmlns:{prefix}" if prefix else "xmlns"
    colon = f"{prefix}:" if prefix else ""
    inner = "".join([_said(child, colon) for child in root.children])
    begin = f'<{name} {named}="{space.uri}"{_signs(root)}>'
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{begin}{inner}</{name}>\n'
    return text.encode()


def _signs(node: Node) -> str:
    return "".join(
        f' {key}="{_escaped(value, quote=True)}"'
        for key, value in sorted((node.attributes or {}).items())
    )


def _said(node: Node, colon: str) -> str:
    name, text = f"{colon}{node.tag}", node.text
    if node.children:
        inner = "".join([_said(child, colon) for child in node.children])
    elif text.isalnum():
        inner = text
    elif "<" in text and "]]>" not in text and "\r" not in text:
        inner = f"<![CDATA[{ILLEGAL.sub('�', text)}]]>"
    else:
        inner = _escaped(text)
    return f"<{name}{_signs(node)}>{inner}</{name}>"


def _escaped(text: str, *, quote: bool = False) -> str:
    said = ILLEGAL.sub("�", text).replace("&", "&amp;").replace("<", "&lt;")
    said = said.replace(">", "&gt;").replace("\r", "&#13;")
    return said.replace('"', "&quot;") if quote else said
