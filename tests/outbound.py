"""The papers of one export and of its return, as the sandbox's firms send them."""

from datetime import datetime
from typing import Any

from tongguan.kit.moments import SHANGHAI
from tongguan.kit.rulebook import read_page
from tongguan.samples.model import Sheet
from tongguan.samples.writing import sets
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import AnyPaper
from tongguan.trade.registry import FiledFirm, Lodgement, Role

AT = datetime(2026, 10, 20, 12, tzinfo=SHANGHAI)
FILED = {
    firm["code"]: FiledFirm(
        code=firm["code"],
        name=firm["name"],
        roles=frozenset(map(Role, firm["roles"])),
    )
    for firm in read_page("zone/sandbox.yaml")["firms"]
}
SHEETS: tuple[Sheet, ...] = tuple(sheet for one in sets(AT) for sheet in one.sheets)
SENT = {
    sheet.content[0].nature.kind: sheet for sheet in reversed(SHEETS) if sheet.sender
}


def paper(kind: Paper) -> Any:
    """Return the paper of a kind."""
    return SENT[kind].content[0]


def lodged(changed: AnyPaper, sender: str = "") -> Lodgement[Any]:
    """Lodge a paper, perhaps a changed one, as the firm whose business it is."""
    usual = SENT[changed.nature.kind].sender
    assert usual
    return Lodgement(
        paper=changed,
        sender=sender or usual.code,
        principals=frozenset({sender or usual.code}),
        day=AT.date(),
        registry=FILED,
    )
