"""演示企业 The firms of the sandbox by the parts they play, and who sends for whom."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from tongguan.kit.rulebook import read_page
from tongguan.trade.papers import Firm
from tongguan.trade.registry import Role

SANDBOX = "zone/sandbox.yaml"
INVENTED = "99"
POOR = Decimal(1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """演示综试区 Who takes part: firms by role, agents by principal, and one too poor.

    `names` says how every firm is called, `addresses` where it is reached; `poor` is a
    declarant whose guarantee covers no list at all.
    """

    platforms: tuple[Firm, ...]
    sellers: tuple[Firm, ...]
    providers: tuple[Firm, ...]
    carriers: tuple[Firm, ...]
    operators: tuple[Firm, ...]
    declarants: tuple[Firm, ...]
    poor: Firm
    agents: dict[str, str]
    names: dict[str, str]
    addresses: dict[str, str]


@cache
def sandbox() -> Zone:
    """Read the firms of the sandbox that are invented, not those of the samples."""
    page = read_page(SANDBOX)
    by_role: dict[str, list[Firm]] = defaultdict(list)
    rich, names = {}, {}
    for entry in page["firms"]:
        if INVENTED not in {entry["code"][:2], entry["code"][2:4]}:
            continue
        firm = Firm(code=entry["code"], name=entry["name"])
        names[firm.code] = firm.name
        rich[firm.code] = Decimal(entry.get("guarantee", "0")) > POOR
        for role in entry["roles"]:
            by_role[role].append(firm)
    declarants = by_role[Role.DECLARANT]
    return Zone(
        platforms=tuple(by_role[Role.PLATFORM]),
        sellers=tuple(by_role[Role.SELLER]),
        providers=tuple(by_role[Role.PAYMENT]),
        carriers=tuple(by_role[Role.CARRIER]),
        operators=tuple(by_role[Role.ZONE_OPERATOR]),
        declarants=tuple(it for it in declarants if rich[it.code]),
        poor=next(it for it in declarants if not rich[it.code]),
        agents={it["principal"]: it["agent"] for it in page["mandates"]},
        names=names,
        addresses={it["firm"]: it["address"] for it in page["addresses"]},
    )
