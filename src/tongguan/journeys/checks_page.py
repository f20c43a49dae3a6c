"""核查目录 Every check a retail import meets, in order of precedence, as one page.

The tuples of checks are the table: their order is their precedence, and whatever is
printed here is read from them.
"""

from collections.abc import Iterator, Mapping

from tongguan.commerce.consumer.rules import APPLICATION, IDENTITY_LOCK
from tongguan.commerce.enterprise.rules import MAY_USE, is_transmitted_by_role
from tongguan.commerce.operator_filing.registers import REGISTER_CHECKS
from tongguan.commerce.operator_filing.rules import FILING_CHECKS
from tongguan.customs.allowance.rules import ALLOWANCE
from tongguan.customs.cancellation.against import CANCELLABLE
from tongguan.customs.control.rules import CONTROLS
from tongguan.customs.duty.certainty import CERTAINTY
from tongguan.customs.examination.rules import SIGNING_OFF
from tongguan.customs.export_cancellation.against import EXPORT_CANCELLABLE
from tongguan.customs.export_declaration.matching import EXPORT_MATCHING
from tongguan.customs.export_return.against import EXPORT_RETURNABLE
from tongguan.customs.filing.rules import ADMISSION
from tongguan.customs.goods_return.against import IN_TIME, RETURNABLE, REVIEWED
from tongguan.customs.matching.rules import THREE_DOCUMENTS
from tongguan.customs.matching.use import SINGLE_USE
from tongguan.customs.risk.rules import NEUTRAL, SELECTIVITY
from tongguan.customs.summary.merging import SUMMARISABLE
from tongguan.finance.guarantee.rules import GUARANTEE
from tongguan.finance.payment_data.rules import PAYMENT_DATA_CHECKS
from tongguan.inspection.goods_filing.receiving import ENTRIES
from tongguan.inspection.goods_filing.rules import GOODS_FILING
from tongguan.journeys.kinds import KINDS, Checks
from tongguan.journeys.notices import SUBSCRIPTIONS
from tongguan.kit.checks import Check, Difference, Notice, Severity
from tongguan.trade.kinds import Paper


def _nothing(_: object) -> tuple[Difference, ...]:
    """Find nothing: the notice is given where somebody asks for a module."""
    return ()


ALL_CHECKS: Mapping[str, Checks] = {
    **{
        f"{kind.message.label} — {kind.message.english} ({kind.message.number})"
        " on its own": kind.checks
        for kind in KINDS.values()
    },
    "传输资格 — who may send a paper": (is_transmitted_by_role(Paper.ORDER),),
    "办理资格 — who may use what": (Check(MAY_USE, _nothing),),
    "主体备案 — filing of operators": FILING_CHECKS,
    "主体备案核验 — filings beside the registers": REGISTER_CHECKS,
    "订阅抄送 — copies for subscribers": SUBSCRIPTIONS,
    "一单一用 — one use of a paper": SINGLE_USE,
    "准入 — admission": ADMISSION,
    "商品备案 — goods on file": GOODS_FILING,
    "商品备案受理 — putting an article on file": ENTRIES,
    "三单比对 — matching": THREE_DOCUMENTS,
    "身份锁定 — an identity its owner locked": IDENTITY_LOCK,
    "交易限值 — the buyer's limits": ALLOWANCE,
    "税款确定 — certainty of the tax": CERTAINTY,
    "税款担保 — guarantee": GUARANTEE,
    "撤销申请与清单 — a cancellation beside its list": CANCELLABLE,
    "退货申请与清单 — a return beside its list": (*RETURNABLE, IN_TIME, *REVIEWED),
    "出口单证比对 — an export list beside its papers": EXPORT_MATCHING,
    "出口撤销与清单 — an export cancellation beside its list": EXPORT_CANCELLABLE,
    "出口退货与清单 — an export return beside its list": EXPORT_RETURNABLE,
    "汇总申报 — a summary beside its lists": SUMMARISABLE,
    "查验签核 — signing an examination off": SIGNING_OFF,
    "支付原始数据 — raw data of a payment": PAYMENT_DATA_CHECKS,
    "消费者开户 — opening a consumer's account": APPLICATION,
    "布控指令（仅供海关）— control orders, for officers only": CONTROLS,
    "风险布控（仅供海关）— selectivity, for officers only": SELECTIVITY,
}
OUTCOMES = {
    Severity.REJECT: "退单 reject",
    Severity.HOLD: "人工审核 hold",
    Severity.EXAMINE: "查验 examine",
    Severity.NOTE: "提示 note",
}
PREFACE = """\
# 核查目录 — every check, in order of precedence

本页由程序生成（`make docs`），不手工修改。同一单证的全部问题一次告知；排在最前的一项\
决定回执代码。`{given}`、`{expected}` 处填入实际值，自然人信息经过掩码。\
标“待核对”的依据尚未与原文核对。

This page is generated (`make docs`). Everything wrong with a paper is told at once;
the first finding gives the receipt its code. `{given}` and `{expected}` stand for the
values, masked where they are a person's. A clause marked 待核对 is to be confirmed.

| 代码家族 family | 内容 what it is about |
|---|---|
| RGT | 备案与报送权限 filing and entitlement |
| IDN | 身份证件 identity |
| DUP | 重复 repetition |
| ENT | 填制 entries |
| REF | 代码表与税则 code tables and tariff |
| AMT | 金额、数量、重量 amounts, quantities, weights |
| STA | 时间与状态 times and states |
| LST | 正面清单与商品备案 positive list and goods on file |
| MAT | 三单比对 matching |
| QUO | 交易限值 limits |
| TAX | 税款 taxes |
| GUA | 担保 guarantee |
| RSK | 风险 risk |
| EXM | 查验 examination |
"""
COLUMNS = (
    "代码 code",
    "回执 receipt",
    "处理 outcome",
    "内容 text",
    "办法 remedy",
    "依据 clause",
)
HEAD = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}"


def checks_page() -> str:
    """核查目录 Write the page of all checks."""
    sections = [_section(title, checks) for title, checks in ALL_CHECKS.items()]
    told = "\n".join(
        ("## 风险告知 — what a sender is told of risk", "", HEAD, _row(NEUTRAL))
    )
    return "\n".join((PREFACE, *sections, told)) + "\n"


def notices() -> Iterator[Notice]:
    """Name every notice of every check, and the neutral one."""
    for checks in ALL_CHECKS.values():
        for check in checks:
            yield check.notice
    yield NEUTRAL


def _section(title: str, checks: Checks) -> str:
    rows = [_row(check.notice) for check in checks]
    return "\n".join((f"## {title}", "", HEAD, *rows, ""))


def _row(notice: Notice) -> str:
    clause = notice.clause.text + ("" if notice.clause.confirmed else "（待核对）")
    cells = (
        notice.code,
        notice.receipt or "—",
        OUTCOMES[notice.severity],
        f"{notice.chinese}<br>{notice.english}",
        "<br>".join(notice.remedy),
        clause,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
