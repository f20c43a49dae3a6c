"""约定 What may be asked of an agency, and how its stand-in answers."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec

from tongguan.gateway.agencies.channel import RefusedError
from tongguan.plumbing.agencies.model import Agency, Outcome, Reply, Subject


class Asked(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """查询 A question on the wire; `name` is of whom or what it is asked."""

    id: str
    name: str


class Answered(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """应答 An answer on the wire; it repeats the id of its question."""

    id: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Exchange:
    """问答 One question and its answer; `simulate` is how the stand-in answers."""

    asked: type[Asked]
    answered: type[Answered]
    simulate: Callable[..., Answered]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """约定 Everything that may be asked of one agency."""

    agency: Agency
    chinese: str
    english: str
    exchanges: Mapping[Subject, Exchange]


def written(exchange: Exchange, question: str, content: Mapping[str, str]) -> bytes:
    """Write a question; RefusedError where something is missing in it."""
    said = renamed(exchange.asked, {**content, "id": question})
    try:
        asked = msgspec.convert(said, exchange.asked, strict=False)
    except msgspec.ValidationError as fault:
        raise RefusedError(str(fault)) from None
    return msgspec.json.encode(asked)


def renamed(shape: type[msgspec.Struct], content: Mapping[str, str]) -> dict[str, str]:
    """Give our fields the names they have on the wire."""
    names = {it.name: it.encode_name for it in msgspec.structs.fields(shape)}
    return {names.get(name, name): text for name, text in content.items()}


def read(exchange: Exchange, question: str, body: bytes) -> Reply:
    """Read an answer; RefusedError where it is none, or one to another question."""
    try:
        answered = msgspec.json.decode(body, type=exchange.answered)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise RefusedError(f"unreadable: {fault}") from None
    if answered.id != question:
        raise RefusedError("an answer to another question")
    return Reply(
        outcome=answered.outcome, body=body, digest=hashlib.sha256(body).digest()
    )
