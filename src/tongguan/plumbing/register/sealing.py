"""Papers ↔ sealed bodies: exact JSON of the paper, sealed for its business key."""

import hashlib
from dataclasses import replace
from functools import cache
from typing import Any

import msgspec

from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.register.model import Key
from tongguan.trade.kinds import Paper
from tongguan.trade.nouns import NOUNS
from tongguan.trade.papers import AnyPaper

_encoder = msgspec.json.Encoder()


@cache
def _decoder(kind: Paper) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(NOUNS[kind])


def digest_of(paper: AnyPaper) -> bytes:
    """Return the digest of a paper's content, whoever and whenever it is sent by."""
    bare = replace(paper.heading, guid="", reported_at=None)  # type: ignore[arg-type]
    return hashlib.sha256(_encoder.encode(replace(paper, heading=bare))).digest()


def seal(paper: AnyPaper, key: Key, keys: Keyring) -> bytes:
    """Seal a paper's content for its place in the register."""
    return keys.seal(_encoder.encode(paper), _context(key))


def unseal(body: bytes, key: Key, keys: Keyring) -> AnyPaper:
    """Open a sealed paper; raise SealBrokenError when it was moved or altered."""
    paper: AnyPaper = _decoder(key.kind).decode(keys.open(body, _context(key)))
    return paper


def _context(key: Key) -> str:
    return f"paper/{key.kind}/{key.owner}/{key.number}"
