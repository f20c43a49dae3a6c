"""JSON Schema (2020-12) of the JSON form of a message: what a form must be filled with.

A text that may be a number is either; beyond what a schema can say, the reader looks at
days that do not exist and at the count of digits.
"""

from typing import Any

from tongguan.gateway.chinaport.json_form import ATTRIBUTE
from tongguan.gateway.chinaport.messages import SIGNATURE
from tongguan.gateway.chinaport.schemas.xsd import AnyKind
from tongguan.kit.fields import Slot, table_of
from tongguan.kit.forms import UNBOUNDED, Form, Sort
from tongguan.kit.messages import NEWEST, PaperMessage

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def message_schema(kind: AnyKind, edition: str = NEWEST) -> Schema:
    """Return the schema of one message in its JSON form."""
    message = kind.message
    return {
        "$schema": DIALECT,
        "title": f"{message.root} {message.label}",
        "description": message.english,
        "type": "object",
        "required": [message.root],
        "additionalProperties": False,
        "properties": {message.root: _part(kind.shape, edition)},
        "x-edition": edition,
        "x-kind": "paper" if isinstance(message, PaperMessage) else "answer",
    }


def _part(shape: type[Any], edition: str) -> Schema:
    table = table_of(shape, edition)
    fields = [slot for slot in table.slots if slot.tag != SIGNATURE]
    signs = {f"{ATTRIBUTE}{slot.tag}": _field(slot) for slot in table.attributes}
    required = [f"{ATTRIBUTE}{slot.tag}" for slot in table.attributes]
    return {
        "type": "object",
        "required": required + [slot.tag for slot in fields if slot.required],
        "additionalProperties": False,
        "properties": signs | {slot.tag: _slot(slot, edition) for slot in fields},
    }


def _slot(slot: Slot, edition: str) -> Schema:
    if slot.form is not None:
        return _field(slot)
    inner = {} if slot.shape is None else _part(slot.shape, edition)
    if not slot.many:
        return {"title": slot.label, **inner}
    least: Schema = {"minItems": 1} if slot.required else {}
    most: Schema = {"maxItems": slot.most} if slot.most < UNBOUNDED else {}
    return {
        "title": slot.label,
        "type": "array",
        "items": inner,
        **least,
        **most,
    }


def _field(slot: Slot) -> Schema:
    form = slot.form
    assert form is not None, "a part has fields itself"
    told: Schema = {"title": slot.label, "description": " · ".join(form.wanted)}
    told["x-form"] = slot.notation
    if form.empty:
        told["default"] = form.empty
    return told | _ways(form, optional=not slot.required)


def _ways(form: Form, *, optional: bool) -> Schema:
    """Say what a field may be; one that may be left out may also be null."""
    types: list[str]
    terms: Schema
    match form.sort:
        case Sort.DECIMAL:
            types, terms = ["string", "number"], {"pattern": _decimal(form)}
        case Sort.WHOLE:
            types, terms = ["integer", "string"], {"pattern": "^[+-]?[0-9]+$"}
            terms |= {"minimum": -form.most, "maximum": form.most}
        case Sort.INSTANT | Sort.DAY:
            types, terms = ["string"], {"pattern": f"^[0-9]{{{form.digits}}}$"}
        case Sort.TEXT:
            types, terms = ["string"], _text(form)
    if optional:
        types = [*types, "null"]
    if optional and "enum" in terms:
        terms = {"enum": [*terms["enum"], None]}
    return {"type": types if len(types) > 1 else types[0], **terms}


def _decimal(form: Form) -> str:
    blank = "^$|" if form.empty is not None else ""
    return f"{blank}^[+-]?[0-9]*(\\.[0-9]{{0,{form.decimals}}}0*)?$"


def _text(form: Form) -> Schema:
    if form.among:
        blank = [""] if form.empty else []
        return {"enum": [*form.among, *blank]}
    least: Schema = {"minLength": form.least} if form.least else {}
    most: Schema = {"maxLength": form.most} if form.most < UNBOUNDED else {}
    return {} if form.loose else {**least, **most}
