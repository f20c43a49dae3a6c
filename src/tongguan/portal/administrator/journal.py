"""审计日志 The audit administrator's page: what was done, and by whom."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongguan.plumbing.clock import SHANGHAI, today
from tongguan.plumbing.journal.store import Entry, Search
from tongguan.portal import formats
from tongguan.portal.administrator.forms import LogForm
from tongguan.portal.counter import counter
from tongguan.portal.words import MOVES, Sign, Word

SIZE, LOOKS_BACK = 50, timedelta(days=30)
ADMINISTRATION: dict[str, Word] = {
    "account-propose": _("提出开户"),
    "account-approve": _("批准账号"),
    "account-decline": _("不予批准"),
    "account-repost": _("提出换岗"),
    "account-suspend": _("停用账号"),
    "account-restore": _("申请恢复"),
    "account-close": _("销户"),
    "account-reset-password": _("重置密码"),
    "account-reset-factors": _("清除验证方式"),
    "account-unlock": _("解锁"),
    "trust-issuer": _("变更信任名单"),
    "make-account": _("命令行开户"),
}
ONE_S_OWN: dict[str, Word] = {
    "sign-in": _("登录"),
    "change-password": _("更改密码"),
    "add-totp": _("登记动态口令"),
    "drop-totp": _("删去动态口令"),
    "add-passkey": _("登记通行密钥"),
    "drop-passkey": _("删去通行密钥"),
    "add-certificate": _("登记登录证书"),
    "drop-certificate": _("删去登录证书"),
    "make-recovery-codes": _("生成恢复码"),
    "end-sessions": _("退出其他浏览器"),
}
LOOK_UPS: dict[str, Word] = {"reveal": _("查看个人信息")}
WORK: dict[str, Word] = {
    "file": _("备案商品"),
    "submit": _("商品备案送审"),
    "pause": _("停用商品备案"),
    "restart": _("恢复商品备案"),
    "resume": _("恢复商品备案"),
    "confirm": _("同意"),
    "decline": _("不同意"),
    "propose": _("提交复核"),
    "grant": _("给予试点资格"),
    "place": _("下达布控指令"),
    "lift": _("解除布控指令"),
    "record": _("记录查验结果"),
    "appoint": _("预约查验"),
    "close": _("结案"),
    "overrule": _("准予申报"),
    "take": _("领取"),
    "hand_back": _("放回"),
    "collect": _("汇总征收"),
    "pay": _("登记缴款"),
    "answer": _("外部门答复"),
    "payment-data": _("收到支付原始数据"),
    "payment-data-address": _("变更支付数据地址"),
    "declare-drafts": _("批量申报"),
    "evidence": _("取走存证"),
    "confirm-receipts": _("确认收到回执"),
    "give-mandate": _("登记委托"),
    "end-mandate": _("终止委托"),
    "file-certificate": _("备案签名证书"),
    "revoke-certificate": _("停用签名证书"),
    "announce": _("发布公告"),
    "take-back": _("撤回公告"),
    "webhook-add": _("登记推送地址"),
    "webhook-rotate": _("更换推送密钥"),
    "webhook-off": _("停用推送地址"),
    "webhook-on": _("启用推送地址"),
    "webhook-prove": _("推送地址已验证"),
    "webhook-give-up": _("推送地址未通过验证"),
    "apply": _("申请开通个人账号"),
    "lock": _("锁定身份"),
    "unlock": _("解除身份锁定"),
    "report": _("报告非本人购买"),
    "recall": _("撤回报告"),
    "inquire": _("向平台核实"),
    "uphold": _("认定非本人购买"),
    "dismiss": _("认定为本人购买"),
    "appeal": _("申诉"),
    "apply-filing": _("申请主体备案"),
    "change-filing": _("变更主体备案"),
    "annotate-filing": _("标注主体备案"),
    "file-filing": _("予以主体备案"),
    "refuse-filing": _("不予主体备案"),
    "take-filing": _("受理主体备案"),
    "suspend-filing": _("暂停主体备案"),
    "restore-filing": _("恢复主体备案"),
    "cancel-filing": _("注销主体备案"),
    "withdraw-filing": _("撤回主体备案"),
}
ACTIONS = MOVES | WORK | ADMINISTRATION | ONE_S_OWN | LOOK_UPS
DETAILS: dict[str, Word] = {
    "address": _("地址"),
    "reason": _("理由"),
    "post": _("岗位"),
    "organisation": _("机构"),
    "version": _("版本"),
    "url": _("网址"),
    "move": _("处理动作"),
    "aim": _("布控目标"),
    "days": _("起止日期"),
    "tax": _("税款"),
    "lists": _("清单数"),
    "outcome": _("结论"),
    "question": _("查询编号"),
    "result": _("结果"),
    "agency": _("部门"),
    "note": _("说明"),
    "purpose": _("事由"),
    "case": _("案件编号"),
    "first": _("申请人"),
    "word": _("复核意见"),
    "batch": _("批次号"),
    "issuer": _("签发者"),
    "region": _("地区"),
    "effective": _("生效日期"),
    "until": _("截止日期"),
    "browser": _("浏览器"),
}
KINDS = {
    "sign-ins": ONE_S_OWN,
    "administration": ADMINISTRATION,
    "look-ups": LOOK_UPS,
}
RESULTS: dict[str, Sign] = {
    "done": Sign(_("成功"), "check", "good"),
    "refused": Sign(_("失败"), "cross", "bad"),
    "unlocked": Sign(_("已解锁"), "lock", "busy"),
}


def show(request: HttpRequest) -> HttpResponse:
    """GET /journal/ — lines by account, kind and days, the latest first."""
    last = today()
    shown = {"since": (last - LOOKS_BACK).isoformat(), "until": last.isoformat()}
    form = LogForm({**shown, **request.GET.dict()}, label_suffix="")
    form.is_valid()
    said = form.cleaned_data
    kind = KINDS.get(said.get("kind", ""))
    asked = Search(
        since=_midnight(said.get("since") or last - LOOKS_BACK),
        until=_midnight((said.get("until") or last) + timedelta(days=1)),
        actions=list(kind) if kind else None,
        account=said.get("account", "").strip(),
        before=said.get("before") or 0,
        limit=SIZE + 1,
    )
    with counter() as desk:
        found = desk.rooms.journal.search(asked)
    words = {"form": form, "rows": [row(it) for it in found[:SIZE]], "older": ""}
    if len(found) > SIZE:
        again = request.GET.dict() | {"before": str(found[SIZE - 1].id)}
        words["older"] = f"{reverse('journal')}?{urlencode(again)}"
    return render(request, "administrator/journal.html", words)


def row(one: Entry) -> dict[str, object]:
    """Say a line in the words of the table."""
    said = [
        f"{DETAILS.get(name, name)}: {value}"
        for name, value in one.detail.items()
        if value
    ]
    return {
        "at": formats.instant(one.at),
        "actor": one.actor,
        "organisation": one.organisation,
        "action": ACTIONS.get(one.action, one.action),
        "subject": one.subject,
        "sign": RESULTS.get(one.result, Sign(one.result, "alert", "quiet")),
        "detail": "; ".join(said),
    }


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
