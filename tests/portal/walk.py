"""Every page and every call of an installation, asked for by everybody; told as JSON.

Run with the environment of a founded database: it fills that, and walks in one process.
"""

import json
import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.urls import URLResolver, get_resolver

from tests.papers import SELLER
from tests.portal.accounts import PEOPLE, WORD
from tests.portal.belongings import EVERYBODY, ONESELF, Things, Words, World
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.clock import now
from tongguan.plumbing.database import transaction
from tongguan.plumbing.identity.store import ApiKeys
from tongguan.plumbing.keys import keyring
from tongguan.portal.policy import POLICY, VISITOR, Of

OWN, OTHERS, MISSING = "own", "others", "missing"
MACHINES = ("api/", "ceb/", "ceb2grab/", "practice/", "healthz")
CALLS, DESCRIBED = "/api/v1/", "/api/v1/openapi.json"
NOWHERE = {int: 999_999_999, str: "B20260101000000000"}
WORD_OF = re.compile(r"[<{](?:\w+:)?(\w+)[>}]")
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
NEEDED = {
    "paper": "order",
    "kind": "csv",
    "move": "pause",
    "reason": "停产",
    "from": "2026-01-01",
}
Cell = dict[str, Any]


class Door(NamedTuple):
    """A page or a call: its name, its address, and the words it takes."""

    name: str
    address: str
    asks: tuple[str, ...] = ()

    @property
    def takes(self) -> list[str]:
        """The words that stand in the address itself."""
        return WORD_OF.findall(self.address)

    @property
    def place(self) -> str:
        """What the address begins with, which says what it is about."""
        return self.address.removeprefix(CALLS).strip("/").partition("/")[0]

    def url(self, words: Words) -> str:
        """Say the address of one thing."""
        asked = "&".join(f"{it}={words[it]}" for it in self.asks)
        return WORD_OF.sub(lambda it: str(words[it[1]]), self.address) + f"?{asked}"


class Visitor:
    """Somebody of one post, who comes in again after leaving."""

    def __init__(self, post: str, name: str = "", organisation: str = "") -> None:
        self.post, self.names = post, (organisation, post, name)
        self.client = Client(raise_request_exception=False)
        known: Any = get_user_model().objects
        self.account = known.get(username=name) if name else None
        self.enter()

    def enter(self) -> None:
        if self.account is not None:
            self.client.force_login(self.account)

    def ask(self, method: str, url: str, **headers: str) -> Cell:
        """Ask once; say what was answered, the words of it as a digest."""
        kind, body = (JSON, b"{}") if url.startswith(CALLS) else (FORM, b"")
        answer = self.client.generic(method, url, body, kind, headers=headers)
        if method == "POST" and "sessionid" in answer.cookies:
            self.enter()
        said = b"" if answer.streaming else answer.content
        digest = sha256(said).hexdigest() + answer.get("Location", "")
        status = answer.status_code
        return {"method": method, "url": url, "status": status, "said": digest}


def pages(patterns: list[Any], before: str = "/") -> Iterator[Door]:
    """Find every address that is not a machine's."""
    for it in patterns:
        address = before + str(it.pattern)
        if isinstance(it, URLResolver):
            yield from pages(it.url_patterns, address)
        elif not address[1:].startswith(MACHINES):
            yield Door(it.name or "", address)


def chosen(things: dict[str, Words], names: tuple[str, ...]) -> dict[str, Words]:
    """Choose one's own thing, another's, and one that is not there."""
    own = next((it for it in (*names, EVERYBODY) if it in things), next(iter(things)))
    nowhere = {key: NOWHERE[type(value)] for key, value in things[own].items()}
    others = [words for it, words in things.items() if it != own][:1]
    told = {OWN: things[own], MISSING: nowhere}
    return told | dict(zip([OTHERS], others, strict=False))


def walk_pages(things: Things, consumer: str) -> Iterator[Cell]:
    """Ask as everybody for every page; looking comes before acting."""
    posts = {post: (name, place) for name, (post, place) in reversed(PEOPLE.items())}
    visitors = [Visitor(post, *who) for post, who in posts.items()]
    visitors += [Visitor(VISITOR), Visitor("consumer", consumer)]
    for method in ("GET", "POST"):
        for door in pages(get_resolver().url_patterns):
            yield from at_door(method, door, visitors, things)


def at_door(
    method: str, door: Door, visitors: list[Visitor], things: Things
) -> Iterator[Cell]:
    """Ask as everybody at one door; who may not open it asks for one thing only."""
    row = POLICY.get(door.name)
    if row is None:
        yield {"name": door.name, "method": method}
        return
    named = things.get(door.place, {}) if door.takes or row.of is not Of.ALL else {}
    openers = [it for it in visitors if it.post in row.looks | row.acts]
    for one in visitors if method in row.methods else openers[:1]:
        choice = chosen(named, one.names) if named else {OWN: {}}
        if one not in openers:
            choice = {OWN: choice[OWN]}
        for thing, words in choice.items():
            asks = () if door.takes else tuple(words)
            url = door._replace(asks=asks).url(words)
            told = {"name": door.name, "post": one.post, "thing": thing}
            yield told | one.ask(method, url)


def walk_calls(things: Things, key: str) -> Iterator[Cell]:
    """Call everything that is described, without a key, with a wrong one, with one."""
    caller = Visitor(VISITOR)
    described = json.loads(caller.client.get(DESCRIBED).content)["paths"]
    keys = {"none": "", "wrong": "tg_wrong", "good": key}
    for path, acts in described.items():
        for method, act in sorted(acts.items()):
            named = [it["name"] for it in act.get("parameters", ()) if it["required"]]
            door = Door(
                path, path, tuple(it for it in named if f"{{{it}}}" not in path)
            )
            found = things.get(door.place) or {EVERYBODY: {}}
            for bearer, word in keys.items():
                headers = {"Authorization": f"Bearer {word}"} if word else {}
                for thing, words in chosen(found, (SELLER.code,)).items():
                    url = door.url(NEEDED | words)
                    told = {"name": path, "key": bearer, "thing": thing}
                    told["secured"] = "security" in act
                    yield told | caller.ask(method.upper(), url, **headers)


def main() -> None:
    """Fill the database, walk, and print what was answered."""
    get_wsgi_application()
    accounts: Any = get_user_model().objects
    known = PEOPLE | {ONESELF: ("consumer", "")}
    made = {
        name: accounts.create_user(name, password=WORD, post=post, organisation=place)
        for name, (post, place) in known.items()
    }
    with transaction() as connection:
        rooms = Rooms.over(connection, keyring())
        world = World(connection, rooms, now().replace(microsecond=0))
        things = world.things(made[ONESELF].pk)
        key = ApiKeys(connection).make(SELLER.code, "", now())
    json.dump(
        {
            "pages": list(walk_pages(things, ONESELF)),
            "calls": list(walk_calls(things, key)),
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
