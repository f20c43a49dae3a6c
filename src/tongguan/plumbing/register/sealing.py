"""The digest by which a paper's content is known again."""

import hashlib
from dataclasses import replace

import msgspec

from tongguan.trade.papers import AnyPaper

_encoder = msgspec.json.Encoder()


def digest_of(paper: AnyPaper) -> bytes:
    """Return the digest of a paper's content, whoever and whenever it is sent by."""
    bare = replace(paper.heading, guid="", reported_at=None)  # type: ignore[arg-type]
    return hashlib.sha256(_encoder.encode(replace(paper, heading=bare))).digest()
