"""出口运输与汇总 What becomes of a sale's parcel: arrival, bill, departure, summary."""

from tongguan.samples.press import Press, firm
from tongguan.samples.sales import AIR, OFFICE, SHIRT, Sale
from tongguan.trade.shipments import (
    Consolidation,
    Departure,
    ListedParcel,
    MergedLine,
    Parcel,
    SiteArrival,
    SummarisedList,
    Summary,
    SummaryResult,
)

SITE, BROKER = "9901960T01", "9901960D02"
PLANE, FLIGHT, TRUCK = "云汐航空货机", "YX0901", "云A00901"
BY_SELLER, BY_NAME = "1", "1"
FILED = "1"


def air_waybill(press: Press) -> str:
    """Return the number of the bill all parcels of the day hang under."""
    return f"990-{press.at:%y%m%d}01"


def arrival(press: Press, sale: Sale) -> SiteArrival:
    """Say that the parcel came to the supervised site."""
    return SiteArrival(
        heading=press.heading(35),
        customs_office=OFFICE,
        reference=f"YD{sale.stem}",
        operator=firm(SITE),
        direction="E",
        transport_mode=AIR,
        domestic_conveyance=TRUCK,
        carrier=sale.carrier,
        parts=1,
        part=1,
        lines=(Parcel(number=1, waybill_number=f"CY{sale.stem}"),),
        transport_document=air_waybill(press),
    )


def consolidation(press: Press, sale: Sale, list_number: str) -> Consolidation:
    """Hang the parcel and its list under the bill."""
    parcel = ListedParcel(
        number=1, waybill_number=f"CY{sale.stem}", list_number=list_number
    )
    return Consolidation(
        heading=press.heading(40),
        customs_office=OFFICE,
        reference=f"ZF{sale.stem}",
        declarant=sale.declarant,
        transport_mode=AIR,
        conveyance=PLANE,
        voyage=FLIGHT,
        transport_document=air_waybill(press),
        gross_weight_kg=sale.gross_kg,
        carrier=sale.carrier,
        parts=1,
        part=1,
        lines=(parcel,),
        domestic_conveyance=TRUCK,
    )


def departure(press: Press, sale: Sale) -> Departure:
    """Say that the parcel left."""
    return Departure(
        heading=press.heading(10),
        customs_office=OFFICE,
        reference=f"LJ{sale.stem}",
        carrier=sale.carrier,
        transport_mode=AIR,
        left_at=press.heading(15).reported_at,
        parts=1,
        part=1,
        lines=(Parcel(number=1, waybill_number=f"CY{sale.stem}"),),
        conveyance=PLANE,
        voyage=FLIGHT,
        transport_document=air_waybill(press),
    )


def summary(press: Press, sale: Sale, list_number: str) -> Summary:
    """Ask for the list to be merged into a declaration."""
    return Summary(
        heading=press.heading(5),
        customs_office=OFFICE,
        reference=f"HZ{sale.stem}",
        declarant=sale.declarant,
        seller=sale.seller,
        broker=firm(BROKER),
        grouping=BY_SELLER,
        name_grouping=BY_NAME,
        parts=1,
        part=1,
        lines=(SummarisedList(list_number=list_number),),
    )


def result(
    press: Press, sale: Sale, request: Summary, numbers: tuple[str, str]
) -> SummaryResult:
    """Tell which declaration came of it, by the summary's and the list's number."""
    summary_number, list_number = numbers
    return SummaryResult(
        guid=press.guid(),
        customs_office=OFFICE,
        summary_number=summary_number,
        at=press.at,
        unified_number=press.summary_number(),
        state=FILED,
        declarant=request.declarant,
        seller=request.seller,
        broker=request.broker,
        gross_weight_kg=sale.gross_kg,
        net_weight_kg=sale.net_kg,
        parts=1,
        part=1,
        lines=(
            MergedLine(
                list_number=list_number,
                waybill_number=f"CY{sale.stem}",
                sequence=1,
                number=1,
                hs_code=SHIRT,
            ),
        ),
    )
