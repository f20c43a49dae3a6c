"""数据库设置的承诺。What a server must promise before we answer anything on it.

A receipt says "we have it". That holds only where a commit is on the disk before it
is answered, so a server that would lose it is refused, by name and with the remedy.
"""

from dataclasses import dataclass
from typing import Any

import psycopg

from tongguan.plumbing.sql import statements
from tongguan.plumbing.trouble import CannotRunError

OLDEST = 150000  # PostgreSQL 15, as server_version_num counts
SQL = statements(__package__)


class UnsafeServerError(CannotRunError):
    """数据库设置不安全。The server breaks a promise; `settings` names which."""

    def __init__(self, broken: "list[Promise]", found: dict[str, str]) -> None:
        self.settings = tuple(promise.setting for promise in broken)
        lines = [promise.say(found[promise.setting]) for promise in broken]
        super().__init__(
            "数据库设置可能丢失已确认的数据，拒绝启动。The database server could lose "
            "what was already answered; refusing to run on it.\n" + "\n".join(lines)
        )


@dataclass(frozen=True, slots=True)
class Promise:
    """一项设置及其允许值。A setting, the values that are safe, and how to get there."""

    setting: str
    safe: tuple[str, ...]
    why: str
    remedy: str

    def is_kept(self, value: str) -> bool:
        """Tell whether the server's value is safe."""
        if self.setting == "server_version_num":
            return int(value) >= OLDEST
        return value in self.safe

    def say(self, value: str) -> str:
        """Name the setting, its value, what is wrong with it and what to do."""
        return f"- {self.setting} = {value}: {self.why} 处理 remedy: {self.remedy}"


PROMISES = (
    Promise(
        "fsync",
        ("on",),
        "断电会损坏数据。A power cut would corrupt the data.",
        "postgresql.conf: fsync = on; 然后 then: pg_ctl reload",
    ),
    Promise(
        "full_page_writes",
        ("on",),
        "断电会留下半页数据。A power cut could leave half-written pages.",
        "postgresql.conf: full_page_writes = on; 然后 then: pg_ctl reload",
    ),
    Promise(
        # neither `local` nor `remote_write`: a standby that is promoted might lack it
        "synchronous_commit",
        ("on", "remote_apply"),
        "回执发出后数据仍可能丢失。Data could be lost after its receipt was sent.",
        "postgresql.conf: synchronous_commit = on; 然后 then: pg_ctl reload "
        "(角色和数据库级设置也须取消 and undo it on the role and the database)",
    ),
    Promise(
        "data_sync_retry",
        ("off",),
        "写盘失败会被当作成功。A failed write would pass for a success.",
        "postgresql.conf: data_sync_retry = off; 然后 then: pg_ctl restart",
    ),
    Promise(
        "server_version_num",
        (),
        "版本过低，需 PostgreSQL 15 或更高。PostgreSQL 15 or newer is needed.",
        "升级服务器 upgrade the server (pg_upgrade)",
    ),
    Promise(
        "server_encoding",
        ("UTF8",),
        "无法保存中文。The database cannot hold Chinese text.",
        "createdb --encoding=UTF8 --template=template0 …",
    ),
)

CHECKSUMS = Promise(
    "data_checksums",
    ("on",),
    "磁盘损坏不会被发现。Damage on the disk would go unseen.",
    "停库后执行 stop the server, then: pg_checksums --enable -D …",
)


def take_turn(connection: psycopg.Connection[Any]) -> None:
    """Wait until nobody else prepares this database; until the transaction ends."""
    connection.execute(SQL["prepare_alone"])


def refuse_unsafe(connection: psycopg.Connection[Any]) -> tuple[str, ...]:
    """拒绝不安全的数据库。Raise when a promise is broken; return the warnings."""
    names = [promise.setting for promise in (*PROMISES, CHECKSUMS)]
    rows = connection.execute(SQL["server_settings"], {"names": names}).fetchall()
    found = {name: str(value) for name, value in rows}
    broken = [p for p in PROMISES if not p.is_kept(found[p.setting])]
    if broken:
        raise UnsafeServerError(broken, found)
    checksums = found[CHECKSUMS.setting]
    return () if CHECKSUMS.is_kept(checksums) else (CHECKSUMS.say(checksums),)
