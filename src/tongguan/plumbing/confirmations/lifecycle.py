"""The states and moves of a proposal."""

from enum import StrEnum

from tongguan.kit.lifecycle import Lifecycle, Move


class ProposalState(StrEnum):
    """复核状态 Whether a proposal still waits for a second person."""

    ABSENT = "absent"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Actor(StrEnum):
    """Who moves a proposal."""

    FIRST = "first"
    SECOND = "second"
    SYSTEM = "system"


S, A = ProposalState, Actor
# fmt: off
PROPOSAL = Lifecycle(S.ABSENT, [
    #    move        from        to           by
    Move("propose",  S.ABSENT,   S.PROPOSED,  A.FIRST),
    Move("confirm",  S.PROPOSED, S.CONFIRMED, A.SECOND),
    Move("decline",  S.PROPOSED, S.DECLINED,  A.SECOND),
    Move("withdraw", S.PROPOSED, S.WITHDRAWN, A.FIRST),
    Move("lapse",    S.PROPOSED, S.LAPSED,    A.SYSTEM),
])
# fmt: on
