"""适用税率 Which rates a line meets: those given with it, else the tariff's."""

from decimal import Decimal

from tongguan.customs.duty.consumption import burden_of
from tongguan.customs.duty.law import DutyLaw
from tongguan.customs.duty.model import ConsignmentLine, Missing, Rates
from tongguan.customs.tariff.model import TariffLine


def rates_for(line: ConsignmentLine, price: Decimal, law: DutyLaw) -> Rates:
    """适用税率 Look up the rates of a line, and name those that are missing."""
    tariff = law.tariff.says.find(line.hs_code)
    given = line.given
    duty = given.duty
    if duty is None and tariff is not None:
        duty = tariff.duty
    vat = given.vat
    if vat is None and tariff is not None:
        vat = _vat(tariff, law)
    burden = burden_of(line, price, law=law, tariff=tariff)
    missing = []
    if vat is None:
        missing.append(Missing.VAT_RATE if tariff else Missing.TARIFF_LINE)
    if isinstance(burden, Missing) and Missing.TARIFF_LINE not in missing:
        missing.append(burden)
    return Rates(
        duty=duty,
        vat=vat,
        consumption=None if isinstance(burden, Missing) else burden,
        missing=tuple(missing),
        confirmed=tariff is None or tariff.confirmed,
    )


def _vat(tariff: TariffLine, law: DutyLaw) -> Decimal | None:
    rates = law.vat.says
    if tariff.vat == "standard":
        return rates.standard
    return rates.low if tariff.vat == "low" else None
