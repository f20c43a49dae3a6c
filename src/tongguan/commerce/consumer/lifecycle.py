"""The states and moves of a consumer's verification, and of the lock on an identity."""

from enum import StrEnum

from tongguan.kit.lifecycle import Lifecycle, Move


class ConsumerState(StrEnum):
    """消费者账号 How far a consumer's verification has come."""

    ABSENT = "absent"
    APPLIED = "applied"
    CONFIRMED = "confirmed"
    VERIFIED = "verified"
    REFUSED = "refused"


class LockState(StrEnum):
    """身份锁定 Whether lists may name a person as their buyer."""

    OPEN = "open"
    LOCKED = "locked"


class Actor(StrEnum):
    """Who moves a verification or a lock."""

    CONSUMER = "consumer"
    POLICE = "police"


C, L, A = ConsumerState, LockState, Actor
# fmt: off
CONSUMER = Lifecycle(C.ABSENT, [
    #    move       from         to           by
    Move("apply",   C.ABSENT,    C.APPLIED,   A.CONSUMER),
    Move("confirm", C.APPLIED,   C.CONFIRMED, A.CONSUMER),
    Move("agree",   C.CONFIRMED, C.VERIFIED,  A.POLICE),
    Move("differ",  C.CONFIRMED, C.REFUSED,   A.POLICE),
    Move("again",   C.REFUSED,   C.APPLIED,   A.CONSUMER),
])
LOCK = Lifecycle(L.OPEN, [
    Move("lock",    L.OPEN,      L.LOCKED,    A.CONSUMER),
    Move("unlock",  L.LOCKED,    L.OPEN,      A.CONSUMER),
])
# fmt: on
