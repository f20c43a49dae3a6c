"""挑战码 What a certificate's key has to sign: made for one use, for one session."""

import secrets

from django.http import HttpRequest

from tongguan.gateway.chinaport.signing.entering import Answer, read_answer
from tongguan.journeys.people import Fault, RefusedError
from tongguan.plumbing.clock import now
from tongguan.plumbing.identity.rules import sign_in_law
from tongguan.plumbing.people import codes

CHALLENGE = "challenge"


def challenge(request: HttpRequest, purpose: str) -> str:
    """Make a challenge that names this site and what it is signed for."""
    made = f"tongguan:{purpose}:{request.get_host()}:{secrets.token_urlsafe(24)}"
    at = now()
    until = at.timestamp() + sign_in_law(at).challenge_seconds
    request.session[CHALLENGE] = {"text": made, "until": until}
    return made


def answered(request: HttpRequest, purpose: str) -> Answer:
    """Return the answer to the challenge of this session, or raise RefusedError."""
    kept = request.session.pop(CHALLENGE, None)
    answer = read_answer(request.POST.get("answer", ""))
    if (
        not kept
        or kept["until"] < now().timestamp()
        or not kept["text"].startswith(f"tongguan:{purpose}:")
    ):
        raise RefusedError(Fault(field="answer", breach=codes.STALE_CHALLENGE))
    if not answer.proves(kept["text"]):
        raise RefusedError(Fault(field="answer", breach=codes.NOT_SIGNED))
    return answer
