"""One way to be told each fault of form, and the mends that work on whole texts."""

import re
from collections.abc import Callable

from tongguan.gateway.chinaport.catalogue import MESSAGES

CEB = "http://www.chinaport.gov.cn/ceb"
ENCODING = 'encoding="UTF-8"'
ORDER = re.compile(r"<ceb:Order>.*?</ceb:Order>", re.DOTALL)
LINE = re.compile(r"<ceb:OrderList>.*?</ceb:OrderList>", re.DOTALL)
GUID = re.compile(r"<ceb:guid>.*?</ceb:guid>")
Spoiling = Callable[[str], str | bytes]


def put(tag: str, text: str) -> Spoiling:
    """Write another text into the first element of a name."""
    element = re.compile(rf"<ceb:{tag}>.*?</ceb:{tag}>")
    return lambda it: element.sub(f"<ceb:{tag}>{text}</ceb:{tag}>", it, count=1)


def behind(tag: str, more: str) -> Spoiling:
    """Write something behind the first element of a name."""
    return lambda it: it.replace(f"</ceb:{tag}>", f"</ceb:{tag}>{more}", 1)


def without(tag: str) -> Spoiling:
    """Leave the first element of a name out."""
    element = re.compile(rf"<ceb:{tag}>.*?</ceb:{tag}>")
    return lambda it: element.sub("", it, count=1)


def misplaced(it: str) -> str:
    found = GUID.search(it)
    assert found is not None
    return str(behind("appStatus", found[0])(GUID.sub("", it, count=1)))


def repeated(part: re.Pattern[str], times: int) -> Spoiling:
    return lambda it: part.sub(lambda found: found[0] * times, it, count=1)


# fmt: off
FORMS: dict[str, Spoiling] = {
    "SCH-1101": repeated(ORDER, 6000),
    "SCH-1102": lambda it: it.replace(ENCODING, 'encoding="UTF-32"').encode("utf-32"),
    "SCH-1103": lambda it: it.encode("gbk"),
    "SCH-1104": lambda it: it.replace("?>", "?><!DOCTYPE r>", 1),
    "SCH-1105": put("consigneeAddress", "西湖区A & B座"),
    "SCH-1106": lambda it: it.replace("?>", '?><?xml-stylesheet href="x"?>', 1),
    "SCH-1107": lambda _: "",
    "SCH-1108": lambda it: it.replace("CEB311Message", "ceb311message"),
    "SCH-1109": lambda it: it.replace(CEB, "urn:other"),
    "SCH-1121": without("currency"),
    "SCH-1122": put("consigneeDistrict", ""),
    "SCH-1123": put("orderNo", "1" * 61),
    "SCH-1124": put("guid", "00000000-0000-0000-0000-000000010137 "),
    "SCH-1125": put("freight", "１０.00"),
    "SCH-1126": put("freight", "1" * 20),
    "SCH-1127": put("freight", "10.0000001"),
    "SCH-1128": put("currency", "502"),
    "SCH-1129": put("appTime", "2026-10-20 12:00:00"),
    "SCH-1130": behind("orderNo", "<ceb:colour>1</ceb:colour>"),
    "SCH-1131": behind("orderNo", "<ceb:orderNo>1</ceb:orderNo>"),
    "SCH-1132": misplaced,
    "SCH-1133": put("orderNo", "TD\t1"),
    "SCH-1134": behind("orderNo", "x"),
    "SCH-1135": lambda it: it.replace("<ceb:orderNo>", '<ceb:orderNo x="1">', 1),
    "SCH-1136": lambda it: it.replace("</ceb:orderNo>", "<ceb:b/></ceb:orderNo>", 1),
    "SCH-1137": repeated(LINE, 100),
    "SCH-1138": lambda it: re.sub(
        r"<ceb:orderNo>(.*?)</ceb:orderNo>", r'<orderNo xmlns="urn:x">\1</orderNo>', it
    ),
}
# fmt: on


def utf8(data: bytes) -> bytes:
    """Read a text in whatever it is written in, and write it anew."""
    for encoding in ("utf-8", "utf-32", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return re.sub(r'encoding="[^"]*"', ENCODING, text).encode()
    raise AssertionError("no encoding fits")


def plain_xml(data: bytes) -> bytes:
    return re.sub(rb"<!DOCTYPE[^>]*>|<\?(?!xml )[^>]*\?>", b"", data)


def escape(data: bytes) -> bytes:
    return re.sub(rb"&(?!#?\w+;)", b"&amp;", data)


def spell(data: bytes) -> bytes:
    for name in MESSAGES:
        data = re.sub(name.encode(), name.encode(), data, flags=re.IGNORECASE)
    return data


def split(data: bytes) -> bytes:
    """Leave one order in the message; the others would travel in messages more."""
    first, *_, last = [found.span() for found in ORDER.finditer(data.decode())]
    text = data.decode()
    return (text[: first[1]] + text[last[1] :]).encode()


WHOLE: dict[str, Callable[[bytes], bytes]] = {
    "utf8": utf8,
    "plain_xml": plain_xml,
    "escape": escape,
    "spell": spell,
    "split": split,
}
