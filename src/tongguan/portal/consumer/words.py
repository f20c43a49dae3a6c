"""用语 What a person's own pages call states, entries, steps and reasons."""

from django.utils.translation import gettext_lazy as _

from tongguan.journeys.consumers import Check, Tried
from tongguan.journeys.disowning import Why
from tongguan.portal.words import Sign, Word

# fmt: off
KINDS: dict[str, Sign] = {
    "hold":    Sign(_("占用"), "clock", "busy"),
    "post":    Sign(_("占用转为使用"), "check", "quiet"),
    "void":    Sign(_("释放占用"), "back", "good"),
    "take":    Sign(_("使用"), "check", "look"),
    "restore": Sign(_("退还"), "back", "good"),
}
REPORTS: dict[str, Sign] = {
    "reported":  Sign(_("已报告，待受理"), "clock", "busy"),
    "inquired":  Sign(_("已向平台查询"), "search", "busy"),
    "upheld":    Sign(_("成立"), "check", "good"),
    "dismissed": Sign(_("不成立"), "cross", "bad"),
    "appealed":  Sign(_("已申诉，待复查"), "clock", "warn"),
    "settled":   Sign(_("复查维持不成立"), "cross", "bad"),
    "recalled":  Sign(_("已由本人撤回"), "back", "quiet"),
}
STEPS: dict[str, Word] = {
    "report": _("报告不是本人购买"), "recall": _("撤回报告"),
    "inquire": _("向电商平台查询"), "uphold": _("认定成立"),
    "dismiss": _("认定不成立"), "appeal": _("申诉"),
}
WHO: dict[str, Word] = {"consumer": _("本人"), "officer": _("办理人员")}
LOCKS: dict[str, Sign] = {
    "lock":   Sign(_("锁定"), "lock", "warn"),
    "unlock": Sign(_("解除锁定"), "check", "good"),
}
WHYS: dict[Why, Word] = {
    Why.CHANGED: _("状态已变化，未办理。刷新后按当前状态办理。"),
    Why.ALREADY: _("这票购买已经报告过。"),
    Why.TOO_LATE: _("已超过可以提出的期限。"),
    Why.UNDECIDED: _("清单还没有办结，先办结清单再认定。"),
    Why.SAME_PERSON: _("申诉须由原认定人以外的人员复查。"),
    Why.NO_WORDS: _("说明过短或过长，请按页面所示字数填写。"),
}
TRIES: dict[Tried, Word] = {
    Tried.WRONG: _("验证码不对，请核对后重试。"),
    Tried.OLD: _("验证码已过期，请重新发送。"),
    Tried.TOO_OFTEN: _("试错次数过多，请重新发送验证码。"),
}
CHECKS: dict[Check, tuple[Word, str]] = {
    Check.WAITING: (_("正在向公安核查姓名和身份证号码，通常几秒钟。"), "busy"),
    Check.AWAY: (
        _("公安核查暂时没有应答，系统会自动再试；您可以稍后再来。"), "warning",
    ),
    Check.DIFFERS: (_("公安核查：姓名与身份证号码不一致。请核对后重新填写。"), "error"),
    Check.UNKNOWN: (_("公安核查：查不到这个身份证号码。请核对后重新填写。"), "error"),
    Check.TAKEN: (
        _("这个身份已有账号，请用原账号登录；忘记密码请联系平台运营。"), "error",
    ),
}
# fmt: on
