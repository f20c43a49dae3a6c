"""Applies the patch of the catalogue to a message, knowing only what was told of it."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from lxml import etree
from lxml.etree import _Element as Element

from tongguan.journeys.kinds import KINDS
from tongguan.kit.fields import rows
from tongguan.trade.kinds import Paper

Finding = Mapping[str, Any]
Letters = Mapping[str, bytes]
Mend = Callable[[Element, Finding, Letters], None]
CEB = "http://www.chinaport.gov.cn/ceb"
STEP = re.compile(r"(?P<tag>[^\[\]]+)(?:\[(?P<index>\d+)\])?")
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
REPORTED_AT, ACTION = "appTime", "appType"
YUAN = "142"


def mended(letters: Letters, finding: Finding, patch: str) -> dict[str, bytes]:
    """Mend the message a finding places its entry in; return all messages."""
    name = addressed(finding)
    root = etree.fromstring(letters[name])
    MENDS[patch](root, finding, letters)
    return {**letters, name: etree.tostring(root, encoding="UTF-8")}


def addressed(finding: Finding) -> str:
    """Name the message that a finding is about."""
    place = finding["place"] or {}
    return str(place.get("paper") or finding["letter"])


def at(root: Element, path: str) -> Element:
    """Find an element by the path that was told."""
    found = root
    for step in path.split("/")[2:]:
        part = STEP.fullmatch(step)
        assert part is not None, path
        named = [it for it in found if etree.QName(it).localname == part["tag"]]
        found = named[int(part["index"] or 1) - 1]
    return found


def entry(root: Element, finding: Finding) -> Element:
    return at(root, finding["place"]["path"])


def parent_of(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def expected(root: Element, finding: Finding, _: Letters) -> None:
    wanted = DAY.sub(r"\1\2\3", finding["expected"])
    assert wanted, "nothing is said to be expected"
    write(root, finding, wanted)


def write(root: Element, finding: Finding, text: str) -> None:
    """Write an entry; one that was left out gets its place in the order first."""
    path, _, tag = finding["place"]["path"].rpartition("/")
    parent = at(root, path)
    element = parent.find(f"{{{CEB}}}{tag}")
    if element is None:
        element = etree.SubElement(parent, f"{{{CEB}}}{tag}")
        into_order(parent, finding["place"].get("paper", Paper.ORDER))
    element.text = text


def into_order(parent: Element, paper: str) -> None:
    """Put the elements of a head or a goods item into the standard's order."""
    message = KINDS[Paper(paper)].message
    for shape in filter(None, (message.head, message.line)):
        standard = [row.tag for row in rows(shape)]
        tags = [etree.QName(it).localname for it in parent]
        if set(tags) <= set(standard):
            order = sorted(
                parent, key=lambda it: standard.index(etree.QName(it).localname)
            )
            parent[:] = order
            return
    raise AssertionError(tags)


def receipt(root: Element, finding: Finding, letters: Letters) -> None:
    """Take the number from what the sender holds of its receipts."""
    held = etree.fromstring(letters["receipts"])
    write(root, finding, at(held, finding["place"]["path"]).text or "")


def copy(root: Element, finding: Finding, letters: Letters) -> None:
    source = finding["against"] or finding["place"] | {"paper": "order"}
    other = etree.fromstring(letters[source["paper"]])
    tag = finding["place"]["tag"]
    there = (
        at(other, source["path"])
        if finding["against"]
        else other.findall(f".//{{{CEB}}}{tag}")[0]
    )
    entry(root, finding).text = there.text


def remove(root: Element, finding: Finding, _: Letters) -> None:
    """Remove an element, an attribute, or the text between elements."""
    path, attribute, name = finding["place"]["path"].partition("/@")
    element = at(root, path)
    if attribute:
        del element.attrib[name]
    elif len(element):
        for child in element:
            child.tail = None
        element.text = None
    else:
        parent_of(element).remove(element)


def narrow(root: Element, finding: Finding, _: Letters) -> None:
    element = entry(root, finding)
    element.text = normalize("NFKC", element.text or "")


