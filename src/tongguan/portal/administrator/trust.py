"""信任名单 Issuers whose certificates are believed, from a day until a day."""

from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from tongguan.gateway.chinaport.signing import filed
from tongguan.gateway.chinaport.signing.certificates import (
    BadCertificateError,
    from_bytes,
)
from tongguan.plumbing.clock import now, today
from tongguan.plumbing.identity.certificates import Issuer
from tongguan.portal import formats
from tongguan.portal.administrator.accounts import name_of
from tongguan.portal.administrator.forms import IssuerForm
from tongguan.portal.counter import Counter, counter
from tongguan.portal.words import REGIONS, Sign

LARGEST = 64 * 1024
IN_FORCE = Sign(_("有效"), "check", "good")
TO_COME = Sign(_("未到起期"), "clock", "quiet")
PAST = Sign(_("已过期"), "clock", "warn")


def show(request: HttpRequest) -> HttpResponse:
    """GET and POST /trust/ — list an issuer, end one today, or see them all."""
    form = IssuerForm(request.POST or None, request.FILES or None)
    if "end" in request.POST:
        with counter() as desk:
            end(request, desk, request.POST["end"])
        return redirect("trust")
    if form.is_bound and form.is_valid():
        with counter() as desk:
            if listed(request, desk, form):
                return redirect("trust")
    day = today()
    with counter() as desk:
        rows = [row(it, day) for it in desk.rooms.certificates.issuers()]
    words = {"form": form, "rows": rows}
    status = 422 if form.is_bound else 200
    return render(request, "administrator/trust.html", words, status=status)


def listed(request: HttpRequest, desk: Counter, form: IssuerForm) -> bool:
    """Put an issuer on the list for the days written down; tell whether it was done."""
    said = form.cleaned_data
    if said["until"] < said["effective"]:
        messages.error(request, _("止期早于起期，核对两个日期。"))
        return False
    try:
        found = from_bytes(said["file"].read(LARGEST))
        days = (said["effective"], said["until"])
        filed.list_issuer(desk.rooms, found, days, said["region"])
    except BadCertificateError:
        messages.error(request, _("文件不是 RSA 或 SM2 证书（PEM 或 DER）。"))
        return False
    except filed.CannotFileError as trouble:
        messages.error(request, formats.either(trouble.chinese, trouble.english))
        return False
    filed.note_issuer(desk.rooms, found.fingerprint, name_of(request), now())
    messages.success(request, _("签发者已列入信任名单。"))
    return True


def end(request: HttpRequest, desk: Counter, fingerprint: str) -> None:
    """Believe an issuer no longer, from today on."""
    found = desk.rooms.certificates.issuer(fingerprint)
    day = date.fromordinal(today().toordinal() - 1)
    if found is None or found.until <= day:
        return
    desk.rooms.certificates.trust(replace(found, until=day))
    filed.note_issuer(desk.rooms, fingerprint, name_of(request), now())
    messages.success(request, _("自今日起不再信任该签发者。"))


def row(one: Issuer, day: date) -> dict[str, object]:
    """Say an issuer in the words of the table."""
    sign = IN_FORCE if one.effective <= day <= one.until else TO_COME
    return {
        "fingerprint": one.fingerprint,
        "subject": one.subject,
        "region": REGIONS.get(one.region, one.region),
        "days": f"{formats.day(one.effective)} – {formats.day(one.until)}",
        "sign": PAST if one.until < day else sign,
        "ends": one.until >= day,
    }
