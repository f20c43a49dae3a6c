"""The states of a firm's address, and of one delivery to it."""

from enum import StrEnum

from tongguan.kit.lifecycle import Lifecycle, Move


class EndpointState(StrEnum):
    """推送地址状态 Whether an address is called."""

    PENDING = "pending"
    ACTIVE = "active"
    OFF = "off"


class DeliveryState(StrEnum):
    """推送状态 How a delivery ended, if it has."""

    DUE = "due"
    DELIVERED = "delivered"
    DROPPED = "dropped"


class Caller(StrEnum):
    """Who moves them."""

    SENDER = "sender"
    SYSTEM = "system"


S, D, C = EndpointState, DeliveryState, Caller
# fmt: off
ENDPOINT = Lifecycle(S.PENDING, [
    #    move          from        to         by
    Move("prove",      S.PENDING,  S.ACTIVE,  C.SYSTEM),
    Move("switch_off", S.PENDING,  S.OFF,     C.SENDER),
    Move("switch_off", S.ACTIVE,   S.OFF,     C.SENDER),
    Move("give_up",    S.PENDING,  S.OFF,     C.SYSTEM),
    Move("give_up",    S.ACTIVE,   S.OFF,     C.SYSTEM),
    Move("switch_on",  S.OFF,      S.PENDING, C.SENDER),
])
DELIVERY = Lifecycle(D.DUE, [
    Move("deliver",    D.DUE,       D.DELIVERED, C.SYSTEM),
    Move("drop",       D.DUE,       D.DROPPED,   C.SYSTEM),
    Move("replay",     D.DELIVERED, D.DUE,       C.SENDER),
    Move("replay",     D.DROPPED,   D.DUE,       C.SENDER),
])
# fmt: on
