"""三单比对 Every comparison between the papers of a parcel, in order of precedence."""

from collections.abc import Iterator
from dataclasses import replace

from tongguan.customs.matching.comparison import (
    PRACTICE,
    place_of,
    same,
    same_on_lines,
    together,
    together_on_lines,
)
from tongguan.kit.checks import Check, Difference, Look, Severity, check
from tongguan.kit.desk import GACC_2018_194, SPECIFICATION, say, say_plainly
from tongguan.trade.papers import Dossier

OTHER_PAYER = "1327"
OTHER_AMOUNT = "1332"
OTHER_PROVIDER = "13035"
OTHER_BUYER = "13127"
OTHER_TELEPHONE = "130126"
OTHER_COUNT = "1320"
OTHER_GOODS = "1322"
REVIEW = "1200"


@check(
    "MAT-3040",
    clause=GACC_2018_194,
    receipt=OTHER_COUNT,
    remedy=(
        "变更清单（申报企业），使清单商品项与订单一一对应。",
        "Let the declarant change the list so that its lines pair with the order's.",
    ),
)
def lines_are_as_many(dossier: Dossier) -> Iterator[Difference]:
    """清单有{given}个商品项，订单有{expected}个，应一一对应。

    The list has {given} lines and the order {expected}; they must pair off.
    """
    declared, ordered = len(dossier.declaration.lines), len(dossier.order.lines)
    if declared != ordered:
        place, against = place_of("declaration.lines"), place_of("order.lines")
        yield Difference(place, str(declared), str(ordered), against)


@check(
    "MAT-3061",
    clause=GACC_2018_194,
    remedy=(
        "核对支付时间与申报日期，在支付完成之后申报。",
        "Check both dates, and declare the goods after they were paid for.",
    ),
)
def was_paid_before_declared(dossier: Dossier) -> Iterator[Difference]:
    """清单“申报日期”{given}早于支付日期{expected}。

    The list is declared for {given}, before {expected} when the goods were paid.
    """
    declared, paid = dossier.declaration.declared_on, dossier.payment.paid_at.date()
    if declared < paid:
        yield Difference(
            place_of("declaration.declared_on"),
            say(declared),
            say(paid),
            place_of("payment.paid_at"),
        )


@check(
    "MAT-3058",
    clause=replace(SPECIFICATION, confirmed=False),
    receipt=REVIEW,
    severity=Severity.HOLD,
    remedy=(
        "核对运费和保价费，使其与订单运杂费一致，等待人工审核。",
        "Check freight and insurance against the order, and wait for the review.",
    ),
)
def freight_is_as_ordered(dossier: Dossier) -> Iterator[Difference]:
    """清单“运费”为{given}，订单运杂费为{expected}，转人工审核。

    The freight is {given} on the list and {expected} on the order; it is reviewed.
    """
    ordered, it = dossier.order.freight, dossier.declaration
    if ordered not in (it.freight, it.freight + it.insurance):
        yield Difference(
            place_of("declaration.freight"),
            say(it.freight),
            say_plainly(ordered),
            place_of("order.freight"),
        )


def is_paid_and_freighted(dossier: Dossier) -> bool:
    """Tell at once whether the day of payment and the freight agree."""
    it, ordered = dossier.declaration, dossier.order.freight
    freighted = ordered in (it.freight, it.freight + it.insurance)
    return freighted and it.declared_on >= dossier.payment.paid_at.date()


PAID_AND_FREIGHTED = Look(
    is_paid_and_freighted, lambda dossiers: all(map(is_paid_and_freighted, dossiers))
)

