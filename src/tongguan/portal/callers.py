"""来访 Who calls: from which address, with which browser, which certificate."""

import binascii
import unicodedata
from base64 import b64decode
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest

from tongguan.plumbing.clock import now
from tongguan.plumbing.identity.attempts import Attempt

NAME_MAX, BROWSER_MAX, HOME_OF_ONE = 150, 200, 64


def attempt_of(request: HttpRequest, name: str | None = None) -> Attempt:
    """Say who tries to come in, the name as the form will read it."""
    said = request.POST.get("username", "") if name is None else name
    bare = unicodedata.normalize("NFKC", said).strip().replace("\0", "")
    return Attempt(bare[:NAME_MAX], address_of(request), now())


def address_of(request: HttpRequest) -> str:
    """Say where a request comes from, as the outermost of our own proxies saw it.

    An IPv6 network of one home counts as one address.
    """
    told = request.headers.get("X-Forwarded-For", "").split(",")
    behind = settings.PROXIES
    seen = told[-behind] if 0 < behind <= len(told) else request.META["REMOTE_ADDR"]
    try:
        found = ip_address(seen.strip())
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(ip_network((found, HOME_OF_ONE), strict=False))
    return str(getattr(found, "ipv4_mapped", None) or found)


def browser_of(request: HttpRequest) -> str:
    """Say which browser asks, as it calls itself."""
    return request.headers.get("User-Agent", "").replace("\0", "")[:BROWSER_MAX]


def certificate_of(request: HttpRequest) -> bytes | None:
    """Return the client certificate that a proxy of ours saw proved, PEM or DER.

    It comes as `Client-Cert` (RFC 9440) or as an escaped PEM in `X-SSL-Client-Cert`.
    Without a proxy of ours anybody could send either, so nobody is believed.
    """
    told = request.headers.get("X-Forwarded-For", "").split(",")
    if not 0 < settings.PROXIES <= len([it for it in told if it.strip()]):
        return None
    if standard := request.headers.get("Client-Cert", ""):
        try:
            return b64decode(standard.strip().strip(":"), validate=True)
        except binascii.Error:
            return None
    escaped = request.headers.get("X-SSL-Client-Cert", "")
    return unquote(escaped).encode() or None
