"""回执 How findings and moves are told to a sender: status, code, and a reason."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from msgspec import json

from tongguan.journeys.addressee import Addressee
from tongguan.journeys.labels import label_of
from tongguan.kit.checks import Finding, Place, Severity
from tongguan.kit.guids import new_guid, new_guids_in_writing
from tongguan.kit.rulebook import TRUTHS, read_page
from tongguan.plumbing.outbox.model import Written
from tongguan.plumbing.outbox.store import Answer
from tongguan.trade.papers import Paper

PAGE = "customs/declaration/receipts.yaml"
TEXT_MAX = 1000
REJECTED = {"refuse", "reject"}
ENCODER = json.Encoder()
Plain = tuple[Addressee, str]  # who is answered after which move, that found nothing


@dataclass(frozen=True, slots=True)
class Word:
    """What one move tells: status, bracket code, both languages, whether the last.

    `text` is what it says where nothing was found, `written` how that receipt ends.
    """

    status: str
    code: str
    chinese: str
    english: str
    terminal: bool
    text: str = ""
    written: bytes = b""


@cache
def word(kind: Paper, move: str) -> Word:
    """Look up what a move of one kind of paper tells."""
    own = kind is Paper.DECLARATION
    entry = read_page(PAGE)["declaration" if own else "papers"][move]
    code, chinese = entry["code"], entry["zh"]
    said = Word(
        status=entry["status"],
        code=code,
        chinese=chinese,
        english=entry["en"],
        terminal=TRUTHS[entry["terminal"]],
        text=f"[Code:{code};Desc:{chinese}]" if code else chinese,
    )
    return replace(said, written=_closing(said))


def _closing(said: Word) -> bytes:
    """Put in writing how a receipt ends; a text that names its paper is left open.

    The name of the paper follows, as its addressee has put it in writing.
    """
    facts: dict[str, Any] = {"status": said.status}
    facts |= {"code": said.code} if said.code else {}
    facts |= {"terminal": True} if said.terminal else {}
    closing = b'",' + ENCODER.encode(facts)[1:-1] + b',"text":'
    text = ENCODER.encode(said.text)
    return closing + text + b"}" if said.code else closing + text[:-1]


def plain_answers(due: Sequence[Plain]) -> list[Written]:
    """Answer papers after moves where nothing was found: as `answer`, in writing."""
    words = [word(to.key.kind, move) for to, move in due]
    guids = new_guids_in_writing(len(due))
    return [
        Written(
            to.sender,
            to.message,
            to.index,
            (to.written or to.opening())
            + guid
            + said.written
            + (b"" if said.code else to.named or to.name()),
            to.id if said.terminal else None,
        )
        for (to, _), said, guid in zip(due, words, guids, strict=True)
    ]


def all_written(due: Sequence[Answer | Plain]) -> list[Answer | Written]:
    """Put in writing, all at once, what finds nothing among answers; order kept."""
    plain = iter(plain_answers([it for it in due if isinstance(it, tuple)]))
    return [next(plain) if isinstance(it, tuple) else it for it in due]


def answer(
    to: Addressee, move: str, findings: list[Finding], *, aside: str = ""
) -> Answer:
    """Answer a paper after a move, with every finding there is.

    A rejection speaks of what is to be mended first, and of nothing that would only
    have been held: nobody is told to wait for a list that is rejected.
    """
    said = word(to.key.kind, move)
    code, text = said.code, said.text
    if not code:
        text = f"{text}[{to.paper.heading.guid}]"
    if not findings:
        return _answer(to, said, code, clipped(text, aside), findings)
    spoken = weighty(findings) if move in REJECTED else spoken_of(findings)
    if spoken:
        code = bracket(spoken[0])
        text = "；".join(described(finding) for finding in spoken)
    if move not in REJECTED:
        aside += "".join(f"；{described(note)}" for note in notes_of(findings))
    return _answer(to, said, code, clipped(text, aside), findings)


def spoken_of(findings: list[Finding]) -> list[Finding]:
    """Return the findings a receipt speaks of; what is only noted changes nothing."""
    return [f for f in findings if f.severity is not Severity.NOTE]


def notes_of(findings: list[Finding]) -> list[Finding]:
    """Return the findings that are only noted."""
    return [f for f in findings if f.severity is Severity.NOTE]


def weighty(findings: list[Finding]) -> list[Finding]:
    """Return the findings a paper is rejected for."""
    return [f for f in findings if f.severity is Severity.REJECT]


def objected(to: Addressee, finding: Finding) -> Answer:
    """Answer a paper that changes nothing: the official negative code says why."""
    said = Word(finding.notice.receipt, finding.code, "", "", terminal=False)
    return _answer(to, said, finding.code, clipped(described(finding)), [finding])


def _answer(
    to: Addressee, said: Word, code: str, text: str, findings: list[Finding]
) -> Answer:
    return Answer(
        recipient=to.sender,
        message=to.message,
        kind=to.key.kind,
        guid=new_guid(),
        key=str(to.key),
        status=said.status,
        code=code,
        text=text,
        content=to.content(),
        paper=to.id,
        version=to.version,
        terminal=said.terminal,
        findings=tuple([told(finding) for finding in findings]),
    )


def bracket(finding: Finding) -> str:
    """Return the code a receipt shows for a finding: the official one if there is."""
    return finding.notice.receipt or finding.code


def described(finding: Finding) -> str:
    """Say a finding in a receipt: code, where, what is wrong, what to do."""
    remedy = finding.notice.remedy[0].format(**finding.words())
    said = where(finding) + finding.chinese()
    return f"[Code:{bracket(finding)};Desc:{said}]{remedy}"


def where(finding: Finding) -> str:
    """Say the goods item, and the entry unless the text names it by itself."""
    if finding.difference is None:
        return ""
    place = finding.difference.place
    label = label_of(place)
    named = "" if label in finding.chinese() else f"“{label}”"
    item = f"第{place.line}项" if place.line else ""
    return f"{item}{named}：" if item or named else ""


def clipped(text: str, aside: str = "") -> str:
    """Keep a text and what is said at its end within what a receipt can carry."""
    room = TEXT_MAX - len(aside)
    return (text if len(text) <= room else text[: room - 1] + "…") + aside


def told(finding: Finding) -> dict[str, Any]:
    """Return a finding as data: what, where, values, rule, law, remedy."""
    notice, difference = finding.notice, finding.difference
    words = finding.words()
    return {
        "code": notice.code,
        "receipt": notice.receipt,
        "severity": notice.severity.value,
        "zh": finding.chinese(),
        "en": finding.english(),
        "remedy": {
            "zh": notice.remedy[0].format(**words),
            "en": notice.remedy[1].format(**words),
        },
        "given": words["given"],
        "expected": words["expected"],
        "place": _place(difference.place) if difference else None,
        "against": _place(difference.against) if difference else None,
        "cites": notice.clause.text,
        "confirmed": notice.clause.confirmed,
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {"paper": place.paper, "field": place.field, "line": place.line}
