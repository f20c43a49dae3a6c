"""`tongguan articles`: the template, filled in and filed, row by row."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg.conninfo import make_conninfo

from tests.commands.test_commands import Shell
from tests.conftest import TEMPLATE, execute
from tests.door import environ
from tests.parcels import SELLER


@pytest.fixture
def shell(server: str, tmp_path: Path) -> Iterator[Shell]:
    execute(server, f"CREATE DATABASE articles TEMPLATE {TEMPLATE}")
    dsn = make_conninfo(server, dbname="articles")
    yield Shell(environ=environ(dsn, tmp_path), folder=tmp_path)
    execute(server, "DROP DATABASE articles WITH (FORCE)")


def test_a_template_is_filled_in_and_filed(shell: Shell) -> None:
    template = shell.run("articles").stdout
    bad = template.splitlines()[2].replace("SKU000001", "S2").replace("140", "罐")
    filled = f"{template}{bad}\n"
    done = shell.run("articles", "-", "--firm", SELLER.code, given=filled)
    assert done.returncode == 1, done.stderr
    rows = done.stdout.removeprefix("\ufeff").splitlines()
    assert rows[1] == "3,SKU000001,filed,2,"
    assert rows[2].startswith('4,S2,refused,0,"[LST-2202]')
    again = shell.run("articles", "-", "--firm", SELLER.code, given=template)
    assert again.stdout.splitlines()[1] == "3,SKU000001,unchanged,2,"
    assert shell.run("articles", "-", "--firm", "X", given=template).returncode == 2
