"""问题与办法 One finding in the words of a page: what is wrong, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongguan.portal import formats
from tongguan.portal.words import KEEPERS, SEVERITIES, Sign, Word
from tongguan.trade.papers import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """问题与办法 One finding: what is wrong, who must act, what to do."""

    code: str
    receipt: str
    sign: Sign
    says: str
    remedy: str
    keeper: Word
    given: str
    expected: str
    cites: str
    confirmed: bool


def present_finding(finding: Mapping[str, Any]) -> Advice:
    """Say what is wrong and what to do about it."""
    place = finding["place"] or {"paper": Paper.DECLARATION}
    return Advice(
        code=finding["code"],
        receipt=finding["receipt"],
        sign=SEVERITIES[finding["severity"]],
        says=formats.either(finding["zh"], finding["en"]),
        remedy=formats.either(finding["remedy"]["zh"], finding["remedy"]["en"]),
        keeper=KEEPERS.get(place["paper"], ""),
        given=finding["given"],
        expected=finding["expected"],
        cites=finding["cites"],
        confirmed=finding["confirmed"],
    )
