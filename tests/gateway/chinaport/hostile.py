"""Files no sender would send by mistake, and a few that one well might."""

import gzip

CEB = "http://www.chinaport.gov.cn/ceb"
ROOT = f'<ceb:CEB311Message xmlns:ceb="{CEB}" guid="{"G" * 36}" version="1.0">'
END = "</ceb:CEB311Message>"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
INCLUSION = "http://www.w3.org/2001/XInclude"
HEAD = "<ceb:Order><ceb:OrderHead>"
TAIL = "</ceb:OrderHead></ceb:Order>"
UTF8_BOM = b"\xef\xbb\xbf"
MIB = 1024 * 1024


def message(inside: str, *, before: str = "", after: str = "") -> bytes:
    return f"{before}{ROOT}{inside}{END}{after}".encode()


def declared(encoding: str, text: str = "支付") -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>{ROOT}{text}{END}'


def spaces(number: int) -> str:
    """Declare many names of spaces on one element."""
    return "<a " + "".join(f'xmlns:n{i}="u:{i}" ' for i in range(number)) + "/>"


def swapped(stand_in: str, raw: bytes) -> bytes:
    return message(stand_in).replace(stand_in.encode(), raw)


def doctype(inside: str) -> bytes:
    return message("<x>&e;</x>", before=f"<!DOCTYPE r {inside}>")


BOMB = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))

