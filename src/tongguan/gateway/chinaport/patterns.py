"""报文样式 The exact shapes in which messages usually come, as patterns of text.

A field is its tag, its plain text, its tag again; fields stand in the standard's order;
between them is nothing, or white space throughout. What has another shape, be it right
or wrong, has no match here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tongguan.gateway.chinaport.decoding import QUOTED
from tongguan.kit.plain import LINE, Plain

CEB = "http://www.chinaport.gov.cn/ceb"
DS = "http://www.w3.org/2000/09/xmldsig#"
Match = Callable[[str, int], re.Match[str] | None]

SPACE = "[ \t\r\n]"
# As much as an indentation has: nobody may have us run over long gaps again and again.
GAP = f"{SPACE}{{0,64}}+"
BASE64 = "[A-Za-z0-9+/= \n]"
VALUE = LINE.replace("[^", '[^"')
HEAD = re.compile(
    rf"(?:<\?xml version={QUOTED.format('1[.]0')}"
    rf"(?: encoding={QUOTED.format('(?:UTF|utf)-8')})?"
    rf"(?: standalone={QUOTED.format('(?:yes|no)')})? ?\?>)?{GAP}"
    r"(?P<open><(?P<prefix>(?:ceb:)?)(?P<tag>CEB[0-9]{3}Message)"
    rf'(?P<signs>(?:{SPACE}{{1,64}}+[A-Za-z:]{{1,32}}="{VALUE}{{0,200}}+"){{1,8}})'
    rf" ?>)(?P<gap>{SPACE}?)"
)
SIGN = re.compile('([A-Za-z:]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Dress:
    """How a message is dressed: the prefix of its tags, what may stand between them."""

    prefix: str
    gap: str = ""

    def begins(self, tag: str) -> str:
        """Write where an element begins."""
        return f"{self.gap}<{self.prefix}{tag}>"

    def ends(self, tag: str) -> str:
        """Write where an element ends."""
        return f"{self.gap}</{self.prefix}{tag}>"

    def field(self, field: Plain) -> str:
        """Write a field; the text is caught, None where there is none."""
        tag = f"{self.prefix}{field.tag}"
        said = f"{self.gap}<{tag}>({field.pattern})</{tag}>"
        ways = [said]
        if field.may_be_empty:
            ways.append(f"{self.gap}<{tag}/>")
        if not field.required:
            ways.append("")
        return f"(?:{'|'.join(ways)})" if len(ways) > 1 else said

    def part(self, tag: str, said: tuple[Plain, ...]) -> str:
        """Write an element of plain fields."""
        return self.begins(tag) + "".join(map(self.field, said)) + self.ends(tag)


def matching(pattern: str) -> Match:
    """Compile a pattern that is asked for at a place of a text."""
    return re.compile(pattern).match


def signature_pattern(prefix: str) -> re.Pattern[str]:
    """Write the skeleton of a signature under a prefix, with what it says caught.

    `info` is what stands in its SignedInfo; elements without content may be closed at
    once.
    """
    named = f"xmlns:{prefix.removesuffix(':')}" if prefix else "xmlns"

    def element(tag: str, inner: str, signs: str = "") -> str:
        return f"{GAP}<{prefix}{tag}{signs}>{inner}{GAP}</{prefix}{tag}>"

    def algorithm(tag: str, name: str) -> str:
        sign = f' Algorithm="(?P<{name}>{VALUE}{{0,200}})"'
        return f"{GAP}<{prefix}{tag}{sign}(?:/>|></{prefix}{tag}>)"

    def text(tag: str, name: str, kind: str) -> str:
        return f"{GAP}<{prefix}{tag}>(?P<{name}>{kind})</{prefix}{tag}>"

    canonical = algorithm("Transform", "canonical")
    steps = f"{algorithm('Transform', 'transform')}(?:{canonical}|)"
    reference = (
        element("Transforms", steps)
        + algorithm("DigestMethod", "digest_method")
        + text("DigestValue", "digest", f"{BASE64}{{1,200}}")
    )
    info = (
        algorithm("CanonicalizationMethod", "form")
        + algorithm("SignatureMethod", "method")
        + element("Reference", reference, ' URI=""')
    )
    name = f"(?:{text('KeyName', 'key_name', f'{LINE}{{0,200}}')}|)"
    held = text("X509Certificate", "certificate", f"{BASE64}{{0,20000}}")
    return re.compile(
        f'{GAP}(?P<whole><{prefix}Signature {named}="{re.escape(DS)}">{GAP}'
        f"<{prefix}SignedInfo>(?P<info>{info}{GAP})</{prefix}SignedInfo>"
        + text("SignatureValue", "value", f"{BASE64}{{0,2000}}")
        + element("KeyInfo", name + element("X509Data", held))
        + f"{GAP}</{prefix}Signature>)"
    )


SIGNATURE_PATTERNS = {prefix: signature_pattern(prefix) for prefix in ("ds:", "")}
