"""并排比对 The entries of the four papers, laid side by side by what they mean.

The same entry has another name on every paper; a row names it on each. Persons are
masked unless somebody has stated why they must be seen.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from tongguan.kit.desk import say, shown
from tongguan.trade.papers import AnyPaper, Declaration, Order, Paper

ORD, PAY, WAY, DEC = Paper.ORDER, Paper.PAYMENT, Paper.WAYBILL, Paper.DECLARATION
Meaning = tuple[str, Mapping[Paper, str]]
# fmt: off
HEADS: tuple[Meaning, ...] = (
    ("order_number", {ORD: "number", PAY: "order_number", WAY: "order_number",
                      DEC: "order_number"}),
    ("platform", {ORD: "platform.name", PAY: "platform.name", DEC: "platform.name"}),
    ("platform_code", {ORD: "platform.code", PAY: "platform.code",
                       DEC: "platform.code"}),
    ("seller", {ORD: "seller.name", DEC: "seller.name"}),
    ("seller_code", {ORD: "seller.code", DEC: "seller.code"}),
    ("provider", {ORD: "provider_name", PAY: "provider.name"}),
    ("provider_code", {ORD: "provider_code", PAY: "provider.code"}),
    ("transaction", {ORD: "transaction", PAY: "transaction"}),
    ("buyer_name", {ORD: "buyer.name", PAY: "payer.name", DEC: "buyer.name"}),
    ("buyer_id_type", {ORD: "buyer.id_type", PAY: "payer.id_type",
                       DEC: "buyer.id_type"}),
    ("buyer_id", {ORD: "buyer.id_number", PAY: "payer.id_number",
                  DEC: "buyer.id_number"}),
    ("buyer_telephone", {ORD: "buyer.telephone", PAY: "payer.telephone",
                         DEC: "buyer.telephone"}),
    ("consignee", {ORD: "consignee.name", WAY: "consignee.name"}),
    ("consignee_telephone", {ORD: "consignee.telephone", WAY: "consignee.telephone"}),
    ("address", {ORD: "consignee.address", WAY: "consignee.address", DEC: "address"}),
    ("goods_value", {ORD: "goods_value"}),
    ("freight", {ORD: "freight", WAY: "freight", DEC: "freight"}),
    ("insurance", {WAY: "insurance", DEC: "insurance"}),
    ("discount", {ORD: "discount"}),
    ("tax_withheld", {ORD: "tax_withheld"}),
    ("paid", {ORD: "paid", PAY: "amount"}),
    ("currency", {ORD: "currency", PAY: "currency", WAY: "currency", DEC: "currency"}),
    ("paid_at", {PAY: "paid_at", DEC: "declared_on"}),
    ("waybill_number", {WAY: "number", DEC: "waybill_number"}),
    ("carrier", {WAY: "carrier.name", DEC: "carrier.name"}),
    ("carrier_code", {WAY: "carrier.code", DEC: "carrier.code"}),
    ("transport_document", {WAY: "transport_document", DEC: "transport_document"}),
    ("gross_weight", {WAY: "gross_weight_kg", DEC: "gross_weight_kg"}),
    ("net_weight", {DEC: "net_weight_kg"}),
    ("packages", {WAY: "packages", DEC: "packages"}),
    ("supervision_mode", {DEC: "supervision_mode"}),
    ("customs_office", {DEC: "customs_office"}),
    ("declarant", {DEC: "declarant.name"}),
    ("guarantor", {DEC: "guarantor"}),
    ("ledger", {DEC: "ledger"}),
)
LINES: tuple[Meaning, ...] = (
    ("goods", {ORD: "name", DEC: "name"}),
    ("hs_code", {DEC: "hs_code"}),
    ("model", {ORD: "model", DEC: "model"}),
    ("item_number", {ORD: "item_number", DEC: "item_number"}),
    ("barcode", {ORD: "barcode", DEC: "barcode"}),
    ("quantity", {ORD: "quantity", DEC: "quantity"}),
    ("unit", {ORD: "unit", DEC: "unit"}),
    ("statutory_quantity", {DEC: "statutory_quantity"}),
    ("statutory_unit", {DEC: "statutory_unit"}),
    ("price", {ORD: "price", DEC: "price"}),
    ("total", {ORD: "total", DEC: "total"}),
    ("origin", {ORD: "origin", DEC: "origin"}),
)
# fmt: on
NUMBERS = frozenset(
    {
        "goods_value",
        "freight",
        "insurance",
        "discount",
        "tax_withheld",
        "paid",
        "gross_weight",
        "net_weight",
        "packages",
        "quantity",
        "statutory_quantity",
        "price",
        "total",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedRow:
    """比对行 One meaning: what each paper says, and which cells findings are about.

    `line` counts goods items from 1; 0 is the head. A paper that has no such entry, or
    is not there, is absent from `says`.
    """

    meaning: str
    line: int
    says: Mapping[Paper, str]
    wrong: frozenset[Paper] = frozenset()
    against: frozenset[Paper] = frozenset()
    codes: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether the row holds amounts or quantities."""
        return self.meaning in NUMBERS


