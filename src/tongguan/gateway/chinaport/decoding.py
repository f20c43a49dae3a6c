"""字符编码 Bytes become text, strictly, by their mark or their declaration.

UTF-8 is the standard's; the encodings that older systems in China write are taken too,
and so is UTF-16 with its mark. A declaration that lies is told as such.
"""

import codecs
import re

from tongguan.gateway.chinaport.format_codes import (
    NOT_WELL_FORMED,
    NOTHING,
    STRANGE_ENCODING,
    WRONG_ENCODING,
    UnreadableError,
)
from tongguan.kit.wire import shown

# GB2312 is read as the superset GB18030, as everybody who declares it means it.
CODECS = {
    "UTF-8": "utf-8",
    "UTF8": "utf-8",
    "US-ASCII": "ascii",
    "GB2312": "gb18030",
    "GBK": "gb18030",
    "CP936": "gb18030",
    "GB18030": "gb18030",
}
WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
QUOTED = r"""(?:"{0}"|'{0}')"""
DECLARATION = re.compile(
    r"<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*" + QUOTED.format(r"1\.\d{1,3}") + ""
    r"(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*"
    r"""(?P<quote>["'])(?P<encoding>[A-Za-z][A-Za-z0-9._-]{0,40})(?P=quote))?"""
    r"(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*"
    + QUOTED.format("(?:yes|no)")
    + r")?[ \t\r\n]*\?>"
)


def decode(data: bytes) -> str:
    """Turn the bytes into text by their mark or declaration, strictly."""
    if not data.strip(b" \t\r\n\x00"):
        raise UnreadableError(NOTHING)
    declared = _declared(data.removeprefix(codecs.BOM_UTF8)[:200].decode("latin-1"))
    for mark, codec in WIDE.items():
        if data.startswith(mark) and data[2:4] != b"\0\0":
            return _wide(data[2:], codec)
    if data.startswith(codecs.BOM_UTF8):
        if declared not in ("", "UTF-8", "UTF8"):
            raise UnreadableError(
                WRONG_ENCODING,
                f"有 UTF-8 标记（BOM），却声明为 {declared}",
                f"a UTF-8 mark (BOM), yet declared as {declared}",
            )
        return _strictly(data[3:], "utf-8", "UTF-8")
    if b"\0" in data[:4]:
        raise UnreadableError(STRANGE_ENCODING, "UTF-16/32 无 BOM", "no BOM")
    codec = CODECS.get(declared or "UTF-8", "")
    if not codec:
        raise UnreadableError(STRANGE_ENCODING, shown(declared))
    return _strictly(data, codec, declared or "UTF-8")


def _declared(text: str) -> str:
    match = DECLARATION.match(text)
    return (match["encoding"] or "").upper() if match else ""


def _wide(data: bytes, codec: str) -> str:
    text = _strictly(data, codec, "UTF-16")
    declared = _declared(text[:200])
    if declared not in ("", "UTF-16", codec.upper().replace("UTF-16-", "UTF-16")):
        raise UnreadableError(
            WRONG_ENCODING,
            f"有 UTF-16 标记（BOM），却声明为 {declared}",
            f"a UTF-16 mark (BOM), yet declared as {declared}",
        )
    return text


def _strictly(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            WRONG_ENCODING,
            f"第 {error.start + 1} 个字节不是 {name}",
            f"byte {error.start + 1} is not {name}",
        ) from None


def body_of(text: str) -> str:
    """Take the XML declaration off, or refuse one that is wrong."""
    if text[:5] != "<?xml" or text[5:6] not in (" ", "\t", "\r", "\n"):
        return text
    match = DECLARATION.match(text)
    if match is None:
        raise UnreadableError(NOT_WELL_FORMED, "XML 声明有误", "its XML declaration")
    # The lines stay, so that a fault is found where the sender sees it; the space
    # keeps a second declaration from passing for the first.
    return "\n" * match[0].count("\n") + " " + text[match.end() :]
