"""编码的话 Codes of the tariff, and what lists say of them, in words for pages."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from tongguan.customs.tariff.model import UNTAXED
from tongguan.inspection.goods_filing.regulations import Kind, Regulation
from tongguan.journeys.hs_search import Hit
from tongguan.portal import formats
from tongguan.portal.articles import mode_word
from tongguan.portal.words import Sign
from tongguan.trade.goods import FilingMode, Listed

LISTED: dict[Listed, Sign] = {
    Listed.YES: Sign(_("在正面清单内"), "check", "good"),
    Listed.NO: Sign(_("不在正面清单内"), "cross", "bad"),
    Listed.UNSURE: Sign(_("待核对"), "alert", "warn"),
}
REGULATED: dict[Kind, Sign] = {
    Kind.BANNED: Sign(_("检验检疫负面清单"), "cross", "bad"),
    Kind.LICENSED: Sign(_("须有食品药品许可"), "file", "warn"),
    Kind.PILOT: Sign(_("试点商品"), "flag", "look"),
    Kind.CONTROLLED: Sign(_("管制商品"), "shield", "warn"),
    Kind.TESTED: Sign(_("强制性产品认证"), "shield", "quiet"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """编码 One code of the tariff in the words of a page."""

    hs_code: str
    name: str
    units: str
    duty: str
    vat: str
    consumption: str
    listed: Sign
    remarks: tuple[str, ...]
    cites: str
    regulated: tuple[tuple[Sign, str], ...]
    merge_key: str
    source: str
    confirmed: bool
    sellers: int


def code(hit: Hit) -> Code:
    """Say one code of the tariff as it stands on a day."""
    line, verdict = hit.line, hit.verdict
    name = formats.either(line.chinese, line.english) if line else formats.NOTHING
    return Code(
        hs_code=hit.hs_code,
        name=name,
        units=" / ".join(
            formats.coded("units", number) for number, _zh, _en in hit.units
        )
        or formats.NOTHING,
        duty=rate(hit.duty),
        vat=rate(hit.vat),
        consumption=consumption(hit.consumption),
        listed=LISTED[verdict.listed],
        remarks=tuple(formats.either(*it) for it in verdict.remarks),
        cites=verdict.cites,
        regulated=tuple((REGULATED[it.kind], regulated(it)) for it in hit.regulations),
        merge_key=hit.merge_key or "",
        source=line.source if line else "",
        confirmed=hit.confirmed and verdict.confirmed,
        sellers=hit.sellers,
    )


def consumption(known: str | None) -> str:
    """Say what class of consumption tax goods are in; what is not known is a dash."""
    if known is None:
        return formats.NOTHING
    return str(_("不征")) if known == UNTAXED else known


def regulated(it: Regulation) -> str:
    """Say which goods a list means, and in which trades if not in all."""
    what = formats.either(it.chinese, it.english)
    trades = [mode_word(mode) for mode in FilingMode if mode in it.parameters]
    return f"{what}（{'、'.join(trades)}）" if trades else what


def rate(known: Decimal | None) -> str:
    """Say a rate in per cent; what is not known is a dash."""
    return formats.NOTHING if known is None else f"{(known * 100).normalize():f}%"