@dataclass(slots=True)
class _Marks:
    wrong: set[Paper] = field(default_factory=set)
    against: set[Paper] = field(default_factory=set)
    codes: list[str] = field(default_factory=list)


def align(
    papers: Mapping[Paper, AnyPaper],
    findings: Iterable[Mapping[str, Any]],
    *,
    revealed: bool,
) -> tuple[AlignedRow, ...]:
    """并排 Lay the papers side by side, with the cells marked that findings name."""
    marks = _marks(findings)
    rows = [
        _row(meaning, 0, papers, marks=marks, revealed=revealed) for meaning in HEADS
    ]
    for line in range(1, _lines(papers) + 1):
        members = {kind: _line(paper, line) for kind, paper in papers.items()}
        rows += [
            _row(meaning, line, members, marks=marks, revealed=revealed)
            for meaning in LINES
        ]
    return tuple(row for row in rows if row.says)


def _row(
    meaning: Meaning,
    line: int,
    papers: Mapping[Paper, Any],
    *,
    marks: Mapping[tuple[str, str, int], _Marks],
    revealed: bool,
) -> AlignedRow:
    name, entries = meaning
    says, found = {}, _Marks()
    for kind, path in entries.items():
        subject = papers.get(kind)
        if subject is None:
            continue
        value = _value(subject, path)
        if text := say(value) if revealed else shown(path, value):
            says[kind] = text
        if mark := marks.get((kind.value, path, line)):
            found.codes += [code for code in mark.codes if code not in found.codes]
            found.wrong |= {kind} & mark.wrong
            found.against |= {kind} & mark.against
    return AlignedRow(
        meaning=name,
        line=line,
        says=says,
        wrong=frozenset(found.wrong),
        against=frozenset(found.against),
        codes=tuple(found.codes),
    )


def _marks(
    findings: Iterable[Mapping[str, Any]],
) -> dict[tuple[str, str, int], _Marks]:
    marks: dict[tuple[str, str, int], _Marks] = {}
    for finding in findings:
        for role in ("place", "against"):
            if place := finding[role]:
                key = (place["paper"], place["field"], place["line"] or 0)
                mark = marks.setdefault(key, _Marks())
                kinds = mark.wrong if role == "place" else mark.against
                kinds.add(Paper(place["paper"]))
                mark.codes.append(finding["code"])
    return marks


def _value(subject: Any, path: str) -> Any:
    head, _, _ = path.partition(".")
    return None if getattr(subject, head) is None else attrgetter(path)(subject)


def _with_lines(papers: Mapping[Paper, AnyPaper]) -> Iterator[Order | Declaration]:
    for paper in papers.values():
        if isinstance(paper, Order | Declaration):
            yield paper


def _lines(papers: Mapping[Paper, AnyPaper]) -> int:
    return max((len(paper.lines) for paper in _with_lines(papers)), default=0)


def _line(paper: AnyPaper, number: int) -> Any:
    lines = paper.lines if isinstance(paper, Order | Declaration) else ()
    return lines[number - 1] if number <= len(lines) else None
