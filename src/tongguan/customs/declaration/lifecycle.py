"""The states and moves of a declaration list: a table; nothing else sets a state."""

from enum import StrEnum

from tongguan.kit.lifecycle import Lifecycle, Move


class DeclarationState(StrEnum):
    """清单状态 Where a declaration stands between lodging and clearance."""

    ABSENT = "absent"
    DRAFT = "draft"
    LODGED = "lodged"
    FORWARDED = "forwarded"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"
    SUSPENDED = "suspended"
    IN_REVIEW = "in_review"
    CHECKED = "checked"
    EXAMINED = "examined"
    DETAINED = "detained"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    RELEASED = "released"
    CLEARED = "cleared"
    TAKEN_BACK = "taken_back"


class Actor(StrEnum):
    """Who moves a declaration."""

    SENDER = "sender"
    SYSTEM = "system"
    CUSTOMS = "customs"
    UPSTREAM = "upstream"


S, A = DeclarationState, Actor
# fmt: off
DECLARATION = Lifecycle(S.ABSENT, [
    #    move        from         to           by
    Move("save",     S.ABSENT,    S.DRAFT,     A.SENDER),
    Move("lodge",    S.ABSENT,    S.LODGED,    A.SENDER),
    Move("refuse",   S.ABSENT,    S.REJECTED,  A.SYSTEM),
    Move("replace",  S.DRAFT,     S.ABSENT,    A.SENDER),
    Move("replace",  S.REJECTED,  S.ABSENT,    A.SENDER),
    Move("replace",  S.WITHDRAWN, S.ABSENT,    A.SENDER),
    Move("amend",    S.LODGED,    S.ABSENT,    A.SENDER),
    Move("withdraw", S.DRAFT,     S.WITHDRAWN, A.SENDER),
    Move("withdraw", S.LODGED,    S.WITHDRAWN, A.SENDER),
    Move("withdraw", S.REJECTED,  S.WITHDRAWN, A.SENDER),
    Move("accept",   S.LODGED,    S.ACCEPTED,  A.SYSTEM),
    Move("reject",   S.LODGED,    S.REJECTED,  A.SYSTEM),
    Move("suspend",  S.LODGED,    S.SUSPENDED, A.SYSTEM),
    Move("accept",   S.SUSPENDED, S.ACCEPTED,  A.SYSTEM),
    Move("reject",   S.SUSPENDED, S.REJECTED,  A.SYSTEM),
    Move("refer",    S.ACCEPTED,  S.IN_REVIEW, A.SYSTEM),
    Move("examine",  S.ACCEPTED,  S.EXAMINED,  A.SYSTEM),
    Move("release",  S.ACCEPTED,  S.RELEASED,  A.SYSTEM),
    Move("reopen",   S.LODGED,    S.IN_REVIEW, A.CUSTOMS),
    Move("reopen",   S.REJECTED,  S.IN_REVIEW, A.CUSTOMS),
    Move("conclude", S.IN_REVIEW, S.CHECKED,   A.CUSTOMS),
    Move("examine",  S.IN_REVIEW, S.EXAMINED,  A.CUSTOMS),
    Move("reject",   S.IN_REVIEW, S.REJECTED,  A.CUSTOMS),
    Move("release",  S.CHECKED,   S.RELEASED,  A.CUSTOMS),
    Move("release",  S.EXAMINED,  S.RELEASED,  A.CUSTOMS),
    Move("detain",   S.EXAMINED,  S.DETAINED,  A.CUSTOMS),
    Move("return",   S.EXAMINED,  S.RETURNED,  A.CUSTOMS),
    Move("release",  S.DETAINED,  S.RELEASED,  A.CUSTOMS),
    Move("return",   S.DETAINED,  S.RETURNED,  A.CUSTOMS),
    Move("clear",    S.RELEASED,  S.CLEARED,   A.SYSTEM),
    Move("take_back", S.RELEASED, S.TAKEN_BACK, A.SYSTEM),
    Move("take_back", S.CLEARED,  S.TAKEN_BACK, A.SYSTEM),
    Move("cancel",   S.ACCEPTED,  S.CANCELLED, A.SYSTEM),
    Move("cancel",   S.IN_REVIEW, S.CANCELLED, A.SYSTEM),
    Move("cancel",   S.CHECKED,   S.CANCELLED, A.SYSTEM),
    Move("replace",  S.CANCELLED, S.ABSENT,    A.SENDER),
    Move("forward",  S.LODGED,    S.FORWARDED, A.SYSTEM),
    Move("forward",  S.SUSPENDED, S.FORWARDED, A.SYSTEM),
    Move("recall",   S.FORWARDED, S.LODGED,    A.SYSTEM),
])
# A customs that decides elsewhere may say anything of a list until its last word.
UNDECIDED_UPSTREAM = (
    S.FORWARDED, S.ACCEPTED, S.IN_REVIEW, S.CHECKED, S.EXAMINED, S.DETAINED,
)
SAID_UPSTREAM = {
    "accept": S.ACCEPTED, "refer": S.IN_REVIEW, "conclude": S.CHECKED,
    "examine": S.EXAMINED, "detain": S.DETAINED, "reject": S.REJECTED,
    "return": S.RETURNED, "release": S.RELEASED, "cancel": S.CANCELLED,
}
UPSTREAM = Lifecycle(S.FORWARDED, [
    *(Move(name, source, target, A.UPSTREAM)
      for source in UNDECIDED_UPSTREAM
      for name, target in SAID_UPSTREAM.items() if target is not source),
    Move("clear",    S.RELEASED,  S.CLEARED,   A.UPSTREAM),
])
# fmt: on
