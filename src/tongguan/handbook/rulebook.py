"""规则库目录 Every edition of every page of the law's numbers: since when, by what."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from tongguan.kit.rulebook import read_page, read_table

ABOUT = {"effective", "cites", "confirmed"}
SANDBOX = "zone/sandbox"
SHOWN = 200
LISTED = 4
PREFACE = """\
# 规则库 · The rulebook

本页由 `make docs` 从 `src/tongguan/rulebook/` 生成。法规数字只写在规则库里，
每一版写明生效日和依据；“待核对”表示尚未与原文核对，使用该数字的计算和单证都会如实显示这一标记。

Generated from `src/tongguan/rulebook/`. The law's numbers stand there and nowhere else,
each edition with its first day and its source. 待核对 (to be confirmed): not yet read
at the source; every calculation that uses such a number says so.
"""
HEAD = """\
| 项目 Item | 生效 Effective | 依据 Source | 核对 Confirmed | 内容 Says |
|---|---|---|---|---|"""
TABLES = """\
## 表 · Tables

| 表 Table | 行 Rows | 待核对 To be confirmed | 主要来源 Main source |
|---|---|---|---|"""


@dataclass(frozen=True, slots=True)
class Entry:
    """规则版本 One edition as it stands on a page: where, and all it says."""

    page: str
    place: str
    says: Mapping[str, Any]

    @property
    def confirmed(self) -> bool:
        """Tell whether it was read at the source."""
        return bool(self.says.get("confirmed", "yes") == "yes")


def yaml_pages() -> list[str]:
    """Name every YAML page, as it is loaded."""
    return _named("*.yaml")


def csv_tables() -> list[str]:
    """Name every CSV table of the law; what a sandbox invents has no source."""
    return [name for name in _named("*.csv") if not name.startswith(SANDBOX)]


def editions(page: str) -> list[Entry]:
    """Return every edition of a page, wherever it stands on it."""
    return [
        Entry(page, place, found) for place, found in _walk(read_page(page), page=page)
    ]


def rulebook_page() -> str:
    """Write the page of all editions and tables."""
    parts = [PREFACE]
    for page in yaml_pages():
        found = editions(page)
        if found:
            title = read_page(page).get("title", page)
            parts += [f"## {title}", "", f"`{page}`", "", HEAD, *map(_row, found), ""]
    parts += [TABLES, *map(_table_row, csv_tables())]
    return "\n".join(parts) + "\n"


def _named(pattern: str) -> list[str]:
    root = Path(str(files("tongguan") / "rulebook"))
    return sorted(path.relative_to(root).as_posix() for path in root.rglob(pattern))


def _walk(value: Any, *, page: str, place: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from _walk(each, page=page, place=place)
    elif isinstance(value, dict):
        if "cites" in value:
            yield place, value
        for key, each in value.items():
            inner = place if key == "editions" else f"{place}.{key}".lstrip(".")
            yield from _walk(each, page=page, place=inner)


def _row(entry: Entry) -> str:
    cells = (
        entry.place or "—",
        str(entry.says.get("effective", "—")),
        str(entry.says["cites"]),
        "是 yes" if entry.confirmed else "待核对 no",
        _said(entry.says),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _said(says: Mapping[str, Any]) -> str:
    """Say an edition's values; what is long is on the page itself."""
    told = [
        f"{name} {value if isinstance(value, str) else _several(value)}"
        for name, value in says.items()
        if name not in ABOUT | {"title", "editions"} and value not in ("", [])
    ]
    text = "; ".join(told)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _several(value: Any) -> str:
    plain = isinstance(value, list) and all(isinstance(it, str) for it in value)
    short = plain and len(value) <= LISTED
    return "/".join(value) if short else f"({len(value)})"


def _table_row(table: str) -> str:
    rows = read_table(table)
    open_rows = sum(row.get("confirmed") == "no" for row in rows)
    ((main, _),) = Counter(row["source"] for row in rows).most_common(1)
    return f"| `{table}` | {len(rows)} | {open_rows} | {main} |"
