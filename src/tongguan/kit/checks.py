"""Checks that read like the clause they enforce.

A check looks at a subject and names every place where it is not as the clause wants
it. Its docstring is the very sentence the trader will read, in Chinese and then in
English; a tuple of checks is at once the table of codes and their precedence.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from inspect import cleandoc
from typing import Generic, TypeVar

S = TypeVar("S")
MOST_FINDINGS = 2000


class Severity(StrEnum):
    """What a finding does to the papers it is about."""

    REJECT = "reject"
    HOLD = "hold"
    EXAMINE = "examine"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a rule stands written; `confirmed` is False when still to be confirmed."""

    text: str
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A field of a paper, in our words; `line` counts goods items from 1."""

    paper: str
    field: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement: what a place says and what it should say.

    `against` is the place the expected value was read from, if it was a paper.
    Values of persons are masked by whoever makes the difference.
    """

    place: Place
    given: str = ""
    expected: str = ""
    against: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The fixed part of a finding: one row of the table of checks.

    `receipt` is the code other systems know it by, empty when there is none.
    """

    code: str
    chinese: str
    english: str
    clause: Clause
    remedy: tuple[str, str]
    receipt: str = ""
    severity: Severity = Severity.REJECT


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, where, what to do, and where the law says so."""

    notice: Notice
    difference: Difference | None = None
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The code of the check."""
        return self.notice.code

    @property
    def severity(self) -> Severity:
        """What the finding does to the papers."""
        return self.notice.severity

    def words(self) -> dict[str, str]:
        """Name every value the texts may quote."""
        told = self.difference or Difference(Place("", ""))
        return {"given": told.given, "expected": told.expected, **self.facts}

    def chinese(self) -> str:
        """Say the finding in Chinese, with its values."""
        return self.notice.chinese.format(**self.words())

    def english(self) -> str:
        """Say the finding in English, with its values."""
        return self.notice.english.format(**self.words())


@dataclass(frozen=True, slots=True, eq=False)
class Look(Generic[S]):
    """概览 A quick look: true where nothing is found, in `one` subject or in `every`.

    Of many subjects at once a look costs a third, and most are right.
    """

    one: Callable[[S], bool]
    every: Callable[[Sequence[S]], bool]

    def __call__(self, subject: S) -> bool:
        """Look at one subject."""
        return self.one(subject)


@dataclass(frozen=True, slots=True)
class Check(Generic[S]):
    """A rule about a subject, with the notice it gives.

    `about` names the entries it looks at, goods items without their numbers; where it
    is empty, the catalogue of codes names them. One of two things may spare a `Screen`
    from running the rule: what it finds `rests_on` the subject's entries at these paths
    alone, each goods item by itself; or nothing is found where `look` is true.
    """

    notice: Notice
    differences: Callable[[S], Iterable[Difference]]
    about: tuple[Place, ...] = ()
    rests_on: tuple[str, ...] = ()
    look: Callable[[S], bool] | None = None


def check(
    code: str,
    *,
    clause: Clause,
    remedy: tuple[str, str],
    receipt: str = "",
    severity: Severity = Severity.REJECT,
) -> Callable[[Callable[[S], Iterable[Difference]]], Check[S]]:
    """Make a check of a function that yields differences; its docstring speaks."""

    def wrap(rule: Callable[[S], Iterable[Difference]]) -> Check[S]:
        chinese, english = both_languages(code, rule.__doc__)
        notice = Notice(
            code=code,
            receipt=receipt,
            severity=severity,
            chinese=chinese,
            english=english,
            clause=clause,
            remedy=remedy,
        )
        return Check(notice, rule)

    return wrap


def rests_on(*paths: str) -> Callable[[Check[S]], Check[S]]:
    """Say on which entries of its subject alone a check rests."""
    return lambda wrapped: replace(wrapped, rests_on=paths)


def both_languages(code: str, text: str | None) -> tuple[str, str]:
    """Split a text into its Chinese and its English paragraph, or refuse it."""
    chinese, _, english = cleandoc(text or "").partition("\n\n")
    if not (chinese and english):
        raise ValueError(f"{code} must say what is wrong in both languages.")
    return " ".join(chinese.split()), " ".join(english.split())


def verify(subject: S, checks: Iterable[Check[S]]) -> list[Finding]:
    """Return one finding for every difference, in order of precedence.

    A paper of very many lines may be wrong in all of them: nobody reads them all.
    """
    findings: list[Finding] = []
    for check in checks:
        for difference in check.differences(subject):
            findings.append(Finding(check.notice, difference))
            if len(findings) == MOST_FINDINGS:
                return findings
    return findings
