"""报文手册 The pages of `docs/messages`, generated from the declarations themselves.

Run `python -m tongguan.gateway.chinaport.pages docs/messages` after any change.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tongguan.gateway.chinaport.format_codes import FORMAT_CODES
from tongguan.gateway.chinaport.places import locate, places
from tongguan.gateway.chinaport.schemas.examples import example_json
from tongguan.gateway.chinaport.schemas.xsd import AnyKind, kinds
from tongguan.gateway.chinaport.signing.codes import SIGNATURE_CODES
from tongguan.kit.fields import Row, Slot, rows, table_of
from tongguan.kit.messages import Message, PaperMessage
from tongguan.trade.kinds import Paper

NOTATION = """\
# 报文手册 · The messages

本目录由程序中的报文声明自动生成，请勿手工修改。
These pages are generated from the declarations in the program; do not edit them.

| 写法 Notation | 含义 | Meaning |
|---|---|---|
| `C4` | 恰好 4 个字符 | exactly four characters |
| `C..60` | 1 至 60 个字符（选填时可为空） | 1 to 60 characters; none if optional |
| `C0..100` `C1..18` | 写明下限 | the lower bound is given |
| `C3=142` | 固定值，空元素即表示该值 | fixed; an empty element stands for it |
| `C1{1,2,3}` | 取其中之一 | one of these |
| `N19,5:0` `C1:2` | 空元素表示冒号后的值 | an empty element stands for the value |
| `C..200~` | 空白并为一个空格，首尾不计 | white space is one blank, none at the ends |
| `N19,5` | 最多 19 位数字，小数最多 5 位 | at most 19 digits, 5 of them decimals |
| `N9` `Nint` | 整数 | a whole number |
| `T14` `T17` | 北京时间，到秒、到毫秒 | Beijing time in seconds, milliseconds |
| `D8` | 日期 | a day |
| `1..99` | 出现次数 | how often the part may occur |

文字原样保留，首尾空格计入长度；100 个字符以内的字段不得换行。
注释不属于内容，两侧的文字相连；处理指令和 DOCTYPE 一律拒收。
字符编码：UTF-8、GB18030（含 GBK、GB2312）、带 BOM 的 UTF-16。
Text is kept as sent and spaces count; fields of up to 100 characters are one line.
Comments are no content and the text around them is joined; processing instructions
and DOCTYPE are refused. Encodings: UTF-8, GB18030 (with GBK, GB2312), UTF-16 with BOM.

与官方 XSD 的差别 · Where we differ from the official schemas:

- 时间、日期必须真实存在；不收控制字符；数字不超过 100 个字符。
  Instants and days must exist; no control characters; a number has at most 100
  characters.
- 不检查扩展报文的内容；签名按接收方的规定验证。
  What an extension holds is not looked at; a signature as the receiving end rules.
- 官方样例中自身不合模式的：重复的 BaseTransfer 报 SCH-1131；根元素 CEB214 照收；
  缺 gseqno 的 CEB792 按 2018 年版读取。
  Of the published samples that break their own schema: a second BaseTransfer is told
  as SCH-1131, the root CEB214 is taken, a CEB792 without gseqno is read as of 2018.
- 下表所列元素。 And the elements of the table below.

"""
SCHEMAS = """\
## 模式 · Schemas

由同一声明生成，与官方 XSD 的取舍完全相同。
W3C 的 `xmldsig-core-schema.xsd` 放在同一目录。
Made from the same declarations; they allow exactly what the official schemas allow.
Put the W3C's `xmldsig-core-schema.xsd` beside them.

| 内容 What | 地址 Address |
|---|---|
| 全部报文 every message | `GET /api/v1/messages` |
| 字段、JSON Schema、示例 fields, JSON Schema, example | `GET /api/v1/messages/CEB621` |
| 一个报文的 XSD the XSD of one | `GET /api/v1/messages/CEB621.xsd` |
| 进口、出口全部 a whole side | `/api/v1/messages/ceb-import.xsd`、`ceb-export.xsd` |
| 2018 年版 the older edition | `?edition=2018-113` |

JSON 形式的报文与 XML 同样报送：`POST /ceb/messages`，`Content-Type: application/json`。
JSON 报文没有签名。 A message in its JSON form is sent like XML; it has no signature.

