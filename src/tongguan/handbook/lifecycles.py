"""状态图 A diagram and a table of every lifecycle, made from the table of its moves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tongguan.customs.declaration.lifecycle import DECLARATION
from tongguan.kit.lifecycle import Lifecycle
from tongguan.plumbing.inbox.lifecycle import MESSAGE
from tongguan.plumbing.register.lifecycle import PAPER


@dataclass(frozen=True, slots=True)
class Subject:
    """状态图的对象 What a lifecycle is about, and where its table stands."""

    chinese: str
    english: str
    table: str
    lifecycle: Lifecycle[Any, Any]


SUBJECTS = {
    "declaration": Subject(
        "进口清单",
        "Declaration list",
        "src/tongguan/customs/declaration/lifecycle.py",
        DECLARATION,
    ),
    "paper": Subject(
        "订单、支付单、运单",
        "Order, payment, waybill",
        "src/tongguan/plumbing/register/lifecycle.py",
        PAPER,
    ),
    "message": Subject(
        "报文", "Message", "src/tongguan/plumbing/inbox/lifecycle.py", MESSAGE
    ),
}
# fmt: off
STATES = {
    "absent": "未登记", "draft": "暂存", "lodged": "申报中", "rejected": "退单",
    "withdrawn": "已撤回", "accepted": "海关入库", "suspended": "挂起",
    "in_review": "人工审核", "checked": "审结", "examined": "查验",
    "detained": "扣留", "returned": "退运", "released": "放行", "cleared": "结关",
    "matched": "比对通过", "concluded": "已审结",
    "received": "已收", "read": "已读", "refused": "格式退回", "quarantined": "隔离",
}
ACTORS = {
    "sender": "报送企业", "system": "系统", "customs": "海关关员",
    "worker": "处理进程", "operator": "平台运营",
}
# fmt: on


def lifecycle_pages() -> dict[str, str]:
    """Return every page by file name, with one that lists them."""
    made = {f"{name}.md": page(subject) for name, subject in SUBJECTS.items()}
    links = [f"- [{it.chinese} · {it.english}]({n}.md)" for n, it in SUBJECTS.items()]
    made["README.md"] = "# 状态图 · Lifecycles\n\n" + "\n".join(links) + "\n"
    return made


def page(subject: Subject) -> str:
    """Draw one lifecycle and list its moves."""
    lifecycle = subject.lifecycle
    final = sorted(lifecycle.final())
    ends = [f"{STATES[it]} `{it}`" for it in final]
    ending = (
        f"终态 Final: {'、'.join(ends)}。" if ends else "没有终态。No state is final."
    )
    return "\n".join(
        (
            f"# {subject.chinese} · {subject.english}",
            "",
            f"由 `{subject.table}` 生成（`make docs`）；",
            "除此表外，程序任何地方不得改变状态。",
            "Generated from that table; nothing else in the program sets a state.",
            "",
            "```mermaid",
            *diagram(lifecycle),
            "```",
            "",
            "| 动作 Move | 起 From | 至 To | 由谁 By |",
            "|---|---|---|---|",
            *rows(lifecycle),
            "",
            ending,
            "",
        )
    )


def diagram(lifecycle: Lifecycle[Any, Any]) -> Iterator[str]:
    """Yield the lines of a Mermaid state diagram."""
    moves = lifecycle.moves
    yield "stateDiagram-v2"
    for state in _in_order(lifecycle.initial, moves):
        yield f'    state "{STATES[state]} {state}" as {state}'
    yield f"    [*] --> {lifecycle.initial}"
    for source, target in dict.fromkeys((it.source, it.target) for it in moves):
        names = [it.name for it in moves if (it.source, it.target) == (source, target)]
        yield f"    {source} --> {target}: {', '.join(dict.fromkeys(names))}"
    for state in sorted(lifecycle.final()):
        yield f"    {state} --> [*]"


def rows(lifecycle: Lifecycle[Any, Any]) -> Iterator[str]:
    """Yield a row of the table for every move, in the table's own order."""
    for it in lifecycle.moves:
        source, target = (f"{STATES[s]} `{s}`" for s in (it.source, it.target))
        yield f"| `{it.name}` | {source} | {target} | {ACTORS[it.by]} `{it.by}` |"


def _in_order(initial: str, moves: Iterable[Any]) -> dict[str, None]:
    found = dict.fromkeys([initial])
    for move in moves:
        found |= dict.fromkeys([move.source, move.target])
    return found
