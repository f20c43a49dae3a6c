"""A window for each page of tests: its own database, a copy of one, served."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from urllib.request import urlopen
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import KEYS, TEMPLATE, execute
from tests.portal.browsing import browser, complaints, page_for
from tests.portal.visiting import Visitor, World
from tongguan.journeys.rooms import Rooms

__all__ = ["World", "browser", "complaints", "page_for"]  # fixtures, for all pages

ROOT = Path(__file__).parents[2]
PATIENCE = 60
SEEDED = "portal_seeded"


@pytest.fixture(scope="session")
def seeded(server: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fill a database with a small day, once; return the home that belongs to it."""
    execute(server, f"CREATE DATABASE {SEEDED} TEMPLATE {TEMPLATE}")
    home = tmp_path_factory.mktemp("seeded-home")
    (home / "root.key").write_text(bytes(range(32)).hex(), encoding="ascii")
    for module in ("tests.portal.seed", "tests.portal.accounts"):
        environ = environ_of(home, make_conninfo(server, dbname=SEEDED))
        subprocess.run([sys.executable, "-m", module], check=True, env=environ)
    return home


@pytest.fixture(scope="module")
def world(
    server: str, seeded: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Serve a copy of the filled database."""
    name = f"portal_{uuid4().hex}"
    execute(server, f"CREATE DATABASE {name} TEMPLATE {SEEDED}")
    dsn = make_conninfo(server, dbname=name)
    home = tmp_path_factory.mktemp("portal") / "home"
    copytree(seeded, home)
    with served(environ_of(home, dsn), home / "server.log") as url:
        yield World(url=url, dsn=dsn)
    execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def environ_of(home: Path, dsn: str) -> dict[str, str]:
    """Say to a process where it is at home."""
    return {
        **os.environ,
        "DATABASE_URL": dsn,
        "TONGGUAN_HOME": str(home),
        "TONGGUAN_ROOT_KEY_FILE": str(home / "root.key"),
        "TONGGUAN_FRONTS": "clearance=clearance.test,integrated=integrated.test",
        "DJANGO_SETTINGS_MODULE": "tongguan.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }


class served:  # noqa: N801 - read as a verb: with served(…) as url
    """A web server of its own, on a port nobody has."""

    def __init__(self, environ: dict[str, str], log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environ, self.log = environ, log

    def __enter__(self) -> str:
        command = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi"),
            *("--host", "127.0.0.1", "--port", str(self.port)),
            *("--workers", "1", "--blocking-threads", "4", "--no-ws"),
            "tongguan.wsgi:application",
        ]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, env=self.environ, stdout=log, stderr=log
            )
        url = f"http://127.0.0.1:{self.port}"
        deadline = time.monotonic() + PATIENCE
        while not answers(url):
            assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
            assert time.monotonic() < deadline, "the server did not answer in time"
            time.sleep(0.1)
        return url

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=PATIENCE)


def answers(url: str) -> bool:
    """Tell whether the window is open yet."""
    try:
        with urlopen(f"{url}/", timeout=5) as answer:  # noqa: S310 - our own server
            return answer.status == 200
    except OSError:
        return False


@pytest.fixture(scope="module")
def visit(world: World) -> Callable[[str], Visitor]:
    """Let somebody in: by name, or nobody in particular."""
    known: dict[str, Visitor] = {}

    def enter(name: str = "") -> Visitor:
        if name not in known:
            known[name] = Visitor(world.url)
            if name:
                known[name].sign_in(name)
        return known[name]

    return enter


@pytest.fixture
def filled(world: World) -> Iterator[Rooms]:
    """Open the rooms over the filled database; what a test writes is undone."""
    with psycopg.connect(world.dsn) as connection:
        yield Rooms.over(connection, KEYS)
        connection.rollback()


@pytest.fixture(scope="module")
def numbers(world: World) -> dict[str, str]:
    """Name the told lists by the last digits of their order numbers."""
    with psycopg.connect(world.dsn) as connection:
        rows = connection.execute(
            "SELECT right(order_number, 5), coalesce(number, preliminary_number)"
            " FROM declaration"
        )
        return dict(rows.fetchall())
