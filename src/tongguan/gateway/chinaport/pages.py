"""报文手册 The pages of `docs/messages`, generated from the declarations themselves.

Run `python -m tongguan.gateway.chinaport.pages docs/messages` after any change.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tongguan.gateway.chinaport.answers import ANSWERS, AnswerKind
from tongguan.gateway.chinaport.catalogue import MESSAGES, MessageKind
from tongguan.gateway.chinaport.format_codes import FORMAT_CODES
from tongguan.gateway.chinaport.places import locate, places
from tongguan.kit.fields import Row, rows
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

- 时间、日期必须真实存在；报送类型、业务状态、订单类型只收规定取值；
  不收控制字符；数字不超过 100 个字符。
  Instants and days must exist; kinds of report are those listed; no control characters;
  a number has at most 100 characters.
- 运单可以没有订单编号，或为空。 A waybill may lack its order number, or leave it empty.
- 不检查签名和扩展报文的内容；清单是否必须签名由接收方设定。
  What a signature or an extension holds is not looked at; whether a list must be signed
  is the receiving end's setting.

## 报文 · Messages

"""


def pages() -> dict[str, str]:
    """Return every page by file name."""
    kinds: list[MessageKind | AnswerKind] = [*MESSAGES.values(), *ANSWERS.values()]
    kinds.sort(key=lambda kind: kind.message.number)
    made = {f"{it.message.root}.md": page(it.message, it.shape) for it in kinds}
    links = [
        f"- [{it.message.root}]({it.message.root}.md) {title(it.message)}"
        for it in kinds
    ]
    others = ["- [format-codes](format-codes.md) 报文格式错误 · Format faults"]
    made["README.md"] = NOTATION + "\n".join(links + others) + "\n"
    made["format-codes.md"] = _codes_page()
    return made


def title(message: Message) -> str:
    """Name a message in both languages."""
    return f"{message.label} · {message.english}"


def page(message: Message, shape: type[Any]) -> str:
    """Return the page of one message: every part, every field, in order."""
    name = message.root
    lines = [f"# {name} {title(message)}", "", *_table(rows(shape), name)]
    if isinstance(message, PaperMessage):
        lines += ["", *_places(message.paper)]
    return "\n".join(lines) + "\n"


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
        "# 报文格式错误 · Format faults",
        "",
        "| 代码 Code | 错误 | Fault | 处理 | Remedy |",
        "|---|---|---|---|---|",
    ]
    for code, breach in FORMAT_CODES.items():
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
