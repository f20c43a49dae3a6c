"""出口清单报文 How an export list (CEB603) and its receipts (CEB604) travel."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tongguan.kit.messages import OLDER, ExportHead, PaperMessage, ReceiptMessage, Side
from tongguan.kit.wire import wire
from tongguan.trade.exports import ExportDeclaration
from tongguan.trade.kinds import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportInventoryHead(ExportHead):
    """出口清单表头 What the list says of the parcel as a whole."""

    customs_office: str = wire("customsCode", "C4", label="申报海关代码")
    platform_code: str = wire(
        "ebpCode", "C0..18", label="电商平台代码", was={OLDER: "C..50"}
    )
    platform_name: str = wire(
        "ebpName", "C0..100", label="电商平台名称", was={OLDER: "C..100"}
    )
    order_number: str = wire(
        "orderNo", "C0..60", label="订单编号", was={OLDER: "C..60"}
    )
    carrier_code: str = wire(
        "logisticsCode", "C0..18", label="物流企业代码", was={OLDER: "C..18"}
    )
    carrier_name: str = wire(
        "logisticsName", "C0..100", label="物流企业名称", was={OLDER: "C..100"}
    )
    waybill_number: str = wire(
        "logisticsNo", "C0..32", label="物流运单编号", was={OLDER: "C..80"}
    )
    reference: str = wire("copNo", "C0..30", label="企业内部编号", was={OLDER: "C..30"})
    preliminary_number: str | None = wire(
        "preNo", "C18", label="预录入编号", required=False
    )
    number: str | None = wire(
        "invtNo", "C..20", label="清单编号", required=False, was={OLDER: "C18"}
    )
    direction: str = wire("ieFlag", "C1", label="进出口标记")
    border_office: str = wire("portCode", "C4", label="口岸海关代码")
    leaves_on: date = wire("ieDate", "D8", label="出口日期")
    procedure: str = wire("statisticsFlag", "C1", label="申报业务类型")
    declarant_code: str = wire(
        "agentCode", "C0..18", label="申报企业代码", was={OLDER: "C..18"}
    )
    declarant_name: str = wire(
        "agentName", "C0..100", label="申报企业名称", was={OLDER: "C..100"}
    )
    seller_code: str = wire(
        "ebcCode", "C0..18", label="收发货人代码", was={OLDER: "C..18"}
    )
    seller_name: str = wire(
        "ebcName", "C0..100", label="收发货人名称", was={OLDER: "C..100"}
    )
    producer_code: str = wire(
        "ownerCode", "C0..18", label="生产销售单位代码", was={OLDER: "C..18"}
    )
    producer_name: str = wire(
        "ownerName", "C0..100", label="生产销售单位名称", was={OLDER: "C..100"}
    )
    zone_operator_code: str | None = wire(
        "iacCode", "C..18", label="区内企业代码", required=False
    )
    zone_operator_name: str | None = wire(
        "iacName", "C..100", label="区内企业名称", required=False
    )
    ledger: str | None = wire("emsNo", "C..30", label="账册编号", required=False)
    supervision_mode: str = wire("tradeMode", "C4", label="贸易方式")
    transport_mode: str = wire("trafMode", "C1~", label="运输方式", was={OLDER: "C1"})
    conveyance: str | None = wire(
        "trafName", "C..100", label="运输工具名称", required=False
    )
    voyage: str | None = wire("voyageNo", "C..32", label="航班航次号", required=False)
    transport_document: str | None = wire(
        "billNo", "C..37", label="提运单号", required=False
    )
    bag: str | None = wire(
        "totalPackageNo", "C..37", label="总包号", required=False, was={OLDER: "C..60"}
    )
    supervised_site: str | None = wire(
        "loctNo", "C..10", label="监管场所代码", required=False
    )
    licence: str | None = wire("licenseNo", "C..19", label="许可证件号", required=False)
    destination: str = wire("country", "C3", label="运抵国（地区）")
    destination_port: str = wire(
        "POD", "C3..4~", label="指运港代码", was={OLDER: "C3..4"}
    )
    freight: Decimal = wire("freight", "N19,5", label="运费")
    freight_currency: str = wire("fCurrency", "C3", label="运费币制")
    freight_basis: str = wire("fFlag", "C1=3", label="运费标志", was={OLDER: "C1"})
    insurance: Decimal = wire("insuredFee", "N19,5", label="保价费")
    insurance_currency: str = wire("iCurrency", "C3", label="保费币制")
    insurance_basis: str = wire("iFlag", "C1=3", label="保费标志", was={OLDER: "C1"})
    package_type: str = wire("wrapType", "C1~", label="包装种类代码", was={OLDER: "C1"})
    packages: int = wire("packNo", "N9", label="件数")
    gross_weight_kg: Decimal = wire("grossWeight", "N19,5", label="毛重（公斤）")
    net_weight_kg: Decimal = wire("netWeight", "N19,5", label="净重（公斤）")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportInventoryItem:
    """出口清单表体 One goods item of the list."""

    number: int = wire("gnum", "N5", label="序号")
    item_number: str = wire(
        "itemNo", "C0..20", label="企业商品编号", was={OLDER: "C..20"}
    )
    ledger_item: str | None = wire(
        "itemRecordNo", "C..30", label="账册备案料号", required=False
    )
    item_name: str | None = wire(
        "itemName", "C..250", label="企业商品名称", required=False
    )
    hs_code: str = wire("gcode", "C10", label="商品编码")
    name: str = wire("gname", "C0..250", label="商品名称", was={OLDER: "C..250"})
    model: str = wire("gmodel", "C0..250~", label="规格型号", was={OLDER: "C..250"})
    barcode: str = wire("barCode", "C0..50~", label="条码", was={OLDER: "C..50"})
    destination: str = wire("country", "C3", label="最终目的国（地区）")
    currency: str = wire("currency", "C3", label="币制")
    quantity: Decimal = wire("qty", "N19,5", label="数量")
    statutory_quantity: Decimal = wire("qty1", "N19,5", label="法定数量")
    second_quantity: Decimal | None = wire(
        "qty2", "N19,5", label="第二数量", required=False
    )
    unit: str = wire("unit", "C3", label="计量单位")
    statutory_unit: str = wire("unit1", "C3", label="法定计量单位")
    second_unit: str | None = wire(
        "unit2", "C..3", label="第二计量单位", required=False, was={OLDER: "C3"}
    )
    price: Decimal = wire("price", "N19,5", label="单价")
    total: Decimal = wire("totalPrice", "N19,5", label="总价")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportInventoryEntry:
    """出口清单 One list of a message: its head and its goods items."""

    head: ExportInventoryHead = wire(
        "InventoryHead", "1", of=ExportInventoryHead, label="出口清单表头"
    )
    lines: tuple[ExportInventoryItem, ...] = wire(
        "InventoryList", "1..100", of=ExportInventoryItem, label="出口清单表体"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportInventoryReturn:
    """出口清单回执 One answer about one list."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    declarant_code: str = wire("agentCode", "C0..18", label="申报企业代码")
    reference: str = wire("copNo", "C0..30", label="企业内部编号")
    preliminary_number: str = wire("preNo", "C18", label="预录入编号")
    number: str = wire("invtNo", "C0..20", label="清单编号", was={OLDER: "C18"})
    seller_code: str = wire("ebcCode", "C0..18", label="收发货人代码")
    platform_code: str = wire(
        "ebpCode", "C0..18", label="电商平台代码", was={OLDER: "C..50"}
    )
    order_number: str = wire("orderNo", "C0..60", label="订单编号")
    procedure: str = wire("statisticsFlag", "C1", label="申报业务类型")
    status: str = wire("returnStatus", "C..10", label="回执状态")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    text: str = wire("returnInfo", "C0..1000", label="回执信息")


EXPORT_DECLARATION_MESSAGE = PaperMessage(
    number="603",
    tag="Inventory",
    entry=ExportInventoryEntry,
    noun=ExportDeclaration,
    label="出口清单",
    english="Export list",
    side=Side.EXPORT,
    receipt=ReceiptMessage(
        number="604",
        tag="InventoryReturn",
        entry=ExportInventoryReturn,
        paper=Paper.EXPORT_DECLARATION,
        label="出口清单回执",
        english="Receipt on an export list",
        side=Side.EXPORT,
    ),
)
