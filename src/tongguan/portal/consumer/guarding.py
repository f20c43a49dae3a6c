"""身份保护 Locking one's identity, and who looked at one's data."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tongguan.journeys.consumers import turn_lock
from tongguan.kit.rulebook import read_page
from tongguan.plumbing.database import transaction
from tongguan.plumbing.identity.attempts import Attempts
from tongguan.plumbing.keys import keyring
from tongguan.portal import formats
from tongguan.portal.callers import attempt_of
from tongguan.portal.consumer.own import Own, verified
from tongguan.portal.consumer.words import LOCKS
from tongguan.portal.counter import account_of
from tongguan.portal.words import POSTS

PURPOSES = "customs/control/lookups.yaml"
MINUTE = 60


@sensitive_post_parameters("password")
@never_cache
@verified
def show(request: HttpRequest, own: Own) -> HttpResponse:
    """GET and POST /me/guard/."""
    if request.method == "POST":
        turn(request, own)
        return redirect("me-guard")
    since = own.rooms.buyers.consumers.locked_since(own.person)
    said = read_page(PURPOSES)["words"]
    looks = own.rooms.offices.lookups.looked_at(own.person)
    words = {
        "locked": since is not None,
        "since": formats.instant(since),
        "moves": [
            (LOCKS[it.name], formats.instant(it.at))
            for it in own.rooms.buyers.consumers.lock_moves(own.person)
        ],
        "looks": [
            (
                formats.instant(it.at),
                POSTS.get(it.post, it.post),
                it.organisation,
                formats.either(said[it.purpose]["zh"], said[it.purpose]["en"]),
                it.reference,
            )
            for it in looks
        ],
    }
    return render(request, "consumer/guard.html", words)


def turn(request: HttpRequest, own: Own) -> None:
    """Lock at once; unlock only with the password."""
    if request.POST.get("act") == "lock":
        turn_lock(own.rooms, own.consumer, "lock", own.at)
        return
    if refused := wrong_word(request):
        messages.error(request, refused)
        return
    turn_lock(own.rooms, own.consumer, "unlock", own.at)


def wrong_word(request: HttpRequest) -> str:
    """Say why the password does not do, or nothing; tries are counted as sign-ins."""
    account = account_of(request)
    with transaction() as connection:
        attempts = Attempts(connection, keyring())
        attempt = attempt_of(request, account.get_username())
        if wait := attempts.wait(attempt):
            minutes = {"minutes": -(-wait // MINUTE)}
            return _("密码输错次数过多，请在 %(minutes)d 分钟后再试。") % minutes
        if account.check_password(str(request.POST.get("password", ""))):
            attempts.done(attempt)
            return ""
        attempts.refused(attempt)
    return _("密码不对，身份仍然锁定。")
