"""签名政策 Which messages must be signed here, and how a bad signature is answered.

Off: nobody looks. Optional: a signature made with a certificate must be good. Required:
besides, the messages that the standard wants signed are refused without one, and the
certificate must be known to be its sender's.
"""

import os
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from tongguan.gateway.chinaport.signing.methods import PAGE
from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load_editions, read_page
from tongguan.plumbing.trouble import CannotRunError

SETTING = "TONGGUAN_SIGNATURES"
STRICTEST = "production"


class Policy(StrEnum):
    """签名政策 What is asked of the signatures of incoming messages."""

    OFF = "off"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a profile asks from a day on."""

    policy: str


def policy_on(profile: str, day: date) -> Policy:
    """Return what is asked on a day: as set for this installation, else by profile."""
    chosen = os.environ.get(SETTING, "") or _of(profile).on(day).says.policy
    try:
        return Policy(chosen)
    except ValueError:
        wanted = ", ".join(Policy)
        raise CannotRunError(
            f"{SETTING}={chosen!r} 无法识别。It must be one of: {wanted}."
        ) from None


@cache
def _of(profile: str) -> Dated[Ruled]:
    pages = read_page(PAGE)["policies"]
    return load_editions(PAGE, pages.get(profile, pages[STRICTEST])["editions"], Ruled)


@cache
def must_be_signed() -> frozenset[str]:
    """Name the messages the standard wants signed once they declare."""
    required = read_page(PAGE)["required"]
    return frozenset((*required["import"], *required["export"]))


def official_code(message_type: str, code: str) -> str:
    """Return the customs' own number for a fault in a message, or an empty text."""
    numbers = read_page(PAGE)["receipts"].get(message_type, {})
    return str(numbers.get(code, numbers.get("otherwise", "")))
