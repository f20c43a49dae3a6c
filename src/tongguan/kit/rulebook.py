"""Reads the law's numbers from the rulebook's pages into typed, dated editions.

A page is YAML with `title` (Chinese — English), optionally `unit`, and `editions`:
each has `effective`, `cites`, optionally `confirmed: no`, and one value for every
field of the shape it is read into. Every scalar is read as text and then turned into
what the field's annotation asks for (str, Decimal, int, bool, date, tuple[str, ...]),
so no rate ever passes through a float.

A draft is a folder with pages of the same names; they take the place of ours in a
process that asks for it before it reads any.
"""

from collections.abc import Callable
from csv import DictReader
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import yaml

from tongguan.kit.dated import Dated, Edition

P = TypeVar("P")
TRUTHS = {"yes": True, "no": False}
REVISION_LENGTH = 16
OURS = Path(str(files("tongguan") / "rulebook"))
_FOLDERS = [OURS]
READERS: dict[object, Callable[[Any], Any]] = {
    str: str,
    Decimal: Decimal,
    int: int,
    bool: TRUTHS.__getitem__,
    date: date.fromisoformat,
    tuple[str, ...]: tuple,
    tuple[Decimal, ...]: lambda texts: tuple(Decimal(text) for text in texts),
    tuple[int, ...]: lambda texts: tuple(int(text) for text in texts),
}


def load(page: str, shape: type[P]) -> Dated[P]:
    """Load a page such as `customs/duty/limits.yaml` into dated editions of `shape`."""
    return load_editions(page, read_page(page)["editions"], shape)


def load_editions(page: str, entries: list[dict[str, Any]], shape: type[P]) -> Dated[P]:
    """Read a list of edition entries; every edition must fill `shape` exactly."""
    return Dated([_edition(page, dict(entry), shape) for entry in entries])


class DraftError(ValueError):
    """A draft has a page that the rulebook has not, or comes too late."""


def take_draft(folder: Path) -> None:
    """Let the pages of a draft take the place of ours; raise DraftError."""
    if read_page.cache_info().currsize or read_table.cache_info().currsize:
        raise DraftError("The rulebook has been read already.")
    if strange := sorted(pages(folder) - pages(OURS)):
        raise DraftError(f"Not in the rulebook: {', '.join(strange)}")
    _FOLDERS.insert(0, folder)


def pages(folder: Path) -> set[str]:
    """Name the pages in a folder."""
    return {
        it.relative_to(folder).as_posix()
        for it in folder.rglob("*")
        if it.suffix in {".yaml", ".csv"}
    }


@cache
def revision() -> str:
    """版本摘要 Return a digest of every page as it is read here."""
    told = sha256()
    for page in sorted(pages(OURS)):
        told.update(f"{page}\0{_text(page)}\0".encode())
    return told.hexdigest()[:REVISION_LENGTH]


@cache
def read_page(page: str) -> Any:
    """Read one YAML page with every scalar left as text."""
    return yaml.load(_text(page), Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes text only


@cache
def read_table(page: str) -> tuple[dict[str, str], ...]:
    """Read one CSV table of the rulebook, a dict of texts a row."""
    return tuple(DictReader(_text(page).splitlines()))


def _text(page: str) -> str:
    places = (folder / page for folder in _FOLDERS)
    found = next((it for it in places if it.is_file()), OURS / page)
    return found.read_text(encoding="utf-8")


def _edition(page: str, entry: dict[str, Any], shape: type[P]) -> Edition[P]:
    effective, cites = entry.pop("effective"), entry.pop("cites")
    confirmed = TRUTHS[entry.pop("confirmed", "yes")]
    kinds = get_type_hints(shape)
    known = {f.name: f for f in fields(shape)}  # type: ignore[arg-type]
    needed = {n for n, f in known.items() if f.default is MISSING}
    if not needed <= set(entry) <= set(known):
        raise ValueError(
            f"{page}, {cites}: expected {sorted(known)}, found {sorted(entry)}"
        )
    values = {name: READERS[kinds[name]](text) for name, text in entry.items()}
    return Edition(date.fromisoformat(effective), cites, shape(**values), confirmed)
