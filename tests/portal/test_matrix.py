"""权限矩阵 Everybody at every door: the answers are those the policy's table says."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.portal.conftest import ROOT

Cell = dict[str, Any]
NO_SUCH, NO_METHOD, ELSEWHERE, BROKEN = 404, 405, 302, 500


@pytest.fixture(scope="module")
def walked(
    server: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, list[Cell]]]:
    """Walk one filled world in a process of its own."""
    name = f"matrix_{uuid4().hex}"
    execute(server, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    home = tmp_path_factory.mktemp("matrix-home")
    (home / "root.key").write_text(bytes(range(32)).hex(), encoding="ascii")
    environ = {
        **os.environ,
        "DATABASE_URL": make_conninfo(server, dbname=name),
        "TONGGUAN_HOME": str(home),
        "TONGGUAN_HOSTS": "testserver",
        "DJANGO_SETTINGS_MODULE": "tongguan.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    command = [sys.executable, "-m", "tests.portal.walk"]
    done = subprocess.run(command, check=True, env=environ, stdout=subprocess.PIPE)
    yield json.loads(done.stdout)
    execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def test_print(walked):
    json.dump(walked, open("/tmp/boss/h/E2/walked.json", "w"))
