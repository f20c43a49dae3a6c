"""The states and moves of an article on file; every move makes a new version."""

from enum import StrEnum

from tongguan.kit.lifecycle import Lifecycle, Move


class GoodsState(StrEnum):
    """备案状态 Whether goods may be declared under a record.

    A version that waits for an answer about its licence, or was refused, is not on file
    yet: lists are held against the one before it.
    """

    ABSENT = "absent"
    PENDING = "pending"
    REFUSED = "refused"
    FILED = "filed"
    PAUSED = "paused"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class Actor(StrEnum):
    """Who moves a record: its seller, an officer, or the authority for licences."""

    SELLER = "seller"
    OFFICER = "officer"
    MARKET = "market"


S, A = GoodsState, Actor
# fmt: off
GOODS = Lifecycle(S.ABSENT, [
    #    move       from         to           by
    Move("file",    S.ABSENT,    S.FILED,     A.SELLER),
    Move("amend",   S.FILED,     S.FILED,     A.SELLER),
    Move("amend",   S.REFUSED,   S.FILED,     A.SELLER),
    Move("amend",   S.PENDING,   S.FILED,     A.SELLER),
    Move("submit",  S.ABSENT,    S.PENDING,   A.SELLER),
    Move("submit",  S.FILED,     S.PENDING,   A.SELLER),
    Move("submit",  S.REFUSED,   S.PENDING,   A.SELLER),
    Move("submit",  S.PENDING,   S.PENDING,   A.SELLER),
    Move("pause",   S.FILED,     S.PAUSED,    A.SELLER),
    Move("restart", S.PAUSED,    S.FILED,     A.SELLER),
    Move("cancel",  S.FILED,     S.CANCELLED, A.SELLER),
    Move("cancel",  S.PAUSED,    S.CANCELLED, A.SELLER),
    Move("cancel",  S.PENDING,   S.CANCELLED, A.SELLER),
    Move("cancel",  S.REFUSED,   S.CANCELLED, A.SELLER),
    Move("confirm", S.PENDING,   S.FILED,     A.MARKET),
    Move("refuse",  S.PENDING,   S.REFUSED,   A.MARKET),
    Move("file",    S.ABSENT,    S.FILED,     A.OFFICER),
    Move("amend",   S.FILED,     S.FILED,     A.OFFICER),
    Move("suspend", S.FILED,     S.SUSPENDED, A.OFFICER),
    Move("suspend", S.PAUSED,    S.SUSPENDED, A.OFFICER),
    Move("resume",  S.SUSPENDED, S.FILED,     A.OFFICER),
    Move("refuse",  S.PENDING,   S.REFUSED,   A.OFFICER),
    Move("cancel",  S.FILED,     S.CANCELLED, A.OFFICER),
    Move("cancel",  S.SUSPENDED, S.CANCELLED, A.OFFICER),
])
# fmt: on
