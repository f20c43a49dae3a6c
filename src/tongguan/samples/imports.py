"""进口样例 Retail imports: out of bond, direct, cancelled, and sent back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from tongguan.customs.duty.bills import tax_bill
from tongguan.customs.duty.messages import TAX_BILL_MESSAGE, TAX_STATUS_MESSAGE
from tongguan.demo.papers import papers_of
from tongguan.demo.purchases import Purchase, purchases
from tongguan.demo.zone import sandbox
from tongguan.samples.model import SampleSet, Sheet
from tongguan.samples.press import Press, firm
from tongguan.trade.import_papers import (
    Application,
    Cancellation,
    DeliveryStatus,
    GoodsReturn,
    ReturnLine,
    StoredParcel,
    Warehousing,
)
from tongguan.trade.papers import Declaration, Dossier
from tongguan.trade.receipts import TaxBillStatus

SITE = "9901960T01"
SIGNED_FOR = "S"
MERGED = "2"
ENOUGH = 40


@dataclass(frozen=True, slots=True)
class Cleared:
    """放行的一票 The papers of a parcel with their answers, and its list's number."""

    purchase: Purchase
    dossier: Dossier
    number: str
    sheets: tuple[Sheet, ...]

    @property
    def declaration(self) -> Declaration:
        """The list of the parcel."""
        return self.dossier.declaration


def import_sets(press: Press) -> Iterator[SampleSet]:
    """Yield the sets of imports."""
    drawn = purchases(press.rng, sandbox(), run=press.run, at=press.at)
    several = list(islice(drawn, ENOUGH))
    direct = next(it for it in several if it.direct)
    bonded, cancelled, returned = [it for it in several if not it.direct][:3]
    yield SampleSet(
        name="import-bonded",
        chinese="网购保税进口（1210）",
        english="retail import out of bond (1210)",
        sheets=_taxed(press, bonded),
    )
    yield SampleSet(
        name="import-direct",
        chinese="直购进口（9610）",
        english="direct retail import (9610)",
        sheets=_arriving(press, direct),
    )
    yield SampleSet(
        name="import-cancelled",
        chinese="进口清单撤销",
        english="cancellation of an import list",
        sheets=_cancelled(press, cancelled),
    )
    yield SampleSet(
        name="import-returned",
        chinese="进口退货",
        english="return of an import",
        sheets=_returned(press, returned),
    )


def _cleared(press: Press, purchase: Purchase) -> Cleared:
    dossier, parties = papers_of(purchase).dossier, purchase.parties
    office = dossier.declaration.customs_office
    number = press.list_number(office, "I")
    sent = (
        (dossier.order, firm(parties.clerk)),
        (dossier.payment, parties.provider),
        (dossier.waybill, parties.carrier),
        (dossier.declaration, parties.declarant),
    )
    sheets = (
        *(press.sheet(paper, sender) for paper, sender in sent),
        *(press.receipts(paper, number) for paper, _ in sent),
    )
    return Cleared(purchase, dossier, number, sheets)


def _taxed(press: Press, purchase: Purchase) -> tuple[Sheet, ...]:
    cleared = _cleared(press, purchase)
    assessment = papers_of(purchase).assessment
    made = tax_bill(cleared.declaration, assessment, number=cleared.number, at=press.at)
    bill = replace(made, guid=press.guid())
    status = TaxBillStatus(
        guid=press.guid(),
        at=bill.at,
        list_number=bill.list_number,
        number=bill.number,
        status=MERGED,
        guarantor=bill.guarantor,
    )
    return (
        *cleared.sheets,
        Sheet(message=TAX_BILL_MESSAGE, content=(bill,)),
        Sheet(message=TAX_STATUS_MESSAGE, content=(status,)),
    )


def _arriving(press: Press, purchase: Purchase) -> tuple[Sheet, ...]:
    cleared = _cleared(press, purchase)
    declaration = cleared.declaration
    site, carrier = firm(SITE), declaration.carrier
    warehousing = Warehousing(
        heading=press.heading(8),
        customs_office=declaration.customs_office,
        operator=site,
        direction="I",
        transport_mode=declaration.transport_mode,
        conveyance=declaration.conveyance or "",
        voyage=declaration.voyage or "",
        transport_document=declaration.transport_document or "",
        carrier=carrier,
        lines=(StoredParcel(number=1, waybill_number=declaration.waybill_number),),
        reference=f"RK{purchase.stem}",
    )
    delivered = DeliveryStatus(
        heading=press.heading(1),
        carrier=carrier,
        waybill_number=declaration.waybill_number,
        event=SIGNED_FOR,
        happened_at=press.heading(2).reported_at,
    )
    stored = f"{declaration.customs_office}{press.summary_number()[1:15]}"
    return (
        *cleared.sheets,
        press.sheet(warehousing, site),
        press.receipts(warehousing, stored),
        press.sheet(delivered, carrier),
        press.receipts(delivered),
    )


def _cancelled(press: Press, purchase: Purchase) -> tuple[Sheet, ...]:
    cleared = _cleared(press, purchase)
    request = Cancellation(
        **_about(press, cleared),
        reason="订购人取消订单",
        reference=f"CX{purchase.stem}",
    )
    return *cleared.sheets, *_asked(press, request)


def _returned(press: Press, purchase: Purchase) -> tuple[Sheet, ...]:
    cleared = _cleared(press, purchase)
    request = GoodsReturn(
        **_about(press, cleared),
        reason="订购人退货",
        reference=f"TH{purchase.stem}",
        lines=tuple(
            ReturnLine(
                number=line.number,
                hs_code=line.hs_code,
                name=line.name,
                quantity=line.quantity,
                unit=line.unit,
            )
            for line in cleared.declaration.lines
        ),
    )
    return *cleared.sheets, *_asked(press, request)


def _about(press: Press, cleared: Cleared) -> dict[str, Any]:
    """Say which list an application is about, and whose it is."""
    declaration = cleared.declaration
    return {
        "heading": press.heading(5),
        "customs_office": declaration.customs_office,
        "order_number": declaration.order_number,
        "platform": declaration.platform,
        "seller": declaration.seller,
        "waybill_number": declaration.waybill_number,
        "carrier": declaration.carrier,
        "list_number": cleared.number,
        "buyer": declaration.buyer,
        "declarant": declaration.declarant,
    }


def _asked(press: Press, request: Application) -> tuple[Sheet, Sheet]:
    return press.sheet(request, request.declarant), press.receipts(request)
