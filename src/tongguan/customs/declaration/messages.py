"""进口清单报文 How a declaration list (CEB621) and its receipts (CEB622) travel.

Between the editions of 2018 and of 2022 two lengths of the goods items changed.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tongguan.kit.messages import ImportHead, PaperMessage, ReceiptMessage
from tongguan.kit.wire import wire
from tongguan.trade.masks import mask_address, mask_id, mask_name, mask_telephone
from tongguan.trade.papers import Declaration, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class InventoryHead(ImportHead):
    """清单表头 What the list says of the parcel as a whole."""

    order_number: str = wire("orderNo", "C..60", label="订单编号")
    platform_code: str = wire("ebpCode", "C..18", label="电商平台代码")
    platform_name: str = wire("ebpName", "C..100", label="电商平台名称")
    seller_code: str = wire("ebcCode", "C..18", label="电商企业代码")
    seller_name: str = wire("ebcName", "C..100", label="电商企业名称")
    waybill_number: str = wire("logisticsNo", "C..60", label="物流运单编号")
    carrier_code: str = wire("logisticsCode", "C..18", label="物流企业代码")
    carrier_name: str = wire("logisticsName", "C..100", label="物流企业名称")
    reference: str | None = wire("copNo", "C..20", label="企业内部编号", required=False)
    preliminary_number: str | None = wire(
        "preNo", "C..18", label="预录入编号", required=False
    )
    guarantor: str = wire("assureCode", "C..30", label="担保企业编号")
    ledger: str | None = wire("emsNo", "C..30", label="账册编号", required=False)
    number: str | None = wire("invtNo", "C..18", label="清单编号", required=False)
    direction: str = wire("ieFlag", "C1", label="进出口标记")
    declared_on: date = wire("declTime", "D8", label="申报日期")
    customs_office: str = wire("customsCode", "C4", label="申报海关代码")
    border_office: str = wire("portCode", "C4", label="口岸海关代码")
    arrived_on: date | None = wire("ieDate", "D8", label="进口日期", required=False)
    buyer_id_type: str = wire("buyerIdType", "C1", label="订购人证件类型")
    buyer_id_number: str = wire(
        "buyerIdNumber", "C..60", label="订购人证件号码", mask=mask_id
    )
    buyer_name: str = wire("buyerName", "C..60", label="订购人姓名", mask=mask_name)
    buyer_telephone: str = wire(
        "buyerTelephone", "C..30", label="订购人电话", mask=mask_telephone
    )
    address: str = wire(
        "consigneeAddress", "C..200", label="收件地址", mask=mask_address
    )
    declarant_code: str = wire("agentCode", "C..18", label="申报企业代码")
    declarant_name: str = wire("agentName", "C..100", label="申报企业名称")
    zone_operator_code: str | None = wire(
        "areaCode", "C..18", label="区内企业代码", required=False
    )
    zone_operator_name: str | None = wire(
        "areaName", "C..100", label="区内企业名称", required=False
    )
    supervision_mode: str = wire("tradeMode", "C4", label="贸易方式")
    transport_mode: str = wire("trafMode", "C1", label="运输方式")
    conveyance: str | None = wire(
        "trafNo", "C..100", label="运输工具编号", required=False
    )
    voyage: str | None = wire("voyageNo", "C..32", label="航班航次号", required=False)
    transport_document: str | None = wire(
        "billNo", "C..37", label="提运单号", required=False
    )
    supervised_site: str | None = wire(
        "loctNo", "C..10", label="监管场所代码", required=False
    )
    licence: str | None = wire("licenseNo", "C..19", label="许可证件号", required=False)
    dispatched_from: str = wire("country", "C3", label="起运国（地区）")
    freight: Decimal = wire("freight", "N19,5", label="运费")
    insurance: Decimal = wire("insuredFee", "N19,5", label="保价费")
    currency: str = wire("currency", "C3=142", label="币制")
    package_type: str | None = wire(
        "wrapType", "C1", label="包装种类代码", required=False
    )
    packages: int = wire("packNo", "N9", label="件数")
    gross_weight_kg: Decimal = wire("grossWeight", "N19,5", label="毛重（公斤）")
    net_weight_kg: Decimal = wire("netWeight", "N19,5", label="净重（公斤）")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class InventoryItem:
    """清单表体 One goods item of the list."""

    number: int = wire("gnum", "Nint", label="序号")
    ledger_item: str | None = wire(
        "itemRecordNo", "C..30", label="账册备案料号", required=False
    )
    item_number: str | None = wire(
        "itemNo",
        "C..20",
        label="企业商品货号",
        required=False,
        was={"2018-113": "C..30"},
    )
    item_name: str | None = wire(
        "itemName", "C..250", label="企业商品名称", required=False
    )
    hs_code: str = wire("gcode", "C10", label="商品编码")
    name: str = wire("gname", "C..250", label="商品名称")
    model: str = wire("gmodel", "C..510", label="规格型号")
    barcode: str | None = wire("barCode", "C..50", label="条码", required=False)
    origin: str = wire("country", "C3", label="原产国（地区）")
    trade_country: str | None = wire(
        "tradeCountry", "C1..3", label="贸易国", required=False, was={"2018-113": "C3"}
    )
    currency: str = wire("currency", "C3=142", label="币制")
    quantity: Decimal = wire("qty", "N19,5", label="数量")
    unit: str = wire("unit", "C3", label="计量单位")
    statutory_quantity: Decimal = wire("qty1", "N19,5", label="法定数量")
    statutory_unit: str = wire("unit1", "C3", label="法定计量单位")
    second_quantity: Decimal | None = wire(
        "qty2", "N19,5", label="第二数量", required=False
    )
    second_unit: str | None = wire("unit2", "C3", label="第二计量单位", required=False)
    price: Decimal = wire("price", "N19,5", label="单价")
    total: Decimal = wire("totalPrice", "N19,5", label="总价")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class InventoryEntry:
    """清单 One list of a message: its head and its goods items."""

    head: InventoryHead = wire("InventoryHead", "1", of=InventoryHead, label="清单表头")
    lines: tuple[InventoryItem, ...] = wire(
        "InventoryList", "1..99", of=InventoryItem, label="清单表体"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class InventoryReturn:
    """清单回执 One answer about one list."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    customs_office: str | None = wire(
        "customsCode", "C4", label="申报海关代码", required=False
    )
    platform_code: str | None = wire(
        "ebpCode", "C1..18", label="电商平台代码", required=False
    )
    seller_code: str | None = wire(
        "ebcCode", "C1..18", label="电商企业代码", required=False
    )
    declarant_code: str | None = wire(
        "agentCode", "C1..18", label="申报企业代码", required=False
    )
    reference: str = wire("copNo", "C..20", label="企业内部编号")
    preliminary_number: str = wire("preNo", "C18", label="预录入编号")
    number: str | None = wire("invtNo", "C18", label="清单编号", required=False)
    status: str = wire("returnStatus", "C..10", label="回执状态")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    text: str = wire("returnInfo", "C..1000", label="回执信息")


DECLARATION_MESSAGE = PaperMessage(
    number="621",
    tag="Inventory",
    entry=InventoryEntry,
    noun=Declaration,
    label="进口清单",
    english="Declaration list",
    must_be_signed=True,
    receipt=ReceiptMessage(
        number="622",
        tag="InventoryReturn",
        entry=InventoryReturn,
        paper=Paper.DECLARATION,
        label="进口清单回执",
        english="Receipt on a declaration list",
    ),
)
