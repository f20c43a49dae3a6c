"""XSD of the messages, allowing exactly what the published schemas allow.

Beside the file must lie `xmldsig-core-schema.xsd`, the W3C's schema of signatures.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from tongguan.gateway.chinaport.answers import ANSWERS, AnswerKind
from tongguan.gateway.chinaport.catalogue import MESSAGES, MessageKind
from tongguan.gateway.chinaport.messages import SIGNATURE
from tongguan.gateway.chinaport.xml import CEB
from tongguan.kit.fields import OCCURRENCE, Slot, table_of
from tongguan.kit.forms import UNBOUNDED, Form, Sort
from tongguan.kit.messages import NEWEST, Side
from tongguan.kit.notation import form

XS = "http://www.w3.org/2001/XMLSchema"
DS = "http://www.w3.org/2000/09/xmldsig#"
HEAD = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="{XS}" xmlns:ds="{DS}" targetNamespace="{CEB}"
           elementFormDefault="qualified">
  <xs:import namespace="{DS}" schemaLocation="xmldsig-core-schema.xsd"/>
"""
ANY = '<xs:any namespace="##any" processContents="skip" minOccurs="0"/>'
AnyKind = MessageKind | AnswerKind


def kinds() -> list[AnyKind]:
    """Return every message there is, papers and answers, by number."""
    every: list[AnyKind] = [*MESSAGES.values(), *ANSWERS.values()]
    return sorted(every, key=lambda kind: kind.message.number)


def message_xsd(kind: AnyKind, edition: str = NEWEST) -> str:
    """Write the schema of one message."""
    return _schema([kind], edition)


def side_xsd(side: Side, edition: str = NEWEST) -> str:
    """Write the schema of every message of a side that an edition has."""
    there = [
        it
        for it in kinds()
        if it.message.side is side and edition in it.message.editions
    ]
    return _schema(there, edition)


def _schema(every: Iterable[AnyKind], edition: str) -> str:
    lines = [line for kind in every for line in _message(kind, edition)]
    body = "\n".join(f"  {line}" for line in lines)
    return f"{HEAD}{body}\n</xs:schema>\n"


def _message(kind: AnyKind, edition: str) -> Iterator[str]:
    message = kind.message
    yield f'<xs:element name="{message.root}">'
    yield from _annotation(f"{message.label} {message.english}")
    yield from _type(kind.shape, edition)
    yield "</xs:element>"


def _type(shape: type[Any], edition: str) -> Iterator[str]:
    table = table_of(shape, edition)
    yield "  <xs:complexType>"
    yield "    <xs:sequence>"
    for slot in table.written:
        yield from (f"      {line}" for line in _element(slot, edition))
    yield "    </xs:sequence>"
    for slot in table.attributes:
        yield f'    <xs:attribute name="{slot.tag}" use="required">'
        yield from (f"      {line}" for line in _simple(_form(slot)))
        yield "    </xs:attribute>"
    yield "  </xs:complexType>"


def _element(slot: Slot, edition: str) -> Iterator[str]:
    often = _often(slot)
    if slot.tag == SIGNATURE:
        yield f'<xs:element ref="ds:Signature"{often}/>'
        return
    if slot.form is None:
        yield f'<xs:element name="{slot.tag}"{often}>'
        yield from _annotation(slot.label)
        yield from _part(slot, edition)
    else:
        found = _form(slot)
        yield f'<xs:element name="{slot.tag}"{often}{_standing(found)}>'
        yield from _annotation(slot.label)
        yield from (f"  {line}" for line in _simple(found))
    yield "</xs:element>"


def _part(slot: Slot, edition: str) -> Iterator[str]:
    if slot.shape is not None:
        yield from _type(slot.shape, edition)
    else:
        yield f"  <xs:complexType><xs:sequence>{ANY}</xs:sequence></xs:complexType>"


def _annotation(label: str) -> Iterator[str]:
    yield "  <xs:annotation>"
    yield f"    <xs:documentation>{label}</xs:documentation>"
    yield "  </xs:annotation>"


def _often(slot: Slot) -> str:
    """Say how often an element may occur; once is not said."""
    match = OCCURRENCE.fullmatch(slot.schema)
    if match is None:
        return "" if slot.demanded else ' minOccurs="0"'
    least, most = match["least"], match["most"] or match["least"]
    said = "" if least == "1" else f' minOccurs="{least}"'
    upto = "unbounded" if most == "n" else most
    return said if upto == "1" else f'{said} maxOccurs="{upto}"'


def _form(slot: Slot) -> Form:
    return form(slot.schema, required=slot.demanded)


def _standing(found: Form) -> str:
    """Say what is fixed, or what an empty element stands for."""
    if found.fixed is not None:
        return f' fixed="{found.fixed}"'
    return f' default="{found.empty}"' if found.empty else ""


def _simple(found: Form) -> Iterator[str]:
    """Restrict a type to a form."""
    base, facets = _facets(found)
    yield "<xs:simpleType>"
    yield f'  <xs:restriction base="xs:{base}">'
    for name, value in facets:
        yield f'    <xs:{name} value="{value}"/>'
    yield "  </xs:restriction>"
    yield "</xs:simpleType>"


def _facets(found: Form) -> tuple[str, list[tuple[str, object]]]:
    if found.sort is Sort.DECIMAL:
        return "decimal", [
            ("totalDigits", found.digits),
            ("fractionDigits", found.decimals),
        ]
    if found.sort is Sort.WHOLE:
        bounded = found.most < UNBOUNDED
        return "int", [("totalDigits", len(str(found.most)))] if bounded else []
    if found.sort in {Sort.INSTANT, Sort.DAY}:
        return "string", [("length", found.digits)]
    collapsing: list[tuple[str, object]] = [("whiteSpace", "collapse")]
    return "string", [*(collapsing if found.loose else ()), *_lengths(found)]


def _lengths(found: Form) -> Iterator[tuple[str, object]]:
    if found.among:
        yield "length", len(found.among[0])
    elif found.least == found.most:
        yield "length", found.most
    else:
        if found.least:
            yield "minLength", found.least
        if found.most < UNBOUNDED:
            yield "maxLength", found.most
