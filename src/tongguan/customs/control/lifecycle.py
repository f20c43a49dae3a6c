"""The states and moves of a control order, and of a case that follows a finding."""

from enum import StrEnum

from tongguan.kit.lifecycle import Lifecycle, Move


class OrderState(StrEnum):
    """指令状态 Whether an order still stops what it hits."""

    ABSENT = "absent"
    PLACED = "placed"
    LIFTED = "lifted"
    EXPIRED = "expired"


class CaseState(StrEnum):
    """案件状态 Whether what was seized or sent back is still being dealt with."""

    ABSENT = "absent"
    OPENED = "opened"
    CLOSED = "closed"


class Actor(StrEnum):
    """Who moves an order or a case."""

    OFFICER = "officer"
    SYSTEM = "system"


S, C, A = OrderState, CaseState, Actor
# fmt: off
CONTROL = Lifecycle(S.ABSENT, [
    #    move      from      to         by
    Move("place",  S.ABSENT, S.PLACED,  A.OFFICER),
    Move("lift",   S.PLACED, S.LIFTED,  A.OFFICER),
    Move("expire", S.PLACED, S.EXPIRED, A.SYSTEM),
])
CASE = Lifecycle(C.ABSENT, [
    Move("open",   C.ABSENT, C.OPENED,  A.OFFICER),
    Move("close",  C.OPENED, C.CLOSED,  A.OFFICER),
])
# fmt: on
