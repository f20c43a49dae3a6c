"""The states of a message on its way from the wire to the register."""

from enum import StrEnum

from tongguan.kit.lifecycle import Lifecycle, Move


class MessageState(StrEnum):
    """报文状态 How far a message has come."""

    RECEIVED = "received"
    READ = "read"
    REFUSED = "refused"
    QUARANTINED = "quarantined"


class Reader(StrEnum):
    """Who moves a message."""

    WORKER = "worker"
    OPERATOR = "operator"


S, R = MessageState, Reader
# fmt: off
MESSAGE = Lifecycle(S.RECEIVED, [
    #    move          from           to             by
    Move("read",       S.RECEIVED,    S.READ,        R.WORKER),
    Move("refuse",     S.RECEIVED,    S.REFUSED,     R.WORKER),
    Move("quarantine", S.RECEIVED,    S.QUARANTINED, R.WORKER),
    Move("replay",     S.QUARANTINED, S.RECEIVED,    R.OPERATOR),
])
# fmt: on
