"""What an export cancellation must be beside the list it names."""

from collections.abc import Iterator
from dataclasses import dataclass

from tongguan.customs.export_cancellation.rules import REQUEST
from tongguan.customs.export_declaration.lifecycle import (
    EXPORT_LIST,
    Actor,
    ExportState,
)
from tongguan.kit.checks import Check, Clause, Difference, check
from tongguan.kit.desk import SPECIFICATION
from tongguan.trade.exports import ExportCancellation, ExportDeclaration

CANCEL = "cancel"
PARAMETERS = REQUEST.receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOfExport:
    """出口撤销申请 An application beside its export list, or beside none."""

    application: ExportCancellation
    listed: ExportDeclaration | None = None
    state: str = ExportState.ABSENT

    @property
    def known(self) -> bool:
        """Whether the list is there, and of this consignor and this declarant."""
        asked, listed = self.application, self.listed
        return listed is not None and (
            listed.seller.code == asked.seller.code
            and listed.declarant.code == asked.declarant.code
        )


@check(
    "STA-1831",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "填写海关回执（CEB604）中的清单编号，并核对收发货人和申报企业。",
        "Write the number from the receipts (CEB604); check consignor and declarant.",
    ),
)
def export_list_is_there(asked: AskedOfExport) -> Iterator[Difference]:
    """系统中没有该收发货人和申报企业编号为“{given}”的出口清单。

    These firms have no export list with number {given}.
    """
    if not asked.known:
        yield Difference(REQUEST.place("list_number"), asked.application.list_number)


@check(
    "STA-1832",
    clause=Clause("海关总署公告2018年第194号"),
    receipt=PARAMETERS,
    remedy=(
        "改报退货申请单（CEB213）；已撤销的，停止报送。",
        "Apply for a return (CEB213) once it has left; if it is cancelled, do nothing.",
    ),
)
def export_list_can_be_cancelled(asked: AskedOfExport) -> Iterator[Difference]:
    """出口清单的状态为“{given}”，不允许撤销。

    An export list that is {given} can't be cancelled.
    """
    state = ExportState(asked.state)
    if asked.known and not EXPORT_LIST.allows(state, CANCEL, by=Actor.SYSTEM):
        yield Difference(REQUEST.place("list_number"), state)


EXPORT_CANCELLABLE: tuple[Check[AskedOfExport], ...] = (
    export_list_is_there,
    export_list_can_be_cancelled,
)
