"""表单 What administrators write down."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongguan.portal.reasons import ReasonField
from tongguan.portal.words import POSTS, REGIONS

TEXT = {"class": "form-control", "autocomplete": "off"}
SELECT = {"class": "form-select"}
DAY = {"type": "date", "class": "form-control"}
NAME = r"^[0-9A-Za-z][0-9A-Za-z._-]{2,63}$"
ALL = ("", _("全部"))


class ProposalForm(forms.Form):
    """开户 Who is to have an account, and as what."""

    username = forms.RegexField(
        NAME,
        label=_("账号名"),
        widget=forms.TextInput(TEXT),
        error_messages={"invalid": _("账号名为 3 至 64 位字母、数字、点、横线。")},
    )
    full_name = forms.CharField(
        label=_("姓名"), min_length=2, max_length=60, widget=forms.TextInput(TEXT)
    )
    identity = forms.CharField(
        label=_("证件号码"), min_length=6, max_length=30, widget=forms.TextInput(TEXT)
    )
    post = forms.ChoiceField(
        label=_("岗位"), choices=list(POSTS.items()), widget=forms.Select(SELECT)
    )
    organisation = forms.CharField(
        label=_("机构代码"),
        required=False,
        max_length=18,
        widget=forms.TextInput(TEXT | {"list": "organisations"}),
    )


class PostForm(forms.Form):
    """换岗 Another post, or another organisation."""

    post = forms.ChoiceField(choices=list(POSTS.items()))
    organisation = forms.CharField(required=False, max_length=18)


class ReasonForm(forms.Form):
    """理由 Why something is done to an account."""

    reason = ReasonField()


class SearchForm(forms.Form):
    """查询 Which accounts are looked for; what is empty is left open."""

    words = forms.CharField(
        label=_("账号、姓名或机构代码"),
        required=False,
        max_length=60,
        widget=forms.TextInput(TEXT),
    )
    post = forms.ChoiceField(
        label=_("岗位"),
        required=False,
        choices=[ALL, *POSTS.items()],
        widget=forms.Select(SELECT),
    )
    after = forms.CharField(required=False, max_length=150, widget=forms.HiddenInput)


class IssuerForm(forms.Form):
    """签发者 A certificate of an issuer, and the days it is trusted."""

    file = forms.FileField(label=_("签发者证书（PEM 或 DER）"))
    region = forms.ChoiceField(
        label=_("所在地"), choices=list(REGIONS.items()), widget=forms.Select(SELECT)
    )
    effective = forms.DateField(label=_("自"), widget=forms.DateInput(DAY, "%Y-%m-%d"))
    until = forms.DateField(label=_("至"), widget=forms.DateInput(DAY, "%Y-%m-%d"))
    file.widget.attrs["class"] = "form-control"


class LogForm(forms.Form):
    """日志查询 Whose acts, of which kind, in which days."""

    account = forms.CharField(
        label=_("账号名"), required=False, max_length=150, widget=forms.TextInput(TEXT)
    )
    kind = forms.ChoiceField(
        label=_("类别"),
        required=False,
        choices=[
            ALL,
            ("sign-ins", _("登录")),
            ("administration", _("管理操作")),
            ("look-ups", _("查看个人信息")),
        ],
        widget=forms.Select(SELECT),
    )
    since = forms.DateField(
        label=_("自"), required=False, widget=forms.DateInput(DAY, "%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("至"), required=False, widget=forms.DateInput(DAY, "%Y-%m-%d")
    )
    before = forms.IntegerField(
        required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput
    )
