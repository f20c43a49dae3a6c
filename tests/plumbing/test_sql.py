"""Every named statement of every room is one that PostgreSQL itself accepts."""

import re
from pathlib import Path

import psycopg
import pytest

from tongguan.plumbing.sql import statements

SOURCE = Path(__file__).parents[2] / "src"
PACKAGES = sorted(
    ".".join(path.parent.relative_to(SOURCE).parts)
    for path in SOURCE.rglob("queries.sql")
)
PLACEHOLDER = re.compile(rb"%\(\w+\)[sb]")
COMMENT = re.compile(rb"^--.*$", re.MULTILINE)
BODY = re.compile(rb"\$\$.*?\$\$", re.DOTALL)  # of a function: one statement
UNPREPARED = (
    *(b"COPY", b"NOTIFY", b"LISTEN"),
    *(b"ALTER SYSTEM", b"CREATE FUNCTION", b"VACUUM", b"DISCARD", b"CHECKPOINT"),
)
TEMPORARY = b"pg_temp."  # there only after it was made


@pytest.mark.parametrize("package", PACKAGES)
def test_every_statement_stands_alone_and_is_named_once(package: str) -> None:
    named = statements(package)

    assert named
    for body in named.values():
        assert b";" not in BODY.sub(b"", COMMENT.sub(b"", body))


def test_the_statements_of_every_room_are_valid(connection: psycopg.Connection) -> None:
    for package in PACKAGES:
        for name, body in statements(package).items():
            bare = COMMENT.sub(b"", body).strip()
            if bare.startswith(UNPREPARED) or TEMPORARY in bare:
                continue
            numbers: dict[bytes, int] = {}
            for found in PLACEHOLDER.findall(bare):
                numbers.setdefault(found, len(numbers) + 1)
            for found, number in numbers.items():
                bare = bare.replace(found, b"$%d" % number)
            connection.execute(b"PREPARE once AS " + bare.replace(b"%%", b"%"))
            connection.execute("DEALLOCATE once")
            assert name


def test_two_statements_of_one_name_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "twice"
    folder.mkdir()
    (folder / "__init__.py").touch()
    text = "-- name: one\nSELECT 1\n-- name: one\nSELECT 2\n"
    (folder / "queries.sql").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(ValueError, match="share a name"):
        statements("twice")
