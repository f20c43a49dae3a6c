"""告知 Findings and faults as data for senders: with the path and label they know."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.gateway.chinaport.places import locate
from tongguan.journeys.explanations import address
from tongguan.kit.checks import Place
from tongguan.kit.wire import WireFault

SCHEMA = "《海关跨境统一版系统企业对接报文规范》"


def faults_told(
    wrong: Sequence[WireFault] | UnreadableError,
) -> list[dict[str, Any]]:
    """Say every format fault as data: code, path, field, value, rule, remedy."""
    if isinstance(wrong, UnreadableError):
        return [_fault(wrong, path="", label="", given="", tag="")]
    return [
        _fault(f, path=f.path, label=f.label, given=f.value, tag=f.tag) for f in wrong
    ]


def _fault(
    fault: WireFault | UnreadableError, *, path: str, label: str, given: str, tag: str
) -> dict[str, Any]:
    return {
        "code": fault.code,
        "receipt": "",
        "severity": "reject",
        "zh": fault.chinese,
        "en": fault.english,
        "remedy": {"zh": fault.remedy[0], "en": fault.remedy[1]},
        "given": given,
        "expected": "",
        "place": {"path": path, "label": label, "field": tag},
        "against": None,
        "cites": SCHEMA,
        "confirmed": True,
        "doc": address(fault.code),
    }


def located(
    findings: Iterable[dict[str, Any]], kind: str = "", index: int = 1
) -> list[dict[str, Any]]:
    """Add to each finding the path and the label of its places, and its explanation.

    Places of a paper of this kind are in the paper at `index` of its message; where
    others' papers stand in theirs is not told.
    """
    indexes = {kind: index}
    return [
        finding
        | {
            "place": _located(finding.get("place"), indexes),
            "against": _located(finding.get("against"), indexes),
            "doc": address(finding.get("code", "")),
        }
        for finding in findings
    ]


def _located(
    place: dict[str, Any] | None, indexes: Mapping[str, int]
) -> dict[str, Any] | None:
    if place is None or "path" in place:
        return place
    where = Place(place["paper"], place["field"], place["line"])
    path, tag, label = locate(where, indexes.get(place["paper"], 1))
    return {**place, "path": path, "tag": tag, "label": label}
