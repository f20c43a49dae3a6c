"""Attacks by XML: what a document may smuggle past a reader."""

from collections.abc import Iterator

from tests.hostile.attack import (
    MIB,
    ORDER,
    Attack,
    attacks,
    edited,
    field,
    number,
    sent,
)

PROLOG, _, BODY = ORDER.partition(b"?>\n")
BARE = BODY.decode()
INSTANCE = b"http://www.w3.org/2001/XMLSchema-instance"
HERE = "http://127.0.0.1:9/x"
ROOT_END = b"</ceb:CEB311Message>"
NESTED = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 9}">' for i in range(1, 9))
LAUGHS = f'[<!ENTITY e0 "ha">{NESTED}<!ENTITY e "&e8;">]'

SUBSETS = {
    "billion laughs": LAUGHS,
    "quadratic": f'[<!ENTITY e "{"x" * 60_000}">]',
    "itself": '[<!ENTITY e "&e;">]',
    "each other": '[<!ENTITY e "&f;"><!ENTITY f "&e;">]',
    "file": '[<!ENTITY e SYSTEM "file:///etc/passwd">]',
    "http": f'[<!ENTITY e SYSTEM "{HERE}">]',
    "expect": '[<!ENTITY e SYSTEM "expect://id">]',
    "unparsed": '[<!NOTATION n SYSTEM "n"><!ENTITY e SYSTEM "x" NDATA n>]',
    "parameter": '[<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]',
    "nested parameters": f"[<!ENTITY % p \"<!ENTITY e SYSTEM '{HERE}'>\">%p;]",
    "out of band": f'[<!ENTITY % f SYSTEM "file:///etc/hostname">'
    f'<!ENTITY % d SYSTEM "{HERE}">%d;]',
    "subset": f'SYSTEM "{HERE}.dtd"',
    "local subset": 'SYSTEM "file:///usr/share/xml/x.dtd" [<!ENTITY e "x">]',
    "public": f'PUBLIC "-//W3C//DTD XHTML 1.0//EN" "{HERE}.dtd"',
    "attribute": '[<!ATTLIST ceb:CEB311Message guid CDATA "x">]',
    "element": "[<!ELEMENT ceb:CEB311Message ANY>]",
    "empty": "",
}
COATS = {
    "": ("", "utf-8"),
    " behind a comment": ("<!-- <?x ?> -->", "utf-8"),
    " in utf-16": ("\ufeff", "utf-16-le"),
    " in gb18030": ('<?xml version="1.0" encoding="GB18030"?>\n', "gb18030"),
}
SAID = (
    *("UTF-7", "UTF-32", "ISO-8859-1", "Shift_JIS", "Big5", "EUC-KR", "HZ", "CP037"),
    *("ISO-2022-CN", "UTF-EBCDIC", "SCSU", "utf8mb4", "X" * 40),
)
LIES = (
    ("UTF-8", "gb18030"),
    ("UTF-8", "big5"),
    ("UTF-8", "utf-16"),
    ("UTF-8", "shift-jis"),
    ("GB18030", "utf-8-sig"),
    ("US-ASCII", "utf-8"),
    ("US-ASCII", "gbk"),
    ("GB2312", "utf-16"),
)
BYTES = {
    "overlong slash": b"\xc0\xaf",
    "overlong nul": b"\xc0\x80",
    "overlong bracket": b"\xe0\x80\xbc",
    "overlong of four": b"\xf0\x80\x80\xbc",
    "surrogate": b"\xed\xa0\x80",
    "pair of surrogates": b"\xed\xa0\xbd\xed\xb8\x80",
    "beyond unicode": b"\xf4\x90\x80\x80",
    "of six bytes": b"\xfc\x80\x80\x80\x80\x80",
    "alone": b"\x80",
    "cut": b"\xe6\x94",
    "never a byte": b"\xff",
}
NO_CHARACTERS = {
    "nul": b"\0",
    "bell": b"\x07",
    "escape": b"\x1b[2J",
    "backspace": b"\x08" * 9,
    "not a character": "\uffff".encode(),
    "reversed mark": "\ufffe".encode(),
    "nul by number": b"&#0;",
    "nul by hex": b"&#x0;",
    "control by number": b"&#27;",
    "surrogate by number": b"&#xD800;",
    "pair by number": b"&#xD83D;&#xDE00;",
    "beyond by number": b"&#x110000;",
    "huge by number": b"&#99999999999999999999;",
    "negative": b"&#-1;",
    "no number": b"&#x;",
    "unknown entity": b"&e;",
    "html entity": b"&nbsp;",
    "bare ampersand": b"a&b",
    "end of cdata": b"]]>",
    "open cdata": b"<![CDATA[x",
    "nested cdata": b"<![CDATA[<![CDATA[x]]>]]>",
    "comment with hyphens": b"<!-- -- -->",
    "open comment": b"<!--",
    "open tag": b"<ceb:x",
    "open end": b"</ceb:orderNo",
    "crossed": b"<a><b></a></b>",
    "attribute twice": b'<a x="1" x="2"/>',
    "one name twice": b'<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>',
    "unbound prefix": b"<p:x/>",
    "prefix undone": b'<a xmlns:ceb=""/>',
    "xmlns bound": b'<a xmlns:xmlns="u"/>',
    "xml rebound": b'<a xmlns:xml="urn:x"/>',
    "no quotes": b"<a x=1/>",
    "bracket in a value": b'<a x="<"/>',
    "declaration inside": b'<?xml version="1.0"?>',
    "type inside": b'<!DOCTYPE a [<!ENTITY e "x">]>',
    "two colons": b"<ceb:a:b/>",
    "name of digits": b"<1/>",
}
NUMBERS = {
    "a million digits": b"9" * 1_000_000,
    "a million zeros": b"0" * 1_000_000 + b"1",
    "a million decimals": b"1." + b"0" * 1_000_000,
    "exponent": b"1e9",
    "huge exponent": b"1e999999999",
    "infinity": b"Infinity",
    "not a number": b"NaN",
    "signalling": b"sNaN",
    "hexadecimal": b"0x10",
    "underscored": b"1_000",
    "thousands": b"1,000",
    "full width": "４７６".encode(),
    "arabic": "٤٧٦".encode(),
    "mathematical": "𝟒𝟕𝟔".encode(),
    "superscript": "⁴⁷⁶".encode(),
    "chinese": "四百七十六".encode(),
    "minus of print": "−1".encode(),
    "no break space": "\u00a0476".encode(),
    "point alone": b".",
    "two points": b"1.2.3",
    "with its currency": b"476.00CNY",
    "formula": b"=1+1",
    "split by a line": b"4\n76",
}
STRANGE = {
    "own space": b"<paid/>",
    "other space": b'<x:paid xmlns:x="urn:x"/>',
    "look-alike": "<ceb:раid/>".encode(),
    "one more slash": b'<x:paid xmlns:x="http://www.chinaport.gov.cn/ceb/"/>',
    "upper case space": b'<x:paid xmlns:x="HTTP://www.chinaport.gov.cn/ceb"/>',
    "prefix redefined": b'<ceb:paid xmlns:ceb="urn:x"/>',
    "inclusion": b'<i:include xmlns:i="http://www.w3.org/2001/XInclude" '
    b'href="file:///etc/passwd" parse="text"/>',
    "style sheet": b'<s:value-of xmlns:s="http://www.w3.org/1999/XSL/Transform" '
    b"select=\"document('file:///etc/passwd')\"/>",
    "script": b'<s:script xmlns:s="http://www.w3.org/1999/xhtml">1</s:script>',
    "key": b'<e:EncryptedData xmlns:e="http://www.w3.org/2001/04/xmlenc#"/>',
}
ATTRIBUTES = {
    "nil": b' xmlns:i="%s" i:nil="true"' % INSTANCE,
    "type": b' xmlns:i="%s" i:type="ceb:Nothing"' % INSTANCE,
    "own type": b' xmlns:i="%s" xmlns:p="urn:p" i:type="p:x"' % INSTANCE,
    "language": b' xml:lang="zh"',
    "space": b' xml:space="preserve"',
    "base": b' xml:base="file:///etc/"',
    "id": b' xml:id="x"',
    "event": b' onload="alert(1)"',
    "huge": b' x="' + b"x" * MIB + b'"',
}
ROOTS = {
    "envelope of soap": b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/'
    b'envelope/"><s:Body>%s</s:Body></s:Envelope>',
    "another message around": b'<ceb:Other xmlns:ceb="urn:x">%s</ceb:Other>',
    "no space around": b"<CEB311Message>%s</CEB311Message>",
}


