"""Articles on file, and codes of the tariff, as the data machines are told."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from tongguan.inspection.goods_filing.entries import entries
from tongguan.inspection.goods_filing.model import GoodsVersion, Remark
from tongguan.inspection.goods_filing.proposal import texts_of
from tongguan.journeys.articles import Lodged
from tongguan.journeys.hs_search import Found, Hit
from tongguan.kit.checks import Finding
from tongguan.plumbing.clock import SHANGHAI


def lodged_told(answer: Lodged) -> dict[str, Any]:
    """Say what became of an article."""
    return {
        "item_number": answer.item_number,
        "outcome": answer.outcome,
        "version": answer.version,
        "findings": [finding_told(it) for it in answer.findings],
    }


def finding_told(finding: Finding) -> dict[str, Any]:
    """Say one finding: where, what, what to do, and where the rule stands."""
    told, notice = finding.difference, finding.notice
    return {
        "code": finding.code,
        "severity": finding.severity,
        "field": told.place.field if told else "",
        "value": told.given if told else "",
        "zh": finding.chinese(),
        "en": finding.english(),
        "remedy": {"zh": notice.remedy[0], "en": notice.remedy[1]},
        "clause": notice.clause.text,
        "confirmed": notice.clause.confirmed,
    }


def version_told(version: GoodsVersion) -> dict[str, Any]:
    """Say one version of an article, entry by entry."""
    goods = version.goods
    licensed = goods.licence_until
    return texts_of(goods) | {
        "seller_code": goods.seller_code,
        "version": goods.version,
        "state": version.state,
        "licence_until": licensed.isoformat() if licensed else None,
        "by": version.by,
        "at": version.at.astimezone(SHANGHAI).isoformat(),
        "reason": version.reason,
    }


def history_told(
    versions: Iterable[GoodsVersion], remarks: Iterable[Remark]
) -> dict[str, Any]:
    """Say every version of an article, what each changed, and what was remarked."""
    told: list[dict[str, Any]] = []
    for version in versions:
        said = version_told(version)
        before = told[-1] if told else {}
        said["changed"] = [it for it in entries() if said[it] != before.get(it, "")]
        told.append(said)
    return {
        "versions": told,
        "remarks": [
            {
                "version": it.version,
                "agency": it.agency,
                "text": it.text,
                "at": it.at.astimezone(SHANGHAI).isoformat(),
            }
            for it in remarks
        ],
    }


def found_told(found: Found) -> dict[str, Any]:
    """Say what a search of codes found; the likeliest come first."""
    told: dict[str, Any] = {"codes": [hit_told(it) for it in found.hits]}
    if found.flaw is not None:
        told["barcode"] = {"zh": found.flaw.chinese, "en": found.flaw.english}
    return told


def hit_told(hit: Hit) -> dict[str, Any]:
    """Say one code; a rate that is not known is null."""
    line, verdict = hit.line, hit.verdict
    return {
        "hs_code": hit.hs_code,
        "zh": line.chinese if line else "",
        "en": line.english if line else "",
        "units": [{"code": c, "zh": zh, "en": en} for c, zh, en in hit.units],
        "duty": _rate(hit.duty),
        "vat": _rate(hit.vat),
        "consumption": hit.consumption,
        "conditions": line.conditions if line else "",
        "source": line.source if line else "",
        "confirmed": hit.confirmed,
        "positive_list": {
            "listed": verdict.listed,
            "remarks": [{"zh": zh, "en": en} for zh, en in verdict.remarks],
            "cites": verdict.cites,
            "effective": verdict.effective.isoformat(),
            "confirmed": verdict.confirmed,
        },
        "regulated": [
            {"kind": it.kind, "zh": it.chinese, "en": it.english, "source": it.source}
            for it in hit.regulations
        ],
        "merge_key": hit.merge_key,
        "sellers": hit.sellers,
    }


def _rate(rate: Decimal | None) -> str | None:
    return None if rate is None else f"{rate:f}"
