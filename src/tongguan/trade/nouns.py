"""Every noun that is lodged as a paper, by its kind."""

from collections.abc import Mapping

from tongguan.trade.export_returns import ExportReturn, ReturnTally
from tongguan.trade.exports import (
    ExportCancellation,
    ExportDeclaration,
    ExportOrder,
    ExportWaybill,
    Proceeds,
)
from tongguan.trade.import_papers import (
    Cancellation,
    DeliveryStatus,
    GoodsReturn,
    Warehousing,
)
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import AnyPaper, Declaration, Order, Payment, Waybill
from tongguan.trade.shipments import Consolidation, Departure, SiteArrival, Summary

IMPORTS: tuple[type[AnyPaper], ...] = (
    *(Order, Payment, Waybill, Declaration),
    *(DeliveryStatus, Cancellation, GoodsReturn, Warehousing),
)
EXPORTS: tuple[type[AnyPaper], ...] = (
    *(ExportOrder, Proceeds, ExportWaybill, SiteArrival, Departure),
    *(ExportDeclaration, ExportCancellation, Consolidation, Summary),
    *(ExportReturn, ReturnTally),
)
NOUNS: Mapping[Paper, type[AnyPaper]] = {
    noun.nature.kind: noun for noun in (*IMPORTS, *EXPORTS)
}
