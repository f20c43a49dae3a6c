"""步骤 The steps to a first released list, their commands, and which are done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.identity.store import ApiKeys
from tongguan.plumbing.webhooks.lifecycle import EndpointState
from tongguan.practice.parcel import subject_of

WAYS = ("shell", "python", "http")
ENDED = frozenset({"800", "399"})
LATEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """一步 What to do, why, how; `traced` where doing it leaves a trace."""

    name: str
    title: tuple[str, str]
    text: tuple[str, str]
    commands: Mapping[str, str]
    links: tuple[tuple[str, str, str], ...]
    traced: bool

    def command(self, way: str, places: Mapping[str, str]) -> str:
        """Return the commands of a way with the reader's own address, key and code."""
        text = self.commands.get(way, "")
        for name, value in places.items():
            text = text.replace(f"@{name}@", value)
        return text.rstrip()


@cache
def steps() -> tuple[Step, ...]:
    """Read the steps in their order."""
    page = files("tongguan.practice") / "steps.yaml"
    told = yaml.load(page.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    return tuple(_step(entry) for entry in told["steps"])


def done(rooms: Rooms, keys: ApiKeys, firm: str) -> frozenset[str]:
    """Name the steps a firm has really done, as the installation has them on record."""
    return frozenset(name for name, is_so in _facts(rooms, keys, firm) if is_so)


def is_refusal(status: str) -> bool:
    """Tell whether a status of a receipt says that something was wrong."""
    return status == "100" or status.startswith("-")


def _facts(rooms: Rooms, keys: ApiKeys, firm: str) -> Iterator[tuple[str, bool]]:
    told = rooms.outbox.statuses(firm, LATEST)
    hooks = rooms.webhooks.of_firm(firm)
    certificates = rooms.certificates.of(firm)
    yield "key", bool(keys.of(firm))
    yield "parcel", bool(rooms.journal.about(subject_of(firm)))
    yield "send", bool(rooms.expectations.sendings(firm, 1))
    yield "wait", bool(told & ENDED)
    yield "confirm", rooms.outbox.confirmed(firm).sequence > 0
    yield "break", any(is_refusal(status) for status in told)
    yield "webhook", any(it.state == EndpointState.ACTIVE for it in hooks)
    yield "sign", any(it.revoked_at is None for it in certificates)


def _step(entry: dict[str, Any]) -> Step:
    return Step(
        name=entry["name"],
        title=(entry["title"]["zh"], entry["title"]["en"]),
        text=(entry["text"]["zh"], entry["text"]["en"]),
        commands={way: entry[way] for way in WAYS if way in entry},
        links=tuple((it["to"], it["zh"], it["en"]) for it in entry.get("links", ())),
        traced=entry.get("traced") != "no",
    )