def typed(subset: str, coat: str) -> bytes:
    before, codec = COATS[coat]
    return f"{before}<!DOCTYPE r {subset}>{BARE}".encode(codec)


def said(name: str, codec: str = "utf-8") -> bytes:
    text = f'<?xml version="1.0" encoding="{name}"?>\n{BARE}'
    return text.encode(codec, "replace")


def laden(attribute: bytes) -> bytes:
    return edited(ORDER, b"<ceb:orderNo", b"<ceb:orderNo" + attribute)


def many(tag: str, times: int) -> bytes:
    return edited(ORDER, ROOT_END, tag.encode() * times + ROOT_END)


def spaces(times: int) -> bytes:
    return b"".join(b' xmlns:n%d="u%d"' % (n, n) for n in range(times))


def signs(times: int) -> bytes:
    return b"".join(b' a%d="1"' % n for n in range(times))


LOADS = {
    "depth": lambda: number(b"<ceb:a>" * 60 + b"</ceb:a>" * 60),
    "width": lambda: many("<ceb:Order/>", 200_000),
    "strangers": lambda: many("<a/>", 230_000),
    "signs side by side": lambda: many('<ceb:Order x="1"/>', 100_000),
    "comments": lambda: many("<!---->", 900_000),
    "sections": lambda: many("<![CDATA[x]]>", 500_000),
    "attributes": lambda: laden(signs(90_000)),
    "spaces": lambda: laden(spaces(60_000)),
    "nine mebibytes": lambda: number(b"x" * 9 * MIB),
}
INSTRUCTIONS = {
    "inside": lambda: number(b"1<?x?>2"),
    "style": lambda: edited(ORDER, b"?>\n", b'?>\n<?xml-stylesheet href="file:///x"?>'),
    "behind": lambda: ORDER + b"<?x?>",
    "php": lambda: number(b"<?php system('id'); ?>"),
}


