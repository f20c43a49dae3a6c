"""归档文件 One Parquet file for every day, and beside it what it holds.

A day is there when its manifest is: the file is written beside its place, brought to
the disk and moved there whole, and then so is the manifest.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
from polars.io.plugins import register_io_source

from tongguan.journeys.replay.model import ArchivedLine, ArchivedList
from tongguan.plumbing.home import home

AT_ONCE = 20_000  # lists in memory, and in a row group
EXACT = pl.Decimal(19, 5)
KINDS: dict[Any, Any] = {
    str: pl.String,
    str | None: pl.String,
    int: pl.Int64,
    int | None: pl.Int64,
    bytes: pl.Binary,
    date: pl.Date,
    datetime: pl.Datetime("us", "Asia/Shanghai"),
    Decimal: EXACT,
    Decimal | None: EXACT,
}


def columns_of(noun: type) -> dict[str, Any]:
    """Say the columns of a noun."""
    return {it.name: KINDS[it.type] for it in fields(noun)}


KINDS[tuple[ArchivedLine, ...]] = pl.List(pl.Struct(columns_of(ArchivedLine)))
COLUMNS = columns_of(ArchivedList)


class BrokenArchiveError(Exception):
    """A file of the archive is not what its manifest says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """归档说明 What one day's file holds, and the rulebook its lists were decided by.

    A day that was not over yet is not `closed`, and may be written again.
    """

    day: date
    rows: int
    digest: str
    rulebook: str
    closed: bool


def own_folder() -> Path:
    """Return where this installation keeps its archive."""
    return home() / "archive"


def file_of(folder: Path, day: date) -> Path:
    """Return where a day's lists lie."""
    return folder / f"{day}.parquet"


def manifest_of(folder: Path, day: date) -> Manifest | None:
    """Return what is told of a day, if the day is there."""
    try:
        told = file_of(folder, day).with_suffix(".json").read_bytes()
    except FileNotFoundError:
        return None
    return msgspec.json.decode(told, type=Manifest)


def days_in(folder: Path, first: date, last: date) -> list[Manifest]:
    """Return the days of a period that are there, in order."""
    names = sorted(it.stem for it in folder.glob("????-??-??.json"))
    days = [day for day in map(date.fromisoformat, names) if first <= day <= last]
    return [told for day in days if (told := manifest_of(folder, day))]


def write_day(
    folder: Path,
    day: date,
    lists: Iterable[ArchivedList],
    *,
    rulebook: str,
    closed: bool,
) -> Manifest:
    """Write a day's lists; they are there whole, or not at all."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file, source = file_of(folder, day), _Source(iter(lists))
    moved(
        file,
        lambda draft: source.frame().sink_parquet(
            draft, compression="zstd", row_group_size=AT_ONCE, maintain_order=True
        ),
    )
    manifest = Manifest(
        day=day,
        rows=source.rows,
        digest=digest_of(file),
        rulebook=rulebook,
        closed=closed,
    )
    told = msgspec.json.format(msgspec.json.encode(manifest))
    moved(file.with_suffix(".json"), lambda draft: draft.write_bytes(told))
    return manifest


def batches(folder: Path, manifest: Manifest) -> Iterator[pl.DataFrame]:
    """Read a day's lists, so many at once; raise BrokenArchiveError."""
    file = file_of(folder, manifest.day)
    if not file.is_file() or digest_of(file) != manifest.digest:
        raise BrokenArchiveError(str(file))
    rows = pl.scan_parquet(file)
    for start in range(0, manifest.rows, AT_ONCE):
        yield rows.slice(start, AT_ONCE).collect()


def lists_in(frame: pl.DataFrame) -> Iterator[ArchivedList]:
    """Read rows as archived lists."""
    for row in frame.select(list(COLUMNS)).iter_rows(named=True):
        lines = tuple(ArchivedLine(**line) for line in row.pop("lines"))
        yield ArchivedList(**row, lines=lines)


def frame_of(lists: Iterable[ArchivedList]) -> pl.DataFrame:
    """Say archived lists as rows."""
    return pl.DataFrame([asdict(it) for it in lists], schema=COLUMNS)


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def moved(place: Path, write: Callable[[Path], object]) -> None:
    """Write a file beside its place, bring it to the disk, and move it there."""
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        write(draft)
        with draft.open("rb") as opened:
            os.fsync(opened.fileno())
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)


class _Source:
    """Gives lists to the writer batch by batch, and counts them."""

    def __init__(self, lists: Iterator[ArchivedList]) -> None:
        self._lists = lists
        self.rows = 0

    def frame(self) -> pl.LazyFrame:
        """Return the rows that are read while they are written."""
        return register_io_source(lambda *_: self._read(), schema=COLUMNS)

    def _read(self) -> Iterator[pl.DataFrame]:
        while batch := list(islice(self._lists, AT_ONCE)):
            self.rows += len(batch)
            yield frame_of(batch)
