"""What the customs sees of a list at a glance, with persons only as keyed indexes."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from tongguan.kit.moments import SHANGHAI
from tongguan.plumbing.keys import Keyring
from tongguan.trade.masks import mask_name
from tongguan.trade.money import in_fen
from tongguan.trade.papers import AnyPaper, Declaration, Person

SERIAL = 10**9
BUYERS_KEPT = 8192  # of a batch, which asks for each several times; no longer
INSTANTS_KEPT = 8


def allowance_key(buyer: Person, keys: Keyring) -> bytes:
    """额度索引 Return the keyed index of a buyer, the same on every platform."""
    return person_index(buyer.id_type, buyer.id_number, keys)


@lru_cache(maxsize=BUYERS_KEPT)
def person_index(id_type: str, id_number: str, keys: Keyring) -> bytes:
    """个人索引 Return the index of whoever has this card, of whatever paper."""
    return keys.index("buyer", f"{id_type}:{id_number}")


def value_of(declaration: Declaration) -> int:
    """Return goods, freight and insurance of a list in fen."""
    goods = sum([line.total for line in declaration.lines])
    return in_fen(goods + declaration.freight + declaration.insurance)


def preliminary_number(number: int, at: datetime, letter: str = "B") -> str:
    """预录入编号 The letter of its kind, the day it came first, nine digits."""
    return f"{letter}{_day_of(at)}{number % SERIAL:09d}" if letter else ""


@lru_cache(maxsize=INSTANTS_KEPT)
def _day_of(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y%m%d}"


def list_number(declaration: Declaration, number: int, at: datetime) -> str:
    """清单编号 Customs office, year, I, nine digits."""
    return f"{declaration.customs_office}{at.year:04d}I{number % SERIAL:09d}"


def glance(paper: AnyPaper, number: int, keys: Keyring, at: datetime) -> dict[str, Any]:
    """Return the columns of a list's glance."""
    assert isinstance(paper, Declaration), "only lists have a glance"
    return {
        "paper": number,
        "preliminary_number": preliminary_number(number, at),
        "reference": paper.reference or "",
        "declared_on": paper.declared_on,
        "mode": paper.supervision_mode,
        "customs_office": paper.customs_office,
        "platform_code": paper.platform.code,
        "order_number": paper.order_number,
        "seller_code": paper.seller.code,
        "seller_name": paper.seller.name,
        "declarant_code": paper.declarant.code,
        "carrier_code": paper.carrier.code,
        "waybill_number": paper.waybill_number,
        "transport_document": paper.transport_document or "",
        "guarantor": paper.guarantor,
        "buyer_key": allowance_key(paper.buyer, keys),
        "buyer_mask": mask_name(paper.buyer.name),
        "telephone_key": keys.index("telephone", paper.buyer.telephone or ""),
        "address_key": keys.index("address", paper.address),
        "goods": paper.lines[0].name,
        "value_fen": value_of(paper),
        "at": at,
    }
