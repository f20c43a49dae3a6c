"""A preview as data, for the interface and the command line."""

from collections.abc import Sequence
from typing import Any

from tongguan.gateway.bulk.imports import Preview
from tongguan.gateway.bulk.rows import CellFault
from tongguan.gateway.bulk.sheets import Trouble


def preview_told(seen: Preview, messages: Sequence[int] = ()) -> dict[str, Any]:
    """Say what a file holds: how much is good, and every faulty cell."""
    sent_at = seen.file.sent_at
    return {
        "digest": seen.file.digest,
        "name": seen.file.name,
        "paper": seen.file.paper,
        "papers": len(seen.sheaves),
        "good": len(seen.good),
        "done": seen.done,
        "faults": [fault_told(fault) for fault in seen.faults],
        "sent_at": sent_at.isoformat() if sent_at else None,
        "messages": list(messages or seen.file.messages),
    }


def fault_told(fault: CellFault) -> dict[str, Any]:
    """Say what is wrong with one cell."""
    return {
        "row": fault.row,
        "column": fault.column,
        "label": fault.label,
        "value": fault.value,
        "code": fault.code,
        "receipt": fault.receipt,
        "zh": fault.chinese,
        "en": fault.english,
        "remedy": {"zh": fault.remedy[0], "en": fault.remedy[1]},
    }


def trouble_told(trouble: Trouble) -> dict[str, Any]:
    """Say why a file can't be read, as a problem has it."""
    return {
        "code": trouble.code,
        "title": trouble.what[0],
        "title_en": trouble.what[1],
        "detail": trouble.remedy[0],
        "detail_en": trouble.remedy[1],
    }
