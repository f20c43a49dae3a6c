"""How the house words what is wrong and what to do, as far as a test can tell."""

import re

CHINESE = re.compile(r"[\u4e00-\u9fff]")
POLITE = re.compile("(?<!申)请(?!求)|抱歉|对不起")
BARE = re.compile("无效|非法|不合法|有误(?!的)|错误")
APOLOGIES = re.compile(r"\b(sorry|please|invalid|illegal|errors?)\b", re.IGNORECASE)
# fmt: off
VERBS = (
    "核对", "改", "补填", "填写", "使", "同时填写", "重新", "更正", "变更",
    "删除", "减少", "清空", "等", "写明", "对照", "开箱", "追加", "按",
    "拆", "查询", "补充", "增加", "停止", "安排", "保存", "更新", "联系",
    "在", "把", "检查", "删减", "四舍五入", "从", "只", "逐项", "分批",
    "以", "用", "声明", "另存", "先", "由", "对", "更换", "尽早改用",
    "使用", "保留", "修改", "确认", "提供", "备案", "登记", "停用", "恢复",
)
# fmt: on
