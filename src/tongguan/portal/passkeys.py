"""通行密钥 Devices that sign for their owner, as browsers speak of them (WebAuthn)."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from tongguan.plumbing.clock import now
from tongguan.plumbing.people.model import Passkey

NAME, CHALLENGE = "通关 Tongguan", "passkey-challenge"
LABEL_MAX = 40


def registering(request: HttpRequest, account: Any, known: Sequence[Passkey]) -> str:
    """Ask a browser to make a key, unless its device has one already."""
    options = generate_registration_options(
        rp_id=site(request),
        rp_name=NAME,
        user_id=str(account.pk).encode(),
        user_name=account.get_username(),
        exclude_credentials=[_named(it) for it in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
    )
    request.session[CHALLENGE] = text(options.challenge)
    return options_to_json(options)


def registered(request: HttpRequest, account: int) -> Passkey | None:
    """Read the key a browser made; None when it does not answer our challenge."""
    challenge = request.session.pop(CHALLENGE, "")
    try:
        made = verify_registration_response(
            credential=request.POST.get("credential", ""),
            expected_challenge=data(challenge),
            expected_rp_id=site(request),
            expected_origin=origin(request),
        )
    except (WebAuthnException, ValueError):
        return None
    return Passkey(
        credential=made.credential_id,
        account=account,
        label=request.POST.get("label", "").strip()[:LABEL_MAX] or "Passkey",
        public_key=made.credential_public_key,
        uses=made.sign_count,
        added_at=now(),
    )


def asking(request: HttpRequest, known: Sequence[Passkey]) -> str:
    """Ask a browser to sign with one of the devices of an account."""
    options = generate_authentication_options(
        rp_id=site(request),
        allow_credentials=[_named(it) for it in known],
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    request.session[CHALLENGE] = text(options.challenge)
    return options_to_json(options)


def answered(
    request: HttpRequest, credential: str, known: Sequence[Passkey]
) -> tuple[bytes, int] | None:
    """Return which device signed our challenge, and its count of uses."""
    challenge = request.session.pop(CHALLENGE, "")
    for one in known:
        try:
            found = verify_authentication_response(
                credential=credential,
                expected_challenge=data(challenge),
                expected_rp_id=site(request),
                expected_origin=origin(request),
                credential_public_key=one.public_key,
                credential_current_sign_count=0,
            )
        except (WebAuthnException, ValueError):
            continue
        if found.credential_id == one.credential:
            return one.credential, found.new_sign_count
    return None


def site(request: HttpRequest) -> str:
    """Return the name a key is made for: this site's, without a port."""
    return request.get_host().rpartition(":")[0] or request.get_host()


def origin(request: HttpRequest) -> str:
    """Return the site as a browser writes it."""
    return f"{request.scheme}://{request.get_host()}"


def text(raw: bytes) -> str:
    """Write bytes as browsers do: Base64 for addresses, without padding."""
    return urlsafe_b64encode(raw).decode().rstrip("=")


def data(written: str) -> bytes:
    """Read bytes as browsers write them."""
    return urlsafe_b64decode(written + "=" * (-len(written) % 4))


def _named(one: Passkey) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(id=one.credential)