# fmt: off
DOCUMENT_TYPES = {
    "billion laughs": doctype(f'[<!ENTITY e0 "ha">{BOMB}<!ENTITY e "&e9;">]'),
    "quadratic": doctype(f'[<!ENTITY e "{"x" * 50_000}">]'),
    "file entity": doctype('[<!ENTITY e SYSTEM "file:///etc/passwd">]'),
    "http entity": doctype('[<!ENTITY e SYSTEM "http://127.0.0.1:9/x">]'),
    "parameter entity": doctype('[<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]'),
    "external subset": doctype('SYSTEM "http://127.0.0.1:9/x.dtd"'),
    "public subset": doctype('PUBLIC "-//X//Y" "http://127.0.0.1:9/x.dtd"'),
    "recursive entity": doctype('[<!ENTITY e "&e;">]'),
    "default attribute": doctype('[<!ATTLIST r guid CDATA "x">]'),
    "behind a comment": message("", before="<!-- <?x --><!DOCTYPE r>"),
    "behind white space": message("", before=" \n\t<!DOCTYPE r>"),
    "behind an instruction": message("", before="<?a >?><!DOCTYPE r>"),
    "in utf-16": ("\ufeff<!DOCTYPE r>" + ROOT + END).encode("utf-16-le"),
    "in gbk": f'<?xml version="1.0" encoding="GBK"?><!DOCTYPE r>{ROOT}{END}'.encode(),
}
ENCODINGS = {
    "utf-7": ("SCH-1102", declared("UTF-7").encode("utf-7")),
    "utf-32 with mark": ("SCH-1102", declared("UTF-32").encode("utf-32")),
    "utf-32 without": ("SCH-1102", declared("UTF-32").encode("utf-32-be")),
    "utf-16 without mark": ("SCH-1102", declared("UTF-16").encode("utf-16-le")),
    "utf-16 that is utf-8": ("SCH-1102", declared("UTF-16").encode()),
    "ebcdic": ("SCH-1103", declared("CP037", "a").encode("cp037")),
    "latin-1": ("SCH-1102", declared("ISO-8859-1", "é").encode("latin-1")),
    "shift-jis": ("SCH-1102", declared("Shift_JIS").encode("shift-jis")),
    "unheard of": ("SCH-1102", declared("X-NONE").encode()),
    "utf-8 that is gbk": ("SCH-1103", declared("UTF-8").encode("gbk")),
    "silent gbk": ("SCH-1103", f"{ROOT}支付{END}".encode("gbk")),
    "gbk that is utf-8": ("SCH-1103", declared("GB18030", "支付宝").encode()),
    "ascii that is not": ("SCH-1103", declared("US-ASCII").encode()),
    "marked utf-8, says gbk": ("SCH-1103", UTF8_BOM + declared("GBK").encode()),
    "marked utf-16, says utf-8": ("SCH-1103", declared("UTF-8").encode("utf-16")),
    "odd utf-16": ("SCH-1103", declared("UTF-16").encode("utf-16") + b"x"),
    "surrogates in utf-8": ("SCH-1103", swapped("@", b"\xed\xa0\x80")),
    "overlong": ("SCH-1103", swapped("@", b"\xc0\xbc")),
}
BROKEN = {
    "text": b"hello", "json": b'{"a": 1}', "html": b"<br><p>",
    "cut": message("<a>")[:-9], "double hyphen": message("<!-- -- -->"),
    "half a tag": b"<", "half a declaration": b"<?xml version='1.0'",
    "declaration twice": b"<?xml version='1.0'?>" * 2 + message(""),
    "declaration late": b" <?xml version='1.0'?>" + message(""),
    "declaration odd": b"<?xml hello?>" + message(""),
    "declaration of 2": b"<?xml version='2.0'?>" + message(""),
    "two roots": message("") * 2, "text behind": message("", after="x"),
    "zero inside": message("\x00"), "control inside": message("\x1b"),
    "control reference": message("&#1;"), "huge reference": message("&#x110000;"),
    "surrogate reference": message("&#xD800;"), "unknown entity": message("&e;"),
    "bare ampersand": message("a & b"), "crossed": message("<a><b></a></b>"),
    "attribute twice": message('<a x="1" x="2"/>'), "unbound": message("<x:a/>"),
    "unbound attribute": message('<a x:b="1"/>'), "mark alone": b"\xff\xfe<",
    "cdata left open": message("<![CDATA["), "gzip": gzip.compress(message("")),
    "zip": b"PK\x03\x04" + b"\0" * 99, "zeros": b"\0<" * 999, "0xff": b"\xff" * 999,
    "depth": message("<a>" * 100_000), "long name": b"<" + b"x" * 6 * MIB + b"/>",
    "comment left open": b"<!--", "instruction left open": b"<?x",
    "long entity": message("&" + "x" * MIB), "unclosed attribute": message('<a b="'),
}
TOO_MUCH = {
    "nine mebibytes": message("x" * 9 * MIB),
    "a million elements": message("<a/>" * 1_000_000),
    "names of spaces": message(spaces(200_000)),
    "comments": message("<!---->" * 1_000_000),
    "cdata": message("<![CDATA[x]]>" * 500_000),
    "attributes": message("<a " + " ".join(f'a{i}="1"' for i in range(100_000)) + "/>"),
    "wide": message("<ceb:Order/>" * 200_000),
    "strange": message("<a/>" * 200_000),
    "forty levels": message("<a>" * 40 + "<b/>" + "</a>" * 40),
}
OTHERS = {
    "nothing": ("SCH-1107", b""),
    "white space": ("SCH-1107", b" \r\n\t" * 99),
    "zeros": ("SCH-1107", b"\0" * 999),
    "stylesheet": ("SCH-1106", message("", before='<?xml-stylesheet href="x"?>')),
    "instruction inside": ("SCH-1106", message("<a>1<?x?>2</a>")),
    "instruction behind": ("SCH-1106", message("", after="<?x?>")),
    "no space": ("SCH-1109", b"<CEB311Message/>"),
    "another space": ("SCH-1109", f'<CEB311Message xmlns="{CEB}/"/>'.encode()),
    "local": ("SCH-1108", f'<CEB299Message xmlns="{CEB}"/>'.encode()),
    "receipt": ("SCH-1108", f'<CEB312Message xmlns="{CEB}"/>'.encode()),
    "lower case": ("SCH-1108", f'<ceb311message xmlns="{CEB}"/>'.encode()),
}
# fmt: on
# Well-formed, of the right kind, and still to be answered fast, with faults.
LADEN = {
    "crowded": message("<ceb:Order/>" * 999),
    "references": message("&#65;" * 1_500_000),
    "text": message("x" * 7 * MIB),
    "attribute": message(f'<a b="{"x" * 7 * MIB}"/>'),
    "spaces": message(spaces(15_000)),
    "thirty levels": message("<a>" * 29 + "<b/>" + "</a>" * 29),
    "nines": message(f"{HEAD}<ceb:freight>{'9' * 7 * MIB}</ceb:freight>{TAIL}"),
    "zeros": message(f"{HEAD}<ceb:freight>{'0' * 7 * MIB}</ceb:freight>{TAIL}"),
    "long guid": message(f"{HEAD}<ceb:guid>{'1' * 7 * MIB}</ceb:guid>{TAIL}"),
    "inclusion": message(
        f'<i:include xmlns:i="{INCLUSION}" href="file:///etc/passwd" parse="text"/>'
    ),
    "schema hint": message("<a/>").replace(
        b" guid",
        f' xmlns:i="{INSTANCE}" i:schemaLocation="u http://127.0.0.1:9/" guid'.encode(),
    ),
}
