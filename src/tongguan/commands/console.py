"""How commands speak: JSON or tables on stdout, everything else on stderr."""

import json
import sys
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

out = Console()
err = Console(stderr=True)


def print_json(value: Any) -> None:
    """Print one JSON value on stdout, alone."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def print_rows(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table on stdout."""
    table = Table(title=title, title_justify="left", header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*row)
    out.print(table)


def read_files(files: Sequence[str]) -> list[tuple[str, bytes]]:
    """Read files whole, `-` for stdin; end with 2 when one can't be read."""
    try:
        return [(name, _bytes_of(name)) for name in files]
    except OSError as trouble:
        why = f"文件无法读取 can't be read: {trouble.strerror}"
        err.print(f"{trouble.filename}: {why}", style="red", markup=False)
        raise SystemExit(2) from None


def _bytes_of(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    with open(name, "rb") as file:  # noqa: PTH123 - a name may be a pipe
        return file.read()
