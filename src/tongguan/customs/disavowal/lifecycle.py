"""The states and moves of a purchase that is disowned."""

from enum import StrEnum

from tongguan.kit.lifecycle import Lifecycle, Move


class DisavowalState(StrEnum):
    """否认购买 How far a report of a purchase that was not one's own has come."""

    ABSENT = "absent"
    REPORTED = "reported"
    INQUIRED = "inquired"
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    APPEALED = "appealed"
    SETTLED = "settled"
    RECALLED = "recalled"


class Actor(StrEnum):
    """Who moves a report."""

    CONSUMER = "consumer"
    OFFICER = "officer"


S, A = DisavowalState, Actor
# fmt: off
DISAVOWAL = Lifecycle(S.ABSENT, [
    #    move       from         to           by
    Move("report",  S.ABSENT,    S.REPORTED,  A.CONSUMER),
    Move("recall",  S.REPORTED,  S.RECALLED,  A.CONSUMER),
    Move("recall",  S.INQUIRED,  S.RECALLED,  A.CONSUMER),
    Move("inquire", S.REPORTED,  S.INQUIRED,  A.OFFICER),
    Move("uphold",  S.INQUIRED,  S.UPHELD,    A.OFFICER),
    Move("dismiss", S.INQUIRED,  S.DISMISSED, A.OFFICER),
    Move("appeal",  S.DISMISSED, S.APPEALED,  A.CONSUMER),
    Move("uphold",  S.APPEALED,  S.UPHELD,    A.OFFICER),
    Move("dismiss", S.APPEALED,  S.SETTLED,   A.OFFICER),
])
# fmt: on
OPEN = frozenset({S.REPORTED, S.INQUIRED, S.APPEALED})
