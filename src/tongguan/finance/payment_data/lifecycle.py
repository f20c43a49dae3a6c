"""The states of an inquiry after the raw data of one payment."""

from enum import StrEnum

from tongguan.kit.lifecycle import Lifecycle, Move


class InquiryState(StrEnum):
    """支付数据核查 How far the platform has answered."""

    DUE = "due"
    ASKED = "asked"
    OVERDUE = "overdue"
    AGREED = "agreed"
    DIFFERING = "differing"


class Party(StrEnum):
    """Who moves an inquiry."""

    SYSTEM = "system"
    PLATFORM = "platform"


S, P = InquiryState, Party
# fmt: off
INQUIRY = Lifecycle(S.DUE, [
    #    move         from         to           by
    Move("ask",        S.DUE,       S.ASKED,     P.SYSTEM),
    Move("expire",     S.DUE,       S.OVERDUE,   P.SYSTEM),
    Move("expire",     S.ASKED,     S.OVERDUE,   P.SYSTEM),
    Move("agree",      S.DUE,       S.AGREED,    P.PLATFORM),
    Move("agree",      S.ASKED,     S.AGREED,    P.PLATFORM),
    Move("agree",      S.OVERDUE,   S.AGREED,    P.PLATFORM),
    Move("agree",      S.DIFFERING, S.AGREED,    P.PLATFORM),
    Move("contradict", S.DUE,       S.DIFFERING, P.PLATFORM),
    Move("contradict", S.ASKED,     S.DIFFERING, P.PLATFORM),
    Move("contradict", S.OVERDUE,   S.DIFFERING, P.PLATFORM),
    Move("contradict", S.DIFFERING, S.DIFFERING, P.PLATFORM),
])
# fmt: on
