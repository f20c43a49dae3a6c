"""Attacks by JSON: what its spelling allows and no message can mean."""

import json
from collections.abc import Iterator
from typing import Any

from tests.hostile.attack import MIB, ORDER, Attack, attacks, sent
from tongguan.gateway.chinaport.catalogue import read_message, write_json

SAID: dict[str, Any] = json.loads(write_json(read_message(ORDER)))
TEXT = json.dumps(SAID, ensure_ascii=False)
NUMBER = json.dumps(SAID["CEB311Message"]["Order"][0]["OrderHead"]["orderNo"])


def valued(value: str) -> bytes:
    """Put any JSON in place of the number of a good order."""
    return TEXT.replace(NUMBER, value, 1).encode()


def priced(value: str) -> bytes:
    return TEXT.replace('"goodsValue": "', f'"goodsValue": {value}, "x": "', 1).encode()


def arrays(depth: int) -> bytes:
    return valued("[" * depth + "]" * depth)


def objects(depth: int) -> bytes:
    return valued('{"a":' * depth + "1" + "}" * depth)


NONE = {
    "cut": TEXT.encode()[:-9],
    "two documents": TEXT.encode() * 2,
    "text behind": TEXT.encode() + b"x",
    "nothing named": b"{}",
    "two messages": b'{"CEB311Message": {}, "CEB621Message": {}}',
    "name twice": b'{"CEB311Message": {"@guid": "1", "@guid": "2"}}',
    "name twice, escaped": b'{"CEB311Message": {"a": "1", "\\u0061": "2"}}',
    "not a number": valued("NaN"),
    "infinity": valued("Infinity"),
    "minus infinity": valued("-Infinity"),
    "half a character": valued('"\\ud800"'),
    "other half": valued('"A\\udfffB"'),
    "halves the wrong way": valued('"\\ude00\\ud83d"'),
    "half a name": b'{"CEB311Message": {"\\ud800": 1}}',
    "single quotes": b"{'CEB311Message': {}}",
    "comment": b'{/* x */"CEB311Message": {}}',
    "comma at the end": b'{"CEB311Message": {},}',
    "bare name": b"{CEB311Message: {}}",
    "undefined": valued("undefined"),
    "octal": valued("017"),
    "hexadecimal": valued("0x1"),
    "plus": valued("+1"),
    "point first": valued(".5"),
    "line in a text": valued('"a\nb"'),
    "nul in a text": valued('"a\0b"'),
    "unknown escape": valued('"\\x41"'),
    "open escape": valued('"\\u12"'),
    "nul behind": TEXT.encode() + b"\0",
}
STRANGERS = {
    "of python": b'{"__proto__": {"admin": true}}',
    "of no name": b'{"": {}}',
    "receipt": b'{"CEB312Message": {}}',
    "another": b'{"CEB999Message": {}}',
    "look-alike": '{"СEB311Message": {}}'.encode(),
    "with its space": b'{"{http://www.chinaport.gov.cn/ceb}CEB311Message": {}}',
    "path": b'{"../../etc/passwd": {}}',
}
DEEP = {
    **{f"{n} arrays": sent(arrays(n)) for n in (1_200, 5_000, 100_000)},
    **{f"{n} objects": sent(objects(n)) for n in (40, 400, 100_000)},
    "million values": lambda: valued("[" + "1," * MIB + "1]"),
    "nine mebibytes": lambda: valued('"' + "x" * 9 * MIB + '"'),
}
VALUES = {
    "exponent": ("SCH-1125", priced("1e9")),
    "huge exponent": ("SCH-1125", priced("1e999999999")),
    "million digits": ("SCH-1125", priced("9" * MIB)),
    "truth": ("SCH-1125", priced("true")),
    "list": ("SCH-1131", priced('["1", "2"]')),
    "object": ("SCH-1136", priced('{"$gt": ""}')),
    "nul": ("SCH-1133", valued('"A\\u0000"')),
    "escape": ("SCH-1133", valued('"\\u001b[2J"')),
    "line": ("SCH-1133", valued('"A\\nB"')),
    "separator": ("SCH-1133", valued('"A\\u2028B"')),
}
ENCODED = {
    "gb18030": TEXT.encode("gb18030"),
    "latin": b'{"CEB311Message": "\xff"}',
    "surrogate": b'{"CEB311Message": "\xed\xa0\x80"}',
    "overlong": b'{"CEB311Message": "\xc0\xaf"}',
}


def json_messages() -> Iterator[Attack]:
    """Yield every attack by JSON."""
    yield from attacks("json", "SCH-1113", {it: sent(b) for it, b in NONE.items()})
    strange = {it: sent(data) for it, data in STRANGERS.items()}
    yield from attacks("json root", "SCH-1108", strange)
    yield from attacks("json load", "SCH-1101", DEEP)
    for name, (code, data) in VALUES.items():
        yield from attacks("json value", code, {name: sent(data)})
    encoded = {it: sent(data) for it, data in ENCODED.items()}
    yield from attacks("json bytes", "SCH-1103", encoded)
