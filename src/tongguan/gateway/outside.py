"""外部门 Every agency that can be asked, what of, and the line to it."""

from collections.abc import Mapping

from tongguan.gateway.agencies.channel import OFF, SIMULATED, Channel, HttpChannel
from tongguan.gateway.agencies.contract import Contract, Exchange
from tongguan.gateway.agencies.stand import Stand
from tongguan.gateway.bank import catalogue as bank
from tongguan.gateway.bank import simulator as bank_stand
from tongguan.gateway.market import catalogue as market
from tongguan.gateway.market import simulator as market_stand
from tongguan.gateway.police import catalogue as police
from tongguan.gateway.police import simulator as police_stand
from tongguan.gateway.registry import catalogue as registry
from tongguan.gateway.registry import simulator as registry_stand
from tongguan.gateway.safe import catalogue as safe
from tongguan.gateway.safe import simulator as safe_stand
from tongguan.gateway.tax import catalogue as tax
from tongguan.gateway.tax import simulator as tax_stand
from tongguan.gateway.telecom import catalogue as telecom
from tongguan.gateway.telecom import simulator as telecom_stand
from tongguan.kit.breaches import Texts
from tongguan.plumbing.agencies.model import Agency, Subject
from tongguan.plumbing.trouble import CannotRunError

WEB = ("http://", "https://")
NAMES: Mapping[Agency, Texts] = {
    Agency.POLICE: ("公安", "Police"),
    Agency.REGISTRY: ("市场监管", "Business registry"),
    Agency.MARKET: ("市场监管（食品药品许可）", "Food and drug authority"),
    Agency.TAX: ("税务", "Tax authority"),
    Agency.SAFE: ("外汇管理", "Foreign exchange"),
    Agency.BANK: ("银行", "Bank"),
    Agency.TELECOM: ("电信", "Telephone company"),
}
EXCHANGES: Mapping[tuple[Agency, Subject], Exchange] = {
    (Agency.POLICE, Subject.IDENTITY): Exchange(
        police.IdentityAsked, police.IdentityAnswered, police_stand.identity
    ),
    (Agency.REGISTRY, Subject.FIRM): Exchange(
        registry.FirmAsked, registry.FirmAnswered, registry_stand.firm
    ),
    (Agency.MARKET, Subject.LICENCE): Exchange(
        market.LicenceAsked, market.LicenceAnswered, market_stand.licence
    ),
    (Agency.TAX, Subject.PAYMENT): Exchange(
        tax.TaxPaymentAsked, tax.TaxPaymentAnswered, tax_stand.payment
    ),
    (Agency.SAFE, Subject.PROCEEDS): Exchange(
        safe.ProceedsAsked, safe.ProceedsAnswered, safe_stand.proceeds
    ),
    (Agency.BANK, Subject.PAYMENT): Exchange(
        bank.PaymentAsked, bank.PaymentAnswered, bank_stand.payment
    ),
    (Agency.BANK, Subject.GUARANTEE): Exchange(
        bank.GuaranteeAsked, bank.GuaranteeAnswered, bank_stand.guarantee
    ),
    (Agency.BANK, Subject.ACCOUNT): Exchange(
        bank.AccountAsked, bank.AccountAnswered, bank_stand.account
    ),
    (Agency.TELECOM, Subject.TEXT): Exchange(
        telecom.TextAsked, telecom.TextAnswered, telecom_stand.text
    ),
}
CONTRACTS: Mapping[Agency, Contract] = {
    agency: Contract(
        agency=agency,
        chinese=chinese,
        english=english,
        exchanges={
            subject: it for (whose, subject), it in EXCHANGES.items() if whose is agency
        },
    )
    for agency, (chinese, english) in NAMES.items()
}


def refuse_unfit(agency: Agency, place: str, *, sandbox: bool) -> None:
    """Refuse a place no agency can be at; only a sandbox makes do with a stand-in."""
    if place in {"", OFF} or place.startswith(WEB) or (sandbox and place == SIMULATED):
        return
    raise CannotRunError(
        f"TONGGUAN_{agency.upper()} 应为 http(s) 地址或 off；simulated 仅限演练区。"
        "It must be an http(s) address or off; simulated in a sandbox only."
    )


def channel(agency: Agency, place: str, seconds: float) -> Channel:
    """Open the line to an agency."""
    if place == SIMULATED:
        return Stand(CONTRACTS[agency])
    return HttpChannel(place, seconds)
