"""途中告知 What is said on the way and asked of no paper alone: by officers, by time.

Each is a notice like those of the checks, so that every code is explained and listed,
whoever gives it.
"""

from tongguan.journeys.kinds import Checks
from tongguan.kit.checks import Check, Clause, Notice, Severity
from tongguan.kit.desk import SPECIFICATION

RULE = Clause("海关总署公告2018年第194号", confirmed=False)
BY_HAND = Notice(
    code="STA-5001",
    receipt="1300",
    chinese="人工退单，{given}",
    english="Rejected by an officer: {given}",
    clause=RULE,
    remedy=(
        "按退单原因改正后，用更新的报送时间重新申报。",
        "Correct what the reason says and declare again with a newer time.",
    ),
)
INCOMPLETE = Notice(
    code="STA-5002",
    chinese="{given}未到齐，由关员准予申报。",
    english="Not all papers are there ({given}); an officer let the list go on.",
    clause=RULE,
    remedy=("核对缺少的单证后办结。", "Check what is missing before concluding."),
    severity=Severity.HOLD,
)
NOT_FOR_OFFICERS = Notice(
    code="STA-5003",
    chinese="清单自身核查未通过，关员不能准予申报。",
    english="The list failed its own checks; an officer can't let it go on.",
    clause=RULE,
    remedy=(
        "更正清单后由申报企业重新申报。",
        "Let the declarant correct the list and declare it again.",
    ),
)
NOT_IN_TIME = Notice(
    code="MAT-3091",
    chinese="{given}在申报后{expected}小时内未到，清单退单。",
    english="Not received within {expected} hours of lodging: {given_en}.",
    clause=Clause("本系统运行约定；海关法第二十四条", confirmed=False),
    remedy=(
        "补充缺少的单证，再用更新的报送时间重新申报清单。",
        "Get the missing papers sent, then declare again with a newer time.",
    ),
)
NOBODY_THERE = Notice(
    code="RGT-1211",
    chinese="订阅方传输编号“{given}”没有登记，未向其抄送。",
    english="No firm is on file at the subscriber's address {given}; no copy was sent.",
    clause=SPECIFICATION,
    remedy=(
        "核对订阅方传输编号，或先登记该编号。",
        "Check the subscriber's address, or have it put on file first.",
    ),
    severity=Severity.NOTE,
)
NOT_THEIRS = Notice(
    code="RGT-1212",
    chinese="订阅方“{given}”不是单证所列企业，也没有代收委托，未向其抄送。",
    english="{given} is nobody the paper names or who receives for them; "
    "no copy was sent.",
    clause=SPECIFICATION,
    remedy=(
        "改填单证所列企业的编号，或由所列企业在“委托授权”页委托其接收。",
        "Name a firm of the paper, or let one give a mandate on the page Mandates.",
    ),
    severity=Severity.NOTE,
)
NO_SCOPE = Notice(
    code="RGT-1213",
    chinese="订阅状态“{given}”应为{expected}之一，未抄送。",
    english="The status {given} must be one of {expected}; no copy was sent.",
    clause=SPECIFICATION,
    remedy=("改填 ALL、DATA 或 RET。", "Write ALL, DATA or RET."),
    severity=Severity.NOTE,
)
# Listed with the checks all the same.
SUBSCRIPTIONS: Checks = tuple(
    Check(notice, lambda _paper: ()) for notice in (NOBODY_THERE, NOT_THEIRS, NO_SCOPE)
)
