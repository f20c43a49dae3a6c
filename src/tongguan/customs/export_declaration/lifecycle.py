"""The states and moves of an export list: a table; nothing else sets a state."""

from enum import StrEnum

from tongguan.kit.lifecycle import Lifecycle, Move


class ExportState(StrEnum):
    """出口清单状态 Where an export list stands between lodging and its summary."""

    ABSENT = "absent"
    DRAFT = "draft"
    LODGED = "lodged"
    FORWARDED = "forwarded"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"
    RELEASED = "released"
    CLEARED = "cleared"
    SUMMARISED = "summarised"
    CANCELLED = "cancelled"


class Actor(StrEnum):
    """Who moves an export list."""

    SENDER = "sender"
    SYSTEM = "system"


S, A = ExportState, Actor
# fmt: off
EXPORT_LIST = Lifecycle(S.ABSENT, [
    #    move         from          to            by
    Move("save",      S.ABSENT,     S.DRAFT,      A.SENDER),
    Move("lodge",     S.ABSENT,     S.LODGED,     A.SENDER),
    Move("refuse",    S.ABSENT,     S.REJECTED,   A.SYSTEM),
    Move("replace",   S.DRAFT,      S.ABSENT,     A.SENDER),
    Move("replace",   S.REJECTED,   S.ABSENT,     A.SENDER),
    Move("replace",   S.WITHDRAWN,  S.ABSENT,     A.SENDER),
    Move("replace",   S.CANCELLED,  S.ABSENT,     A.SENDER),
    Move("amend",     S.LODGED,     S.ABSENT,     A.SENDER),
    Move("withdraw",  S.DRAFT,      S.WITHDRAWN,  A.SENDER),
    Move("withdraw",  S.LODGED,     S.WITHDRAWN,  A.SENDER),
    Move("withdraw",  S.REJECTED,   S.WITHDRAWN,  A.SENDER),
    Move("forward",   S.LODGED,     S.FORWARDED,  A.SYSTEM),
    Move("recall",    S.FORWARDED,  S.LODGED,     A.SYSTEM),
    Move("reject",    S.LODGED,     S.REJECTED,   A.SYSTEM),
    Move("accept",    S.LODGED,     S.ACCEPTED,   A.SYSTEM),
    Move("release",   S.ACCEPTED,   S.RELEASED,   A.SYSTEM),
    Move("cancel",    S.RELEASED,   S.CANCELLED,  A.SYSTEM),
    Move("clear",     S.RELEASED,   S.CLEARED,    A.SYSTEM),
    Move("summarise", S.RELEASED,   S.SUMMARISED, A.SYSTEM),
    Move("summarise", S.CLEARED,    S.SUMMARISED, A.SYSTEM),
])
# fmt: on
