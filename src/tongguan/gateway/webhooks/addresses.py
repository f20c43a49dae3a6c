"""推送地址 Which addresses may be called: a public server over TLS, and no other.

A name may mean one thing when it is looked at and another when it is called; so the
address that was looked at is the address that is called.
"""

import asyncio
import os
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from tongguan.journeys.rooms import SANDBOX
from tongguan.plumbing.webhooks.rules import PushLaw

LONGEST = 500
DEFAULT_PORTS = {"https": 443, "http": 80}
LOOPBACK_SETTING = "TONGGUAN_WEBHOOKS_LOOPBACK"
Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Awaitable[list[str]]]


class Unfit(Enum):
    """不可用 Why an address may not be called, in both languages."""

    URL = ("不是有效的地址", "It is not an address")
    SCHEME = ("应为 https 地址", "It must be an https address")
    PORT = ("端口不在允许之列", "The port is not among those allowed")
    CREDENTIALS = (
        "地址中不得带用户名、密码或片段",
        "It may hold no user, password or fragment",
    )
    UNKNOWN = ("域名无法解析", "The name can't be resolved")
    PRIVATE = (
        "解析到内网、本机或保留地址",
        "It leads to a private, local or reserved address",
    )


class UnfitUrlError(ValueError):
    """An address that may not be called; `why` says the reason."""

    def __init__(self, why: Unfit) -> None:
        super().__init__(why.value[1])
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an address leads: what it is called, and the very address to connect to."""

    url: str
    host: str
    port: int
    address: str


def loopback_allowed(profile: str) -> bool:
    """Tell whether this machine itself may be called: sandbox only, and when asked."""
    return profile == SANDBOX and os.environ.get(LOOPBACK_SETTING) == "1"


def checked(url: str, law: PushLaw, *, loopback: bool = False) -> SplitResult:
    """Read an address, or raise UnfitUrlError; nothing is resolved yet."""
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        raise UnfitUrlError(Unfit.URL)
    try:
        parts = urlsplit(url)
        said = parts.port
    except ValueError:
        raise UnfitUrlError(Unfit.URL) from None
    if not parts.hostname or "\\" in url:
        raise UnfitUrlError(Unfit.URL)
    if parts.username is not None or parts.password is not None or "#" in url:
        raise UnfitUrlError(Unfit.CREDENTIALS)
    if parts.scheme != "https" and not (loopback and parts.scheme == "http"):
        raise UnfitUrlError(Unfit.SCHEME)
    port = DEFAULT_PORTS.get(parts.scheme, 0) if said is None else said
    if str(port) not in law.ports and not loopback:
        raise UnfitUrlError(Unfit.PORT)
    literal = as_address(parts.hostname)
    if literal and not is_fit(literal, law, loopback=loopback):
        raise UnfitUrlError(Unfit.PRIVATE)
    return parts


async def located(
    url: str, law: PushLaw, resolve: Resolve, *, loopback: bool = False
) -> Place:
    """Resolve an address, or raise UnfitUrlError; one unfit answer spoils them all."""
    parts = checked(url, law, loopback=loopback)
    host = parts.hostname or ""
    port = parts.port or DEFAULT_PORTS[parts.scheme]
    found = [as_address(text) for text in await resolve(host, port)]
    if not found or None in found:
        raise UnfitUrlError(Unfit.UNKNOWN)
    if not all(it and is_fit(it, law, loopback=loopback) for it in found):
        raise UnfitUrlError(Unfit.PRIVATE)
    if parts.scheme == "http" and not all(it and it.is_loopback for it in found):
        raise UnfitUrlError(Unfit.SCHEME)
    return Place(url=url, host=host, port=port, address=str(found[0]))


async def resolved(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a name; none where there are none."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(it[4][0]) for it in found))


def as_address(text: str) -> Address | None:
    """Read an address in digits; None for anything else."""
    try:
        return ip_address(text)
    except ValueError:
        return None


def is_fit(address: Address, law: PushLaw, *, loopback: bool = False) -> bool:
    """Tell whether an address is public; one within an IPv6 address counts too."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if loopback and address.is_loopback:
        return True
    refused = (ip_network(text) for text in law.refused_networks)
    inside = any(address in it for it in refused if it.version == address.version)
    odd = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not (inside or odd)
