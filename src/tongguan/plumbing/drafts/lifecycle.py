"""The states and moves of a draft; every move makes a new version."""

from enum import StrEnum

from tongguan.kit.lifecycle import Lifecycle, Move


class DraftState(StrEnum):
    """草稿状态 Whether a draft is still being written."""

    ABSENT = "absent"
    WRITING = "writing"
    REMOVED = "removed"
    DECLARED = "declared"


class Actor(StrEnum):
    """Who moves a draft."""

    SENDER = "sender"


S, A = DraftState, Actor
# fmt: off
DRAFT = Lifecycle(S.ABSENT, [
    #    move       from         to           by
    Move("add",     S.ABSENT,    S.WRITING,   A.SENDER),
    Move("edit",    S.WRITING,   S.WRITING,   A.SENDER),
    Move("undo",    S.WRITING,   S.WRITING,   A.SENDER),
    Move("remove",  S.WRITING,   S.REMOVED,   A.SENDER),
    Move("restore", S.REMOVED,   S.WRITING,   A.SENDER),
    Move("declare", S.WRITING,   S.DECLARED,  A.SENDER),
    Move("mend",    S.DECLARED,  S.WRITING,   A.SENDER),
])
# fmt: on
