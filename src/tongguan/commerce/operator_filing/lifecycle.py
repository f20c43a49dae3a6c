"""The states and moves of an operator's filing.

A change of what is filed walks beside it: the version before it holds until the change
is filed, and holds on where it is refused.
"""

from enum import StrEnum

from tongguan.kit.lifecycle import Lifecycle, Move


class FilingState(StrEnum):
    """主体备案 How far an operator's filing has come."""

    ABSENT = "absent"
    DRAFT = "draft"
    APPLIED = "applied"
    TO_CHECK = "to_check"
    FILED = "filed"
    CHANGED = "changed"
    CHANGE_TO_CHECK = "change_to_check"
    SUSPENDED = "suspended"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


class Actor(StrEnum):
    """Who moves a filing."""

    FIRM = "firm"
    SYSTEM = "system"
    OFFICER = "officer"


S, A = FilingState, Actor
# fmt: off
FILING = Lifecycle(S.ABSENT, [
    #    move        from               to                 by
    Move("save",     S.ABSENT,          S.DRAFT,           A.FIRM),
    Move("save",     S.DRAFT,           S.DRAFT,           A.FIRM),
    Move("apply",    S.ABSENT,          S.APPLIED,         A.FIRM),
    Move("apply",    S.DRAFT,           S.APPLIED,         A.FIRM),
    Move("pass",     S.APPLIED,         S.FILED,           A.SYSTEM),
    Move("refer",    S.APPLIED,         S.TO_CHECK,        A.SYSTEM),
    Move("take",     S.APPLIED,         S.TO_CHECK,        A.OFFICER),
    Move("file",     S.TO_CHECK,        S.FILED,           A.OFFICER),
    Move("refuse",   S.TO_CHECK,        S.REFUSED,         A.OFFICER),
    Move("withdraw", S.DRAFT,           S.WITHDRAWN,       A.FIRM),
    Move("withdraw", S.APPLIED,         S.WITHDRAWN,       A.FIRM),
    Move("withdraw", S.TO_CHECK,        S.WITHDRAWN,       A.FIRM),
    Move("change",   S.FILED,           S.CHANGED,         A.FIRM),
    Move("pass",     S.CHANGED,         S.FILED,           A.SYSTEM),
    Move("refer",    S.CHANGED,         S.CHANGE_TO_CHECK, A.SYSTEM),
    Move("take",     S.CHANGED,         S.CHANGE_TO_CHECK, A.OFFICER),
    Move("file",     S.CHANGE_TO_CHECK, S.FILED,           A.OFFICER),
    Move("refuse",   S.CHANGE_TO_CHECK, S.FILED,           A.OFFICER),
    Move("withdraw", S.CHANGED,         S.FILED,           A.FIRM),
    Move("withdraw", S.CHANGE_TO_CHECK, S.FILED,           A.FIRM),
    Move("suspend",  S.FILED,           S.SUSPENDED,       A.OFFICER),
    Move("suspend",  S.CHANGED,         S.SUSPENDED,       A.OFFICER),
    Move("suspend",  S.CHANGE_TO_CHECK, S.SUSPENDED,       A.OFFICER),
    Move("restore",  S.SUSPENDED,       S.FILED,           A.OFFICER),
    Move("cancel",   S.FILED,           S.CANCELLED,       A.FIRM),
    Move("cancel",   S.FILED,           S.CANCELLED,       A.OFFICER),
    Move("cancel",   S.SUSPENDED,       S.CANCELLED,       A.OFFICER),
])
# fmt: on
WAITING = frozenset({S.APPLIED, S.CHANGED})
TO_DECIDE = frozenset({S.TO_CHECK, S.CHANGE_TO_CHECK})
IN_FORCE = frozenset({S.FILED, S.CHANGED, S.CHANGE_TO_CHECK})
OVER = frozenset({S.REFUSED, S.WITHDRAWN, S.CANCELLED})
# a version is put into force by these
FILES = frozenset({"pass", "file"})
