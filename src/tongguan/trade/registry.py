"""企业备案 What every hall may know of a filed firm, and a paper as it is lodged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from tongguan.trade.papers import AnyPaper

P_co = TypeVar("P_co", bound=AnyPaper, covariant=True)


class Role(StrEnum):
    """企业类别 The parts a firm may play in a cross-border sale."""

    SELLER = "seller"
    PLATFORM = "platform"
    PAYMENT = "payment"
    CARRIER = "carrier"
    DECLARANT = "declarant"
    ZONE_OPERATOR = "zone_operator"
    GUARANTOR = "guarantor"
    SITE_OPERATOR = "site_operator"
    TRADE_SERVICE = "trade_service"
    SERVICE = "service"
    PARK = "park"
    OVERSEAS_WAREHOUSE = "overseas_warehouse"
    ASSOCIATION = "association"
    INDIVIDUAL = "individual"


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledFirm:
    """备案企业 A firm on file: code, registered name, roles, and whether active."""

    code: str
    name: str
    roles: frozenset[Role]
    active: bool = True


Registry = Mapping[str, FiledFirm]


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneProfile:
    """综试区参数 What a zone decides for itself about the papers it takes in.

    A list may be declared for a past day, at most `backdating_days` back where
    `limits_backdating` says that there is a limit. Goods must be on file before they
    are declared where `requires_goods_filing` says so. A message must name an address
    that its sender has on file where `requires_address` says so. A direct purchase is
    decided when its parcel has arrived where `waits_for_arrival` says so. Goods of the
    `pilots` may come in for firms with leave; a small lot may be marked as free of
    compulsory certification testing where `small_lots_untested` says so.
    Persons and firms of Hong Kong may be filed where `admits_hong_kong` says so.
    What is `closed`, such as `import_1210`, is not done in the zone.
    """

    limits_backdating: bool = False
    backdating_days: int = 0
    requires_goods_filing: bool = False
    requires_address: bool = False
    waits_for_arrival: bool = False
    pilots: tuple[str, ...] = ()
    small_lots_untested: bool = False
    admits_hong_kong: bool = False
    closed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lodgement(Generic[P_co]):
    """A paper as one sender lodged it on one day, with the firms that are on file.

    `sender` is the code of the firm that sent the message; `principals` are the codes
    it may act for on that day: its own, and those whose mandate for this act with this
    paper is on file. `profile` is what the zone decides for itself.
    """

    paper: P_co
    sender: str
    principals: frozenset[str]
    day: date
    registry: Registry
    profile: ZoneProfile = ZoneProfile()
