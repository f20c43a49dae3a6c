"""字段位置 From a place in our words to the path, tag and label in the message.

A place names a field of a paper as our nouns have it: `paid`, `buyer.id_number`,
`heading.guid`; with a line, a field of that goods item: `price`. A whole (`buyer`,
`platform`) is found at its first field, `lines` at the goods items. Every name is
listed by `places`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from tongguan.commerce.order.messages import OrderHead, OrderItem
from tongguan.customs.declaration.messages import InventoryHead, InventoryItem
from tongguan.finance.payment.messages import PaymentHead
from tongguan.gateway.chinaport.catalogue import BY_PAPER
from tongguan.kit.checks import Place
from tongguan.kit.fields import tag_of
from tongguan.kit.fold import paths
from tongguan.logistics.waybill.messages import LogisticsHead
from tongguan.trade.papers import GoodsLine, OrderLine, Paper

HEADS: Mapping[Paper, tuple[str, str, type[Any]]] = {
    Paper.ORDER: ("OrderHead", "订单表头", OrderHead),
    Paper.PAYMENT: ("PaymentHead", "支付凭证表头", PaymentHead),
    Paper.WAYBILL: ("LogisticsHead", "物流运单表头", LogisticsHead),
    Paper.DECLARATION: ("InventoryHead", "清单表头", InventoryHead),
}
LINES: Mapping[Paper, tuple[str, str, type[Any], type[Any]]] = {
    Paper.ORDER: ("OrderList", "订单表体", OrderItem, OrderLine),
    Paper.DECLARATION: ("InventoryList", "清单表体", InventoryItem, GoodsLine),
}


def locate(place: Place, index: int = 1) -> tuple[str, str, str]:
    """Return the wire path, tag and Chinese label of a place.

    `index` counts the papers of the message from 1. A field that does not travel is
    placed at the head, or at the goods item.
    """
    kind = BY_PAPER[Paper(place.paper)]
    path = f"/{kind.message_type}/{kind.entry_tag}[{index}]"
    name = place.field
    about_lines = name == "lines" or name.startswith("lines.")
    if kind.paper in LINES and (about_lines or place.line is not None):
        part, label, shape, _ = LINES[kind.paper]
        name = name.removeprefix("lines").removeprefix(".")
        number = "" if place.line is None else f"[{place.line}]"
        path = f"{path}/{part}{number}"
    else:
        part, label, shape = HEADS[kind.paper]
        path = f"{path}/{part}"
    if found := _tag(shape, name):
        return f"{path}/{found[0]}", *found
    return path, part, label


def _tag(shape: type[Any], name: str) -> tuple[str, str] | None:
    if not name:
        return None
    flat = name.replace(".", "_")
    names = [item.name for item in fields(shape)]
    if flat not in names:
        flat = next((it for it in names if it.startswith(f"{flat}_")), "")
    return tag_of(shape, flat) if flat else None


def places(paper: Paper) -> Iterator[Place]:
    """Yield every place of a paper that travels, goods items as those of line 1."""
    known = {item.name for item in fields(HEADS[paper][2])}
    for name, inner in paths(BY_PAPER[paper].noun):
        inside = [f"{name}.{it.name}" for it in fields(inner)] if inner else [name]
        for path in inside:
            if path.replace(".", "_") in known:
                yield Place(paper, path)
    if paper in LINES:
        _, _, shape, noun = LINES[paper]
        known = {item.name for item in fields(shape)}
        yield from (Place(paper, it.name, 1) for it in fields(noun) if it.name in known)
