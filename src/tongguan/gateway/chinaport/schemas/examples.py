"""示例 An example of every message: made-up words in the form of every field."""

from functools import cache
from typing import Any

from tongguan.gateway.chinaport import xml
from tongguan.gateway.chinaport.catalogue import PREFIX
from tongguan.gateway.chinaport.json_form import write as write_json
from tongguan.gateway.chinaport.messages import SIGNATURE
from tongguan.gateway.chinaport.schemas.xsd import AnyKind
from tongguan.kit.breaches import BreachError
from tongguan.kit.fields import Slot, table_of
from tongguan.kit.forms import Form, Sort
from tongguan.kit.messages import PaperMessage
from tongguan.kit.rulebook import read_page
from tongguan.kit.wire import Node

PAGE = "gateway/examples.yaml"
MOMENT = "20261111093000000"


def example_node(kind: AnyKind) -> Node:
    """Make a message of one entry that says only what it cannot do without."""
    return _part(kind.message.root, kind.shape)


def example_json(kind: AnyKind) -> str:
    """Write the example of a message in its JSON form."""
    return write_json(example_node(kind), kind.shape).decode()


def example_xml(kind: AnyKind) -> str:
    """Write the example of a message as XML."""
    prefix = PREFIX if isinstance(kind.message, PaperMessage) else ""
    return xml.write(example_node(kind), prefix).decode()


def _part(tag: str, shape: type[Any]) -> Node:
    table, part = table_of(shape), shape.__name__
    signs = {it.tag: example_text(it, part) for it in table.attributes}
    children = [
        _part(it.tag, it.shape) if it.shape else Node(it.tag, example_text(it, part))
        for it in table.slots
        if _is_needed(it)
    ]
    return Node(tag, "", children, signs or None)


def _is_needed(slot: Slot) -> bool:
    return (slot.required or slot.demanded) and slot.tag != SIGNATURE


@cache
def example_text(slot: Slot, part: str = "") -> str:
    """Return what an example says in a field of a part."""
    form, page = slot.form, read_page(PAGE)
    assert form is not None, "a part has fields of its own"
    own = page["parts"].get(part, {})
    said: str = own.get(slot.name) or page["fields"].get(slot.name, "")
    return said if said and _fits(said, form) else _made(form)


def _fits(text: str, form: Form) -> bool:
    try:
        form.parse(text)
    except BreachError:
        return False
    return True


def _made(form: Form) -> str:
    if form.among:
        return form.among[0]
    if form.sort in {Sort.INSTANT, Sort.DAY}:
        return MOMENT[: form.digits]
    if form.sort is Sort.TEXT:
        return "示例"[: form.most].ljust(form.least, "0")
    return "1"
