"""Papers as the messages of their senders, and newer versions of papers."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.import_papers import SITE
from tests.parcels import CARRIER, PLATFORM, PROVIDER, SELLER
from tongguan.gateway.chinaport.catalogue import message_type_for, write_message
from tongguan.gateway.chinaport.messages import Transfer
from tongguan.plumbing.register.model import key_of
from tongguan.trade.papers import AnyPaper, Dossier, Firm, Waybill

STRANGER = Firm(code="9901960S01", name="云汐小满母婴用品有限公司")
POOR = Firm(code="9901960D04", name="云汐微舟报关服务有限公司")  # guarantees 1.00
FIRMS = (PLATFORM, SELLER, PROVIDER, CARRIER, STRANGER, POOR, SITE)
NAMES = {firm.code: firm.name for firm in FIRMS}


def papers(dossier: Dossier) -> tuple[AnyPaper, AnyPaper, AnyPaper, AnyPaper]:
    """Return the four papers: order, payment, waybill, list."""
    return dossier.order, dossier.payment, dossier.waybill, dossier.declaration


def sender_of(paper: AnyPaper) -> str:
    """Return the code of the firm whose business it is to send a paper."""
    declarant: Firm | None = getattr(paper, "declarant", None)
    return declarant.code if declarant else key_of(paper).owner


def message(*sheaf: AnyPaper, sender: str = "", guid: str = "") -> bytes:
    """Write papers of one kind as the message of their sender, or of another firm."""
    code = sender or sender_of(sheaf[0])
    transfer = Transfer(code=code, name=NAMES[code], mode="DXP", address=address(code))
    kind = message_type_for(sheaf[0])
    return write_message(kind, sheaf, transfer, guid or sheaf[0].heading.guid)


def address(code: str) -> str:
    """Return where a firm of the sandbox is reached."""
    return f"DXPYX{code[-10:]}"


def again(paper: Any, minutes: int = 1, **heading: Any) -> Any:
    """Return a paper reported later, new, changed or deleted."""
    at = paper.heading.reported_at + timedelta(minutes=minutes)
    return replace(paper, heading=replace(paper.heading, reported_at=at, **heading))


def miscalled(paper: Any) -> Any:
    """Return a paper that calls a firm by a name it is not filed under."""
    owner = "carrier" if isinstance(paper, Waybill) else "platform"
    firm = getattr(paper, owner)
    return replace(paper, **{owner: replace(firm, name="未备案名称")})


def declared_by(dossier: Dossier, firm: Firm) -> Dossier:
    """Let another firm declare a parcel and guarantee its tax."""
    declaration = replace(dossier.declaration, declarant=firm, guarantor=firm.code)
    return replace(dossier, declaration=declaration)
