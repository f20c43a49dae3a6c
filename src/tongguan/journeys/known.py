"""办理依据 What a list is decided on besides its papers."""

import msgspec

from tongguan.customs.control.model import ControlOrder
from tongguan.customs.risk.model import RiskFacts
from tongguan.trade.goods import GoodsOnFile
from tongguan.trade.registry import ZoneProfile


class Circumstances(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """办理依据 What the ledgers and the register know of a list; amounts in fen.

    `locked` says that the buyer lets nobody declare in their name.
    """

    used: int
    guarantee_left: int
    waybill_is_free: bool
    risk: RiskFacts
    orders: tuple[ControlOrder, ...] = ()
    goods: GoodsOnFile = msgspec.field(default_factory=dict)
    zone: ZoneProfile = msgspec.field(default_factory=ZoneProfile)
    locked: bool = False
