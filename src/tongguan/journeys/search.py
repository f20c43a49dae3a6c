"""查单 Find lists, page by page, among those a viewer may see."""

from dataclasses import dataclass, replace

from tongguan.customs.board.model import ListRow, Viewer, Wanted
from tongguan.customs.board.store import Board
from tongguan.customs.declaration.lifecycle import DECLARATION, Actor, DeclarationState
from tongguan.customs.risk.rules import DISCREET, NEUTRAL

RISK_CODES = DISCREET
REOPEN = "reopen"
OFFICERS_TURN = tuple(
    state
    for state in DeclarationState
    if set(DECLARATION.open_to(state, Actor.CUSTOMS)) - {REOPEN}
)


@dataclass(frozen=True, slots=True)
class Found:
    """查询结果 One page of lists, and where the next page begins, if there is one."""

    rows: tuple[ListRow, ...]
    before: int | None


def search(board: Board, viewer: Viewer, wanted: Wanted) -> Found:
    """查单 Return one page of what is wanted, as this viewer may see it."""
    asked = replace(wanted, size=wanted.size + 1)
    if wanted.reason in RISK_CODES and viewer.organisation is not None:
        return Found((), None)
    rows = [veiled(row, viewer) for row in board.find(viewer, asked)]
    more = len(rows) > wanted.size
    rows = rows[: wanted.size]
    return Found(tuple(rows), rows[-1].paper if more else None)


def find_list(board: Board, viewer: Viewer, number: str) -> ListRow | None:
    """Return the list of this list, preliminary or order number, if it may be seen."""
    if "\0" in number:
        return None
    rows = board.find(viewer, Wanted(number=number))
    found = [row for row in rows if number in (row.number, row.preliminary_number)]
    found = found or [row for row in rows if row.order_number == number]
    return veiled(found[0], viewer) if found else None


def veiled(row: ListRow, viewer: Viewer) -> ListRow:
    """Name risk rules to the customs only: others read one neutral code."""
    if viewer.organisation is None or not RISK_CODES.intersection(row.reasons):
        return row
    plain = [code for code in row.reasons if code not in RISK_CODES]
    return replace(row, reasons=[*plain, NEUTRAL.code])
