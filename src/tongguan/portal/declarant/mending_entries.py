"""改正栏目 The entries of a paper that is mended: what is said of each."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tongguan.customs.correction.model import Asked
from tongguan.gateway.chinaport.mending import Field, fault_key, fields_of, key_of
from tongguan.journeys.mending import Mending, patch_of
from tongguan.kit.checks import Place
from tongguan.kit.wire import WireFault
from tongguan.portal import formats
from tongguan.portal.declarant.advice import Advice, present_finding
from tongguan.trade.papers import AnyPaper

PATCHES = frozenset({"expected", "copy", "narrow", "clean", "remove"})
Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """改正稿 What was typed, and the paper it makes, or what is wrong with its form."""

    texts: Mapping[str, str]
    paper: AnyPaper | None
    faults: tuple[WireFault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """他方意见 What another firm says of an entry: its own value, as its code says."""

    code: str
    expected: str


@dataclass(slots=True, kw_only=True)
class Entry:
    """改正行 One entry of the paper: what it says, what is expected, the change."""

    column: Field
    value: str
    advice: list[Advice] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    broken: list[tuple[str, str]] = field(default_factory=list)
    offered: str | None = None

    @property
    def is_marked(self) -> bool:
        """Whether something is said about it, or it was given another value."""
        said = self.advice or self.wishes or self.broken
        return bool(said) or self.value not in ("", self.column.text)

    @property
    def wanted(self) -> str:
        """The form it takes, in the page's language."""
        return formats.either(*self.column.wanted)


def entries_of(mended: Mending, draft: Draft, findings: Iterable[Told]) -> list[Entry]:
    """Lay the paper out, each entry with its change and what is said of it."""
    laid = {it.key: it for it in fields_of(mended.paper)}
    advice: dict[str, list[Advice]] = defaultdict(list)
    offers: dict[str, str] = {}
    for finding in findings:
        key = place_key(finding)
        advice[key].append(present_finding(finding))
        if key in laid and (offer := offered(laid[key], finding)) is not None:
            offers[key] = offer
    wishes, broken = wishes_of(mended.asked), broken_of(draft, mended.paper)
    return [
        Entry(
            column=it,
            value=draft.texts.get(key, "" if it.is_masked else it.text),
            advice=advice[key],
            wishes=wishes[key],
            broken=broken[key],
            offered=offers.get(key),
        )
        for key, it in laid.items()
    ]


def place_key(finding: Told) -> str:
    """Say which entry a finding is about; empty where it is about none."""
    return key_of(Place(**finding["place"])) if finding["place"] else ""


def offered(entry: Field, finding: Told) -> str | None:
    """Say what would mend an entry, where a machine can know; None elsewhere."""
    patch = patch_of(finding["code"])
    if patch not in PATCHES or entry.is_masked:
        return None
    text = patched(patch, entry.text, finding["expected"])
    return None if text == entry.text else text


def patched(patch: str, text: str, expected: str) -> str | None:
    """Mend a text the way its code is mended; None where there is no value for it."""
    if patch in {"expected", "copy"}:
        return expected or None
    if patch == "remove":
        return ""
    narrow = unicodedata.normalize("NFKC", text)
    return narrow if patch == "narrow" else " ".join(narrow.split())


def wishes_of(asked: Sequence[Asked]) -> dict[str, list[Wish]]:
    """Say by entry what other firms ask."""
    found: dict[str, list[Wish]] = defaultdict(list)
    for one in asked:
        for it in one.request.disagreements:
            place = Place(one.request.kind, it.field, it.line)
            found[key_of(place)].append(Wish(code=it.code, expected=it.expected))
    return found


def broken_of(draft: Draft, paper: AnyPaper) -> dict[str, list[tuple[str, str]]]:
    """Say by entry what has not its form."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for fault in draft.faults:
        said = formats.either(fault.chinese, fault.english)
        found[fault_key(fault, paper)].append((fault.code, said))
    return found


def grouped(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """Put entries under their headings: the head, and each goods item."""
    groups: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.column.line].append(entry)
    return [
        (_("商品项 %(n)d") % {"n": line} if line else _("表头"), found)
        for line, found in sorted(groups.items())
    ]
