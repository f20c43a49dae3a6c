"""收件人 Whom receipts about a paper go to, and how all of theirs begin."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Self

from msgspec import Struct, json, structs

from tongguan.journeys.kinds import KINDS
from tongguan.kit.fold import taking
from tongguan.plumbing.outbox.model import About
from tongguan.plumbing.register.model import Key
from tongguan.trade.papers import AnyPaper, Paper

REFERENCE = "reference"
ENCODER = json.Encoder()
ESCAPED = re.compile(r'["\\\x00-\x1f]')


class Addressee(Struct, frozen=True, kw_only=True, gc=False):
    """Whom a receipt about a paper goes to, and which version it speaks of."""

    paper: AnyPaper
    key: Key
    sender: str
    message: int
    index: int = 1
    id: int | None = None
    version: int = 0
    preliminary_number: str = ""
    number: str = ""
    carried: dict[str, Any] | None = None
    written: bytes = b""
    named: bytes = b""

    def content(self) -> dict[str, Any]:
        """Say what all receipts to this addressee carry, looked up once."""
        if self.carried is None:
            carried = {"keys": business_keys(self), "index": self.index}
            structs.force_setattr(self, "carried", carried)
            return carried
        return self.carried

    def opening(self) -> bytes:
        """Put in writing, once, how all receipts to this addressee begin."""
        if not self.written:
            opening = _framed(self)
            if opening is None:
                about = About(
                    message=self.message,
                    kind=self.key.kind,
                    key=str(self.key),
                    content=self.content(),
                    paper=self.id,
                    version=self.version,
                )
                opening = ENCODER.encode(about)[:-1] + b',"guid":"'
            structs.force_setattr(self, "written", opening)
        return self.written

    def name(self) -> bytes:
        """Put in writing, once, how a text ends that names the paper."""
        if not self.named:
            name = f"[{self.paper.heading.guid}]"
            bare = None if ESCAPED.search(name) else f'{name}"}}'.encode()
            named = bare or ENCODER.encode(name)[1:] + b"}"
            structs.force_setattr(self, "named", named)
        return self.named

    def numbered(self, number: str, preliminary_number: str | None = None) -> Self:
        """Return the same addressee, of a paper that was given these numbers."""
        if preliminary_number is None:
            preliminary_number = self.preliminary_number
        return structs.replace(
            self,
            number=number,
            preliminary_number=preliminary_number,
            carried=None,
            written=b"",
        )


def business_keys(to: Addressee) -> dict[str, str]:
    """Name a paper's business keys as its receipt carries them.

    What the office gives comes from the office; a paper without a reference of its own
    goes by the number it was given.
    """
    names, read = _keys_of(to.paper.nature.kind)
    said = dict(zip(names, map(_text, read(to)), strict=True))
    if said.get(REFERENCE) == "":
        said[REFERENCE] = to.preliminary_number
    return said


def _framed(to: Addressee) -> bytes | None:
    """Put in writing how receipts begin by filling in a form of the paper's kind.

    As the encoder would, in a third of its time; nothing where it would have to escape.
    """
    if not (to.id and to.version):
        return None
    form, read, reference = _form_of(to.key.kind)
    values = [it if it.__class__ is str else _text(it) for it in read(to)]
    if reference is not None and not values[reference]:
        values[reference] = to.preliminary_number
    key = f"{to.key.owner}_{to.key.number}"
    if ESCAPED.search("".join((key, *values))):
        return None
    return (form % (to.message, key, *values, to.index, to.id, to.version)).encode()


@cache
def _form_of(
    kind: Paper,
) -> tuple[str, Callable[[Addressee], tuple[Any, ...]], int | None]:
    """Lay out how receipts on a kind of paper begin, and where its reference stands."""
    names, read = _keys_of(kind)
    keys = ",".join(f'"{name}":"%s"' for name in names)
    form = (
        f'{{"message":%d,"kind":"{kind.value}","key":"%s","content":{{"keys":{{{keys}}}'
        ',"index":%d},"paper":%d,"version":%d,"guid":"'
    )
    return form, read, names.index(REFERENCE) if REFERENCE in names else None


def _text(value: object) -> str:
    return "" if value is None else str(value)


@cache
def _keys_of(
    kind: Paper,
) -> tuple[tuple[str, ...], Callable[[Addressee], tuple[Any, ...]]]:
    """Lay out the names of a kind's keys, and where each value comes from."""
    nature = KINDS[kind].message.noun.nature
    sources = (it if it in nature.given else f"paper.{it}" for it in nature.keys)
    names = tuple(path.replace(".", "_") for path in nature.keys)
    return names, taking(tuple(sources))
