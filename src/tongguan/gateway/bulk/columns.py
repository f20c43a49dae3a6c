"""列 The columns of a sheet, from the declaration of the message.

A column is known by its tag (`orderNo`, `OrderList.qty`) and by its Chinese label
(`订单编号`, `商品项：数量`), so that a sheet keeps its meaning when either row of
headings is deleted, and columns may stand in any order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tongguan.gateway.chinaport.catalogue import BY_PAPER
from tongguan.kit.fields import Slot, part_of, table_of
from tongguan.trade.kinds import Paper

# What a sheet need not say: it is a new paper, declared, made now.
ASSUMED = {"heading_action": "1", "heading_draft": "2"}
GIVEN = {"heading_guid", "heading_reported_at"}
# Which entries hold codes of which table of the rulebook.
TABLES = {
    "unit": "units",
    "statutory_unit": "units",
    "second_unit": "units",
    "origin": "countries",
    "dispatched_from": "countries",
    "transport_mode": "transport_modes",
    "package_type": "package_types",
    "customs_office": "customs_offices",
    "border_office": "customs_offices",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: the field it holds, and whether it is one of a goods item."""

    slot: Slot
    tag: str
    label: str
    of_line: bool

    @property
    def needed(self) -> bool:
        """Whether a row can't do without it."""
        return self.slot.required and self.assumed is None and not self.given

    @property
    def given(self) -> bool:
        """Whether it is filled for the sender where it is empty."""
        counted = self.of_line and self.slot.name == "number"
        return counted or self.slot.name in GIVEN

    @property
    def assumed(self) -> str | None:
        """What an empty cell stands for, if it stands for something."""
        form = self.slot.form
        assert form is not None, "a column holds a value, not a part"
        if self.slot.name in ASSUMED:
            return ASSUMED[self.slot.name]
        if form.fixed is not None:
            return form.fixed
        return form.among[0] if len(form.among) == 1 else None

    @property
    def table(self) -> str:
        """The table of the rulebook its codes are of, or nothing."""
        return TABLES.get(self.slot.name, "")


@cache
def columns_of(paper: Paper) -> tuple[Column, ...]:
    """Return the columns of a kind of paper, in the order of its message."""
    return tuple(_columns(paper))


def _columns(paper: Paper) -> Iterator[Column]:
    message = BY_PAPER[paper].message
    for slot in table_of(message.head).slots:
        if slot.form is not None:
            yield Column(slot=slot, tag=slot.tag, label=slot.label, of_line=False)
    if message.line is None:
        return
    tag = part_of(message.entry, "lines")[0]
    for slot in table_of(message.line).slots:
        if slot.form is not None:
            label = f"商品项：{slot.label}"
            yield Column(slot=slot, tag=f"{tag}.{slot.tag}", label=label, of_line=True)
