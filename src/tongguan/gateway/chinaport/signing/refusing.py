"""退签 Papers answered one by one when the signature of their message is bad.

The customs have numbers for it in some messages. Nothing of such a paper is kept: the
keys in the answer are those its sender gave, told to nobody else.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from tongguan.gateway.chinaport.catalogue import Reading
from tongguan.gateway.chinaport.messages import SIGNATURE
from tongguan.gateway.chinaport.signing.codes import LABEL, SignatureFault
from tongguan.gateway.chinaport.signing.methods import PAGE
from tongguan.gateway.chinaport.signing.policy import official_code
from tongguan.journeys.addressee import Addressee
from tongguan.journeys.answers import clipped, described, objected, told
from tongguan.kit.checks import Clause, Finding, Notice
from tongguan.kit.rulebook import read_page
from tongguan.plumbing.inbox.store import Leased
from tongguan.plumbing.outbox.store import Answer
from tongguan.plumbing.register.model import key_of
from tongguan.trade.papers import AnyPaper


def refuse_papers(
    message: Leased, reading: Reading, faults: Sequence[SignatureFault]
) -> tuple[Answer, ...]:
    """Answer each paper with the customs' number; nothing where they have none."""
    findings = [_finding(fault, reading.message_type) for fault in faults]
    if not findings[0].notice.receipt:
        return ()
    return tuple(
        _refused(message, paper, index, findings)
        for index, paper in enumerate(reading.papers, start=1)
    )


def _refused(
    message: Leased, paper: AnyPaper, index: int, findings: list[Finding]
) -> Answer:
    to = Addressee(
        paper=paper,
        key=key_of(paper),
        sender=message.sender,
        message=message.id,
        index=index,
    )
    answer = objected(to, findings[0])
    place = {"path": f"/{SIGNATURE}", "label": LABEL, "field": SIGNATURE}
    return replace(
        answer,
        text=clipped("；".join(map(described, findings))),
        terminal=True,
        findings=tuple(told(finding) | {"place": place} for finding in findings),
    )


def _finding(fault: SignatureFault, message_type: str) -> Finding:
    notice = Notice(
        code=fault.code,
        chinese=fault.breach.chinese,
        english=fault.breach.english,
        clause=Clause(read_page(PAGE)["required"]["cites"]),
        remedy=fault.remedy,
        receipt=official_code(message_type, fault.code),
    )
    return Finding(notice, facts={"wanted": fault.shown})
