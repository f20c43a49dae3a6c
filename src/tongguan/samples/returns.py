"""出口退货样例 An exported parcel that comes back: asked for, and tallied."""

from collections.abc import Iterator

from tongguan.samples import sales
from tongguan.samples.exports import answered
from tongguan.samples.model import SampleSet
from tongguan.samples.press import Press, firm
from tongguan.samples.shipping import FLIGHT, PLANE, SITE, air_waybill
from tongguan.trade.export_returns import ExportReturn, ReturnedLine, ReturnTally

GENERAL = "9661"


def return_sets(press: Press) -> Iterator[SampleSet]:
    """Yield the set of an exported parcel that comes back."""
    sale = sales.to_a_consumer(press)
    number = press.list_number(sales.OFFICE, "E")
    request, tally = _request(press, sale, number), _tally(press, sale, number)
    yield SampleSet(
        name="export-return",
        chinese="出口退货",
        english="return of an export",
        sheets=answered(press, ((request, sale.declarant), (tally, firm(SITE)))),
    )


def _request(press: Press, sale: sales.Sale, number: str) -> ExportReturn:
    line = sales.declaration(press, sale).lines[0]
    return ExportReturn(
        heading=press.heading(30),
        customs_office=sales.OFFICE,
        platform=sale.platform,
        seller=sale.seller,
        waybill_number=f"CY{sale.stem}",
        carrier=sale.carrier,
        reference=f"CT{sale.stem}",
        list_number=number,
        declarant=sale.declarant,
        transport_document=air_waybill(press),
        direction="I",
        transport_mode=sales.AIR,
        conveyance=PLANE,
        border_office=sales.BORDER,
        reason="境外买方退货",
        dispatched_from=sales.AMERICA,
        voyage=FLIGHT,
        supervision_mode=GENERAL,
        lines=(
            ReturnedLine(
                number=line.number,
                hs_code=line.hs_code,
                name=line.name,
                model=line.model,
                quantity=line.quantity,
                statutory_quantity=line.statutory_quantity,
                unit=line.unit,
                statutory_unit=line.statutory_unit,
                second_quantity=line.second_quantity,
                second_unit=line.second_unit,
            ),
        ),
    )


def _tally(press: Press, sale: sales.Sale, number: str) -> ReturnTally:
    return ReturnTally(
        heading=press.heading(10),
        customs_office=sales.OFFICE,
        operator=firm(SITE),
        carrier=sale.carrier,
        waybill_number=f"CY{sale.stem}",
        reference=f"LH{sale.stem}",
        transport_document=air_waybill(press),
        direction="I",
        transport_mode=sales.AIR,
        conveyance=PLANE,
        voyage=FLIGHT,
        list_number=number,
        location="退货区01",
    )
