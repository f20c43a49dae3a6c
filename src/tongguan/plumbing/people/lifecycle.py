"""The states of an account: one administrator proposes, another lets in."""

from enum import StrEnum

from tongguan.kit.lifecycle import Lifecycle, Move


class AccountState(StrEnum):
    """账号状态 Whether somebody may sign in."""

    ABSENT = "absent"
    PROPOSED = "proposed"
    WORKING = "working"
    DECLINED = "declined"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Actor(StrEnum):
    """Who moves an account."""

    SYSTEM = "system_administrator"
    SECURITY = "security_administrator"


S, A = AccountState, Actor
# fmt: off
ACCOUNT = Lifecycle(S.ABSENT, [
    #    move       from         to           by
    Move("propose", S.ABSENT,    S.PROPOSED,  A.SYSTEM),
    Move("approve", S.PROPOSED,  S.WORKING,   A.SECURITY),
    Move("decline", S.PROPOSED,  S.DECLINED,  A.SECURITY),
    Move("repost",  S.PROPOSED,  S.PROPOSED,  A.SYSTEM),
    Move("repost",  S.DECLINED,  S.PROPOSED,  A.SYSTEM),
    Move("repost",  S.WORKING,   S.PROPOSED,  A.SYSTEM),
    Move("reset",   S.PROPOSED,  S.PROPOSED,  A.SYSTEM),
    Move("reset",   S.WORKING,   S.PROPOSED,  A.SYSTEM),
    Move("suspend", S.WORKING,   S.SUSPENDED, A.SYSTEM),
    Move("suspend", S.WORKING,   S.SUSPENDED, A.SECURITY),
    Move("restore", S.SUSPENDED, S.PROPOSED,  A.SYSTEM),
    Move("close",   S.SUSPENDED, S.CLOSED,    A.SYSTEM),
    Move("close",   S.DECLINED,  S.CLOSED,    A.SYSTEM),
])
# fmt: on
