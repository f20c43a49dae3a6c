"""What an export return must be beside its list: left, in time, no more than it was."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

from tongguan.customs.duty.deadlines import months_later
from tongguan.customs.export_declaration.lifecycle import ExportState
from tongguan.customs.export_return.rules import RETURN
from tongguan.customs.goods_return.model import Billed, Earlier, Returned
from tongguan.kit.checks import Check, Clause, Difference, check
from tongguan.kit.dated import Dated
from tongguan.kit.desk import SPECIFICATION, say
from tongguan.kit.rulebook import load
from tongguan.trade.export_returns import ExportReturn, ReturnedLine
from tongguan.trade.exports import ExportDeclaration, ExportLine

GACC_2020_44 = Clause("海关总署公告2020年第44号", confirmed=False)
OUT = {ExportState.RELEASED, ExportState.CLEARED, ExportState.SUMMARISED}
REJECTED = RETURN.receipt


@dataclass(frozen=True, slots=True)
class Period:
    """退货期限 Months from the release of an export to its return."""

    months: int


@cache
def period() -> Dated[Period]:
    """Return the months within which exported goods may come back, by the day."""
    return load("customs/export_return/period.yaml", Period)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReturning:
    """出口退货 A return beside its export list, or beside none."""

    application: ExportReturn
    on: date
    listed: ExportDeclaration | None = None
    state: str = ExportState.ABSENT
    released_on: date | None = None
    earlier: Mapping[int, Earlier] = field(default_factory=dict)

    @property
    def known(self) -> ExportDeclaration | None:
        """The list, where it is of this consignor."""
        listed, seller = self.listed, self.application.seller.code
        return listed if listed and listed.seller.code == seller else None

    def line_of(self, returned: ReturnedLine) -> ExportLine | None:
        """Return the line of the list that a line of the return names."""
        lines = self.known.lines if self.known else ()
        found = (it for it in lines if it.number == returned.number)
        return next((it for it in found if it.hs_code == returned.hs_code), None)

    def left_of(self, line: ExportLine) -> Decimal:
        """Return how much of a line may still come back."""
        return line.quantity - self.earlier.get(line.number, Earlier()).total

    def effects(self) -> Iterator[Returned]:
        """Say line by line what comes back."""
        for one in self.application.lines:
            line = self.line_of(one)
            assert line is not None, "only lines of the list come back"
            before = self.earlier.get(one.number, Earlier())
            yield Returned(
                line=one.number,
                sequence=before.times + 1,
                quantity=one.quantity,
                total=before.total + one.quantity,
                listed=line.quantity,
                undone=Billed(),
            )


@check(
    "STA-1851",
    clause=SPECIFICATION,
    receipt=REJECTED,
    remedy=(
        "填写海关回执（CEB604）中的清单编号，并核对收发货人。",
        "Write the number from the receipts (CEB604), and check the consignor.",
    ),
)
def exported_list_is_there(asked: ExportReturning) -> Iterator[Difference]:
    """系统中没有该收发货人编号为“{given}”的出口清单。

    This consignor has no export list with number {given}.
    """
    if asked.known is None:
        yield Difference(RETURN.place("list_number"), asked.application.list_number)


@check(
    "STA-1852",
    clause=GACC_2020_44,
    receipt=REJECTED,
    remedy=(
        "等清单放行后再申请；未离境的货物改报撤销申请单（CEB605）。",
        "Wait for the release; what has not left is cancelled instead (CEB605).",
    ),
)
def exported_list_is_released(asked: ExportReturning) -> Iterator[Difference]:
    """出口清单的状态为“{given}”，只有已放行的清单可以退货。

    The export list is {given}; only what was released can come back.
    """
    if asked.known and asked.state not in OUT:
        yield Difference(RETURN.place("list_number"), asked.state)


@check(
    "STA-1853",
    clause=GACC_2020_44,
    receipt=REJECTED,
    remedy=(
        "改按一般贸易退运货物申报；超过期限的，不适用本办法。",
        "Declare it as returned goods of general trade; the time is over.",
    ),
)
def export_returns_in_time(asked: ExportReturning) -> Iterator[Difference]:
    """申请日期{given}晚于退货期限{expected}。

    The return is applied for on {given}, after the last day, {expected}.
    """
    if asked.known and asked.released_on:
        months = period().on(asked.released_on).says.months
        last = months_later(asked.released_on, months)
        if asked.on > last:
            place = RETURN.place("heading.reported_at")
            yield Difference(place, asked.on.isoformat(), last.isoformat())


@check(
    "STA-1854",
    clause=SPECIFICATION,
    receipt=REJECTED,
    remedy=(
        "按原清单表体填写序号和商品编码。",
        "Write number and code of the goods item as on the list.",
    ),
)
def export_lines_are_of_the_list(asked: ExportReturning) -> Iterator[Difference]:
    """原出口清单中没有序号和商品编码为“{given}”的商品。

    The export list has no goods item with number and code {given}.
    """
    for number, one in enumerate(asked.application.lines, start=1):
        if asked.known and asked.line_of(one) is None:
            said = f"{one.number} {one.hs_code}"
            yield Difference(RETURN.place("lines.hs_code", number), said)


@check(
    "STA-1855",
    clause=GACC_2020_44,
    receipt=REJECTED,
    remedy=(
        "减少退货数量，不超过原清单数量减去已退数量。",
        "Write no more than the list has, less what has come back already.",
    ),
)
def no_more_comes_back_than_left(asked: ExportReturning) -> Iterator[Difference]:
    """退货数量{given}多于可退数量{expected}。

    {given} are to come back; only {expected} still can.
    """
    for number, one in enumerate(asked.application.lines, start=1):
        line = asked.line_of(one)
        if line and one.quantity > (left := asked.left_of(line)):
            place = RETURN.place("lines.quantity", number)
            yield Difference(place, say(one.quantity), say(left))


EXPORT_RETURNABLE: tuple[Check[ExportReturning], ...] = (
    exported_list_is_there,
    exported_list_is_released,
    export_returns_in_time,
    export_lines_are_of_the_list,
    no_more_comes_back_than_left,
)
