"""成批写入 Many rows by one COPY, and lists as the database takes them.

The driver turns every value of a list by itself, which takes longer than everything
else that is done to a row: 5 µs for an array of a row, 1 µs for each key of a
parameter. Here it is a tenth. What is packed goes into a column declared as bytea: in
a binary COPY only the bytes count.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from struct import Struct, pack
from typing import Any, TypeVar

from msgspec import json
from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.quick import Given, Quick

TEXT, INT8, INT8_SIZE = 25, 20, 8
HEAD = Struct(">iiiii")  # dimensions, nulls, type, length, first index
SIZE = Struct(">i")
NO_TEXTS = pack(">iii", 0, 0, TEXT)
NO_NUMBERS = pack(">iii", 0, 0, INT8)
PACKED = "bytea"
ENCODER = json.Encoder()
Kind = TypeVar("Kind")
_QUOTED = re.compile(r'["\\]')


def copy_rows(
    connection: Connection[Any],
    statement: bytes,
    types: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Write rows by a binary COPY."""
    if isinstance(connection, Quick):
        connection.copy_in(statement, types, rows)
        return
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(types)
        write_row = copy.write_row
        for row in rows:
            write_row(row)


def read_as(
    connection: Connection[Any],
    kind: type[Kind],
    statement: bytes,
    values: Mapping[str, Any],
) -> list[Kind]:
    """Return rows as nouns whose fields are called as the columns are."""
    if isinstance(connection, Quick):
        given = connection.execute(statement, values)
        columns = given.columns if isinstance(given, Given) else []
        return [kind(**dict(zip(columns, row, strict=True))) for row in given]
    with connection.cursor(row_factory=class_row(kind)) as cursor:
        return cursor.execute(statement, values).fetchall()


def packed_texts(values: Sequence[str]) -> bytes:
    """Return a text[] for a binary COPY."""
    if not values:
        return NO_TEXTS
    parts = [HEAD.pack(1, 0, TEXT, len(values), 1)]
    for value in values:
        data = value.encode()
        parts += (SIZE.pack(len(data)), data)
    return b"".join(parts)


def packed_numbers(values: Sequence[int]) -> bytes:
    """Return a bigint[] for a binary COPY."""
    if not values:
        return NO_NUMBERS
    sized = [it for value in values for it in (INT8_SIZE, value)]
    head = HEAD.pack(1, 0, INT8, len(values), 1)
    return head + pack(f">{'iq' * len(values)}", *sized)


def packed_json(value: Any) -> bytes | None:
    """Return what is not empty as jsonb for a binary COPY, which begins with a 1."""
    return b"\x01" + ENCODER.encode(value) if value else None


def keys_in(keys: Iterable[bytes]) -> str:
    """Return keys as the parameter of a statement that compares bytea with them."""
    return "{" + ",".join([f'"\\\\x{key.hex()}"' for key in keys]) + "}"


def numbers_in(numbers: Iterable[int]) -> str:
    """Return numbers as the parameter of a statement that takes bigint[]."""
    return f"{{{','.join(map(str, numbers))}}}"


def texts_in(texts: Iterable[str]) -> str:
    """Return texts as the parameter of a statement that takes text[]."""
    every = list(texts)
    if not every:
        return "{}"
    if _QUOTED.search("".join(every)):
        every = [_QUOTED.sub(r"\\\g<0>", text) for text in every]
    joined = '","'.join(every)
    return f'{{"{joined}"}}'
