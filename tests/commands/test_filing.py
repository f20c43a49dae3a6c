"""`tongguan filing`: applied for, refused with every reason, listed, decided."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg.conninfo import make_conninfo

from tests.commands.test_commands import Shell
from tests.conftest import TEMPLATE, execute
from tests.door import environ
from tests.operators import CODE, FIRM, NAME


@pytest.fixture
def shell(server: str, tmp_path: Path) -> Iterator[Shell]:
    execute(server, f"CREATE DATABASE filing TEMPLATE {TEMPLATE}")
    dsn = make_conninfo(server, dbname="filing")
    yield Shell(environ=environ(dsn, tmp_path), folder=tmp_path)
    execute(server, "DROP DATABASE filing WITH (FORCE)")


def apply(shell: Shell, **changed: str) -> subprocess.CompletedProcess[str]:
    file = shell.folder / "operator.json"
    file.write_text(json.dumps(FIRM | {"kind": "firm"} | changed), encoding="utf-8")
    return shell.run("filing", "apply", str(file))


def test_an_operator_applies_is_listed_and_decided_on(shell: Shell) -> None:
    refused = apply(shell, code=CODE[:-1] + "K")
    done = apply(shell)
    assert done.returncode == 0, done.stderr
    number, state = done.stdout.split()
    listed = shell.json(0, "filing", "list")["filings"]
    told = json.loads(shell.run("filing", "show", number).stdout)
    filed = shell.run("filing", "decide", number, "file", "--reason", "已核对")
    again = shell.run("filing", "decide", number, "file", "--reason", "已核对")

    assert refused.returncode == 1
    assert f"统一社会信用代码“{CODE[:-1]}K”第18位校验码应为“B”。" in refused.stderr
    assert state == "to_check"
    assert [(it["number"], it["name"]) for it in listed] == [(number, NAME)]
    assert FIRM["bank_account"] not in json.dumps(told)
    assert (filed.returncode, filed.stdout) == (0, "filed\n")
    assert (again.returncode, again.stdout) == (1, "")
