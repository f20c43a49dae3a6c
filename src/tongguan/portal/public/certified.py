"""证书登录 Coming in with a certificate: a signed challenge, or as our proxy saw it."""

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from tongguan.gateway.chinaport.signing.certificates import (
    BadCertificateError,
    Certificate,
    from_bytes,
)
from tongguan.gateway.chinaport.signing.entering import faults_of
from tongguan.journeys.people import Fault, RefusedError
from tongguan.kit.breaches import Breach
from tongguan.plumbing.people import codes
from tongguan.plumbing.people.model import Factor
from tongguan.portal import formats
from tongguan.portal.callers import attempt_of, certificate_of
from tongguan.portal.challenges import answered, challenge
from tongguan.portal.coming_in import admit, go_on, wish
from tongguan.portal.counter import Counter, counter

PURPOSE, MINUTE = "sign-in", 60


@never_cache
def show(request: HttpRequest) -> HttpResponse:
    """GET and POST /sign-in/certificate/ — a challenge, and its answer."""
    if request.method != "POST":
        return ask(request)
    with counter() as desk:
        try:
            certificate = shown(request)
        except RefusedError as refused:
            certificate, faults = None, refused.faults
        attempt = attempt_of(
            request, f"certificate/{certificate.fingerprint if certificate else ''}"
        )
        if wait := desk.attempts.wait(attempt):
            return ask(request, wait=wait)
        if certificate is not None:
            try:
                return let_in(request, desk, certificate)
            except RefusedError as refused:
                faults = refused.faults
        desk.attempts.refused(attempt)
    return ask(request, faults)


def shown(request: HttpRequest) -> Certificate:
    """Return the certificate whose key was proved to be at hand."""
    if request.POST.get("way") != "proxy":
        return answered(request, PURPOSE).certificate
    try:
        return from_bytes(certificate_of(request) or b"")
    except BadCertificateError:
        raise RefusedError(Fault(field="answer", breach=codes.WRONG_ANSWER)) from None


def let_in(
    request: HttpRequest, desk: Counter, certificate: Certificate
) -> HttpResponse:
    """Sign in whoever the certificate is registered to, or raise RefusedError."""
    attempt = attempt_of(request, "")
    faults = list(faults_of(desk.rooms, certificate, attempt.at))
    holder = desk.rooms.people.visits.holder(certificate.fingerprint)
    if holder is None:
        faults.append(_said(codes.NOBODY_S, certificate.subject))
    elif not holder.is_active:
        faults.append(_said(codes.NOT_WORKING, ""))
    if holder is None or faults:
        raise RefusedError(*faults)
    account = get_user_model().objects.get(pk=holder.id)
    admit(
        request,
        desk,
        account,
        Factor.CERTIFICATE,
        attempt_of(request, holder.username),
    )
    return go_on(account, wish(request))


def ask(
    request: HttpRequest, faults: tuple[Fault, ...] = (), wait: int = 0
) -> HttpResponse:
    """Show a challenge to sign, with what was wrong with the last answer."""
    words = {
        "challenge": challenge(request, PURPOSE),
        "next": wish(request),
        "faults": [formats.either(it.chinese, it.english) for it in faults],
        "codes": [it.breach.code for it in faults],
        "minutes": -(-wait // MINUTE),
        "presented": certificate_of(request) is not None,
    }
    status = 429 if wait else 422 if faults else 200
    answer = render(request, "public/certified.html", words, status=status)
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer


def _said(breach: Breach, value: str) -> Fault:
    return Fault(field="answer", breach=breach, value=value)
