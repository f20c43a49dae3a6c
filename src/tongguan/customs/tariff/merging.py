"""归并码 By how many digits of its code an exported article may be merged."""

from dataclasses import dataclass
from datetime import date

from tongguan.customs.tariff.model import TariffLine
from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load

PAGE = "customs/tariff/export_licences.yaml"
HEADING = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLicences:
    """出口许可与征税 Which conditions mean a licence, and what is taxed."""

    licence_letters: tuple[str, ...]
    taxed_headings: tuple[str, ...]


_EDITIONS: Dated[ExportLicences] = load(PAGE, ExportLicences)


def merge_key(line: TariffLine | None, day: date) -> str | None:
    """Return the first four digits where export needs neither licence nor duty.

    A code that is not loaded, or not confirmed, has none.
    """
    if line is None or not line.confirmed:
        return None
    law = _EDITIONS.on(day).says
    licensed = set(line.conditions) & set(law.licence_letters)
    if licensed or line.hs_code.startswith(law.taxed_headings):
        return None
    return line.hs_code[:HEADING]
