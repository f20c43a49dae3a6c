"""What a return must be on its own, before its list is looked for."""

from tongguan.customs.cancellation.rules import application_checks
from tongguan.kit.checks import Check
from tongguan.kit.desk import Desk
from tongguan.kit.entries import listed, positive
from tongguan.kit.lines import numbered_once, whole_hs_codes
from tongguan.trade.import_papers import GoodsReturn
from tongguan.trade.registry import Lodgement

PARAMETERS, NO_RIGHT = "-625001", "-625021"
GOODS_RETURN = Desk[GoodsReturn]("goods_return", PARAMETERS)

GOODS_RETURN_CHECKS: tuple[Check[Lodgement[GoodsReturn]], ...] = (
    *application_checks(GOODS_RETURN, "lines.name", no_right=NO_RIGHT),
    numbered_once(GOODS_RETURN, PARAMETERS),
    whole_hs_codes(GOODS_RETURN),
    listed(GOODS_RETURN, "units", "lines.unit"),
    positive(GOODS_RETURN, "lines.quantity"),
)
