"""原因目录 What every reason code means, without the values of any one case."""

import re
from functools import cache

from tongguan.customs.allowance.rules import ALLOWANCE
from tongguan.customs.control.rules import CONTROLS
from tongguan.customs.duty.certainty import CERTAINTY
from tongguan.customs.filing.rules import ADMISSION
from tongguan.customs.matching.rules import THREE_DOCUMENTS
from tongguan.customs.risk.rules import NEUTRAL, SELECTIVITY
from tongguan.finance.guarantee.rules import GUARANTEE
from tongguan.inspection.goods_filing.receiving import RECEIVING
from tongguan.inspection.goods_filing.rules import GOODS_FILING
from tongguan.journeys.kinds import KINDS
from tongguan.journeys.notices import BY_HAND, INCOMPLETE, NOT_FOR_OFFICERS, NOT_IN_TIME
from tongguan.kit.checks import Check, Notice

DECIDING: tuple[tuple[Check[object], ...], ...] = (
    ADMISSION,
    GOODS_FILING,
    RECEIVING,
    THREE_DOCUMENTS,
    ALLOWANCE,
    CERTAINTY,
    GUARANTEE,
    CONTROLS,
    SELECTIVITY,
)  # type: ignore[assignment]  # only their notices are read, whatever they check
SPOKEN = (NEUTRAL, BY_HAND, INCOMPLETE, NOT_FOR_OFFICERS, NOT_IN_TIME)
VALUE = re.compile(r"\{[a-z_]+\}")


@cache
def notices() -> dict[str, Notice]:
    """Return the notice of every check by its code."""
    tables = (*(kind.checks for kind in KINDS.values()), *DECIDING)
    found = {check.notice.code: check.notice for table in tables for check in table}
    return found | {one.code: one for one in SPOKEN}


def meaning(code: str) -> tuple[str, str]:
    """Say what a code means in Chinese and English; empty for an unknown code."""
    notice = notices().get(code)
    if notice is None:
        return "", ""
    return VALUE.sub("…", notice.chinese), VALUE.sub("…", notice.english)
