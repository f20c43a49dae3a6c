"""The same goods as a parcel of personal post."""

from datetime import date
from decimal import Decimal

import pytest

from tongguan.customs.duty.mail import mail_levy
from tongguan.customs.duty.model import Consignment, ConsignmentLine
from tongguan.customs.duty.rules import assess


def parcel(hs: str, total: str, day: date, **measured: str) -> Consignment:
    line = ConsignmentLine(
        hs_code=hs,
        quantity=Decimal(2),
        total=Decimal(total),
        measured={unit[1:]: Decimal(text) for unit, text in measured.items()},
    )
    return Consignment(day=day, lines=(line,))


NOW = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("bought", "tax"),
    [
        (parcel("1901101090", "350", NOW), "0"),
        (parcel("1901101090", "384.61", NOW), "0"),
        (parcel("1901101090", "384.70", NOW), "50.01"),
        (parcel("1901101090", "400", NOW), "52.00"),
        (parcel("4202210090", "400", NOW), "80.00"),
        (parcel("2204210000", "400", NOW), "200.00"),
        (parcel("3304990029", "400", NOW, u036="40"), "200.00"),
        (parcel("3304990029", "399", NOW, u036="40"), "79.80"),
        (parcel("9102110000", "19999", NOW), "3999.80"),
        (parcel("9102110000", "20000", NOW), "10000.00"),
        (parcel("1901101090", "400", date(2019, 4, 8)), "60.00"),
        (parcel("1901101090", "400", date(2019, 4, 9)), "52.00"),
        (parcel("4202210090", "400", date(2018, 10, 31)), "120.00"),
        (parcel("4202210090", "400", date(2018, 11, 1)), "100.00"),
    ],
)
def test_a_parcel_owes_the_rate_of_its_category_unless_it_is_small(
    bought: Consignment, tax: str
) -> None:
    assert mail_levy(bought, assess(bought)).tax == Decimal(tax)


def test_a_category_that_hangs_on_an_unknown_content_is_unknown() -> None:
    bought = parcel("3304990029", "400", NOW)

    assert mail_levy(bought, assess(bought)).tax is None


def test_above_the_limit_of_value_only_one_article_passes() -> None:
    at, above = parcel("1901101090", "1000", NOW), parcel("1901101090", "1000.01", NOW)

    assert mail_levy(at, assess(at)).admitted
    assert not mail_levy(above, assess(above)).admitted
