"""代码释义 What a code of a receipt means, why it comes, who mends it, and how.

Official codes are explained on the pages under `rulebook/errors`; what our own checks
say is taken from the checks (`own_codes`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tongguan.journeys.kinds import KINDS
from tongguan.kit.breaches import Texts
from tongguan.kit.checks import Place
from tongguan.kit.codes import codes
from tongguan.kit.rulebook import read_page
from tongguan.trade.kinds import Paper

SENDER, KEY, LINES = "sender", "key", "lines"
RANGE = "~"  # stands between the first and the last code of a range
EVERY = "every"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """释义 One code explained.

    `text` is its official wording. `owners` can mend it, `resend` says whether the
    message may be sent again, `patch` what a machine may mend by itself; they name
    words of the page of words. `papers` and `receipts` say where it is met, and
    `official` under which published codes a check of ours is told.
    """

    code: str
    source: str
    title: Texts
    causes: tuple[Texts, ...]
    remedy: Texts
    owners: tuple[str, ...]
    resend: str
    cites: str
    confidence: str
    text: str = ""
    papers: tuple[str, ...] = ()
    fields: tuple[Place, ...] = ()
    receipts: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    official: tuple[str, ...] = ()
    patch: str = ""

    def covers(self, number: str) -> bool:
        """Tell whether a number lies in the range of codes this is about."""
        first, between, last = self.code.partition(RANGE)
        if not between or len(number) != len(first) or not number[1:].isdigit():
            return False
        return abs(int(first)) <= abs(int(number)) <= abs(int(last))


def address(code: str) -> str:
    """Say where a code is explained."""
    return f"/errors/{code}" if code else ""


def words(group: str, name: str) -> Texts:
    """Look up a word of the catalogue in both languages."""
    word = read_page("errors/words.yaml")[group][name]
    return word["zh"], word["en"]


def sender_of(paper: str) -> str:
    """Say whose business it is to send a paper."""
    return str(read_page("errors/words.yaml")["papers"][paper]["owner"])


def placed(names: list[str], paper: str = "") -> tuple[Place, ...]:
    """Read entries: `order.number`; or `number`, `key` of the paper spoken of."""
    papers = read_page("errors/words.yaml")["papers"]
    found: list[Place] = []
    for name in names:
        head, _, rest = name.partition(".")
        if name == KEY:
            found += key_of(paper)
        elif head in papers and rest:
            found.append(Place(head, rest))
        else:
            found.append(Place(paper, name))
    return tuple(dict.fromkeys(found))


def key_of(paper: str) -> list[Place]:
    """Name the entries that make the business key of a paper."""
    kind = KINDS.get(Paper(paper)) if paper in list(Paper) else None
    if kind is None:
        return []
    nature = kind.message.noun.nature
    return [Place(paper, name) for name in (*nature.number, nature.owner)]


@cache
def official() -> tuple[Explanation, ...]:
    """Explain every published code."""
    return (*_business(), *_ranges(), *_reasons(), *_statuses(), *_interfaces())


def _business() -> Iterator[Explanation]:
    page = read_page("errors/business.yaml")
    for paper, rows in page["papers"].items():
        for row in rows:
            seen = "confidence" in row
            yield _of_kind(
                row["kind"],
                paper,
                code=row["code"],
                source="business",
                text=row.get("text", ""),
                cites=page["practice" if seen else "cites"],
                confidence=row.get("confidence", page["confidence"]),
            )


def _ranges() -> Iterator[Explanation]:
    page = read_page("errors/ranges.yaml")
    told = {
        "source": "range",
        "cites": page["cites"],
        "confidence": page["confidence"],
    }
    for other in page["others"]:
        code = f"{other['from']}{RANGE}{other['to']}"
        yield _of_kind(other["kind"], other["paper"], code=code, **told)
    width = int(page["width"])
    for paper, start in page["papers"].items():
        for stage, kind in enumerate(page["stages"]):
            first = int(start) - stage * width
            code = f"{first}{RANGE}{first - width + 1}"
            yield _of_kind(kind, paper, code=code, **told)


def _of_kind(kind: str, paper: str, **told: Any) -> Explanation:
    """Explain a code by the kind of trouble it tells of, and the paper it is about."""
    said = read_page("errors/kinds.yaml")["kinds"][kind]
    zh, en = words("papers", paper)
    return _explained(
        {**said, "zh": said["zh"].format(paper=zh), "en": said["en"].format(paper=en)},
        papers=(paper,),
        **told,
    )


def _reasons() -> Iterator[Explanation]:
    page = read_page("errors/reasons.yaml")
    for said in page["codes"]:
        yield _explained(
            said,
            code=said["code"],
            source="reason",
            text=said["text"],
            papers=tuple(said["papers"]),
            cites=page["cites"],
            confidence=page["confidence"],
        )


def _statuses() -> Iterator[Explanation]:
    page = read_page("errors/statuses.yaml")
    names = {it.code: it.chinese for it in codes("receipt_statuses")}
    for said in page["codes"]:
        listed = [page[EVERY] if it == EVERY else [it] for it in said["receipts"]]
        yield _explained(
            said,
            code=said["code"],
            source="status",
            text=names.get(said["code"], ""),
            receipts=tuple(receipt for part in listed for receipt in part),
            cites=page["cites"],
            confidence=said.get("confidence", page["confidence"]),
        )


def _interfaces() -> Iterator[Explanation]:
    page = read_page("errors/envelope.yaml")
    for source in ("envelope", "payment_data"):
        for said in page[source]:
            yield _explained(
                said,
                code=said["code"],
                source=source,
                cites=page[f"{source}_cites"],
                confidence=page["confidence"],
            )


def _explained(said: Mapping[str, Any], **told: Any) -> Explanation:
    papers = told.get("papers", ())
    owners = said["owner"] if isinstance(said["owner"], list) else [said["owner"]]
    senders = [sender_of(paper) for paper in papers] or [SENDER]
    named = [it for o in owners for it in (senders if o == SENDER else [o])]
    return Explanation(
        title=(said["zh"], said["en"]),
        causes=tuple((cause["zh"], cause["en"]) for cause in said["causes"]),
        remedy=(said["remedy"]["zh"], said["remedy"]["en"]),
        owners=tuple(dict.fromkeys(named)),
        resend=said["resend"],
        fields=placed(said.get("fields", []), papers[0] if papers else ""),
        related=tuple(said.get("related", ())),
        **told,
    )
