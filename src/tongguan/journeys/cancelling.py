"""撤单 A cancellation takes its list back, as if it had not been declared.

What the list holds of allowance and guarantee is free again, and so are its order, its
payment and its waybill; the seller may declare them anew.
"""

from collections.abc import Collection
from datetime import datetime

from msgspec.structs import replace

from tongguan.customs.cancellation.against import CANCEL, CANCELLABLE
from tongguan.customs.declaration.lifecycle import Actor
from tongguan.journeys.answers import answer
from tongguan.journeys.applications import Docket, Said, addressed, beside, lodged
from tongguan.journeys.case import Case, other_path, path, to_other
from tongguan.journeys.forwarding import give_back
from tongguan.journeys.rooms import Rooms
from tongguan.kit.checks import verify
from tongguan.plumbing.outbox.store import Answer


def hear_cancellations(rooms: Rooms, woken: Collection[int], at: datetime) -> None:
    """Grant or refuse the cancellations among woken papers."""
    docket = Docket(rooms, at)
    for standing, asked, case in beside(rooms, lodged(rooms, woken)):
        if (findings := verify(asked, CANCELLABLE)) or case is None:
            docket.refuse(standing, findings)
            continue
        about = Said(str(case.declaration.key))
        docket.take(standing, ("register", "conclude"), about)
        docket.said += cancel(rooms, case, asked.application.reason, at)
    rooms.outbox.put(docket.said, at)


def cancel(rooms: Rooms, case: Case, reason: str, at: datetime) -> list[Answer]:
    """Cancel a list; return what its sender and those of its papers are told."""
    (step,) = path(case.declaration, (CANCEL,), Actor.SYSTEM)
    key = str(case.declaration.key)
    freed = [m for it in case.others for m in other_path(it, ("free",), key)]
    rooms.register.move([step._replace(reason=reason), *freed], at)
    give_back(rooms, case.declaration, at)
    *_, taken = rooms.declarations.decisions_of(case.declaration.id)
    last = replace(
        taken, at=at, actor="system", outcome=CANCEL, reason=reason, findings=[]
    )
    rooms.declarations.keep([last])
    return [
        answer(addressed(rooms, case), CANCEL, []),
        *(answer(to_other(it, paper), "free", []) for it, paper in case.companions),
    ]
