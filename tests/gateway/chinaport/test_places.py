import pytest

from tongguan.gateway.chinaport.catalogue import BY_PAPER
from tongguan.gateway.chinaport.places import locate, places
from tongguan.kit.checks import Place
from tongguan.trade.kinds import Paper

ORDER = "/CEB311Message/Order[1]"
PAYMENT = "/CEB411Message/Payment[1]/PaymentHead"
WAYBILL = "/CEB511Message/Logistics[1]"
LIST = "/CEB621Message/Inventory[1]/InventoryHead"
ITEM = "/CEB621Message/Inventory[1]/InventoryList[2]"


@pytest.mark.parametrize(
    ("place", "path", "label"),
    [
        (Place("order", "paid"), f"{ORDER}/OrderHead/acturalPaid", "实际支付金额"),
        (Place("order", "buyer.name"), f"{ORDER}/OrderHead/buyerName", "订购人姓名"),
        (Place("order", "buyer"), f"{ORDER}/OrderHead/buyerName", "订购人姓名"),
        (Place("order", "heading.action"), f"{ORDER}/OrderHead/appType", "报送类型"),
        (Place("order", "price", 3), f"{ORDER}/OrderList[3]/price", "单价"),
        (Place("order", "lines.price", 3), f"{ORDER}/OrderList[3]/price", "单价"),
        (Place("order", "lines"), f"{ORDER}/OrderList", "订单表体"),
        (Place("order", "unheard_of"), f"{ORDER}/OrderHead", "订单表头"),
        (Place("payment", "payer.name"), f"{PAYMENT}/payerName", "支付人姓名"),
        (Place("waybill", "packages"), f"{WAYBILL}/LogisticsHead/packNo", "件数"),
        (Place("declaration", "hs_code", 2), f"{ITEM}/gcode", "商品编码"),
        (Place("declaration", "ledger"), f"{LIST}/emsNo", "账册编号"),
    ],
)  # fmt: skip
def test_a_place_of_ours_is_found_in_the_message(
    place: Place, path: str, label: str
) -> None:
    tag = path.rpartition("/")[2].partition("[")[0]

    assert locate(place) == (path, tag, label)


def test_a_place_is_found_in_a_later_paper_too() -> None:
    path, _, _ = locate(Place("order", "paid"), 7)

    assert path == "/CEB311Message/Order[7]/OrderHead/acturalPaid"


@pytest.mark.parametrize("paper", BY_PAPER)
def test_every_place_we_name_travels_somewhere_of_its_own(paper: Paper) -> None:
    found = [locate(place) for place in places(paper)]

    assert len({path for path, _, _ in found}) == len(found)


@pytest.mark.parametrize("paper", BY_PAPER)
def test_every_field_of_a_noun_travels(paper: Paper) -> None:
    named = {place.field.partition(".")[0] for place in places(paper)}

    assert set(BY_PAPER[paper].noun.__slots__) - named <= {"lines"}
