"""The demonstration, through a portal that really runs."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from http.client import HTTPConnection
from pathlib import Path

import psycopg
import pytest

from tongguan.demo.faults import FAULTS
from tongguan.demo.run import run
from tongguan.plumbing import clock
from tongguan.plumbing.identity.store import ApiKeys

STARTED = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    line = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        line.request("GET", "/healthz")
        return line.getresponse().status == 200
    except OSError:
        return False
    finally:
        line.close()


@pytest.fixture
def portal(dsn: str, tmp_path: Path) -> Iterator[str]:
    """Serve the fresh database as an installation would, with one worker."""
    port = free_port()
    environ = {
        **os.environ,
        "DATABASE_URL": dsn,
        "TONGGUAN_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tongguan.settings",
    }
    command = [sys.executable, "-m", "tongguan.watch", str(port), "1"]
    with subprocess.Popen(command, env=environ) as child:
        deadline = time.monotonic() + STARTED
        while not listens(port):
            assert child.poll() is None, "the portal ended"
            assert time.monotonic() < deadline, "the portal does not answer"
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
        child.terminate()


def keys(dsn: str, firm: str) -> str:
    with psycopg.connect(dsn) as connection:
        return ApiKeys(connection).make(firm, "demo", clock.now())


@pytest.mark.slow
def test_every_planted_fault_is_found_and_every_clean_list_passes(
    portal: str, dsn: str
) -> None:
    at: datetime = clock.now()
    summary = run(450, 1, server_url=portal, key_of=lambda firm: keys(dsn, firm), at=at)
    assert summary.amiss == ()
    assert len(summary.kinds) == len(FAULTS)
    assert (summary.faults_found, summary.faults_planted) == (27, 27)
    told = summary.as_json()
    endings = ("released", "review", "examined", "rejected", "waiting")
    assert sum(told[ending] for ending in endings) == 450
    assert summary.rejected == 20
    assert summary.waiting == 3
    assert summary.tax_total > 0
