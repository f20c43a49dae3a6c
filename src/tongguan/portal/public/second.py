"""第二步 The second factor: a code of the app, a recovery code, or a device."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tongguan.journeys.people import Fault
from tongguan.plumbing.identity.attempts import Attempt
from tongguan.plumbing.people import codes
from tongguan.plumbing.people.factors import Wallet
from tongguan.plumbing.people.model import Factor
from tongguan.portal import formats, passkeys
from tongguan.portal.callers import attempt_of
from tongguan.portal.coming_in import admit, go_on, halfway
from tongguan.portal.counter import Counter, counter

MINUTE, CODE_DIGITS = 60, 6
WRONG = Fault(field="code", breach=codes.WRONG_CODE)


@sensitive_post_parameters("code")
@never_cache
def show(request: HttpRequest) -> HttpResponse:
    """GET and POST /sign-in/second/ — for whoever gave her password lately."""
    found = halfway(request)
    if found is None:
        return redirect("sign-in")
    account, onward = found
    with counter() as desk:
        if request.method != "POST":
            return ask(request, desk, account)
        attempt = attempt_of(request, account.get_username())
        if wait := desk.attempts.wait(attempt):
            return ask(request, desk, account, wait=wait)
        return check(request, desk, (account, onward), attempt)


def check(
    request: HttpRequest, desk: Counter, who: tuple[Any, str], attempt: Attempt
) -> HttpResponse:
    """Let in whoever proves herself; count what was not a proof."""
    account, onward = who
    factor = proved(request, desk.rooms.people.wallets.of(account.pk), attempt)
    if factor is None:
        desk.attempts.refused(attempt)
        return ask(request, desk, account, wrong=True)
    admit(request, desk, account, factor, attempt)
    return go_on(account, onward)


def proved(request: HttpRequest, wallet: Wallet, attempt: Attempt) -> Factor | None:
    """Say with what somebody proved herself, or that she did not."""
    if credential := request.POST.get("credential", ""):
        used = passkeys.answered(request, credential, wallet.passkeys())
        good = used is not None and wallet.use_passkey(*used)
        return Factor.PASSKEY if good else None
    code = "".join(request.POST.get("code", "").split())
    if code.isdecimal() and len(code) == CODE_DIGITS:
        good = wallet.confirmed() and wallet.check_totp(code, attempt.at)
        return Factor.TOTP if good else None
    return Factor.RECOVERY if wallet.use_code(code, attempt.at) else None


def ask(
    request: HttpRequest,
    desk: Counter,
    account: Any,
    *,
    wait: int = 0,
    wrong: bool = False,
) -> HttpResponse:
    """Show what may be given, with what was wrong, or how long to wait."""
    wallet = desk.rooms.people.wallets.of(account.pk)
    known = wallet.passkeys()
    words = {
        "holds": wallet.holds(),
        "options": passkeys.asking(request, known) if known else "",
        "minutes": -(-wait // MINUTE),
        "fault": formats.either(WRONG.chinese, WRONG.english) if wrong else "",
    }
    status = 429 if wait else 422 if wrong else 200
    answer = render(request, "public/second.html", words, status=status)
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer
