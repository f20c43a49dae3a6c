"""出口样例 Exports: retail by air and summarised, cancelled, and to a firm abroad."""

from collections.abc import Iterator

from tongguan.customs.summary.messages import SUMMARY_RESULT_MESSAGE
from tongguan.samples import sales, shipping
from tongguan.samples.model import SampleSet, Sheet
from tongguan.samples.press import Press, firm
from tongguan.samples.sales import OFFICE, Sale
from tongguan.trade.exports import ExportCancellation
from tongguan.trade.papers import AnyPaper, Firm

Sent = tuple[tuple[AnyPaper, Firm], ...]


def export_sets(press: Press) -> Iterator[SampleSet]:
    """Yield the sets of exports."""
    yield SampleSet(
        name="export-retail",
        chinese="零售出口（9610），汇总申报",
        english="retail export (9610), summarised",
        sheets=_summarised(press, sales.to_a_consumer(press)),
    )
    yield SampleSet(
        name="export-cancelled",
        chinese="出口清单撤销",
        english="cancellation of an export list",
        sheets=_cancelled(press, sales.to_a_consumer(press)),
    )
    yield SampleSet(
        name="export-b2b",
        chinese="企业对企业直接出口（9710）",
        english="export to a firm (9710)",
        sheets=_listed(press, sales.to_a_firm(press), press.list_number(OFFICE, "E")),
    )


def answered(press: Press, sent: Sent, number: str = "") -> tuple[Sheet, ...]:
    """Return papers in their messages, and then the answers to all of them."""
    return (
        *(press.sheet(paper, sender) for paper, sender in sent),
        *(press.receipts(paper, number) for paper, _ in sent),
    )


def _listed(press: Press, sale: Sale, number: str) -> tuple[Sheet, ...]:
    """Return order, waybill and list with their answers."""
    sent: Sent = (
        (sales.order(press, sale), sale.seller),
        (sales.waybill(press, sale), sale.carrier),
        (sales.declaration(press, sale), sale.declarant),
    )
    return answered(press, sent, number)


def _summarised(press: Press, sale: Sale) -> tuple[Sheet, ...]:
    """Return a sale from the order to the declaration its list was merged into."""
    number, summary_number = press.list_number(OFFICE, "E"), press.summary_number()
    money = sales.proceeds(press, sale)
    consolidation = shipping.consolidation(press, sale, number)
    moved: Sent = (
        (consolidation, sale.declarant),
        (shipping.arrival(press, sale), firm(shipping.SITE)),
        (shipping.departure(press, sale), sale.carrier),
    )
    summary = shipping.summary(press, sale, number)
    result = shipping.result(press, sale, summary, (summary_number, number))
    return (
        *_listed(press, sale, number),
        *answered(press, ((money, firm(sales.PROVIDER)),)),
        *answered(press, moved),
        *answered(press, ((summary, sale.declarant),), summary_number),
        Sheet(message=SUMMARY_RESULT_MESSAGE, content=(result,)),
    )


def _cancelled(press: Press, sale: Sale) -> tuple[Sheet, ...]:
    number = press.list_number(OFFICE, "E")
    request = ExportCancellation(
        heading=press.heading(20),
        customs_office=OFFICE,
        reference=f"CC{sale.stem}",
        list_number=number,
        reason="买方取消订单",
        declarant=sale.declarant,
        seller=sale.seller,
    )
    return (
        *_listed(press, sale, number),
        *answered(press, ((request, sale.declarant),)),
    )
