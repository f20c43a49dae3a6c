"""快速连接 A connection for batches: statements are run, with little made around them.

A worker's transaction is some forty small statements and ten small COPYs. The driver
makes a cursor and a query anew for each, and waits for the server in Python: 50 µs for
a statement and 85 for a COPY, where the library beneath needs 13 and 18; that was a
third of what a message of ten papers costs. Here a statement is prepared when it is
first run, run by one call, and its rows are read at once. Whatever else the driver can
do (other cursors, many parameters, listening) it does as ever.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any, Self

from psycopg import Connection, Cursor, OperationalError
from psycopg._copy_base import format_row_binary
from psycopg.abc import Transformer as Adapting
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGresult

from tongguan.kit.placeholders import numbered

FORMS = {form.value: form for form in PyFormat}
COPY_BEGINS, COPY_ENDS = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
GOOD = {ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK, ExecStatus.COPY_IN}
IDLE = TransactionStatus.IDLE


class Given(Cursor[Any]):
    """What a statement gave: its rows, all read, and how many it touched."""

    __slots__ = ("_left", "_result", "_touched")

    def __init__(self, rows: Iterable[Any], touched: int, result: PGresult) -> None:
        self._left = iter(rows)
        self._touched = touched
        self._result = result

    @property
    def columns(self) -> list[str]:
        """What the columns are called."""
        name, size = self._result.fname, self._result.nfields
        return [(name(place) or b"").decode() for place in range(size)]

    @property
    def rowcount(self) -> int:
        """How many rows were given or touched."""
        return self._touched

    def fetchone(self) -> Any:
        """Return the next row, if there is one."""
        return next(self._left, None)

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        return list(self._left)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Any:
        return next(self._left)


class Quick(Connection[Any]):
    """A connection of one thread that runs the same statements again and again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asking: Adapting = Transformer(self)
        self._copying: dict[Sequence[str], Adapting] = {}
        self._names: dict[tuple[bytes, tuple[int, ...]], bytes] = {}
        self._serials = count()

    @classmethod
    def connect(cls, conninfo: str = "", **how: Any) -> Self:
        """Open one on which the driver prepares nothing.

        It would give up all that is prepared, ours too, whenever work is undone.
        """
        return super().connect(conninfo, **how | {"prepare_threshold": None})

    def execute(self, query: Any, params: Any = None, **how: Any) -> Cursor[Any]:
        """Run a statement; one of ours with parameters by their names, quickly."""
        if how or not isinstance(query, bytes) or not isinstance(params, Mapping):
            return super().execute(query, params, **how)
        text, names, forms = numbered(query)
        asking = self._asking
        wanted = [FORMS[form] for form in forms]
        values = asking.dump_sequence([params[name] for name in names], wanted)
        self._begin()
        name = self._prepared_as(text, asking.types or ())
        given: Any = values  # None among them is a NULL
        run = self.pgconn.exec_prepared
        result = self._well(run(name, given, asking.formats, Format.TEXT))
        size = result.ntuples
        if not result.nfields:
            return Given((), result.command_tuples or 0, result)
        asking.set_pgresult(result)
        return Given(asking.load_rows(0, size, tuple), size, result)

    def copy_in(
        self, statement: bytes, types: Sequence[str], rows: Iterable[Sequence[Any]]
    ) -> None:
        """Write rows of these types by a binary COPY, in one piece."""
        if (copying := self._copying.get(types)) is None:
            copying = self._copying[types] = Transformer(self)
            oids = [self.adapters.types.get_oid(it) for it in types]
            copying.set_dumper_types(oids, Format.BINARY)
        piece = bytearray(COPY_BEGINS)
        for row in rows:
            format_row_binary(row, copying, piece)
        piece += COPY_ENDS
        self._begin()
        line = self.pgconn
        self._well(line.exec_(statement))
        line.put_copy_data(piece)
        line.put_copy_end()
        ended = line.get_result()
        while line.get_result():
            pass
        assert ended is not None, "a COPY ends with a result"
        self._well(ended)

    def commit(self) -> None:
        """Commit what was done since the last commit, if anything."""
        if self.pgconn.transaction_status != IDLE:
            self._well(self.pgconn.exec_(b"COMMIT"))

    def _begin(self) -> None:
        if self.pgconn.transaction_status == IDLE and not self._autocommit:
            self._well(self.pgconn.exec_(b"BEGIN"))

    def _prepared_as(self, text: bytes, types: tuple[int, ...]) -> bytes:
        """Name a statement for parameters of these types; prepare it the first time."""
        if (name := self._names.get((text, types))) is None:
            name = b"quick_%d" % next(self._serials)
            self._well(self.pgconn.prepare(name, text, types))
            self._names[text, types] = name
        return name

    def _well(self, result: PGresult) -> PGresult:
        """Return a result that is good, or raise what is wrong; hear who called."""
        line = self.pgconn
        while called := line.notifies():
            if line.notify_handler:
                line.notify_handler(called)
        if result.status in GOOD:
            return result
        if line.status == ConnStatus.BAD:
            raise OperationalError(line.get_error_message())
        raise error_from_result(result)
