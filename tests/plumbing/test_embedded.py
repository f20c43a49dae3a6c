"""内置数据库：真的启动，真的断电。The embedded server, really started and killed."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from tongguan.plumbing.embedded import EmbeddedError, EmbeddedPostgres
from tongguan.plumbing.server_account import NOBODY, Account, lookup

IS_ROOT = os.geteuid() == 0
START = """
import sys
from pathlib import Path
from tongguan.plumbing.embedded import EmbeddedPostgres
print(EmbeddedPostgres(Path(sys.argv[1])).start())
"""


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder other accounts may pass through; pytest's own is closed to them."""
    folder = Path(tempfile.mkdtemp(prefix="tg"))
    folder.chmod(0o711)
    yield folder
    for server in folder.glob("*/data"):
        EmbeddedPostgres(server.parent).stop()
    shutil.rmtree(folder)


def ask(server: EmbeddedPostgres, statement: str) -> object:
    with psycopg.connect(server.dsn) as connection:
        row = connection.execute(statement.encode()).fetchone()
    assert row is not None
    return row[0]


def insert(server: EmbeddedPostgres, number: int) -> None:
    with psycopg.connect(server.dsn) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS parcel (number int)")
        connection.execute("INSERT INTO parcel VALUES (%s)", (number,))


def test_a_cold_start_makes_a_durable_utf8_server(place: Path) -> None:
    server = EmbeddedPostgres(place / "cold")

    assert server.running() is False
    assert server.pid is None
    assert server.start() is True
    assert server.running() is True
    kept = {
        name: ask(server, f"SHOW {name}")
        for name in (
            *("fsync", "full_page_writes", "synchronous_commit", "data_checksums"),
            *("wal_compression", "max_wal_size", "recovery_init_sync_method"),
            *("server_encoding", "timezone", "listen_addresses", "log_statement"),
            *("log_parameter_max_length_on_error", "password_encryption"),
        )
    }
    assert kept == {
        "fsync": "on",
        "full_page_writes": "on",
        "wal_compression": "off",
        "recovery_init_sync_method": "syncfs",
        "max_wal_size": "1GB",
        "synchronous_commit": "on",
        "data_checksums": "on",
        "server_encoding": "UTF8",
        "timezone": "UTC",
        "listen_addresses": "",
        "log_statement": "none",
        "log_parameter_max_length_on_error": "0",
        "password_encryption": "scram-sha-256",
    }


def test_a_warm_start_finds_what_was_written(place: Path) -> None:
    server = EmbeddedPostgres(place / "warm")
    server.start()
    insert(server, 1)
    server.stop()
    assert server.running() is False

    assert server.start() is True
    assert server.start() is False
    assert ask(server, "SELECT max(number) FROM parcel") == 1


def test_a_stopped_server_is_stopped_again_without_complaint(place: Path) -> None:
    server = EmbeddedPostgres(place / "none")
    server.stop()
    assert server.running() is False


def test_nobody_connects_without_the_password(place: Path) -> None:
    with EmbeddedPostgres(place / "locked") as server:
        secret = server.folder.passwords
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600
        assert (
            secret.read_text(encoding="utf-8").split(":")[-1].strip() not in server.dsn
        )
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(server.dsn, passfile="/dev/null")
        sockets = server.folder.path / "run"
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700


def test_refused_values_stay_out_of_the_log(place: Path) -> None:
    with EmbeddedPostgres(place / "quiet") as server:
        insert(server, 1)
        with (
            psycopg.connect(server.dsn) as connection,
            pytest.raises(psycopg.errors.NumericValueOutOfRange),
        ):
            connection.execute("INSERT INTO parcel VALUES ('110101199003070011')")
        assert "110101199003070011" not in server.folder.log.read_text(encoding="utf-8")


@pytest.mark.crash
@pytest.mark.parametrize("with_sessions", [False, True])
def test_the_last_commit_survives_a_kill(place: Path, *, with_sessions: bool) -> None:
    server = EmbeddedPostgres(place / "killed")
    server.start()
    insert(server, 41)
    insert(server, 42)
    postmaster = server.pid
    assert postmaster is not None
    sessions = children_of(postmaster) if with_sessions else []

    for process in (postmaster, *sessions):
        os.kill(process, signal.SIGKILL)
    wait_for_death_of(server)

    assert server.start() is True
    assert server.pid != postmaster
    assert ask(server, "SELECT array_agg(number ORDER BY number) FROM parcel") == [
        41,
        42,
    ]


@pytest.mark.crash
def test_a_session_that_outlives_its_server_is_waited_for(place: Path) -> None:
    server = EmbeddedPostgres(place / "orphans")
    server.start()
    insert(server, 7)
    postmaster = server.pid
    assert postmaster is not None
    with ThreadPoolExecutor() as threads:
        busy = threads.submit(ask_until_cut, server)
        time.sleep(0.3)
        os.kill(postmaster, signal.SIGKILL)
        wait_for_death_of(server)

        assert server.start() is True
        busy.result()
    assert "shared memory block" in server.folder.log.read_text(encoding="utf-8")
    assert ask(server, "SELECT number FROM parcel") == 7


