"""触发字母 What the end of a business number asks the customs to do: pure.

    number  = stem 1*( "-" word )
    word    = "T" status *( "-" status )    these receipts, in this order
            / "L" [ status ]                lost: that one, or all that the customs says
            / "D" seconds                   the customs speaks so much later
            / "X" times                     every receipt comes so many times
            / "O"                           out of order: the last one comes first
            / "W"                           the signature on the envelope is wrong
    status  = 1*3DIGIT / "E" 1*6DIGIT       E621029 stands for -621029

A number whose end is not wholly made of words asks for nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

STORED, DECLARED, SENT, UNSENT = "1", "2", "3", "4"
REJECTED, ENTERED, FORMAT = "100", "120", "900"
AT_THE_PORT = {STORED, DECLARED, SENT, UNSENT, FORMAT}
STATUS = r"(?:\d{1,3}|E\d{1,6})"
WORD = (
    rf"-(?:T(?P<outcome>{STATUS}(?:-{STATUS})*)|L(?P<lost>(?:{STATUS})?)"
    r"|D(?P<delay>\d{1,4})|X(?P<times>[2-9])|(?P<mark>[OW]))(?=-|$)"
)
WORDS = re.compile(WORD)
TAIL = re.compile(rf"(?:{re.sub(r'[?]P<[a-z]+>', '?:', WORD)})+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """剧本 What the customs does with one document.

    Without `outcome` it takes its usual course; `lost` names statuses, and `*` all
    that the customs itself says.
    """

    outcome: tuple[str, ...] = ()
    lost: frozenset[str] = frozenset()
    delay: int = 0
    times: int = 1
    backwards: bool = False
    forged: bool = False

    def is_lost(self, status: str) -> bool:
        """Tell whether the receipt of a status never comes."""
        whole = "*" in self.lost and status not in AT_THE_PORT
        return whole or status in self.lost


USUAL = Script()


def script_of(numbers: Iterable[str | None]) -> Script:
    """Return what the first number that asks for something asks for."""
    return next((s for s in map(read, numbers) if s is not USUAL), USUAL)


def read(number: str | None) -> Script:
    """Return what one business number asks for."""
    tail = TAIL.search(number or "")
    if tail is None:
        return USUAL
    said = [match.groupdict() for match in WORDS.finditer(tail[0])]
    marks = {word["mark"] for word in said}
    return Script(
        outcome=tuple(
            status
            for word in said
            for status in map(status_of, (word["outcome"] or "").split("-"))
            if status
        ),
        lost=frozenset(
            status_of(word["lost"]) or "*" for word in said if word["lost"] is not None
        ),
        delay=max(int(word["delay"] or 0) for word in said),
        times=max(int(word["times"] or 1) for word in said),
        backwards="O" in marks,
        forged="W" in marks,
    )


def status_of(letters: str) -> str:
    """Return the status letters stand for: E621029 is -621029."""
    return letters.replace("E", "-")


def course(asked: Sequence[str], usual: Sequence[str], may: Iterable[str]) -> list[str]:
    """Return every status a document gets, from the first to the last.

    What the port says before the customs, and that the customs has entered the
    document before it decides, need not be asked for. What its receipt may not carry
    is not asked of this document, but of another that the same number names.
    """
    allowed = {*may, FORMAT}
    fitting = [s for s in asked if s in allowed or s.startswith("-")]
    chosen = fitting or list(usual)
    first = chosen[0]
    if first in {STORED, DECLARED, FORMAT} or first.startswith("-"):
        return chosen
    if first in {SENT, UNSENT}:
        return [DECLARED, *chosen]
    entered = [] if first in {REJECTED, ENTERED} else [ENTERED]
    return [DECLARED, SENT, *entered, *chosen]