def documents() -> Iterator[Attack]:
    """Yield every attack by XML, each upon a good order."""
    for coat in COATS:
        types = {
            kind + coat: lambda s=subset, c=coat: typed(s, c)  # type: ignore[misc]  # bound now
            for kind, subset in SUBSETS.items()
        }
        yield from attacks("document type", "SCH-1104", types)
    unknown = {name: sent(said(name)) for name in SAID}
    yield from attacks("encoding", "SCH-1102", unknown)
    lies = {f"{name} that is {it}": sent(said(name, it)) for name, it in LIES}
    yield from attacks("encoding", "SCH-1103", lies)
    yield from attacks("bytes", "SCH-1103", made(BYTES))
    yield from attacks("characters", "SCH-1105", made(NO_CHARACTERS))
    numbers = {it: sent(field(b"goodsValue", text)) for it, text in NUMBERS.items()}
    yield from attacks("number", "SCH-1125", numbers)
    strange = {it: sent(number(text)) for it, text in STRANGE.items()}
    yield from attacks("stranger", "SCH-1136", strange)
    odd = {it: sent(laden(text)) for it, text in ATTRIBUTES.items()}
    yield from attacks("attribute", "SCH-1135", odd)
    roots = {it: sent(text % BODY) for it, text in ROOTS.items()}
    yield from attacks("root", "SCH-1109", roots)
    yield from attacks("load", "SCH-1101", LOADS)
    yield from attacks("instruction", "SCH-1106", INSTRUCTIONS)


def made(texts: dict[str, bytes]) -> dict[str, object]:
    return {name: sent(number(b"A1" + text)) for name, text in texts.items()}
