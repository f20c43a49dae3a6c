"""待写清单 The lists of a transaction whose rows are still to be written.

A list that is lodged, waits and is decided within one transaction is written once, as
it stands at the end. What is done to a list that is written already is not kept here.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from tongguan.customs.declaration.model import Outcome

STAYS = ("paper", "preliminary_number", "platform_code", "order_number", "number")
UNDECIDED: Mapping[str, Any] = {
    "treatment": "",
    "tax_fen": None,
    "channel": "",
    "waiting": [],
    "decided_at": None,
}


class Pending:
    """The rows of new lists by paper, changed as the table would be."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[str, Any]] = {}

    def add(self, glances: Iterable[Mapping[str, Any]]) -> None:
        """Take new lists in."""
        for glance in glances:
            first = {"version": 1, "number": None, "lodged_at": glance["at"]}
            self.rows[glance["paper"]] = {**glance, **UNDECIDED, **first}

    def renew(self, glances: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """Put newer versions in their place; return those of lists not kept here."""
        others = []
        for glance in glances:
            row = self.rows.get(glance["paper"])
            if row is None:
                others.append(glance)
                continue
            stays = {name: row[name] for name in STAYS}
            own = {"version": row["version"] + 1, "lodged_at": glance["at"]}
            row.update({**glance, **UNDECIDED, **stays, **own})
        return others

    def wait(
        self, waiting: Mapping[int, Sequence[str]]
    ) -> tuple[dict[int, datetime], dict[int, Sequence[str]]]:
        """Say for what lists wait; return those for which it is news, and the others.

        The others are not kept here.
        """
        news, others = {}, {}
        for number, names in waiting.items():
            row = self.rows.get(number)
            if row is None:
                others[number] = names
            elif row["waiting"] != list(names):
                row["waiting"] = list(names)
                news[number] = row["lodged_at"]
        return news, others

    def decide(self, outcomes: Iterable[Outcome], at: datetime) -> list[Outcome]:
        """Write what was decided; return the outcomes of lists not kept here."""
        others = []
        for outcome in outcomes:
            row = self.rows.get(outcome.paper)
            if row is None:
                others.append(outcome)
                continue
            row["number"] = row["number"] or outcome.number or None
            row["treatment"] = outcome.treatment
            row["tax_fen"] = outcome.tax_fen
            row["channel"] = outcome.channel
            row["reasons"] = list(outcome.reasons)
            row["waiting"] = []
            row["void"] = outcome.void
            row["decided_at"] = at
        return others

    def change(self, paper: int, **columns: Any) -> bool:
        """Change columns of a list; tell whether it is kept here."""
        row = self.rows.get(paper)
        if row is None:
            return False
        row.update(columns)
        return True

    def called(self, number: str) -> int | None:
        """Return the list with this list or preliminary number."""
        for paper, row in self.rows.items():
            if number in (row["number"], row["preliminary_number"]):
                return paper
        return None
