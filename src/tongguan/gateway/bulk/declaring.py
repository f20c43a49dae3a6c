"""申报 Drafts that are in order become messages at the ordinary door; each once."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from tongguan.gateway.bulk.checking import Looked, keep, look_at
from tongguan.gateway.bulk.imports import A_MESSAGE, written
from tongguan.gateway.chinaport.inbox import accept
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.drafts.model import Batch, Carried, Change
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.register.model import key_of
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import AnyPaper

# What is sent first; the list comes last, when the others are there.
ORDER_OF_SENDING = (Paper.ORDER, Paper.PAYMENT, Paper.WAYBILL, Paper.DECLARATION)
Sending = tuple[Looked, Paper, AnyPaper]


def declare(
    rooms: Rooms, batch: Batch, change: Change, only: Collection[int] = ()
) -> list[int]:
    """Declare the drafts of a batch that are in order, or only some of them.

    They are held and checked again; what was declared meanwhile is not any more among
    them, so that whoever asks twice declares once. Return the drafts declared.
    """
    held = rooms.drafts.hold(batch.id)
    asked = [it for it in held if not only or it in only]
    looked = look_at(rooms, batch, rooms.drafts.some(asked), change.at)
    keep(rooms, looked)
    good = [it for it in looked if not it.report.faults]
    if not good:
        return []
    carried = list(_sent(rooms, batch, good, change))
    done = rooms.drafts.declare([it.draft.id for it in good], carried, change)
    rooms.journal.append(_line(batch, done, change))
    return done


def _sent(
    rooms: Rooms, batch: Batch, good: Sequence[Looked], change: Change
) -> Iterator[Carried]:
    """Hand the papers in, kind by kind, and say in which message each one went."""
    for kind in sorted({it for one in good for it in one.sheaves}, key=_place):
        mine = [(one, one.sheaves[kind]) for one in good if kind in one.sheaves]
        fresh: list[Sending] = [
            (one, kind, sheaf.paper)
            for one, sheaf in mine
            if sheaf.paper is not None and not sheaf.done
        ]
        for at in range(0, len(fresh), A_MESSAGE):
            yield from _in_message(rooms, batch, fresh[at : at + A_MESSAGE], change)
        yield from (
            _carried(one, kind, sheaf.paper, None)
            for one, sheaf in mine
            if sheaf.paper is not None and sheaf.done
        )


def _in_message(
    rooms: Rooms, batch: Batch, sendings: Sequence[Sending], change: Change
) -> Iterator[Carried]:
    papers = [paper for _, _, paper in sendings]
    seed = ":".join(f"{one.draft.id}.{one.draft.version}" for one, _, _ in sendings)
    (body,) = written(rooms, batch.firm, papers, f"{batch.firm}:{seed}")
    message = accept(rooms, batch.firm, body, change.at).id
    for one, kind, paper in sendings:
        yield _carried(one, kind, paper, message)


def _carried(one: Looked, kind: Paper, paper: AnyPaper, message: int | None) -> Carried:
    key, leading = key_of(paper), max(one.sheaves, key=_place)
    return Carried(
        draft=one.draft.id,
        kind=key.kind,
        owner=key.owner,
        number=key.number,
        message=message,
        lead=kind is leading,
    )


def _place(kind: Paper) -> int:
    return ORDER_OF_SENDING.index(kind) if kind in ORDER_OF_SENDING else 0


def _line(batch: Batch, done: Sequence[int], change: Change) -> Line:
    detail: dict[str, Any] = {"drafts": len(done)}
    return Line(
        at=change.at,
        actor=change.by,
        organisation=batch.firm,
        action="declare-drafts",
        subject=f"drafts/{batch.id}",
        detail=detail,
    )
