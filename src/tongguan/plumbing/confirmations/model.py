"""复核事项 A proposal, and the person who speaks on it."""

from dataclasses import dataclass, field
from datetime import datetime

from tongguan.plumbing.confirmations.lifecycle import ProposalState


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """经办人 Somebody of an agency, who proposes or confirms."""

    name: str
    organisation: str
    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """复核事项 What is to be done to what, and why; `number` is 0 until it is kept.

    `subject` is what may have one pending proposal at a time; `papers` are those a
    decision is about, `first` and `second` the names of the two persons.
    """

    number: int = 0
    subject: str
    move: str
    reason: str
    papers: list[int] = field(default_factory=list)
    shown: str
    post: str
    organisation: str
    first: str
    first_at: datetime
    state: ProposalState = ProposalState.PROPOSED
    second: str = ""
    second_at: datetime | None = None
    word: str = ""