# fmt: off
PAYMENT_AND_ORDER = together(
    same("MAT-3001", ("payment.order_number", "order.number"),
         ("订单编号", "order number")),
    same("MAT-3004", ("payment.platform.code", "order.platform.code"),
         ("电商平台代码", "platform code")),
    same("MAT-3006", ("payment.platform.name", "order.platform.name"),
         ("电商平台名称", "platform name")),
    same("MAT-3007", ("payment.provider.code", "order.provider_code"),
         ("支付企业代码", "payment provider code"), receipt=OTHER_PROVIDER),
    same("MAT-3008", ("payment.provider.name", "order.provider_name"),
         ("支付企业名称", "payment provider name"), receipt=OTHER_PROVIDER),
    same("MAT-3009", ("payment.transaction", "order.transaction"),
         ("支付流水号", "payment transaction number")),
    same("MAT-3011", ("payment.payer.id_type", "order.buyer.id_type"),
         ("支付人证件类型", "payer's document type"), receipt=OTHER_PAYER),
    same("MAT-3002", ("payment.payer.id_number", "order.buyer.id_number"),
         ("支付人证件号码", "payer's identity number"), receipt=OTHER_PAYER),
    same("MAT-3003", ("payment.payer.name", "order.buyer.name"),
         ("支付人姓名", "payer's name"), receipt=OTHER_PAYER),
    same("MAT-3005", ("payment.amount", "order.paid"),
         ("支付金额", "amount paid"), receipt=OTHER_AMOUNT),
    same("MAT-3010", ("payment.currency", "order.currency"),
         ("币制", "currency")),
)
WAYBILL_AND_ORDER = together(
    same("MAT-3021", ("waybill.order_number", "order.number"),
         ("订单编号", "order number")),
    same("MAT-3022", ("waybill.consignee.name", "order.consignee.name"),
         ("收货人姓名", "consignee's name")),
    same("MAT-3023", ("waybill.consignee.telephone", "order.consignee.telephone"),
         ("收货人电话", "consignee's telephone")),
    same("MAT-3024", ("waybill.consignee.address", "order.consignee.address"),
         ("收货地址", "delivery address")),
)
LIST_AND_ORDER = together(
    same("MAT-3031", ("declaration.order_number", "order.number"),
         ("订单编号", "order number")),
    same("MAT-3032", ("declaration.platform.code", "order.platform.code"),
         ("电商平台代码", "platform code")),
    same("MAT-3033", ("declaration.platform.name", "order.platform.name"),
         ("电商平台名称", "platform name")),
    same("MAT-3034", ("declaration.seller.code", "order.seller.code"),
         ("电商企业代码", "seller code")),
    same("MAT-3035", ("declaration.seller.name", "order.seller.name"),
         ("电商企业名称", "seller name")),
    same("MAT-3036", ("declaration.buyer.name", "order.buyer.name"),
         ("订购人姓名", "buyer's name"), receipt=OTHER_BUYER),
    same("MAT-3039", ("declaration.buyer.id_type", "order.buyer.id_type"),
         ("订购人证件类型", "buyer's document type")),
    same("MAT-3037", ("declaration.buyer.id_number", "order.buyer.id_number"),
         ("订购人证件号码", "buyer's identity number")),
    same("MAT-3038", ("declaration.buyer.telephone", "order.buyer.telephone"),
         ("订购人电话", "buyer's telephone"), receipt=OTHER_TELEPHONE),
    same("MAT-3025", ("declaration.address", "order.consignee.address"),
         ("收件地址", "delivery address")),
    same("MAT-3026", ("declaration.currency", "order.currency"),
         ("币制", "currency")),
)
LINES = together_on_lines(
    same_on_lines("MAT-3041", "name", ("商品名称", "name of the goods"),
                  receipt=OTHER_GOODS),
    same_on_lines("MAT-3042", "item_number", ("企业商品货号", "item number"),
                  receipt=OTHER_GOODS, clause=PRACTICE),
    same_on_lines("MAT-3043", "barcode", ("条码", "bar code"),
                  receipt=OTHER_GOODS, clause=PRACTICE),
    same_on_lines("MAT-3044", "unit", ("计量单位", "unit"), receipt=OTHER_GOODS),
    same_on_lines("MAT-3045", "quantity", ("数量", "quantity"), receipt=OTHER_GOODS),
    same_on_lines("MAT-3046", "price", ("单价", "price"), receipt=OTHER_GOODS),
    same_on_lines("MAT-3047", "total", ("总价", "line total"), receipt=OTHER_GOODS),
    same_on_lines("MAT-3048", "currency", ("币制", "currency"), receipt=OTHER_GOODS),
    same_on_lines("MAT-3049", "origin", ("原产国（地区）", "country of origin"),
                  receipt=OTHER_GOODS, clause=PRACTICE),
)
LIST_AND_WAYBILL = together(
    same("MAT-3051", ("declaration.waybill_number", "waybill.number"),
         ("物流运单编号", "waybill number")),
    same("MAT-3052", ("declaration.carrier.code", "waybill.carrier.code"),
         ("物流企业代码", "carrier code")),
    same("MAT-3053", ("declaration.carrier.name", "waybill.carrier.name"),
         ("物流企业名称", "carrier name")),
    same("MAT-3054", ("declaration.transport_document", "waybill.transport_document"),
         ("提运单号", "transport document number"), clause=PRACTICE),
    same("MAT-3055", ("declaration.gross_weight_kg", "waybill.gross_weight_kg"),
         ("毛重", "gross weight"), clause=PRACTICE),
    same("MAT-3056", ("declaration.freight", "waybill.freight"),
         ("运费", "freight"), clause=PRACTICE),
    same("MAT-3057", ("declaration.insurance", "waybill.insurance"),
         ("保价费", "insurance"), clause=PRACTICE),
    same("MAT-3059", ("declaration.packages", "waybill.packages"),
         ("件数", "number of packages"), clause=PRACTICE),
)
# fmt: on
THREE_DOCUMENTS: tuple[Check[Dossier], ...] = (
    *PAYMENT_AND_ORDER,
    *WAYBILL_AND_ORDER,
    *LIST_AND_ORDER,
    replace(lines_are_as_many, look=LINES[0].look),  # where the numbers agree, too
    *LINES,
    *LIST_AND_WAYBILL,
    replace(was_paid_before_declared, look=PAID_AND_FREIGHTED),
    replace(freight_is_as_ordered, look=PAID_AND_FREIGHTED),
)
