"""验签入口 What may be read of a message, after its signature was looked at.

Of a message with a good signature only the signed bytes are read; the place of the
signature is remembered, for the schema wants it where it belongs. Of one with a bad
signature the papers are read to know whom and what to answer, and for nothing else.
"""

from dataclasses import dataclass
from datetime import datetime

from tongguan.gateway.chinaport import xml
from tongguan.gateway.chinaport.catalogue import (
    Reading,
    read_root,
    read_thoroughly,
)
from tongguan.gateway.chinaport.json_form import is_json
from tongguan.gateway.chinaport.messages import SIGNATURE
from tongguan.gateway.chinaport.quick import Quick, read_quickly
from tongguan.gateway.chinaport.signing.certificates import Certificate
from tongguan.gateway.chinaport.signing.codes import (
    NO_CERTIFICATE,
    UNSIGNED,
    SignatureFault,
)
from tongguan.gateway.chinaport.signing.filed import Signatories, objections, weighed
from tongguan.gateway.chinaport.signing.policy import (
    Policy,
    must_be_signed,
    policy_on,
)
from tongguan.gateway.chinaport.signing.sent import as_sent
from tongguan.gateway.chinaport.signing.verifying import Verdict, judged, verify
from tongguan.kit.wire import Node

MARK = b"Signature"
WIDE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """来信 What was read of a message, what its signature lacks, and who signed."""

    reading: Reading
    faults: tuple[SignatureFault, ...] = ()
    signed_by: str = ""


def letter(known: Signatories, data: bytes, sender: str, at: datetime) -> Letter:
    """Read a message as its signature allows, or raise `UnreadableError`.

    Without a sender it is tried for the firm it names.
    """
    policy = policy_on(known.rooms.profile, at.date())
    quick = read_quickly(data)
    signed = quick.reading.signed if quick else may_be_signed(data)
    if policy is Policy.OFF or not signed:
        return _unsigned(_read(quick, data), policy)
    sent = as_sent(quick) if quick else None
    if sent is not None:
        verdict = judged(sent.signature, sent.content, at.date())
    else:
        verdict = verify(data, on=at.date())
    certificate = verdict.certificate
    if certificate is None or not verdict.good:
        return _refused(_read(quick, data), verdict, policy)
    reading = sent.reading if sent else read_root(signed_content(verdict))
    firm = sender or (reading.transfer.code if reading.transfer else "")
    return Letter(
        reading=reading,
        faults=_objections(known, certificate, policy, firm, at),
        signed_by=certificate.fingerprint,
    )


def may_be_signed(data: bytes) -> bool:
    """Tell whether a message can have a signature, without reading it."""
    return (MARK in data or data[:2] in WIDE) and not is_json(data)


def is_placeholder(verdict: Verdict) -> bool:
    """Tell whether a signature only fills the place its schema gives it.

    A newcomer to a sandbox has no certificate yet, and a list is no list without one.
    """
    return any(fault.breach is NO_CERTIFICATE for fault in verdict.faults)


def signed_content(verdict: Verdict) -> Node:
    """Read the bytes a good signature covers, its place among them left open."""
    root = xml.parse(verdict.content)
    children = list(root.children)
    children.insert(verdict.index, Node(SIGNATURE))
    return Node(root.tag, root.text, children, root.attributes)


def _read(quick: Quick | None, data: bytes) -> Reading:
    return quick.reading if quick else read_thoroughly(data)


def _objections(
    known: Signatories,
    certificate: Certificate,
    policy: Policy,
    firm: str,
    at: datetime,
) -> tuple[SignatureFault, ...]:
    found = objections(known, certificate, firm, at)
    weights = [weighed(fault, policy, certificate) for fault in found]
    return tuple(fault for fault in weights if fault is not None)


def _refused(reading: Reading, verdict: Verdict, policy: Policy) -> Letter:
    """Answer a message without a signature that is good."""
    if not verdict.signed or (policy is Policy.OPTIONAL and is_placeholder(verdict)):
        return _unsigned(reading, policy)
    return Letter(reading=reading, faults=verdict.faults)


def _unsigned(reading: Reading, policy: Policy) -> Letter:
    wanted = policy is Policy.REQUIRED and reading.message_type in must_be_signed()
    if wanted and not all(paper.heading.draft for paper in reading.papers):
        missing = SignatureFault(UNSIGNED, reading.message_type)
        return Letter(reading=reading, faults=(missing,))
    return Letter(reading=reading)
