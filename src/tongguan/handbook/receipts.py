"""回执目录 Which move of a paper is told by which receipt status."""

from collections.abc import Iterator, Mapping
from typing import Any

from tongguan.kit.rulebook import read_page, read_table

MOVES = "customs/declaration/receipts.yaml"
STATUSES = "codes/receipt_statuses.csv"
CARRIED = "register/statuses.yaml"
KINDS = {
    "papers": "其他单证 — every other paper",
    "declaration": "进口清单 — declaration list",
}
PREFACE = """\
# 回执目录 · Receipts

本页由 `make docs` 从规则库生成。单证每走一步，报送企业收到一份回执；
代码写在回执文字的方括号内。检查发现问题的，方括号内是该问题的代码（[核查目录](checks.md)）。

Generated from the rulebook. Every step of a paper is told to its sender by a receipt;
its code stands in square brackets in the text. Where a check found something, the code
is that of the finding ([table of checks](checks.md)).
"""
HEAD = """\
| 动作 Move | 状态 Status | 代码 Code | 文字 | Text | 终 Last |
|---|---|---|---|---|---|"""
STATUS_HEAD = """\
| 状态 Status | 名称 | Name | 已核对 Confirmed |
|---|---|---|---|"""
NEGATIVE = "处理异常时状态为负数。 A negative number tells of what went wrong."
CARRIED_HEAD = """\
| 回执 Receipt | 标准所列 Listed by the standard | 另见 Met as well |
|---|---|---|"""
TRUTH = {"yes": "是 yes", "no": "否 no"}


def receipts_page() -> str:
    """Write the page of receipts."""
    page = read_page(MOVES)
    mark = "" if page.get("confirmed", "yes") == "yes" else "（待核对 to be confirmed）"
    parts = [PREFACE, f"依据 source: {page['cites']}{mark}", ""]
    for kind, title in KINDS.items():
        parts += [f"## {title}", "", HEAD, *_moves(page[kind]), ""]
    parts += ["## 全部状态 — every published status", "", STATUS_HEAD, *_statuses()]
    parts += ["", "## 各回执可带的状态 — what each receipt may carry", ""]
    parts += [NEGATIVE, "", CARRIED_HEAD, *_carried()]
    return "\n".join(parts) + "\n"


def _moves(moves: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for name, told in moves.items():
        code = told["code"] or "—"
        yield (
            f"| `{name}` | {told['status']} | {code} | {told['zh']} | {told['en']} |"
            f" {TRUTH[told['terminal']]} |"
        )


def _carried() -> Iterator[str]:
    for number, told in read_page(CARRIED)["receipts"].items():
        listed = "、".join(told["listed"]) + (" 等 …" if "open" in told else "")
        met = "、".join(told.get("met", ())) or "—"
        yield f"| [CEB{number}](messages/CEB{number}Message.md) | {listed} | {met} |"


def _statuses() -> Iterator[str]:
    for row in read_table(STATUSES):
        names = f"{row['chinese']} | {row['english']}"
        yield f"| {row['code']} | {names} | {TRUTH[row['confirmed']]} |"
