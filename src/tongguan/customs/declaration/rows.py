"""Rows of declarations and of decisions ↔ what they say."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import msgspec

from tongguan.customs.declaration.model import Assessed, Decided, Known, Pattern, Taken
from tongguan.plumbing.copying import (
    PACKED,
    packed_json,
    packed_numbers,
    packed_texts,
)
from tongguan.trade.money import in_fen, in_yuan

Law = tuple[bytes, str]
LIST_COLUMNS = {
    "paper": "int8",
    "version": "int4",
    "preliminary_number": "text",
    "number": "text",
    "reference": "text",
    "declared_on": "date",
    "mode": "text",
    "customs_office": "text",
    "platform_code": "text",
    "order_number": "text",
    "seller_code": "text",
    "seller_name": "text",
    "declarant_code": "text",
    "carrier_code": "text",
    "waybill_number": "text",
    "guarantor": "text",
    "buyer_key": "bytea",
    "buyer_mask": "text",
    "telephone_key": "bytea",
    "address_key": "bytea",
    "goods": "text",
    "value_fen": "int8",
    "treatment": "text",
    "tax_fen": "int8",
    "channel": "text",
    "void": "bool",
    "transport_document": "text",
    "lodged_at": "timestamptz",
    "decided_at": "timestamptz",
}
LIST_TYPES = (*LIST_COLUMNS.values(), PACKED, PACKED)
DECISION_TYPES = (
    *("int8", "int4", "timestamptz", "date", "text", "text", "text", "text", "text"),
    *("int8", "int8", "int8", "int8", "bytea", PACKED, PACKED, PACKED),
)
DIGEST_SIZE = 16
PARTY_TYPES = ("text", "int8")
PARTIES = ("sender", "seller_code", "declarant_code", "platform_code")
columns_of: Callable[[Mapping[str, Any]], tuple[Any, ...]]
columns_of = itemgetter(*LIST_COLUMNS)


def list_row(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the row of a new list."""
    packed = packed_texts(row["waiting"]), packed_texts(row["reasons"])
    return (*columns_of(row), *packed)


def parties_of(row: Mapping[str, Any]) -> set[str]:
    """Return the firms that may look at a list."""
    return {row[name] for name in PARTIES} - {""}


def laws_of(decisions: Iterable[Decided]) -> list[Law | None]:
    """Return on what decisions rest; those of one batch mostly share one mapping."""
    laws: dict[int, Law | None] = {}
    named = [it.editions for it in decisions]
    for editions in named:
        if id(editions) not in laws:
            laws[id(editions)] = law_of(editions)
    return [laws[id(editions)] for editions in named]


def law_of(editions: Mapping[str, str]) -> Law | None:
    """Return editions as they are stored, once for all decisions that rest on them."""
    if not editions:
        return None
    told = msgspec.json.encode(editions)
    return hashlib.blake2b(told, digest_size=DIGEST_SIZE).digest(), told.decode()


def decision_row(decided: Decided, law: Law | None) -> Sequence[Any]:
    """Return the row of a decision."""
    amounts = decided.assessed
    payable = amounts.payable
    return (
        decided.paper,
        decided.version,
        decided.at,
        decided.day,
        str(decided.actor),
        str(decided.outcome),
        decided.reason,
        decided.batch,
        amounts.treatment,
        in_fen(amounts.dutiable_price),
        None if payable is None else in_fen(payable),
        in_fen(amounts.charge),
        in_fen(amounts.used),
        law and law[0],
        packed_json(decided.goods),
        packed_json(decided.findings),
        decided.known and packed_numbers(known_told(decided.known)),
    )


def known_told(known: Known) -> list[int]:
    """Say in numbers what was known around a list."""
    it = known.pattern
    return [known.guarantee_left, it.spent, it.lists, it.on_telephone, it.on_address]


def known_from(told: Sequence[int]) -> Known:
    """Return what was known around a list from its numbers."""
    left, spent, lists, on_telephone, on_address = told
    pattern = Pattern(
        spent=spent, lists=lists, on_telephone=on_telephone, on_address=on_address
    )
    return Known(guarantee_left=left, pattern=pattern)


def decided_from(row: Sequence[Any]) -> Decided:
    """Return the decision a row tells."""
    payable = row[10]
    return Decided(
        paper=row[0],
        version=row[1],
        at=row[2],
        day=row[3],
        actor=row[4],
        outcome=row[5],
        reason=row[6],
        batch=row[7],
        assessed=Assessed(
            treatment=row[8],
            dutiable_price=in_yuan(row[9]),
            payable=None if payable is None else in_yuan(payable),
            charge=in_yuan(row[11]),
            used=in_yuan(row[12]),
        ),
        editions=row[13] or {},
        goods=row[14] or {},
        findings=row[15] or [],
        known=row[16] and known_from(row[16]),
    )


def taken_from(row: Sequence[Any]) -> Taken:
    """Return the decision a row of `taken` tells."""
    return Taken(
        paper=row[0],
        version=row[1],
        at=row[2],
        number=row[3],
        outcome=row[4],
        treatment=row[5],
        dutiable=row[6],
        payable=row[7],
        used=row[8],
        known=known_from(row[9]),
        codes=tuple(row[10]),
    )
