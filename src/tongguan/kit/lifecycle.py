"""State machines as tables.

A lifecycle is a list of moves. Whoever wants to know what may happen next reads the
table; nothing else in the program may set a state.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)


class IllegalMoveError(Exception):
    """The table has no such move from that state by that actor."""


@dataclass(frozen=True, slots=True)
class Move(Generic[S, A]):
    """One row: its name, where it starts, where it leads, who may take it."""

    name: str
    source: S
    target: S
    by: A


class Lifecycle(Generic[S, A]):
    """Every legal move, looked up by name, source and actor."""

    def __init__(self, initial: S, moves: Iterable[Move[S, A]]) -> None:
        self.initial = initial
        self.moves = tuple(moves)
        self._by_key = {(m.name, m.source, m.by): m for m in self.moves}
        if len(self._by_key) != len(self.moves):
            raise ValueError("Two moves share a name, a source and an actor.")

    def after(self, state: S, name: str, *, by: A) -> S:
        """Return the state that follows, or refuse."""
        move = self._by_key.get((name, state, by))
        if move is None:
            raise IllegalMoveError(f"{by} may not {name} from {state}.")
        return move.target

    def allows(self, state: S, name: str, *, by: A) -> bool:
        """Tell whether the move is in the table."""
        return (name, state, by) in self._by_key

    def open_to(self, state: S, actor: A) -> tuple[str, ...]:
        """Name the moves this actor may take now: the buttons on the page."""
        return tuple(m.name for m in self.moves if m.source is state and m.by is actor)

    def final(self) -> frozenset[S]:
        """Return the states that no move leaves."""
        sources = {move.source for move in self.moves}
        targets = {move.target for move in self.moves}
        return frozenset(targets - sources)
