"""告知 Findings and faults as data for senders: with the path and label they know."""

from collections.abc import Iterable, Sequence
from typing import Any

from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.gateway.chinaport.places import locate
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
    }


def located(findings: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add to each finding the path and the label of its places."""
    return [
        finding | {side: _located(finding.get(side)) for side in ("place", "against")}
        for finding in findings
    ]


def _located(place: dict[str, Any] | None) -> dict[str, Any] | None:
    if place is None or "path" in place:
        return place
    path, tag, label = locate(Place(place["paper"], place["field"], place["line"]))
    return {**place, "path": path, "tag": tag, "label": label}
