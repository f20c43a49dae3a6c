"""The folder an embedded server lives in: its data, its settings, its password."""

import os
import platform
import re
import secrets
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tongguan.plumbing.server_account import Account

NAME = "tongguan"  # of the role and of the database
BUILTIN_LOCALE = 17  # the first version that needs no locale of the machine


def syncs_at_once() -> bool:
    """Tell whether the kernel syncs a file system at once, and says if that failed."""
    kernel = tuple(map(int, re.findall(r"\d+", platform.release())[:2]))
    return sys.platform == "linux" and kernel >= (5, 8)


SETTINGS: Mapping[str, str] = {
    # a commit that was answered is on the disk
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "data_sync_retry": "off",
    # only this machine, only by the socket, only with the password
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    # statements carry personal data, and so do error messages ("value … is out of
    # range"): neither is logged; the error itself goes to the client
    "log_min_messages": "log",
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
    "log_timezone": "UTC",
    "timezone": "UTC",
    # a client that forgot its transaction must not hold locks for ever
    "idle_in_transaction_session_timeout": "60s",
    # many small commits, now and then a large load
    "shared_buffers": "256MB",
    # what is replayed after a crash: no more than some seconds of it
    "max_wal_size": "1GB",
    # before that, all that was written has to be on the disk: asked of each of two
    # thousand files it takes four seconds, of the file system at once less than one
    **({"recovery_init_sync_method": "syncfs"} if syncs_at_once() else {}),
    # a large index is touched anywhere, and each page once whole after a checkpoint:
    # to pack it costs 70 us, three times a list with 200,000 stored
    "wal_compression": "off",
    "jit": "off",
}


LOG_LIMIT = 10_000_000


class InitialisationError(Exception):
    """数据库未能建立。The data could not be made."""


class Programs(NamedTuple):
    """The PostgreSQL programs, and their major version."""

    folder: Path
    major: int


class ServerFolder:
    """数据库目录。What stands in the folder, and who may read which part."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.data = self.path / "data"
        self.log = self.path / "server.log"
        self.lock = self.path / "lock"
        self.passwords = self.path / "pgpass"

    def major(self) -> int | None:
        """Which version made the data; None while there is none."""
        made_by = self.data / "PG_VERSION"
        return int(made_by.read_text(encoding="ascii")) if made_by.exists() else None

    def initialise(self, account: Account, programs: Programs) -> None:
        """Make the data under another name first, so half of it is never taken up."""
        if self.data.exists():
            return
        unfinished = self.path / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        account.make_folder(unfinished)
        passing = self._new_password(account)
        code, words = account.run(
            *(programs.folder / "initdb", "-D", unfinished, "-U", NAME, "-E", "UTF8"),
            *("--auth=scram-sha-256", "--data-checksums", "--no-instructions"),
            *(f"--pwfile={passing}", *locale(programs.major)),
        )
        passing.unlink()
        if code:
            raise InitialisationError(f"数据库未能建立 initdb failed: {words[-2000:]}")
        self._create_database(account, programs, unfinished)
        conf = unfinished / "postgresql.conf"
        flags = os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW
        with os.fdopen(os.open(conf, flags), "a", encoding="utf-8") as file:
            file.write("\ninclude '../tongguan.conf'\n")
        unfinished.rename(self.data)

    def configure(self, account: Account, settings: Mapping[str, str]) -> None:
        """Write the settings of this version; ALTER SYSTEM still goes above them."""
        lines = [f"{name} = '{escaped(value)}'\n" for name, value in settings.items()]
        account.write(self.path / "tongguan.conf", "".join(lines))

    def open_log(self, account: Account) -> int:
        """Have a log the server can add to; return its length by now."""
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        if not self.log.exists():
            account.write(self.log, "")
        return self.log.stat().st_size

    def log_since(self, start: int) -> str:
        """Read what the server said since then, the last two thousand bytes at most."""
        with self.log.open("rb") as file:
            file.seek(max(start, self.log.stat().st_size - 2000))
            return file.read().decode("utf-8", "replace").strip()

    def _new_password(self, account: Account) -> Path:
        """Choose a password: for our side in `pgpass`, for initdb in a passing file."""
        password = secrets.token_hex(24)
        ours = Account(os.geteuid(), os.getegid(), dropped=False)
        ours.write(self.passwords, f"*:*:*:{NAME}:{password}\n")
        passing = self.path / "password"
        account.write(passing, password + "\n")
        return passing

    def _create_database(self, account: Account, programs: Programs, at: Path) -> None:
        """Make our database while no server runs, so that none is seen without it."""
        server = (programs.folder / "postgres", "--single", "-j", "-D", at, "template1")
        code, words = account.run(*server, words=f"CREATE DATABASE {NAME};\n\n")
        if code or "ERROR" in words:
            raise InitialisationError(f"数据库未能建立 not created: {words[-2000:]}")


def locale(major: int) -> tuple[str, ...]:
    """Sort and fold text by Unicode, the same on every machine."""
    if major < BUILTIN_LOCALE:
        return ("--locale=C.UTF-8",)
    return ("--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")


def escaped(value: str) -> str:
    """Write a value as it may stand between quotes in a settings file."""
    return value.replace("\\", "\\\\").replace("'", "''")