def renumber(root: Element, finding: Finding, _: Letters) -> None:
    element = entry(root, finding)
    lines = parent_of(parent_of(element)).findall(parent_of(element).tag)
    for number, line in enumerate(lines, start=1):
        part = line.find(element.tag)
        assert part is not None
        part.text = str(number)


def newer(root: Element, _finding: Finding, _: Letters) -> None:
    for element in root.iter(f"{{{CEB}}}{REPORTED_AT}"):
        stamp = datetime.strptime(element.text or "", "%Y%m%d%H%M%S")  # noqa: DTZ007
        element.text = f"{stamp + timedelta(minutes=1):%Y%m%d%H%M%S}"


def as_new(root: Element, _finding: Finding, _: Letters) -> None:
    for element in root.iter(f"{{{CEB}}}{ACTION}"):
        element.text = "1"


def only_choice(root: Element, finding: Finding, _: Letters) -> None:
    (wanted,) = re.findall(r"\d+", finding["en"]) or [YUAN]
    write(root, finding, wanted)


def keep_first(root: Element, finding: Finding, _: Letters) -> None:
    path = finding["place"]["path"]
    tag = STEP.fullmatch(path.rpartition("/")[2])
    assert tag is not None
    parent = at(root, path.rpartition("/")[0])
    for element in parent.findall(f"{{{CEB}}}{tag['tag']}")[1:]:
        parent.remove(element)


def own_text(root: Element, finding: Finding, _: Letters) -> None:
    element = entry(root, finding)
    for child in list(element):
        element.remove(child)


def clean(root: Element, finding: Finding, _: Letters) -> None:
    element = entry(root, finding)
    element.text = CONTROL.sub("", element.text or "").strip()


def shorten(root: Element, finding: Finding, _: Letters) -> None:
    most = max(int(number) for number in re.findall(r"\d+", finding["en"]))
    element = entry(root, finding)
    element.text = (element.text or "")[:most]


def rounded(root: Element, finding: Finding, _: Letters) -> None:
    element = entry(root, finding)
    element.text = str(Decimal(element.text or "0").quantize(Decimal("0.01")))


def plain_number(root: Element, finding: Finding, _: Letters) -> None:
    element = entry(root, finding)
    element.text = normalize("NFKC", element.text or "").replace(",", "")


def sender(root: Element, finding: Finding, _: Letters) -> None:
    for element in root.iter(f"{{{CEB}}}copCode"):
        element.text = finding["sender"]


def stamp(root: Element, finding: Finding, _: Letters) -> None:
    element = entry(root, finding)
    element.text = re.sub(r"\D", "", element.text or "")


def namespace(root: Element, _finding: Finding, _: Letters) -> None:
    for element in root.iter():
        if "xmldsig" not in element.tag:
            element.tag = f"{{{CEB}}}{etree.QName(element).localname}"


def split(root: Element, finding: Finding, _: Letters) -> None:
    """Leave what one message may hold; the rest would travel in another."""
    (most,) = map(int, re.findall(r"\d+", finding["en"]))
    path, _, last = finding["place"]["path"].rpartition("/")
    parent = at(root, path)
    for element in parent.findall(f"{{{CEB}}}{last.partition('[')[0]}")[most:]:
        parent.remove(element)


def reorder(root: Element, finding: Finding, _: Letters) -> None:
    into_order(at(root, finding["place"]["path"].rpartition("/")[0]), Paper.ORDER)


MENDS: dict[str, Mend] = {
    "expected": expected,
    "copy": copy,
    "remove": remove,
    "narrow": narrow,
    "receipt": receipt,
    "renumber": renumber,
    "newer": newer,
    "as_new": as_new,
    "only_choice": only_choice,
    "keep_first": keep_first,
    "own_text": own_text,
    "clean": clean,
    "shorten": shorten,
    "round": rounded,
    "plain_number": plain_number,
    "stamp": stamp,
    "sender": sender,
    "namespace": namespace,
    "split": split,
    "reorder": reorder,
}
