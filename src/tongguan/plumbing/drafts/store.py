"""Batches and drafts in the database, inside the caller's transaction."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.drafts.lifecycle import DRAFT, Actor, DraftState
from tongguan.plumbing.drafts.model import (
    Batch,
    Carried,
    Change,
    Checked,
    Draft,
    Shelf,
    Version,
    Written,
)
from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
# Where the leading paper of a draft stands when its sender has to do something, and
# when nobody has.
LOST = ["rejected", "withdrawn", "cancelled"]
WON = ["released", "cleared", "concluded", "matched", "summarised"]
A_PAGE = 50
EVERYTHING = 1_000_000


class DraftTakenError(Exception):
    """Somebody else has changed the draft at the same moment; look at it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """查看范围 Which drafts of a batch are asked for."""

    shelf: str = ""
    id: int | None = None
    skip: int = 0
    limit: int = EVERYTHING


class Drafts:
    """Keeps batches and drafts, and finds them again."""

    def __init__(self, connection: Connection[Any], keys: Keyring) -> None:
        self._connection = connection
        self._keys = keys

    def begin(self, firm: str, form: str, name: str, change: Change) -> Batch:
        """Begin a batch."""
        values = {"firm": firm, "form": form, "name": name}
        return self._batches("begin", {**values, "by": change.by, "at": change.at})[0]

    def batch(self, firm: str, number: int) -> Batch | None:
        """Return a firm's own batch, or None."""
        found = self._batches("batch", {"firm": firm, "id": number})
        return found[0] if found else None

    def batches(self, firm: str, limit: int = 50) -> list[Batch]:
        """Return a firm's batches, newest first."""
        return self._batches("batches", {"firm": firm, "limit": limit})

    def counts(self, batches: Collection[int]) -> dict[int, dict[Shelf, int]]:
        """Count the drafts of batches by shelf."""
        values = {"batches": list(batches), "lost": LOST, "won": WON}
        found: dict[int, dict[Shelf, int]] = defaultdict(dict)
        for batch, shelf, count in self._connection.execute(SQL["counts"], values):
            found[batch][Shelf(shelf)] = count
        return found

    def add(
        self, batch: Batch, written: Sequence[Written], change: Change
    ) -> list[int]:
        """Add drafts at the end of a batch; return their numbers."""
        state = DRAFT.after(DraftState.ABSENT, change.move, by=Actor.SENDER)
        ids = [
            row[0]
            for row in self._connection.execute(SQL["number"], {"size": len(written)})
        ]
        ((last,),) = self._connection.execute(
            SQL["last_position"], {"batch": batch.id}
        ).fetchall()
        values = {
            "batch": batch.id,
            "state": state,
            "ids": ids,
            "positions": list(range(last + 1, last + 1 + len(ids))),
            "rows": [it.row for it in written],
            "numbers": [it.number for it in written],
            "bodies": [
                self._seal(number, it.body)
                for number, it in zip(ids, written, strict=True)
            ],
            "by": change.by,
            "at": change.at,
        }
        self._connection.execute(SQL["add"], values)
        self._keep(ids, change)
        return ids

    def page(self, batch: int, wanted: Wanted) -> list[Draft]:
        """Return drafts of a batch in their order; the removed ones only by name."""
        values = {**asdict(wanted), "batch": batch, "lost": LOST, "won": WON}
        return self._drafts("page", values)

    def one(self, batch: int, number: int) -> Draft | None:
        """Return one draft of a batch, the removed ones too; or None."""
        for shelf in ("", Shelf.REMOVED):
            if found := self.page(batch, Wanted(shelf=shelf, id=number)):
                return found[0]
        return None

    def hold(self, batch: int, number: int | None = None) -> list[int]:
        """Hold the drafts that are open, or one of them; return which."""
        values = {"batch": batch, "id": number}
        return [row[0] for row in self._connection.execute(SQL["hold"], values)]

    def unchecked(self, batch: int, size: int) -> list[Draft]:
        """Take drafts nobody has checked as they stand, and hold them."""
        values = {"batch": batch, "size": size}
        ids = [row[0] for row in self._connection.execute(SQL["unchecked"], values)]
        return self.some(ids)

    def some(self, ids: Collection[int]) -> list[Draft]:
        """Return drafts by their numbers."""
        return self._drafts("some", {"ids": list(ids)})

    def namesakes(
        self, batch: int, numbers: Collection[str]
    ) -> dict[int, tuple[int, int]]:
        """Name the draft and the row each later namesake repeats."""
        values = {"batch": batch, "numbers": sorted(set(numbers))}
        rows = self._connection.execute(SQL["namesakes"], values).fetchall()
        return {later: (first, row) for _, first, row, ids in rows for later in ids[1:]}

    def change(self, draft: Draft, written: Written, change: Change) -> None:
        """Write the next version of a draft, or raise DraftTakenError."""
        source = DraftState(draft.state)
        values = {
            "id": draft.id,
            "version": draft.version,
            "source": source,
            "target": DRAFT.after(source, change.move, by=Actor.SENDER),
            "number": written.number,
            "body": self._seal(draft.id, written.body),
            "by": change.by,
            "at": change.at,
        }
        if self._connection.execute(SQL["change"], values).rowcount != 1:
            raise DraftTakenError
        self._keep([draft.id], change)
        numbers = {draft.number, written.number}
        if len(numbers) > 1 or change.move != "edit":
            values = {"batch": draft.batch, "numbers": sorted(numbers - {""})}
            self._connection.execute(SQL["recheck"], values)

    def report(self, found: Sequence[Checked]) -> None:
        """Keep what checks found."""
        values = {
            "ids": [it.draft for it in found],
            "versions": [it.version for it in found],
            "faults": [it.faults for it in found],
            "reports": [self._seal(it.draft, it.report) for it in found],
        }
        self._connection.execute(SQL["report"], values)

    def declare(
        self, ids: Collection[int], carried: Sequence[Carried], change: Change
    ) -> list[int]:
        """Move drafts that are open to declared; return those that were."""
        source = DraftState.WRITING
        values = {
            "ids": list(ids),
            "source": source,
            "target": DRAFT.after(source, change.move, by=Actor.SENDER),
            "by": change.by,
            "at": change.at,
        }
        done = [row[0] for row in self._connection.execute(SQL["declared"], values)]
        self._keep(done, change)
        columns = ("draft", "kind", "owner", "number", "message", "lead")
        told = {f"{it}s": [getattr(one, it) for one in carried] for it in columns}
        self._connection.execute(SQL["carry"], told)
        return done

    def carried(self, ids: Collection[int]) -> dict[int, list[Carried]]:
        """Return the papers drafts were declared as."""
        found: dict[int, list[Carried]] = defaultdict(list)
        with self._connection.cursor(row_factory=class_row(Carried)) as cursor:
            for one in cursor.execute(SQL["carried"], {"drafts": list(ids)}):
                found[one.draft].append(one)
        return found

    def versions(self, draft: int, limit: int = 20) -> list[Version]:
        """Return what was done to a draft, the latest first."""
        values = {"draft": draft, "limit": limit}
        with self._connection.cursor(row_factory=class_row(Version)) as cursor:
            return cursor.execute(SQL["versions"], values).fetchall()

    def body(self, draft: int, version: int) -> bytes | None:
        """Return what a draft said in one of its versions."""
        values = {"draft": draft, "version": version}
        row = self._connection.execute(SQL["body"], values).fetchone()
        return None if row is None else self._keys.open(row[0], _context(draft))

    def _keep(self, ids: Collection[int], change: Change) -> None:
        values = {"ids": list(ids), "move": change.move, "field": change.field}
        self._connection.execute(SQL["keep"], values)

    def _seal(self, draft: int, plain: bytes) -> bytes:
        return self._keys.seal(plain, _context(draft))

    def _batches(self, name: str, values: Mapping[str, Any]) -> list[Batch]:
        with self._connection.cursor(row_factory=class_row(Batch)) as cursor:
            return cursor.execute(SQL[name], values).fetchall()

    def _drafts(self, name: str, values: Mapping[str, Any]) -> list[Draft]:
        with self._connection.cursor(row_factory=class_row(Draft)) as cursor:
            found = cursor.execute(SQL[name], values).fetchall()
        return [self._opened(it) for it in found]

    def _opened(self, draft: Draft) -> Draft:
        context = _context(draft.id)
        return replace(
            draft,
            shelf=Shelf(draft.shelf),
            body=self._keys.open(draft.body, context),
            report=self._keys.open(draft.report, context) if draft.report else b"",
        )


def _context(draft: int) -> str:
    return f"draft/{draft}"
