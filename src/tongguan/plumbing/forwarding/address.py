"""海关地址 Where the customs decides, as `TONGGUAN_CUSTOMS` names it.

`here` (or nothing) decides itself; `http://FIRM:KEY@HOST` speaks to a door like our own
`/ceb`; `folder:/PATH` puts messages into `out` and takes receipts from `in`. FIRM is
the code under which this platform sends, KEY its bearer key.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tongguan.plumbing.trouble import CannotRunError

HERE = "here"
PLATFORM = "TONGGUAN"
WEB, FOLDER = {"http", "https"}, "folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """海关地址 A customs elsewhere; `shown` leaves its key out."""

    scheme: str
    place: str
    firm: str = PLATFORM
    key: str = PLATFORM

    @property
    def shown(self) -> str:
        """The address without firm and key."""
        return f"{self.scheme}:{self.place}"

    @property
    def folder(self) -> Path | None:
        """The folder, where it is one."""
        return Path(self.place) if self.scheme == FOLDER else None


def address_of(text: str) -> Address | None:
    """Read an address; None decides here; CannotRunError where it is none."""
    if text in {"", HERE}:
        return None
    parts = urlsplit(text)
    if parts.scheme == FOLDER and parts.path:
        return Address(scheme=FOLDER, place=parts.path)
    if parts.scheme not in WEB or not parts.hostname:
        raise CannotRunError(
            "TONGGUAN_CUSTOMS 应为 here、http(s)://代码:密钥@主机 或 folder:/目录。"
            "It must be here, http(s)://FIRM:KEY@HOST or folder:/PATH."
        )
    firm = unquote(parts.username or PLATFORM)
    return Address(
        scheme=parts.scheme,
        place=f"//{parts.netloc.rpartition('@')[2]}{parts.path}",
        firm=firm,
        key=unquote(parts.password or firm),
    )
