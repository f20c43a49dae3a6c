"""Which account runs the database server: PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NOBODY = "nobody"  # exists everywhere, so no account has to be made
PRIVATE = 0o700
PASSABLE = 0o710


@dataclass(frozen=True, slots=True)
class Account:
    """运行数据库的账户。Whoever the server's programs run as.

    `dropped` is true when root gives its rights up for them.
    """

    uid: int
    gid: int
    dropped: bool

    def run(self, *command: str | Path, words: str = "") -> tuple[int, str]:
        """Run a program as this account; return its exit code and what it said."""
        try:
            done = subprocess.run(  # noqa: S603 - our own programs, no shell
                command,
                input=words,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
                **self._manners(),
            )
        except OSError as fault:
            return 127, str(fault)
        return done.returncode, done.stdout

    def run_silently(self, *command: str | Path) -> int:
        """Run a program that leaves a server behind, which may hold no pipe of ours."""
        return subprocess.run(  # noqa: S603 - our own programs, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            **self._manners(),
        ).returncode

    def _manners(self) -> dict[str, Any]:
        """Say where and with which rights programs run: English, UTC, no PG* words."""
        environment = {"PATH": os.environ.get("PATH", os.defpath), "TZ": "UTC"}
        manners: dict[str, Any] = {"cwd": "/", "env": {**environment, "LC_ALL": "C"}}
        if self.dropped:
            manners |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return manners

    def can_enter(self, folder: Path) -> bool:
        """Try whether this account may pass through a folder, and all above it."""
        return self.run("/bin/sh", "-c", 'cd "$1"', "sh", folder)[0] == 0

    def make_folder(self, folder: Path) -> None:
        """Make a folder only this account can open."""
        folder.mkdir(mode=PRIVATE, exist_ok=True)
        if self.dropped:
            os.chown(folder, self.uid, self.gid, follow_symlinks=False)

    def make_passable(self, folder: Path) -> None:
        """Make a folder that is ours, and that this account may pass through."""
        if folder.exists():
            return
        folder.mkdir(mode=PRIVATE)
        if self.dropped:
            os.chown(folder, os.geteuid(), self.gid)
            folder.chmod(PASSABLE)

    def write(self, path: Path, text: str) -> None:
        """Write a small file only this account (and root) can read, in one step."""
        fresh = path.with_name(f"{path.name}.new")
        fresh.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(fresh, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            if self.dropped:
                os.fchown(file.fileno(), self.uid, self.gid)
        fresh.replace(path)


def make_open(folder: Path) -> None:
    """Make a folder all may pass through, whatever the umask; leave an old one be."""
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)


def lookup(name: str) -> Account | None:
    """Find an account by name, to be dropped to."""
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_uid, entry.pw_gid, dropped=True)


def account_for(data: Path) -> Account | None:
    """Choose who runs the server on this data: ourselves, its owner, or nobody.

    None when we are root and the machine has no account to drop to.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), dropped=False)
    if data.exists() and data.stat().st_uid != 0:
        owner = data.stat()
        return Account(owner.st_uid, owner.st_gid, dropped=True)
    return lookup(NOBODY)
