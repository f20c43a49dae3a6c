"""电子税单 The tax bill of a released list, line by line."""

from datetime import datetime

from tongguan.customs.duty.model import Assessment
from tongguan.kit.building import maker
from tongguan.kit.guids import new_guid
from tongguan.trade.money import ZERO
from tongguan.trade.papers import Declaration
from tongguan.trade.receipts import TaxBill, TaxBillLine

GENERATED = "1"
FIRST = "_0"
new_bill, new_line = maker(TaxBill), maker(TaxBillLine)


def tax_bill(
    declaration: Declaration, assessment: Assessment, *, number: str, at: datetime
) -> TaxBill:
    """Bill the tax of a list whose every amount is known."""
    lines = tuple(_lines(declaration, assessment))
    return new_bill(
        guid=new_guid(),
        at=at,
        list_number=number,
        number=number + FIRST,
        status=GENERATED,
        duty=sum([line.duty for line in lines], ZERO),
        vat=sum([line.vat for line in lines], ZERO),
        consumption_tax=sum([line.consumption_tax for line in lines], ZERO),
        guarantor=declaration.guarantor,
        seller_code=declaration.seller.code,
        carrier_code=declaration.carrier.code,
        declarant_code=declaration.declarant.code,
        customs_office=declaration.customs_office,
        lines=lines,
    )


def _lines(declaration: Declaration, assessment: Assessment) -> list[TaxBillLine]:
    pairs = zip(declaration.lines, assessment.lines, strict=True)
    bills = []
    for line, levy in pairs:
        assert levy.amounts is not None, "only a known tax is billed"
        bills.append(
            new_line(
                number=line.number,
                hs_code=line.hs_code,
                dutiable_price=levy.dutiable_price,
                duty=levy.amounts.duty,
                vat=levy.amounts.vat,
                consumption_tax=levy.amounts.consumption_tax,
            )
        )
    return bills
