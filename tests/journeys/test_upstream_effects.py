"""What the customs says does what a decision here does: bills, cancellations."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.forwarding import Front, aside, asking, front, heard, receipt_on
from tests.journeys.test_cancelling import cancelling
from tests.letters import papers
from tests.parcels import SELLER
from tongguan.finance.guarantee.rules import BOOK as GUARANTEE
from tongguan.plumbing import clock
from tongguan.trade.papers import Declaration
from tongguan.trade.receipts import TaxBill, TaxBillLine

BILL = "SELECT list_number, duty_fen + vat_fen + consumption_fen FROM tax_bill"
TAX = 4423


def bill_of(window: Front, listed: Declaration, duty: int) -> TaxBill:
    """Return a bill of the customs over so many yuan of duty on a list's one line."""
    (number,) = window.rows("SELECT number FROM declaration")[0]
    line = TaxBillLine(
        number=1,
        hs_code=listed.lines[0].hs_code,
        dutiable_price=Decimal(486),
        duty=Decimal(duty),
        vat=Decimal(0),
        consumption_tax=Decimal(0),
    )
    return TaxBill(
        guid="D" * 36,
        at=clock.now(),
        list_number=number,
        number=f"{number}_0",
        status="1",
        duty=Decimal(duty),
        vat=Decimal(0),
        consumption_tax=Decimal(0),
        guarantor=SELLER.code,
        seller_code=SELLER.code,
        carrier_code=listed.carrier.code,
        declarant_code=listed.declarant.code,
        customs_office=listed.customs_office,
        lines=(line,),
    )


@pytest.mark.parametrize("duty", [40, 50])
def test_a_bill_that_says_another_amount_is_the_one_that_counts(
    dsn: str, duty: int
) -> None:
    with front(dsn) as window:
        dossier = asking(1, "-L816")
        window.send(*papers(dossier))
        assert window.balance(GUARANTEE, SELLER.code).posted == TAX
        assert window.rows(BILL) == []

        heard(window, bill_of(window, dossier.declaration, duty))

        assert window.balance(GUARANTEE, SELLER.code).posted == duty * 100
        assert window.rows(BILL)[0][1] == duty * 100
        assert window.rooms.ledger.disagreements() == []


def test_a_bill_the_guarantee_has_no_room_for_is_set_aside(dsn: str) -> None:
    with front(dsn) as window:
        dossier = asking(1, "-L816")
        window.send(*papers(dossier))
        heard(window, bill_of(window, dossier.declaration, 10**12))
        assert aside(window) == [
            "担保余额不足以记账 the guarantee has no room for this tax"
        ]
        assert window.rows(BILL) == []


def test_a_bill_that_comes_before_its_release_waits_for_it(dsn: str) -> None:
    with front(dsn) as window:
        dossier = asking(1, "-T300-L816")
        window.send(*papers(dossier))
        listed = dossier.declaration
        heard(window, bill_of(window, listed, 45))
        assert aside(window) == ["税单先于放行 the bill came before the release"]

        (number,) = window.rows("SELECT number FROM declaration")[0]
        later = clock.now() + timedelta(hours=1)
        release = receipt_on(listed, "800", later, "E" * 36)
        heard(window, replace(release, keys={**release.keys, "number": number}))

        assert (aside(window), window.rows(BILL)) == ([], [(number, 4500)])
        assert window.balance(GUARANTEE, SELLER.code).posted == 4500


def test_a_bill_that_was_merged_is_told(dsn: str) -> None:
    with front(dsn) as window:
        dossier = asking(1, "-T800-899")
        window.send(*papers(dossier))
        told = [(it.kind, it.status) for it in window.pulled(SELLER.code)]
        assert told[-4:] == [
            ("declaration", "800"),
            ("tax_bill", "1"),
            ("declaration", "899"),
            ("tax_status", "2"),
        ]


def test_a_cancellation_the_customs_grants_takes_its_list_back(dsn: str) -> None:
    with front(dsn) as window:
        dossier = asking(1, "-T300")
        window.send(*papers(dossier))
        assert window.balance(GUARANTEE, SELLER.code).held == TAX

        asked = cancelling(window, dossier)
        window.send(asked)

        assert window.statuses(asked) == ["2", "3", "120", "399"]
        assert window.states(*papers(dossier)) == ["lodged"] * 3 + ["cancelled"]
        assert window.balance(GUARANTEE, SELLER.code).used == 0
        assert window.statuses(dossier.declaration)[:4] == ["2", "3", "120", "300"]
