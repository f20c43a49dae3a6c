"""统计数据 A table of statistics said as data, amounts in yuan as text."""

from typing import Any

from tongguan.commerce.statistics.model import StatisticsTable
from tongguan.trade.money import in_yuan


def table_told(table: StatisticsTable) -> dict[str, Any]:
    """统计表 Say a table as data; None where kept back."""
    totals = table.totals
    return {
        "by": table.by.value,
        "first": table.first.isoformat(),
        "last": table.last.isoformat(),
        "cells": [
            {
                "heading": cell.heading,
                "lists": cell.lists,
                "value": yuan(cell.value_fen),
                "tax": yuan(cell.tax_fen),
                "suppressed": cell.suppressed,
            }
            for cell in table.cells
        ],
        "total": {
            "lists": totals.lists,
            "value": yuan(totals.value_fen),
            "tax": yuan(totals.tax_fen),
        },
        "returned": {
            "lists": totals.returned_lists,
            "value": yuan(totals.returned_value_fen),
        },
        "suppression": {"cites": table.cites, "confirmed": table.confirmed},
    }


def yuan(fen: int | None) -> str | None:
    """Say fen in yuan, where there are any."""
    return None if fen is None else str(in_yuan(fen))
