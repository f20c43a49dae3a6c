"""查验结果用语 What pages call the results of an examination."""

from django.utils.translation import gettext_lazy as _

from tongguan.customs.control.model import Agency, Result
from tongguan.plumbing.identity.model import Post
from tongguan.portal.words import Word

RESULTS: dict[Result, Word] = {
    Result.PASSED: _("相符"),
    Result.DIFFERED: _("不符"),
    Result.SEIZED: _("扣留"),
    Result.RETURNED: _("退运"),
    Result.DESTROYED: _("销毁"),
    Result.SAMPLED: _("取样送检"),
}
AGENCY_OF: dict[str, Agency] = {
    Post.OFFICER: Agency.CUSTOMS,
    Post.INSPECTOR: Agency.INSPECTION,
}
