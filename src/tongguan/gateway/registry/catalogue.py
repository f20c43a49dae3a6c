"""企业登记报文 What is said to the business registry, and what it says."""

from tongguan.gateway.agencies.contract import Answered, Asked


class FirmAsked(Asked, frozen=True, kw_only=True):
    """登记查询 Is this firm registered under this credit code, and open?"""

    credit_code: str


class FirmAnswered(Answered, frozen=True, kw_only=True):
    """登记情况 The name, the state and the legal representative on the register."""

    registered_name: str = ""
    registered_state: str = ""
    legal_representative: str = ""
