"""收件人 Whom receipts about a paper go to, and how all of theirs begin."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple, Self

from msgspec import Struct, json, structs

from tongguan.journeys.kinds import KINDS
from tongguan.kit.fold import taking
from tongguan.plumbing.outbox.model import About
from tongguan.plumbing.register.model import Key
from tongguan.trade.papers import AnyPaper, Paper

REFERENCE = "reference"
ENCODER = json.Encoder()
ESCAPED = re.compile(r'["\\\x00-\x1f]')
LINE, LINE_BYTE = "\n", b"\n"  # which would have to be escaped


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


def put_in_writing(addressees: Iterable[Addressee]) -> None:
    """Put in writing how receipts to many begin, and how texts end that name each.

    Where anything would have to be escaped, each is left to be put in writing by
    itself, once it is answered.
    """
    due = [it for it in addressees if it.id and it.version and not it.written]
    forms = [_form_of(it.key.kind) for it in due]
    pairs = [*zip(forms, due, strict=True)]
    if ESCAPED.search("".join([form.says(it) for form, it in pairs])):
        return
    lines = LINE.join([form.fill(it) for form, it in pairs]).encode().split(LINE_BYTE)
    for it, written, named in zip(due, lines[::2], lines[1::2], strict=False):
        structs.force_setattr(it, "written", written)
        structs.force_setattr(it, "named", named)


def _framed(to: Addressee) -> bytes | None:
    """Put in writing how receipts begin by filling in a form of the paper's kind.

    As the encoder would, in a third of its time; nothing where it would have to escape.
    """
    if not (to.id and to.version):
        return None
    form = _form_of(to.key.kind)
    if ESCAPED.search(form.says(to)):
        return None
    return form.fill(to).encode().partition(LINE_BYTE)[0]


class Form(NamedTuple):
    """How receipts on a kind of paper begin, and all that is said in it by papers.

    Filled in, a second line follows: how a text ends that names the paper.
    """

    fill: Callable[[Addressee], str]
    says: Callable[[Addressee], str]


@cache
def _form_of(kind: Paper) -> Form:
    """Write out how receipts on a kind of paper begin, as functions of one line."""
    names, sources = _sources_of(kind)
    if not all(it.isidentifier() for path in sources for it in path.split(".")):
        raise ValueError(f"{sources} do not name attributes.")
    values = [f'{{"" if (_ := it.{path}) is None else _}}' for path in sources]
    if REFERENCE in names:
        own = sources[names.index(REFERENCE)]
        values[names.index(REFERENCE)] = f"{{it.{own} or it.preliminary_number}}"
    key, guid = "{it.key.owner}_{it.key.number}", "{it.paper.heading.guid}"
    keys = ",".join(f'"{n}":"{it}"' for n, it in zip(names, values, strict=True))
    begins = (
        f'{{{{"message":{{it.message}},"kind":"{kind.value}","key":"{key}",'
        f'"content":{{{{"keys":{{{{{keys}}}}},"index":{{it.index}}}}}},'
        '"paper":{it.id},"version":{it.version},"guid":"'
    )
    return Form(
        fill=_function(f'{begins}\\n[{guid}]"}}}}'),
        says=_function("".join((key, guid, *values))),
    )


def _function(form: str) -> Callable[[Addressee], str]:
    """Make a function of a form."""
    made: Callable[[Addressee], str] = eval(  # noqa: S307 - of our own declarations
        f"lambda it: f'''{form}'''"
    )
    return made


def _text(value: object) -> str:
    return "" if value is None else str(value)


@cache
def _keys_of(
    kind: Paper,
) -> tuple[tuple[str, ...], Callable[[Addressee], tuple[Any, ...]]]:
    """Lay out the names of a kind's keys, and how their values are taken."""
    names, sources = _sources_of(kind)
    return names, taking(sources)


def _sources_of(kind: Paper) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lay out the names of a kind's keys, and where each value comes from."""
    nature = KINDS[kind].message.noun.nature
    sources = tuple(it if it in nature.given else f"paper.{it}" for it in nature.keys)
    return tuple(path.replace(".", "_") for path in nature.keys), sources
