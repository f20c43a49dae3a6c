"""The states of a paper that is not itself decided on.

An order, a payment or a waybill is matched with its list; any other paper is
registered. A declaration list has a lifecycle of its own; all share the first steps.
"""

from enum import StrEnum

from tongguan.kit.lifecycle import Lifecycle, Move


class PaperState(StrEnum):
    """单证状态 How far a paper has come."""

    ABSENT = "absent"
    DRAFT = "draft"
    LODGED = "lodged"
    FORWARDED = "forwarded"
    REJECTED = "rejected"
    MATCHED = "matched"
    REGISTERED = "registered"
    IN_REVIEW = "in_review"
    CONCLUDED = "concluded"
    WITHDRAWN = "withdrawn"


class Actor(StrEnum):
    """Who moves a paper."""

    SENDER = "sender"
    SYSTEM = "system"
    CUSTOMS = "customs"
    UPSTREAM = "upstream"


S, A = PaperState, Actor
# fmt: off
PAPER = Lifecycle(S.ABSENT, [
    #    move        from          to            by
    Move("save",     S.ABSENT,     S.DRAFT,      A.SENDER),
    Move("lodge",    S.ABSENT,     S.LODGED,     A.SENDER),
    Move("refuse",   S.ABSENT,     S.REJECTED,   A.SYSTEM),
    Move("replace",  S.DRAFT,      S.ABSENT,     A.SENDER),
    Move("replace",  S.REJECTED,   S.ABSENT,     A.SENDER),
    Move("replace",  S.WITHDRAWN,  S.ABSENT,     A.SENDER),
    Move("amend",    S.LODGED,     S.ABSENT,     A.SENDER),
    Move("withdraw", S.DRAFT,      S.WITHDRAWN,  A.SENDER),
    Move("withdraw", S.LODGED,     S.WITHDRAWN,  A.SENDER),
    Move("withdraw", S.REJECTED,   S.WITHDRAWN,  A.SENDER),
    Move("match",    S.LODGED,     S.MATCHED,    A.SYSTEM),
    Move("reject",   S.LODGED,     S.REJECTED,   A.SYSTEM),
    Move("conclude", S.MATCHED,    S.CONCLUDED,  A.SYSTEM),
    Move("free",     S.MATCHED,    S.LODGED,     A.SYSTEM),
    Move("register", S.LODGED,     S.REGISTERED, A.SYSTEM),
    Move("conclude", S.REGISTERED, S.CONCLUDED,  A.SYSTEM),
    Move("reject",   S.REGISTERED, S.REJECTED,   A.SYSTEM),
    Move("refer",    S.REGISTERED, S.IN_REVIEW, A.SYSTEM),
    Move("conclude", S.IN_REVIEW,  S.CONCLUDED, A.CUSTOMS),
    Move("reject",   S.IN_REVIEW,  S.REJECTED,  A.CUSTOMS),
    Move("forward",  S.LODGED,     S.FORWARDED,  A.SYSTEM),
    Move("recall",   S.FORWARDED,  S.LODGED,     A.SYSTEM),
])
# What a customs that decides elsewhere says of a paper, whatever it said before.
UNDECIDED_UPSTREAM = (S.FORWARDED, S.MATCHED, S.REGISTERED)
SAID_UPSTREAM = {
    "match": S.MATCHED, "register": S.REGISTERED, "conclude": S.CONCLUDED,
    "reject": S.REJECTED,
}
PAPER_UPSTREAM = Lifecycle(S.FORWARDED, [
    *(Move(name, source, target, A.UPSTREAM)
      for source in UNDECIDED_UPSTREAM
      for name, target in SAID_UPSTREAM.items() if target is not source),
    *(Move("free", source, S.LODGED, A.UPSTREAM)
      for source in (*UNDECIDED_UPSTREAM, S.CONCLUDED)),
])
# fmt: on
