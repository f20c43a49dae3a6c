"""本系统代码 Our own codes explained, from the checks that give them.

Text, remedy, clause and official code are the check's; `rulebook/errors/ours.yaml`
adds what a check does not say. A check of a new family is explained all the same.
"""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from tongguan.journeys.checks_page import ALL_CHECKS
from tongguan.journeys.explanations import Explanation, placed, sender_of
from tongguan.journeys.reasons import VALUE
from tongguan.journeys.reasons import notices as spoken
from tongguan.kit.breaches import Breach, Texts
from tongguan.kit.checks import Notice, Place, Severity
from tongguan.kit.desk import SPECIFICATION
from tongguan.kit.rulebook import read_page
from tongguan.plumbing.register.rules import PAGE, Verdict, notice_of, place_of
from tongguan.trade.kinds import Paper

Use = tuple[Notice, tuple[Place, ...]]
ENDS = "。."
WINDOW = "window"


@cache
def beside(code: str) -> dict[str, Any]:
    """Say what stands beside a check; of several names the longest that fits wins."""
    page = read_page("errors/ours.yaml")["codes"]
    fitting = sorted((name for name in page if fnmatchcase(code, f"{name}*")), key=len)
    return {key: told for name in fitting for key, told in page[name].items()}


def of_checks() -> Iterator[Explanation]:
    """Explain the code of every check and of everything officers say."""
    by_code: dict[str, list[Use]] = {}
    for notice, about in uses():
        by_code.setdefault(notice.code, []).append((notice, about))
    for told in by_code.values():
        yield _of_uses(told)


def uses() -> Iterator[Use]:
    """Name every notice that is given, with the entries it may be about."""
    for checks in ALL_CHECKS.values():
        for check in checks:
            yield check.notice, check.about
    for notice in spoken().values():
        yield notice, ()
    for name, told in PAGE["notices"].items():
        for kind in told["receipts"]:
            verdict, paper = Verdict(name), Paper(kind)
            yield notice_of(verdict, paper), (place_of(verdict, paper),)


def _of_uses(told: Iterable[Use]) -> Explanation:
    """Explain one code by all its uses: by every paper, under every official code."""
    (notice, _), *_ = told
    about = dict.fromkeys(it for _, places in told for it in places if it.field)
    receipts = dict.fromkeys(one.receipt for one, _ in told if one.receipt)
    clause = notice.clause
    return explained(
        notice.code,
        (notice.chinese, notice.english),
        notice.remedy,
        about=tuple(about),
        official=tuple(receipts),
        resend="changed" if notice.severity is Severity.REJECT else "never",
        cites=clause.text,
        confidence="high" if clause.confirmed else "low",
    )


def of_breach(breach: Breach, **told: Any) -> Explanation:
    """Explain the code of a fault of form."""
    return explained(
        breach.code, (breach.chinese, breach.english), breach.remedy, **told
    )


def explained(code: str, said: Texts, remedy: Texts, **told: Any) -> Explanation:
    """Explain a code of ours by what it says, with what stands beside it."""
    more = beside(code)
    about = told.pop("about", ()) or placed(more.get("fields", []))
    papers = dict.fromkeys((*(place.paper for place in about), *more.get("papers", ())))
    owners = more.get("owners") or [sender_of(paper) for paper in papers]
    causes = more.get("causes", ())
    usual = {"resend": "changed", "cites": SPECIFICATION.text, "confidence": "high"}
    fixed = {key: more[key] for key in ("resend",) if key in more}
    return Explanation(
        code=code,
        source=WINDOW,
        title=(plainly(said[0]), plainly(said[1])),
        causes=tuple((cause["zh"], cause["en"]) for cause in causes),
        remedy=(plainly(remedy[0]) + "。", plainly(remedy[1]) + "."),
        owners=tuple(dict.fromkeys(owners)) or ("sender",),
        papers=tuple(papers),
        fields=about,
        receipts=tuple(more.get("receipts", ())),
        related=tuple(more.get("related", ())),
        patch=more.get("patch", ""),
        **{**usual, **told, **fixed},
    )


def plainly(text: str) -> str:
    """Say a text without the values of any one case, and without its full stop."""
    return VALUE.sub("…", text).rstrip(ENDS)
