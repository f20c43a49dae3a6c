"""A window in production, behind one proxy: who comes in proves it twice."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import uuid4

import psycopg
import pyotp
import pytest
from lxml import html
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.portal.accounts import WORD
from tests.portal.conftest import ROOT, served
from tests.portal.visiting import Page, Visitor, World
from tongguan.plumbing.people.codes import PEOPLE_CODES

ALERT = "//*[@role='alert']"
NOTE = "//*[@class='note note-error']"


@pytest.fixture(scope="module")
def strict(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Serve a production window with nothing in it but firms and people."""
    name = f"strict_{uuid4().hex}"
    execute(server, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    dsn = make_conninfo(server, dbname=name)
    home = tmp_path_factory.mktemp("strict-home")
    (home / "root.key").write_text(bytes(range(32)).hex(), encoding="ascii")
    environ = {
        **os.environ,
        "DATABASE_URL": dsn,
        "TONGGUAN_HOME": str(home),
        "TONGGUAN_ROOT_KEY_FILE": str(home / "root.key"),
        "TONGGUAN_PROFILE": "production",
        "TONGGUAN_PROXIES": "1",
        "DJANGO_SETTINGS_MODULE": "tongguan.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    command = [sys.executable, "-m", "tests.portal.accounts"]
    subprocess.run(command, check=True, env=environ)
    with served(environ, home / "server.log") as url:
        yield World(url=url, dsn=dsn)
    execute(server, f"DROP DATABASE {name} WITH (FORCE)")


@dataclass
class Person:
    """Somebody with an authenticator app, who never shows a code twice."""

    url: str
    name: str
    word: str = WORD
    app: pyotp.TOTP | None = None
    step: int = 0
    codes: list[str] = field(default_factory=list)

    def code(self) -> str:
        """Return the next code that was not shown yet."""
        assert self.app is not None
        self.step = max(self.step + 1, int(time.time()) // 30 - 1)
        return self.app.generate_otp(self.step)

    def password(self) -> Visitor:
        """Come as far as a password goes."""
        visitor = Visitor(self.url)
        visitor.sign_in(self.name, self.word)
        return visitor

    def register(self, visitor: Visitor) -> Page:
        """Register the app; return the page with the recovery codes."""
        page = visitor.get("/account/totp/")
        (secret,) = page.says("//*[@id='secret']")
        self.app = pyotp.TOTP(secret.replace(" ", ""))
        done = visitor.post("/account/totp/", code=self.code())
        self.codes = done.says("//li[@class='code']")
        return done

    def enter(self) -> Visitor:
        """Sign in wholly, registering the app at the first time."""
        visitor = self.password()
        if self.app is None:
            self.register(visitor)
        else:
            visitor.get("/sign-in/second/")
            assert visitor.post("/sign-in/second/", code=self.code()).status == 302
        return visitor


def challenge_of(page: Page) -> str:
    """Read the challenge a page shows."""
    return page.says("//*[@id='challenge']")[0]


def coded(told: list[str]) -> list[str]:
    """Return the codes of what a page tells: each by its text and its remedy."""
    return [
        it.code
        for text in told
        for it in PEOPLE_CODES.values()
        if text.startswith(it.chinese.partition("{")[0])
        and text.endswith(f"{it.remedy[0]}。")
    ]


def own(visitor: Visitor, path: str, button: str) -> list[str]:
    """Return the values of the buttons of one name on a page."""
    tree = html.fromstring(visitor.get(path).body)
    return [it.get("value") for it in tree.xpath(f"//button[@name='{button}']")]


def journal(world: World, name: str) -> list[tuple[str, str, str]]:
    """Return who did what to an account, in order, but for sign-ins."""
    with psycopg.connect(world.dsn) as connection:
        return connection.execute(
            "SELECT actor, action, result FROM journal"
            " WHERE subject = %s AND action <> 'sign-in' ORDER BY id",
            [f"account/{name}"],
        ).fetchall()
