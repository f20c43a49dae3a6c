"""内置数据库：随装随用的 PostgreSQL。A real PostgreSQL, started on demand.

The programs come from a wheel (or from the machine), the server listens on a Unix
socket only, and every setting that makes a commit durable is on. Root gives its rights
up for the server. No account is made, no folder above ours is changed, and no process
is ended but the one this data names.
"""

import fcntl
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Self

from psycopg.conninfo import make_conninfo

from tongguan.plumbing.server_account import Account, account_for
from tongguan.plumbing.server_folder import (
    NAME,
    SETTINGS,
    InitialisationError,
    Programs,
    ServerFolder,
)
from tongguan.plumbing.server_programs import NoProgramsError, programs_for
from tongguan.plumbing.trouble import CannotRunError

PATIENCE = 30.0  # seconds for what a killed server left behind to go away
SOCKET_PATH = re.compile(
    r"[\w./+-]{1,85}", re.ASCII
)  # 107 bytes with the socket's name
LEFT_BEHIND = re.compile(r"shared memory block|lock file .* already exists")
STATUS_LINE = 8


class EmbeddedError(CannotRunError):
    """内置数据库无法运行。The embedded server cannot do what was asked."""


class Posted(NamedTuple):
    """What a running server posts in its `postmaster.pid`."""

    pid: int
    socket_folder: Path
    is_ready: bool


class EmbeddedPostgres:
    """一个数据目录及其服务器。One folder of data, and the server on it."""

    def __init__(
        self, folder: Path, *, settings: Mapping[str, str] | None = None
    ) -> None:
        """Name the folder; `settings` go above ours."""
        self.folder = ServerFolder(folder)
        self._settings = {**SETTINGS, **(settings or {})}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def pid(self) -> int | None:
        """The server's process, or None when there is none."""
        posted = self._posted()
        return posted.pid if posted else None

    def running(self) -> bool:
        """Tell whether the server is up and takes connections."""
        posted = self._posted()
        return posted is not None and posted.is_ready

    @property
    def dsn(self) -> str:
        """How to connect. The password stays in its file and is in no log."""
        posted = self._posted()
        return make_conninfo(
            host=str(posted.socket_folder if posted else self._socket_folder()),
            user=NAME,
            dbname=NAME,
            passfile=str(self.folder.passwords),
        )

    def start(self) -> bool:
        """Have the server up; return whether it was this call that started it."""
        if self.running():
            return False
        account = self._account()
        self._make_folder(account)
        with self._alone(account):
            if self.running():
                return False
            try:
                programs = Programs(*programs_for(account, self.folder.major()))
                self.folder.initialise(account, programs)
            except (NoProgramsError, InitialisationError) as fault:
                raise EmbeddedError(str(fault)) from fault
            self._launch(account, programs)
        return True

    def stop(self) -> None:
        """End the server in good order: sessions are cut, everything is written."""
        if self.pid is None:
            return
        account = self._account()
        with self._alone(account):
            programs = Programs(*programs_for(account, self.folder.major()))
            pg_ctl = (programs.folder / "pg_ctl", "-D", self.folder.data)
            code, words = account.run(*pg_ctl, "-m", "fast", "-w", "-t", "60", "stop")
        if code and self.pid is not None:
            raise EmbeddedError(f"数据库未能停止 The server did not stop: {words}")

    def _account(self) -> Account:
        account = account_for(self.folder.data)
        if account is None:
            raise EmbeddedError(
                "PostgreSQL 不能以 root 运行，且本机没有 nobody 账户；请换普通账户或"
                "设置 DATABASE_URL。PostgreSQL refuses to run as root and this machine "
                "has no account 'nobody': use an ordinary account, or DATABASE_URL."
            )
        return account

    def _make_folder(self, account: Account) -> None:
        path = self.folder.path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            account.make_passable(path)
            enters = account.can_enter(path)
        except PermissionError:
            enters = False
        if not enters:
            raise EmbeddedError(
                f"数据库账户（uid {account.uid}）无法进入目录。The account the server "
                f"runs under (uid {account.uid}) cannot enter {path}."
            )

    @contextmanager
    def _alone(self, account: Account) -> Iterator[None]:
        """Let one process at a time start or stop this server."""
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
        try:
            lock = os.open(self.folder.lock, flags, 0o600)
        except PermissionError as fault:
            raise EmbeddedError(
                f"数据目录属于另一账户。{self.folder.path} belongs to another account."
            ) from fault
        try:
            if self.folder.path.stat().st_uid == account.uid:
                os.chown(lock, account.uid, account.gid)
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _launch(self, account: Account, programs: Programs) -> None:
        """Start the server, waiting for what a killed one left behind to go away."""
        sockets = self._socket_folder()
        self._claim(sockets, account)
        place = {"unix_socket_directories": str(sockets)}
        self.folder.configure(account, {**self._settings, **place})
        pg_ctl = (programs.folder / "pg_ctl", "-D", self.folder.data)
        log = ("-l", self.folder.log)
        deadline = time.monotonic() + PATIENCE
        while True:
            said_before = self.folder.open_log(account)
            self._forget_the_dead(sockets)
            code = account.run_silently(*pg_ctl, *log, "-w", "-t", "60", "start")
            if self.running():
                return
            words = self.folder.log_since(said_before)
            if not LEFT_BEHIND.search(words) or time.monotonic() > deadline:
                raise EmbeddedError(
                    f"数据库未能启动。The server did not start (exit {code}). "
                    f"{self.folder.log}:\n{words}"
                )
            time.sleep(0.2)

    def _socket_folder(self) -> Path:
        """Choose where the socket is: by the data, unless that path is too long."""
        near = self.folder.path / "run"
        if SOCKET_PATH.fullmatch(str(near)):
            return near
        key = hashlib.sha256(str(self.folder.path).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f".tongguan-{key}"

    def _claim(self, sockets: Path, account: Account) -> None:
        """Make the socket's folder; refuse one that somebody else laid there."""
        if not sockets.exists():
            account.make_folder(sockets)
        if sockets.is_symlink() or sockets.stat().st_uid != account.uid:
            raise EmbeddedError(
                f"套接字目录属于另一账户。{sockets} belongs to another account."
            )

    def _posted(self) -> Posted | None:
        """Read what the server posts; None unless that very server is alive."""
        try:
            text = (self.folder.data / "postmaster.pid").read_text(encoding="utf-8")
        except (FileNotFoundError, PermissionError):
            return None
        lines = text.splitlines()
        if len(lines) < STATUS_LINE - 2 or not self._is_alive(int(lines[0])):
            return None
        is_ready = len(lines) >= STATUS_LINE and lines[7].strip() == "ready"
        return Posted(int(lines[0]), Path(lines[4]), is_ready)

    def _is_alive(self, pid: int) -> bool:
        """Tell whether that process is the server on this data.

        After a crash the number may have gone to another program.
        """
        process = Path("/proc", str(pid))
        if process.parent.joinpath("self").exists():
            try:
                words = (process / "cmdline").read_bytes().split(b"\0")
            except OSError:
                return False
            return os.fsencode(self.folder.data) in words
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True

    def _forget_the_dead(self, sockets: Path) -> None:
        """Take away the notes of a server that is no more.

        PostgreSQL does so itself, unless another program got the number; and it looks
        for sessions still at the data, by its shared memory, without these notes.
        """
        if self.pid is None:
            (self.folder.data / "postmaster.pid").unlink(missing_ok=True)
            (sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)
