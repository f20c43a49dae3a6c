"""A served window as machines see it: one address, a key for every firm."""

import io
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.letters import STRANGER, papers, sender_of
from tests.parcels import PLATFORM, parcel
from tests.portal.conftest import served
from tests.window import Window
from tongguan.plumbing import clock
from tongguan.plumbing.identity.store import ApiKeys


@dataclass(frozen=True)
class Door:
    """A served gateway, the keys of its firms, and the window behind it."""

    place: str
    keys: dict[str, str]
    window: Window

    def call(self, way: str, data: bytes | None = None, **who: str) -> tuple[int, Any]:
        """Call once; return the status and what was said."""
        key = who.get("key", self.keys[who.get("firm", PLATFORM.code)])
        line = HTTPConnection(self.place, timeout=20)
        headers = {"Authorization": f"Bearer {key}", "Accept": who.get("accept", "")}
        line.request("GET" if data is None else "POST", way, data, headers)
        answer = line.getresponse()
        body = answer.read()
        line.close()
        is_json = "/json" in (kind := answer.getheader("Content-Type", ""))
        is_json |= "problem+json" in kind
        return answer.status, json.loads(body) if is_json else body


@contextmanager
def opened(server: str, home: Path) -> Iterator[Door]:
    """Serve a fresh window, with keys for the firms of the agreeing parcels."""
    execute(server, f"CREATE DATABASE door TEMPLATE {TEMPLATE}")
    dsn = make_conninfo(server, dbname="door")
    window = Window(dsn)
    codes = {sender_of(it) for it in papers(parcel(1))} | {STRANGER.code}
    with window.connection.transaction():
        keys = ApiKeys(window.connection)
        made = {code: keys.make(code, "", clock.now()) for code in codes}
    with served(environ(dsn, home), home / "server.log") as url:
        yield Door(place=urlsplit(url).netloc, keys=made, window=window)
    window.close()
    execute(server, "DROP DATABASE door WITH (FORCE)")


def environ(dsn: str, home: Path) -> dict[str, str]:
    """Say to the server where its database and its keys are."""
    key = home / "root.key"
    key.write_text(bytes(range(32)).hex(), encoding="ascii")
    return {**os.environ, "DATABASE_URL": dsn, "TONGGUAN_HOME": str(home)}


def packed(*members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, member in enumerate(members):
            archive.writestr(f"{number}.xml", member)
    return made.getvalue()
