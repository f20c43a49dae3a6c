"""The board's statements, inside the caller's transaction; nothing is written."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row

from tongguan.customs.board.model import (
    AllowanceDraw,
    Backlog,
    Beat,
    Day,
    Depth,
    Latency,
    ListRow,
    PaperStep,
    StageDay,
    StageMonth,
    StoppedPaper,
    Viewer,
    Wanted,
)
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
EVERYBODY = Viewer(None)


class Board:
    """Finds lists, queues and rhythms."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def find(self, viewer: Viewer, wanted: Wanted) -> list[ListRow]:
        """Return up to `wanted.size` lists this viewer may see, newest first."""
        values = asdict(wanted) | {"organisation": viewer.organisation}
        if wanted.number:
            return self._rows("numbered", values)
        return self._rows("find" if viewer.organisation is None else "find_own", values)

    def queue(self, backlog: Backlog) -> list[ListRow]:
        """Return lists that wait for an officer, the longest first."""
        lists = {"states": list(backlog.states), "since": list(backlog.since)}
        return self._rows("queue", asdict(backlog) | lists)

    def ages(
        self, states: Iterable[str], edges: Iterable[datetime]
    ) -> list[tuple[str, int, int]]:
        """Count waiting lists by state and by age, cut at these instants.

        The age is how many of the edges, earliest first, a list has not reached.
        """
        values = {"states": list(states), "edges": sorted(edges)}
        return self._connection.execute(SQL["ages"], values).fetchall()

    def steps_of(self, papers: Iterable[int]) -> list[PaperStep]:
        """Return every move of these papers, in the order they were made."""
        with self._connection.cursor(row_factory=class_row(PaperStep)) as cursor:
            return cursor.execute(SQL["steps_of"], {"ids": list(papers)}).fetchall()

    def states(self) -> dict[str, int]:
        """Count the lists by state."""
        return dict(self._connection.execute(SQL["states"]).fetchall())

    def beats(self, since: datetime, newest: int) -> list[Beat]:
        """Count decisions by second and outcome, among the newest."""
        values = {"since": since, "newest": newest}
        with self._connection.cursor(row_factory=class_row(Beat)) as cursor:
            return cursor.execute(SQL["beats"], values).fetchall()

    def reasons(self, newest: int, size: int) -> list[tuple[str, int]]:
        """Count the findings of the newest decisions by code, most frequent first."""
        values = {"newest": newest, "size": size}
        return self._connection.execute(SQL["reasons"], values).fetchall()

    def latencies(self, since: datetime, newest: int) -> list[Latency]:
        """Say how long receipts took since an instant, by office."""
        values = {"since": since, "newest": newest}
        with self._connection.cursor(row_factory=class_row(Latency)) as cursor:
            return cursor.execute(SQL["latencies"], values).fetchall()

    def stage_months(self, newest: int) -> list[StageMonth]:
        """Say how long cases stood in each stage by month, among the newest walks."""
        with self._connection.cursor(row_factory=class_row(StageMonth)) as cursor:
            return cursor.execute(SQL["stage_months"], {"newest": newest}).fetchall()

    def stage_days(self, since: datetime, size: int) -> list[StageDay]:
        """Say how long each stage took since an instant, from samples of a size."""
        found: list[StageDay] = []
        for stage in ("decided", "released", "pushed"):
            span = self._sampled(stage, since, size)
            with self._connection.cursor(row_factory=class_row(StageDay)) as cursor:
                found += cursor.execute(SQL[f"{stage}_days"], span)
        return found

    def _sampled(self, stage: str, since: datetime, size: int) -> dict[str, int]:
        """Say from where to where, and in which steps, the rows of a stage are read."""
        asked = {"stage": stage, "since": since}
        row = self._connection.execute(SQL["numbered_since"], asked).fetchone()
        low, high = row or (1, 0)
        return {"low": low, "high": high, "step": max(1, (high - low) // size)}

    def depths(self) -> dict[Depth, int]:
        """Say how deep the queues are."""
        found = {}
        for depth in Depth:
            row = self._connection.execute(SQL[depth.value]).fetchone()
            found[depth] = row[0] if row else 0
        return found

    def stopped_counts(self, firm: str) -> dict[tuple[str, str], int]:
        """Count a firm's own papers that do not go on, by kind and state."""
        rows = self._connection.execute(SQL["stopped_counts"], {"firm": firm})
        return {(kind, state): count for kind, state, count in rows}

    def rejected(self, firm: str, size: int) -> list[StoppedPaper]:
        """Return a firm's own papers that were rejected, the newest first."""
        return self._stopped("rejected", firm, size)

    def waiting(self, firm: str, size: int) -> list[StoppedPaper]:
        """Return a firm's own lists that wait for papers, the longest wait first."""
        return self._stopped("waiting", firm, size)

    def _stopped(self, name: str, firm: str, size: int) -> list[StoppedPaper]:
        values = {"firm": firm, "size": size}
        with self._connection.cursor(row_factory=class_row(StoppedPaper)) as cursor:
            return cursor.execute(SQL[name], values).fetchall()

    def days(self, firm: str, since: date, newest: int) -> list[Day]:
        """Count what became of a firm's newest lists, by day."""
        values = {"firm": firm, "since": since, "newest": newest}
        with self._connection.cursor(row_factory=class_row(Day)) as cursor:
            return cursor.execute(SQL["days"], values).fetchall()

    def sent(self, firm: str, size: int, before: int | None = None) -> list[int]:
        """Return a page of the lists a firm has sent itself, the newest first."""
        values = {"firm": firm, "size": size, "before": before}
        return [row[0] for row in self._connection.execute(SQL["sent"], values)]

    def draws(self, lists: Iterable[int], kind: str = "") -> list[AllowanceDraw]:
        """Return what lists took from allowances, of one kind where asked."""
        values = {"ids": list(lists), "kind": kind}
        with self._connection.cursor(row_factory=class_row(AllowanceDraw)) as cursor:
            return cursor.execute(SQL["draws"], values).fetchall()

    def _rows(self, name: str, values: dict[str, Any]) -> list[ListRow]:
        with self._connection.cursor(row_factory=class_row(ListRow)) as cursor:
            return cursor.execute(SQL[name], values).fetchall()
