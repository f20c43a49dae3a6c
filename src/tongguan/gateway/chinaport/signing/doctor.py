"""签名医生 What a signature is, why it does not verify, and what to do about it.

Beside the verdict the doctor shows the canonical bytes and digests, tries the common
mistakes, and points at the first byte that differs from what was signed: as a mistake
explains it, or as the original shows it when that is at hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongguan.gateway.chinaport import xml
from tongguan.gateway.chinaport.signing.codes import (
    CHANGED,
    UNSIGNED,
    WRONG_VALUE,
    SignatureFault,
)
from tongguan.gateway.chinaport.signing.mistakes import (
    EDITS,
    Explained,
    of_digest,
    of_value,
)
from tongguan.gateway.chinaport.signing.policy import must_be_signed, official_code
from tongguan.gateway.chinaport.signing.shape import canonical, find, without
from tongguan.gateway.chinaport.signing.verifying import Verdict, verify
from tongguan.gateway.chinaport.xml import CEB
from tongguan.kit.rulebook import read_page

PAGE = "gateway/mistakes.yaml"
AROUND = 32
SHOWN = 4000


@dataclass(frozen=True, slots=True)
class Byte:
    """差异 The first byte that differs: where, and what stands around it."""

    at: int
    signed: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """诊断 A verdict and what explains it."""

    message_type: str
    verdict: Verdict
    mistakes: tuple[Explained, ...] = ()
    difference: Byte | None = None


def diagnose(data: bytes, *, on: date, original: bytes = b"") -> Diagnosis:
    """Examine the signature of a message; `original` is what was meant to be signed.

    Raise `UnreadableError` when either is no XML that the gateway lets in.
    """
    verdict = verify(data, on=on)
    root = xml.tree(data)
    kind = str(root.tag).removeprefix(f"{{{CEB}}}")
    if not verdict.content:
        return Diagnosis(message_type=kind, verdict=verdict)
    breaches = {fault.breach.code for fault in verdict.faults}
    found: tuple[Explained, ...] = ()
    if CHANGED.code in breaches:
        found += of_digest(data, verdict)
    if WRONG_VALUE.code in breaches:
        signature = find(root)
        assert signature is not None, "it was found a moment ago"
        known = {one.name for one in found}
        more = of_value(signature.value, verdict)
        found += tuple(one for one in more if one.name not in known)
    return Diagnosis(
        message_type=kind,
        verdict=verdict,
        mistakes=found,
        difference=_difference(verdict, found, original),
    )


def _difference(
    verdict: Verdict, found: tuple[Explained, ...], original: bytes
) -> Byte | None:
    if original:
        return first_difference(_unsigned(original), verdict.content)
    for one in found:
        held = verdict.content if one.name in EDITS else verdict.signed_info
        if one.bytes and one.bytes != held:
            return first_difference(one.bytes, held)
    return None


def _unsigned(original: bytes) -> bytes:
    root = xml.tree(original)
    signature = find(root)
    return without(root, signature) if signature else canonical(root)


def first_difference(signed: bytes, found: bytes) -> Byte | None:
    """Point at the first byte that differs, if any does."""
    if signed == found:
        return None
    pairs = zip(signed, found, strict=False)
    short = min(len(signed), len(found))
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), short)
    return Byte(at, _around(signed, at), _around(found, at))


def _around(data: bytes, at: int) -> str:
    start = max(0, at - AROUND)
    return data[start : at + AROUND].decode(errors="replace")


def told(diagnosis: Diagnosis) -> dict[str, Any]:
    """Say a diagnosis as data."""
    verdict = diagnosis.verdict
    return {
        "message": diagnosis.message_type,
        "signed": verdict.signed,
        "good": verdict.good,
        "required": diagnosis.message_type in must_be_signed(),
        "faults": [_fault(it, diagnosis.message_type) for it in _faults(diagnosis)],
        "notes": [_fault(it, "") for it in verdict.notes],
        "mistakes": [_mistake(it) for it in diagnosis.mistakes],
        "method": _method(verdict),
        "digest": {"given": verdict.digest_given, "found": verdict.digest_found},
        "certificate": _certificate(verdict),
        "difference": _byte(diagnosis.difference),
        "signed_info": verdict.signed_info.decode(),
        "content": _content(verdict),
    }


def _faults(diagnosis: Diagnosis) -> Iterator[SignatureFault]:
    if not diagnosis.verdict.signed and diagnosis.message_type in must_be_signed():
        yield SignatureFault(UNSIGNED, diagnosis.message_type)
    yield from diagnosis.verdict.faults


def _fault(fault: SignatureFault, message_type: str) -> dict[str, Any]:
    return {
        "code": fault.code,
        "receipt": official_code(message_type, fault.code),
        "zh": fault.chinese,
        "en": fault.english,
        "remedy": {"zh": fault.remedy[0], "en": fault.remedy[1]},
    }


def _mistake(one: Explained) -> dict[str, Any]:
    page = read_page(PAGE)["mistakes"][one.name]
    return {
        "name": one.name,
        "zh": page["zh"].format(**one.words),
        "en": page["en"].format(**one.words),
        "remedy": {"zh": page["remedy_zh"], "en": page["remedy_en"]},
    }


def _method(verdict: Verdict) -> dict[str, str] | None:
    if verdict.method is None or verdict.digest_method is None:
        return None
    return {
        "signature": verdict.method.uri,
        "name": verdict.method.name,
        "digest": verdict.digest_method.uri,
        "encoding": verdict.encoding,
    }


def _certificate(verdict: Verdict) -> dict[str, Any] | None:
    found = verdict.certificate
    if found is None:
        return None
    return {
        "serial": found.serial,
        "key_name": verdict.key_name,
        "subject": found.subject,
        "issuer": found.issuer,
        "key": f"{found.key}-{found.bits}",
        "valid_from": found.valid_from.isoformat(),
        "valid_until": found.valid_until.isoformat(),
        "fingerprint": found.fingerprint,
    }


def _byte(byte: Byte | None) -> dict[str, Any] | None:
    if byte is None:
        return None
    return {"at": byte.at, "signed": byte.signed, "found": byte.found}


def _content(verdict: Verdict) -> dict[str, Any]:
    return {
        "size": len(verdict.content),
        "start": verdict.content[:SHOWN].decode(errors="replace"),
    }
