"""签名医生 The signature doctor anybody may ask: a signed message in, a diagnosis out.

Nothing that is handed in is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.gateway.chinaport.signing.doctor import diagnose, told
from tongguan.plumbing.clock import today
from tongguan.portal import formats
from tongguan.portal.words import Sign

LARGEST = 512 * 1024
UNSEEN = str.maketrans({"\n": "↵", "\r": "␍", "\t": "⇥", " ": "·"})
GOOD = Sign(_("签名有效"), "check", "good")
BAD = Sign(_("签名不成立"), "cross", "bad")
UNSIGNED = Sign(_("没有签名"), "alert", "warn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """处置 One thing that was found, and what to do about it."""

    code: str
    receipt: str
    says: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """诊断书 A diagnosis in the words of the page."""

    sign: Sign
    faults: tuple[Advice, ...]
    mistakes: tuple[Advice, ...]
    notes: tuple[Advice, ...]
    difference: tuple[int, str, str] | None
    parts: Mapping[str, Any]


def show(request: HttpRequest) -> HttpResponse:
    """GET or POST /doctor/."""
    words: dict[str, Any] = {}
    if request.method == "POST":
        pasted = request.POST.get("text", "")
        words = {"text": pasted} | examined(handed_in(request, "file", pasted), request)
    return render(request, "public/doctor.html", words)


def handed_in(request: HttpRequest, name: str, pasted: str = "") -> bytes:
    """Take a file, or else what was pasted."""
    given = request.FILES.get(name)
    if given is not None:
        return bytes(given.read(LARGEST + 1))
    return pasted.strip().replace("\r\n", "\n").encode(errors="replace")


def examined(data: bytes, request: HttpRequest) -> dict[str, Any]:
    """Examine a message, or say why it can't be."""
    original = handed_in(request, "original")
    if not data:
        return {"fault": _("请选择文件，或粘贴报文。")}
    if max(len(data), len(original)) > LARGEST:
        return {"fault": _("网页只看 512 KB 以内的报文；更大的请用命令行。")}
    try:
        diagnosis = told(diagnose(data, on=today(), original=original))
    except UnreadableError as unread:
        return {"fault": formats.either(unread.chinese, unread.english)}
    return {"sheet": sheet(diagnosis)}


def sheet(diagnosis: Mapping[str, Any]) -> Sheet:
    """Say a diagnosis in the words of the page."""
    sign = GOOD if diagnosis["good"] else BAD
    return Sheet(
        sign=sign if diagnosis["signed"] else UNSIGNED,
        faults=tuple(map(advice, diagnosis["faults"])),
        mistakes=tuple(map(advice, diagnosis["mistakes"])),
        notes=tuple(map(advice, diagnosis["notes"])),
        difference=difference(diagnosis["difference"]),
        parts=diagnosis,
    )


def difference(byte: Mapping[str, Any] | None) -> tuple[int, str, str] | None:
    """Count the byte from one, and show line ends and tabs."""
    if byte is None:
        return None
    signed, found = (byte[it].translate(UNSEEN) for it in ("signed", "found"))
    return byte["at"] + 1, signed, found


def advice(one: Mapping[str, Any]) -> Advice:
    """Say one finding in the page's language."""
    return Advice(
        code=one.get("code", ""),
        receipt=one.get("receipt", ""),
        says=formats.either(one["zh"], one["en"]),
        remedy=formats.either(one["remedy"]["zh"], one["remedy"]["en"]),
    )
