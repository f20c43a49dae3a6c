"""算法名单 Algorithms by their names in messages, and how they stand on a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.hashes import (
    SHA1,
    SHA256,
    SM3,
    Hash,
    HashAlgorithm,
)

from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import TRUTHS, load_editions, read_page

PAGE = "gateway/signatures.yaml"
CANONICAL_XML = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
HASHES: dict[str, Callable[[], HashAlgorithm]] = {
    "SHA1": SHA1,
    "SHA256": SHA256,
    "SM3": SM3,
}
ACCEPTED, OBSOLETE, REFUSED = "accepted", "obsolete", "refused"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an algorithm stands: accepted, obsolete or refused."""

    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """算法 An algorithm under one of its names; `key` is empty for a digest."""

    uri: str
    name: str
    digest: str
    official: bool
    editions: Dated[Standing]
    key: str = ""

    def standing(self, day: date) -> str:
        """Say how it stands on a day."""
        return self.editions.on(day).says.standing


@cache
def signature_methods() -> dict[str, Method]:
    """Return the signature algorithms by their names, the preferred one first."""
    return {it.uri: it for it in map(_method, read_page(PAGE)["methods"].values())}


@cache
def digest_methods() -> dict[str, Method]:
    """Return the digest algorithms by their names, the preferred one first."""
    return {it.uri: it for it in map(_method, read_page(PAGE)["digests"].values())}


def _method(entry: dict[str, Any]) -> Method:
    return Method(
        uri=entry["uri"],
        name=entry["name"],
        key=entry.get("key", ""),
        digest=entry.get("digest", entry["name"]),
        official=TRUTHS[entry["official"]],
        editions=load_editions(PAGE, entry["editions"], Standing),
    )


def named(methods: dict[str, Method], name: str) -> Method:
    """Return the official method of a short name such as `SM2-SM3`."""
    return next(it for it in methods.values() if it.name == name and it.official)


def hashed(name: str, data: bytes) -> bytes:
    """Digest bytes by SHA1, SHA256 or SM3."""
    digest = Hash(HASHES[name]())
    digest.update(data)
    return digest.finalize()
