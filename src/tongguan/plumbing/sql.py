"""Named statements: every hand-written query lives in a `queries.sql` beside its store.

A statement begins with `-- name: claim` and may be followed by a comment that says
what it is for. `statements(__package__)` returns them by name.
"""

import re
from functools import cache
from importlib.resources import files

NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


@cache
def statements(package: str) -> dict[str, bytes]:
    """Read the named statements of one room's `queries.sql`."""
    text = (files(package) / "queries.sql").read_text(encoding="utf-8")
    parts = NAME.split(text)
    named = dict(zip(parts[1::2], parts[2::2], strict=True))
    if len(named) * 2 + 1 != len(parts):
        raise ValueError(f"{package}: two statements share a name.")
    return {name: body.strip().encode() for name, body in named.items()}
