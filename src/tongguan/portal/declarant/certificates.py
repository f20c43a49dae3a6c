"""证书 The certificates a firm signs its messages with: filed, listed, revoked."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from tongguan.gateway.chinaport.signing import filed
from tongguan.gateway.chinaport.signing.certificates import (
    BadCertificateError,
    Certificate,
    from_bytes,
)
from tongguan.gateway.chinaport.signing.policy import Policy, policy_on
from tongguan.plumbing.clock import now
from tongguan.plumbing.identity.certificates import Filed
from tongguan.plumbing.identity.tables import Account
from tongguan.portal import formats
from tongguan.portal.counter import Counter, account_of, counter
from tongguan.portal.words import Sign, Word

LARGEST = 64 * 1024
IN_USE = Sign(_("使用中"), "check", "good")
EXPIRED = Sign(_("已过期"), "clock", "warn")
REVOKED = Sign(_("已注销"), "cross", "quiet")
POLICIES: dict[Policy, Word] = {
    Policy.OFF: _("本环境不查验签名。"),
    Policy.OPTIONAL: _("本环境不要求签名；有签名的必须有效。"),
    Policy.REQUIRED: _("本环境要求签名，证书须先备案。"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRow:
    """证书行 One certificate in the words of the page."""

    serial: str
    key: str
    valid: str
    filed: str
    fingerprint: str
    sign: Sign
    in_use: bool


def show(request: HttpRequest) -> HttpResponse:
    """GET or POST /certificates/: file a certificate, revoke one, or see them all."""
    account = account_of(request)
    if request.method == "POST":
        with counter() as desk:
            acted(request, desk, account)
        return redirect("certificates")
    with counter() as desk:
        rows = [row(it) for it in desk.rooms.certificates.of(account.organisation)]
    policy = POLICIES[policy_on(settings.PROFILE, now().date())]
    words = {"rows": rows, "policy": policy}
    return render(request, "declarant/certificates.html", words)


def acted(request: HttpRequest, desk: Counter, account: Account) -> None:
    """Revoke the certificate a button names, or file the one handed in."""
    firm, who = account.organisation, account.get_username()
    if fingerprint := request.POST.get("revoke", ""):
        if filed.revoke_certificate(desk.rooms, fingerprint, firm, who, now()):
            messages.success(request, _("证书已注销，此后的签名不再受理。"))
        return
    given = request.FILES.get("file")
    try:
        certificate = from_bytes(given.read(LARGEST) if given else b"")
        certify(desk, certificate, firm)
        new = filed.file_certificate(desk.rooms, certificate, firm, who, now())
    except BadCertificateError:
        messages.error(request, _("文件不是 RSA 或 SM2 证书（PEM 或 DER）。"))
    except filed.CannotFileError as trouble:
        messages.error(request, formats.either(trouble.chinese, trouble.english))
    else:
        messages.success(request, _("证书已备案。") if new else _("该证书已在备案。"))


def certify(desk: Counter, certificate: Certificate, firm: str) -> None:
    """See that a firm files its own: where it counts, by what a trusted issuer says."""
    required = policy_on(settings.PROFILE, now().date()) is Policy.REQUIRED
    firms = frozenset({firm})
    if required and not filed.is_issued_to(desk.rooms, certificate, firms, now()):
        raise filed.CannotFileError(
            "证书没有写明本企业，或签发者不在信任名单内；由平台运营核对后备案。",
            "It does not name your firm, or nobody trusted issued it; the operator can"
            " file it after a check.",
        )


def row(one: Filed) -> CertificateRow:
    """Say a certificate in the words of the page."""
    sign = EXPIRED if one.valid_until < now() else IN_USE
    if one.revoked_at is not None:
        sign = REVOKED
    days = (formats.day(one.valid_from.date()), formats.day(one.valid_until.date()))
    return CertificateRow(
        serial=one.serial,
        key=one.key,
        valid=" – ".join(days),
        filed=formats.instant(one.filed_at),
        fingerprint=one.fingerprint,
        sign=sign,
        in_use=one.revoked_at is None,
    )
