"""状态图 A diagram and a table of every lifecycle, made from the table of its moves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

from tongguan.kit.lifecycle import Lifecycle

HOUSE = Path(str(files("tongguan")))
TABLES = "*/*/lifecycle.py"


@dataclass(frozen=True, slots=True)
class Subject:
    """状态图的对象 A lifecycle, where its table stands, and what its state tells."""

    table: str
    lifecycle: Lifecycle[Any, Any]

    @property
    def title(self) -> str:
        """The first line of its states, in Chinese and English."""
        chinese, _, english = (type(self.lifecycle.initial).__doc__ or "").partition(
            " "
        )
        title = f"{chinese} · {english.rstrip('.')}"
        first = self.lifecycle.initial
        states: Any = type(first)
        begins = first is next(iter(states))
        return title if begins else f"{title}（{self.named(first)}以后 after {first}）"

    def named(self, state: Any) -> str:
        """Name a state in Chinese; its own word if it means something else here."""
        own = (type(state).__name__, str(state))
        return OWN_WORDS.get(own) or STATES.get(state, "")


@cache
def subjects() -> dict[str, Subject]:
    """Return every lifecycle of the program by its name."""
    found = {}
    for path in sorted(HOUSE.glob(TABLES)):
        place = path.relative_to(HOUSE.parent).with_suffix("")
        module = import_module(".".join(place.parts))
        for name, value in vars(module).items():
            if isinstance(value, Lifecycle):
                found[name.lower()] = Subject(f"src/{place}.py", value)
    return found


# fmt: off
STATES = {
    "absent": "未登记", "draft": "暂存", "lodged": "申报中", "rejected": "退单",
    "forwarded": "已转报海关",
    "withdrawn": "已撤回", "accepted": "海关入库", "suspended": "挂起",
    "in_review": "人工审核", "checked": "审结", "examined": "查验",
    "detained": "扣留", "returned": "退运", "released": "放行", "cleared": "结关",
    "taken_back": "已退货", "summarised": "已汇总",
    "matched": "比对通过", "registered": "海关入库", "concluded": "已审结",
    "received": "已收", "read": "已读", "refused": "格式退回", "quarantined": "隔离",
    "filed": "已备案", "paused": "停用", "cancelled": "已注销",
    "generated": "已生成", "merged": "已汇总", "voided": "作废", "paid": "已缴",
    "issued": "已开具",
    "applied": "核验中", "to_check": "待人工核查",
    "changed": "变更核验中", "change_to_check": "变更待人工核查",
    "placed": "已下达", "lifted": "已解除", "expired": "已到期",
    "opened": "已立案", "closed": "已结案",
    "pending": "待验证", "active": "推送中", "off": "已停用",
    "due": "待推送", "delivered": "已送达", "dropped": "未送达",
    "verified": "已核实",
    "open": "未锁定", "locked": "已锁定",
    "reported": "已报告", "inquired": "已向平台查询", "upheld": "成立",
    "dismissed": "不成立", "appealed": "已申诉", "settled": "维持不成立",
    "recalled": "本人撤回",
    "asked": "已发问", "overdue": "逾期未答", "agreed": "核对一致",
    "differing": "核对不一致",
    "writing": "编写中", "removed": "已删除", "declared": "已申报",
    "proposed": "待复核", "confirmed": "已复核", "declined": "不同意",
    "lapsed": "已失效",
    "working": "在用",
}
OWN_WORDS = {
    ("DeclarationState", "cancelled"): "已撤销",
    ("ExportState", "cancelled"): "已撤销",
    ("GoodsState", "suspended"): "暂停",
    ("GoodsState", "pending"): "待核许可",
    ("GoodsState", "refused"): "未获备案",
    ("ConsumerState", "applied"): "已申请",
    ("ConsumerState", "confirmed"): "手机已确认",
    ("ConsumerState", "absent"): "未开户", ("ConsumerState", "refused"): "核查不符",
    ("InquiryState", "due"): "待发问",
    ("AccountState", "proposed"): "待批准",
    ("AccountState", "declined"): "未批准",
    ("AccountState", "suspended"): "停用",
    ("AccountState", "closed"): "已销户",
    ("FilingState", "suspended"): "暂停",
    ("FilingState", "refused"): "不予备案",
}
ACTORS = {
    "firm": "企业",
    "sender": "报送企业", "system": "系统", "customs": "海关关员", "officer": "关员",
    "upstream": "上游海关",
    "system_administrator": "系统管理员", "security_administrator": "安全管理员",
    "seller": "电商企业", "market": "许可部门",
    "first": "经办人", "second": "复核人",
    "platform": "电商平台", "consumer": "消费者本人", "police": "公安",
    "worker": "处理进程", "operator": "平台运营", "agent": "代缴义务人",
}
# fmt: on


def lifecycle_pages() -> dict[str, str]:
    """Return every page by file name, with one that lists them."""
    made = {f"{name}.md": page(subject) for name, subject in subjects().items()}
    links = [f"- [{subject.title}]({n}.md)" for n, subject in subjects().items()]
    made["README.md"] = "# 状态图 · Lifecycles\n\n" + "\n".join(links) + "\n"
    return made


def page(subject: Subject) -> str:
    """Draw one lifecycle and list its moves."""
    final = [f"{subject.named(it)} `{it}`" for it in sorted(subject.lifecycle.final())]
    ending = f"终态 Final: {'、'.join(final)}。"
    return "\n".join(
        (
            f"# {subject.title}",
            "",
            f"由 `{subject.table}` 生成（`make docs`）；",
            "除此表外，程序任何地方不得改变状态。",
            "Generated from that table; nothing else in the program sets a state.",
            "",
            "```mermaid",
            *diagram(subject),
            "```",
            "",
            "| 动作 Move | 起 From | 至 To | 由谁 By |",
            "|---|---|---|---|",
            *rows(subject),
            "",
            ending if final else "没有终态。No state is final.",
            "",
        )
    )


def diagram(subject: Subject) -> Iterator[str]:
    """Yield the lines of a Mermaid state diagram."""
    lifecycle = subject.lifecycle
    moves = lifecycle.moves
    yield "stateDiagram-v2"
    for state in _in_order(lifecycle.initial, moves):
        yield f'    state "{subject.named(state)} {state}" as {state}'
    yield f"    [*] --> {lifecycle.initial}"
    for source, target in dict.fromkeys((it.source, it.target) for it in moves):
        names = [it.name for it in moves if (it.source, it.target) == (source, target)]
        yield f"    {source} --> {target}: {', '.join(dict.fromkeys(names))}"
    for state in sorted(lifecycle.final()):
        yield f"    {state} --> [*]"


def rows(subject: Subject) -> Iterator[str]:
    """Yield a row of the table for every move, in the table's own order."""
    for it in subject.lifecycle.moves:
        source, target = (f"{subject.named(s)} `{s}`" for s in (it.source, it.target))
        yield f"| `{it.name}` | {source} | {target} | {ACTORS[it.by]} `{it.by}` |"


def _in_order(initial: Any, moves: Iterable[Any]) -> dict[Any, None]:
    found = dict.fromkeys([initial])
    for move in moves:
        found |= dict.fromkeys([move.source, move.target])
    return found