def ask_until_cut(server: EmbeddedPostgres) -> None:
    """Keep one backend at work for some seconds; it cannot see its server die."""
    busy = "SELECT count(*) FROM generate_series(1, 12000000)"
    try:
        ask(server, busy)
    except psycopg.OperationalError:
        return


@pytest.mark.crash
def test_a_number_that_went_to_another_program_is_no_server(place: Path) -> None:
    server = EmbeddedPostgres(place / "reused")
    server.start()
    insert(server, 5)
    notes = server.folder.data / "postmaster.pid"
    words = notes.read_text(encoding="utf-8").splitlines()
    server.stop()
    notes.write_text("\n".join([str(os.getpid()), *words[1:], ""]), encoding="utf-8")

    assert server.running() is False
    assert server.start() is True
    assert ask(server, "SELECT number FROM parcel") == 5


@pytest.mark.crash
def test_a_set_up_cut_short_is_begun_again(place: Path) -> None:
    server = EmbeddedPostgres(place / "half")
    half = server.folder.path / "data.new"
    half.mkdir(parents=True, mode=0o711)
    server.folder.path.chmod(0o711)
    (half / "PG_VERSION").write_text("18\n", encoding="ascii")

    assert server.start() is True
    assert not half.exists()


def test_of_two_starters_at_once_one_starts(place: Path) -> None:
    command = [sys.executable, "-c", START, str(place / "race")]
    with ThreadPoolExecutor() as threads:
        answers = list(threads.map(output_of, [command] * 3))

    assert sorted(answers) == ["False\n", "False\n", "True\n"]


def test_a_folder_with_a_long_or_odd_name_works(place: Path) -> None:
    odd = place / ("通关 " * 12) / "o'clock, 100%"
    odd.mkdir(parents=True)
    for folder in (odd.parent, odd):
        folder.chmod(0o711)
    with EmbeddedPostgres(odd / "pg") as server:
        assert ask(server, "SELECT 1") == 1


def test_a_server_that_cannot_start_says_why(place: Path) -> None:
    bad = EmbeddedPostgres(place / "bad", settings={"shared_buffers": "many"})
    with pytest.raises(EmbeddedError, match="shared_buffers") as caught:
        bad.start()
    assert "数据库未能启动" in str(caught.value)
    assert bad.running() is False


@pytest.mark.skipif(not IS_ROOT, reason="only root gives its rights up")
def test_root_runs_the_server_as_nobody(place: Path) -> None:
    nobody = lookup(NOBODY)
    assert nobody is not None
    with EmbeddedPostgres(place / "root") as server:
        assert Path("/proc", str(server.pid)).stat().st_uid == nobody.uid
        assert server.folder.path.stat().st_uid == 0


@pytest.mark.skipif(not IS_ROOT, reason="only root meets folders it may not open up")
def test_root_is_told_of_a_folder_its_server_cannot_enter(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(EmbeddedError, match="cannot enter"):
        EmbeddedPostgres(closed / "pg").start()
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


@pytest.mark.skipif(not IS_ROOT, reason="needs root to become somebody else")
def test_an_ordinary_user_runs_a_server_and_root_serves_it_later(place: Path) -> None:
    nobody = lookup(NOBODY)
    assert nobody is not None
    own = place / "own"
    own.mkdir(mode=0o700)
    os.chown(own, nobody.uid, nobody.gid)
    python = open_python(nobody)
    if python is None:
        pytest.skip("every Python of this version is closed to other accounts")
    assert nobody.run(*python, "-c", START, own / "pg") == (0, "True\n")

    server = EmbeddedPostgres(own / "pg")
    assert server.running() is True
    assert ask(server, "SELECT current_user") == "tongguan"
    server.stop()
    assert server.start() is True
    assert Path("/proc", str(server.pid)).stat().st_uid == nobody.uid


def open_python(account: Account) -> tuple[str, ...] | None:
    """Find an interpreter the account can run our code with."""
    paths = [path for path in sys.path if "site-packages" in path or "src" in path]
    version = "python{}.{}".format(*sys.version_info[:2])
    for name in (sys.executable, f"/usr/bin/{version}", f"/usr/local/bin/{version}"):
        python = ("/usr/bin/env", f"PYTHONPATH={os.pathsep.join(paths)}", name)
        if account.run(*python, "-c", "import tongguan.plumbing.embedded")[0] == 0:
            return python
    return None


def children_of(process: int) -> list[int]:
    listed = output_of(["ps", "-o", "pid=", "--ppid", str(process)])
    return [int(number) for number in listed.split()]


def output_of(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def wait_for_death_of(server: EmbeddedPostgres) -> None:
    deadline = time.monotonic() + 10
    while server.pid is not None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert server.pid is None
