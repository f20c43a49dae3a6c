"""商品编码查询 What a code means on a day: units, rates, lists, and their sources.

Codes are asked for by their digits, by names in either language, and by the barcode of
an article: then it is said under which codes that barcode came on file.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tongguan.customs.duty.law import law_on
from tongguan.customs.filing.verdict import Verdict, verdict_on
from tongguan.customs.tariff.merging import merge_key
from tongguan.customs.tariff.model import TariffLine
from tongguan.customs.tariff.search import search
from tongguan.inspection.goods_filing.regulations import Regulation, regulations_on
from tongguan.journeys.rooms import Rooms
from tongguan.kit.codes import codes
from tongguan.kit.identifiers import GTIN_LENGTHS, Flaw, gtin

MOST = 20
LONGEST = 60
HS_LENGTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """编码情况 One code as it stands on a day; a rate that is None is not known.

    `consumption` is a class of consumption tax or "none"; `sellers` counts who has the
    barcode that was asked for on file under this code.
    """

    hs_code: str
    line: TariffLine | None
    units: tuple[tuple[str, str, str], ...]
    duty: Decimal | None
    vat: Decimal | None
    consumption: str | None
    verdict: Verdict
    regulations: tuple[Regulation, ...]
    merge_key: str | None
    sellers: int = 0

    @property
    def confirmed(self) -> bool:
        """Whether everything said of the tariff was read at its source."""
        return self.line is not None and self.line.confirmed


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """查询结果 What was found; `flaw` says what is wrong with a barcode."""

    hits: tuple[Hit, ...]
    flaw: Flaw | None = None


def find_codes(rooms: Rooms, asked: str, day: date, most: int = MOST) -> Found:
    """Find the codes a text may mean; raise NotInForceError before all law."""
    text = asked.strip()[:LONGEST]
    tariff = law_on(day).tariff.says
    hits = [hit_of(line, line.hs_code, day) for line in search(tariff, text, most)]
    if not hits and len(text) == HS_LENGTH and text.isdecimal():
        hits = [hit_of(None, text, day)]
    if hits or not (text.isdecimal() and len(text) in GTIN_LENGTHS):
        return Found(hits=tuple(hits))
    if flaw := gtin(text):
        return Found(hits=(), flaw=flaw)
    filed = rooms.goods.by_barcode(text)
    return Found(
        hits=tuple(
            hit_of(tariff.find(code), code, day, sellers=sellers)
            for code, sellers in filed
        )
    )


def hit_of(
    line: TariffLine | None, hs_code: str, day: date, *, sellers: int = 0
) -> Hit:
    """Say everything about one code on a day."""
    rates, table = law_on(day).vat.says, codes("units")
    units = line.statutory_units if line else ()
    named = [(code, table.find(code)) for code in units]
    vat = {"standard": rates.standard, "low": rates.low}
    return Hit(
        hs_code=hs_code,
        line=line,
        units=tuple(
            (code, it.chinese if it else "", it.english if it else "")
            for code, it in named
        ),
        duty=line.duty if line else None,
        vat=vat.get(line.vat or "") if line else None,
        consumption=line.consumption if line else None,
        verdict=verdict_on(hs_code, day),
        regulations=regulations_on(day).all_of(hs_code),
        merge_key=merge_key(line, day),
        sellers=sellers,
    )
