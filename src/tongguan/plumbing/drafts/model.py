"""Batches, drafts and what was changed about them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Shelf(StrEnum):
    """分栏 Where a draft lies for whoever looks at the batch."""

    UNCHECKED = "unchecked"
    FAULTY = "faulty"
    READY = "ready"
    WAITING = "waiting"
    REJECTED = "rejected"
    DONE = "done"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """批次 Drafts of one form that came together; `name` is that of their file."""

    id: int
    firm: str
    form: str
    name: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """草稿 One parcel or paper being written; `row` is where it stood in its file.

    `report` is what the last check found, of the version `checked`. `standing` is the
    state of its leading paper on the register, once that was declared.
    """

    id: int
    batch: int
    position: int
    row: int
    number: str
    state: str
    version: int
    checked: int
    faults: int
    body: bytes
    report: bytes
    changed_by: str
    changed_at: datetime
    shelf: Shelf
    standing: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """草稿内容 What is to be kept of a draft."""

    row: int
    number: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """改动 What somebody does to a draft: the move, at which field, who and when."""

    move: str
    by: str
    at: datetime
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """版本 One version of a draft as it was kept."""

    version: int
    move: str
    field: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """核查结果 What a check found in one version of a draft."""

    draft: int
    version: int
    faults: int
    report: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """所报单证 Under which key a draft was declared, and in which message."""

    draft: int
    kind: str
    owner: str
    number: str
    message: int | None
    lead: bool
