"""The states and moves of an article on file; every move makes a new version."""

from enum import StrEnum

from tongguan.kit.lifecycle import Lifecycle, Move


class GoodsState(StrEnum):
    """备案状态 Whether goods may be declared under a record."""

    ABSENT = "absent"
    FILED = "filed"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class Actor(StrEnum):
    """Who moves a record."""

    OFFICER = "officer"


S, A = GoodsState, Actor
# fmt: off
GOODS = Lifecycle(S.ABSENT, [
    #    move       from         to           by
    Move("file",    S.ABSENT,    S.FILED,     A.OFFICER),
    Move("amend",   S.FILED,     S.FILED,     A.OFFICER),
    Move("suspend", S.FILED,     S.SUSPENDED, A.OFFICER),
    Move("resume",  S.SUSPENDED, S.FILED,     A.OFFICER),
    Move("cancel",  S.FILED,     S.CANCELLED, A.OFFICER),
    Move("cancel",  S.SUSPENDED, S.CANCELLED, A.OFFICER),
])
# fmt: on
