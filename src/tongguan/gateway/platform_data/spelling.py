"""待签名串 The text that is signed, in every spelling that was met.

The published document, its sample and working programs disagree on quotes and on one
letter; the JSON of the two objects counts exactly as it was transmitted. So every
spelling is tried, and the one that verified is written down.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tongguan.gateway.platform_data.messages import HEAD, ITEMS, LISTS

SPACE = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write the text: which quotes, around what, under which name."""

    name: str
    quote: str = '"'
    around_json: bool = True
    lists: str = LISTS

    def text(self, raw: Mapping[str, str]) -> bytes:
        """Write the text that is signed from the members as they were transmitted."""
        return "||".join(self._item(name, raw[name]) for name in ITEMS).encode()

    def _item(self, name: str, raw: str) -> str:
        key = self.lists if name == LISTS else name
        is_json = name in {HEAD, LISTS}
        value = raw if is_json else _bare(raw)
        quoted = value if is_json and not self.around_json else self._in(value)
        return f"{self._in(key)}:{quoted}"

    def _in(self, text: str) -> str:
        return f"{self.quote}{text}{self.quote}"


SINGULAR = LISTS.removesuffix("s")
SPELLINGS = (
    Spelling("working"),
    Spelling("sample", around_json=False, lists=SINGULAR),
    Spelling("plain", around_json=False),
    Spelling("quoted-singular", lists=SINGULAR),
    Spelling("single-quotes", quote="'"),
    Spelling("single-quotes-plain", quote="'", around_json=False),
)


def _bare(raw: str) -> str:
    """Take the quotes off a JSON text; a number stays as it was written."""
    return str(json.loads(raw)) if raw.startswith('"') else raw


def members(text: str) -> dict[str, str]:
    """Cut a JSON object into its members, each exactly as it was transmitted.

    Raises ValueError where the text is no object.
    """
    return dict(_members(text))


def _members(text: str) -> Iterator[tuple[str, str]]:
    decoder, at = json.JSONDecoder(), _skip(text, 0)
    if text[at : at + 1] != "{":
        raise ValueError("An object is wanted.")
    at = _skip(text, at + 1)
    while text[at : at + 1] != "}":
        if text[at : at + 1] != '"':
            raise ValueError("A name is wanted.")
        name, at = decoder.raw_decode(text, at)
        at = _skip(text, at)
        if text[at : at + 1] != ":":
            raise ValueError("A colon is wanted.")
        begin = _skip(text, at + 1)
        _, end = decoder.raw_decode(text, begin)
        yield name, text[begin:end]
        at = _skip(text, end)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "}":
            raise ValueError("A comma is wanted.")


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] and text[at] in SPACE:
        at += 1
    return at