## 报文 · Messages

"""


def pages() -> dict[str, str]:
    """Return every page by file name."""
    made = {f"{it.message.root}.md": page(it) for it in kinds()}
    links = [
        f"- [{it.message.root}]({it.message.root}.md) {title(it.message)}"
        for it in kinds()
    ]
    others = [
        "- [format-codes](format-codes.md) 报文格式与签名错误 · Form and signature"
    ]
    told = "\n".join(_deviations())
    made["README.md"] = f"{NOTATION}{told}\n\n{SCHEMAS}" + "\n".join(links + others)
    made["README.md"] += "\n"
    made["format-codes.md"] = _codes_page()
    return made


def title(message: Message) -> str:
    """Name a message in both languages."""
    return f"{message.label} · {message.english}"


def page(kind: AnyKind) -> str:
    """Return the page of one message: every part, every field, in order."""
    message, name = kind.message, kind.message.root
    lines = [f"# {name} {title(message)}", "", *_table(rows(kind.shape), name)]
    if isinstance(message, PaperMessage):
        lines += ["", *_places(message.paper)]
    lines += ["", "## 示例 · Example", "", "```json", example_json(kind).strip(), "```"]
    return "\n".join(lines) + "\n"


def _deviations() -> Iterator[str]:
    """Tell of every field that is read otherwise than its schema says."""
    yield "| 元素 Element | 本系统 Here | 官方 XSD Official | 报文 Messages |"
    yield "|---|---|---|---|"
    told: dict[str, list[str]] = defaultdict(list)
    for kind in kinds():
        for slot in _slots(kind.message.entry):
            if slot.schema != slot.notation or slot.demanded != slot.required:
                ours = _said(slot.notation, required=slot.required)
                theirs = _said(slot.schema, required=slot.demanded)
                told[f"`{slot.tag}` | {ours} | {theirs}"].append(kind.message.number)
    for row, numbers in told.items():
        yield f"| {row} | {'、'.join(numbers)} |"


def _said(notation: str, *, required: bool) -> str:
    if not notation:
        return "—"
    return f"`{notation}` {'必填 required' if required else '选填 optional'}"


def _slots(shape: type[Any]) -> Iterator[Slot]:
    for slot in table_of(shape).slots:
        yield slot
        if slot.shape is not None:
            yield from _slots(slot.shape)


def _table(told: Iterable[Row], name: str) -> Iterator[str]:
    yield "| 所在 Part | 元素 Element | 名称 Name | 形式 Form | 必填 Required |"
    yield "|---|---|---|---|---|"
    for row in told:
        tag = row.tag.replace("{http://www.w3.org/2000/09/xmldsig#}", "ds:")
        needed = "是 yes" if row.required else "否 no"
        was = "".join(
            f"（{edition}：`{form}`）" if form else f"（{edition}：无 none）"
            for edition, form in row.was.items()
        )
        yield (
            f"| {row.part or name} | `{tag}` | {row.label} |"
            f" `{row.notation}`{was} | {needed} |"
        )


def _places(paper: Paper) -> Iterator[str]:
    yield "## 本系统的字段名 · Our names of the fields"
    yield ""
    yield "| 字段 Field | 报文位置 Place in the message | 名称 Name |"
    yield "|---|---|---|"
    for place in places(paper):
        path, _, label = locate(place)
        line = "" if place.line is None else "lines."
        yield f"| `{line}{place.field}` | `{path}` | {label} |"


def _codes_page() -> str:
    lines = [
        "# 报文格式与签名错误 · Form and signature",
        "",
        "| 代码 Code | 错误 | Fault | 处理 | Remedy |",
        "|---|---|---|---|---|",
    ]
    for code, breach in (FORMAT_CODES | SIGNATURE_CODES).items():
        told = (breach.chinese, breach.english, *breach.remedy)
        words = " | ".join(it.format(wanted="…", detail="…") for it in told)
        lines.append(f"| {code} | {words} |")
    return "\n".join(lines) + "\n"


def main(folder: str) -> None:
    """Write every page into a folder."""
    for name, text in pages().items():
        Path(folder, name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
