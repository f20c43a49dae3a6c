"""处置按钮 What an officer may do with a list: read from its lifecycle."""

from dataclasses import dataclass

from tongguan.customs.declaration.lifecycle import DECLARATION, Actor, DeclarationState
from tongguan.journeys.search import OFFICERS_TURN
from tongguan.portal.words import MOVES, Word

STOPPED = frozenset({DeclarationState.LODGED, DeclarationState.REJECTED})
OPENED = frozenset({DeclarationState.EXAMINED, DeclarationState.DETAINED})
CONCLUDE, RELEASE = "conclude", "release"
TONES = {"release": "good", "examine": "look", "reject": "bad", "detain": "bad"}


@dataclass(frozen=True, slots=True)
class Button:
    """按钮 One move an officer may take now."""

    move: str
    word: Word
    tone: str


def buttons_for(state: str) -> tuple[Button, ...]:
    """Name the moves open to the customs; concluding a review is part of a release."""
    if state not in OFFICERS_TURN:
        return ()
    moves = DECLARATION.open_to(DeclarationState(state), Actor.CUSTOMS)
    named = (RELEASE if move == CONCLUDE else move for move in moves)
    return tuple(Button(m, MOVES[m], TONES.get(m, "quiet")) for m in named)
