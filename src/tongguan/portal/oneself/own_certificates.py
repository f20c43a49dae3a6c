"""登录证书 Registering a certificate to come in with, after its key has signed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from tongguan.gateway.chinaport.signing.certificates import Certificate
from tongguan.gateway.chinaport.signing.entering import faults_of
from tongguan.journeys.people import Fault, RefusedError
from tongguan.plumbing.clock import now
from tongguan.plumbing.people import codes
from tongguan.plumbing.people.model import OwnCertificate
from tongguan.portal import formats
from tongguan.portal.challenges import answered, challenge
from tongguan.portal.counter import Counter, account_of, counter
from tongguan.portal.oneself.acts import note
from tongguan.portal.oneself.factors import drop

PURPOSE = "register"


@never_cache
def show(request: HttpRequest) -> HttpResponse:
    """GET and POST /account/certificate/ — a challenge; its answer registers."""
    if request.method != "POST":
        return ask(request)
    with counter() as desk:
        if named := request.POST.get("drop", ""):
            return drop(request, desk, "certificate", named)
        try:
            register(request, desk, answered(request, PURPOSE).certificate)
        except RefusedError as refused:
            return ask(request, refused.faults)
    messages.success(request, _("证书已登记，今后可用它登录。"))
    return redirect("account")


def register(request: HttpRequest, desk: Counter, certificate: Certificate) -> None:
    """Let a certificate open this account, or raise RefusedError."""
    account, at = account_of(request), now()
    faults = list(faults_of(desk.rooms, certificate, at))
    filed = desk.rooms.certificates.find(certificate.fingerprint)
    if filed is not None and filed.firm != account.organisation:
        faults.append(Fault(field="answer", breach=codes.OTHER_S))
    if faults:
        raise RefusedError(*faults)
    own = OwnCertificate(
        fingerprint=certificate.fingerprint,
        account=account.pk,
        subject=certificate.subject,
        pem=certificate.pem,
        valid_until=certificate.valid_until,
        added_at=at,
    )
    if not desk.rooms.people.wallets.of(account.pk).add_certificate(own):
        raise RefusedError(Fault(field="answer", breach=codes.OTHER_S))
    note(desk, account, "add-certificate", fingerprint=certificate.fingerprint)


def ask(request: HttpRequest, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    """Show a challenge to sign, with what was wrong with the last answer."""
    words = {
        "challenge": challenge(request, PURPOSE),
        "faults": [formats.either(it.chinese, it.english) for it in faults],
    }
    status = 422 if faults else 200
    return render(request, "oneself/certificate.html", words, status=status)
