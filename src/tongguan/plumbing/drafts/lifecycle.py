"""The states and moves of a draft; every move makes a new version."""

from enum import StrEnum

from tongguan.kit.lifecycle import Lifecycle, Move


class DraftState(StrEnum):
    """草稿状态 Whether a draft is still being written."""

    ABSENT = "absent"
    OPEN = "open"
    REMOVED = "removed"
    DECLARED = "declared"


class Actor(StrEnum):
    """Who moves a draft."""

    FIRM = "firm"


S, A = DraftState, Actor
# fmt: off
DRAFT = Lifecycle(S.ABSENT, [
    #    move       from         to           by
    Move("add",     S.ABSENT,    S.OPEN,      A.FIRM),
    Move("edit",    S.OPEN,      S.OPEN,      A.FIRM),
    Move("undo",    S.OPEN,      S.OPEN,      A.FIRM),
    Move("remove",  S.OPEN,      S.REMOVED,   A.FIRM),
    Move("restore", S.REMOVED,   S.OPEN,      A.FIRM),
    Move("declare", S.OPEN,      S.DECLARED,  A.FIRM),
    Move("mend",    S.DECLARED,  S.OPEN,      A.FIRM),
])
# fmt: on
