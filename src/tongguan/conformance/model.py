"""情景 What a scenario says: the messages to send, and the receipts that must come.

The shapes are those of the pages in `scenarios/`; whatever they do not know is refused.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

OWN_CODE = re.compile(r"[A-Z]{3}-\d{4}")
ABSENT, EMPTY = "(absent)", "(empty)"
ANYTHING = "*"
ACCEPTED = 202


class Needs(StrEnum):
    """What a target must be for a scenario: decide itself, or stand before customs."""

    ANY = "any"
    DECIDES = "decides"
    FORWARDS = "forwards"


class Door(StrEnum):
    """Through which doors a scenario can be played."""

    ANY = "any"
    HTTP = "http"


class Form(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A shape that refuses what it does not know."""


class Title(Form, frozen=True):
    """What a scenario shows, in both languages."""

    zh: str
    en: str


class Spelling(Form, frozen=True):
    """写法 How a message is written down; all of these mean the same message."""

    prefix: str = "ceb"
    encoding: str = "UTF-8"
    mark: bool = False
    comments: bool = False
    indented: bool = False
    declared: bool = True


class Spoiling(Form, frozen=True):
    """破坏 One thing done to the text or the bytes of a written message.

    `replace` puts `by` in the place of a text, `times` over; `cut` keeps so many
    characters; `recode` writes in another encoding than is declared; `pack` puts the
    message into a zip, so many times.
    """

    replace: str = ""
    by: str = ""
    times: int = 1
    cut: int = 0
    recode: str = ""
    pack: int = 0


class Signed(Form, frozen=True):
    """签名 By which method a message is signed, with which certificate."""

    method: str
    expired: bool = False


class Step(Form, frozen=True):
    """一步 Messages to send, the same bytes to send again, or receipts to wait for.

    With `turns`, each message waits until the one before it was answered.
    """

    send: str = ""
    again: str = ""
    wait: Mapping[str, str] = {}
    turns: bool = False
    label: str = field(name="as", default="")
    by: str = ""
    set: Mapping[str, str] = {}
    repeat: Mapping[str, int] = {}
    copies: int = 1
    written: Spelling = Spelling()
    spoilt: tuple[Spoiling, ...] = ()
    raw: str = ""
    signed: Signed | None = None
    answer: int = ACCEPTED
    duplicate: bool = False


class Expected(Form, frozen=True):
    """应有回执 The statuses a paper's receipts must bear, and what they must say.

    `tax` is what the bill on it amounts to; `then` names messages that follow from it.
    """

    receipts: str
    says: tuple[str, ...] = ()
    tax: str = ""
    then: tuple[str, ...] = ()


class Scenario(Form, frozen=True):
    """情景 One proof of one clause: what is done, and what must come of it."""

    name: str
    title: Title
    proves: str
    steps: tuple[Step, ...]
    expect: Mapping[str, str | Expected]
    needs: Needs = Needs.ANY
    door: Door = Door.ANY
    suffix: str = ""
    changes: Mapping[str, Mapping[str, str]] = field(name="with", default_factory=dict)

    def moves(self) -> Iterator[Step]:
        """Yield the steps one message at a time."""
        for step in self.steps:
            names = step.send.split()
            for name in names:
                yield replace(step, send=name, label=step.label or name)
                if step.turns:
                    yield Step(wait={step.label or name: f"2 {ANYTHING}"})
            if not names:
                yield step

    def copies(self, label: str) -> Iterator[str]:
        """Yield the firms, by their parts, a paper may be copied to: `order@seller`."""
        for expected in self.expect:
            name, at, part = expected.partition("@")
            if at and name == label:
                yield part

    def expected(self) -> dict[str, Expected]:
        """Return what every paper is to be told, by its label."""
        return {
            label: Expected(receipts=it) if isinstance(it, str) else it
            for label, it in self.expect.items()
        }


def agrees(wanted: str, statuses: tuple[str, ...]) -> bool:
    """Tell whether statuses are as wanted.

    Wanted is a row of words such as `2+ 120 (399) 800`: `+` stands for one or more,
    brackets for one that may be missing, `|` parts words of which one is there, `<0`
    is any negative status, `CEB900` a message that was refused for its form, `COPY`
    the copy of a paper for a subscriber, and `*` whatever comes there.
    """
    row = "".join(f"{status} " for status in statuses)
    return re.fullmatch("".join(map(_pattern, wanted.split())), row) is not None


def is_own(word: str) -> bool:
    """Tell whether a word is a code that only Tongguan has."""
    return OWN_CODE.fullmatch(word) is not None


def _pattern(word: str) -> str:
    if word == ANYTHING:
        return r"(?:\S+ )*"
    often = {"+": "+", ")": "?"}.get(word[-1], "")
    words = word.strip("()+").split("|")
    meant = "|".join(r"-\d+" if it == "<0" else re.escape(it) for it in words)
    return f"(?:(?:{meant}) ){often}"
