"""查验用语 What pages call agencies, results, and the purposes of a look."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from tongguan.customs.control.model import Agency, Result
from tongguan.customs.control.terms import purpose_words
from tongguan.journeys.looking import purposes
from tongguan.plumbing.identity.model import Post
from tongguan.portal import formats
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
AGENCIES: dict[Agency, Word] = {
    Agency.CUSTOMS: _("海关"),
    Agency.INSPECTION: _("检验检疫"),
}


def purpose_choices(at: datetime) -> list[tuple[str, str]]:
    """Return the purposes there are, in the page's language."""
    return [(code, formats.either(*purpose_words(code))) for code in purposes(at)]
