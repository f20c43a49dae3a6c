"""埋设差错 Every kind of fault that is planted, and how the window must tell of it.

A fault is arranged while its purchase is still a purchase, so that the papers agree in
everything else, or spoils the finished papers, or the bytes of the list's message.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tongguan.demo import arranged, spoilt
from tongguan.demo.purchases import Purchase
from tongguan.trade.papers import Dossier, Paper

NEUTRAL = "RSK-6000"


class Ending(StrEnum):
    """结局 What becomes of a list, as its sender hears it."""

    RELEASED = "released"
    REVIEW = "review"
    EXAMINED = "examined"
    REJECTED = "rejected"
    SUSPENDED = "suspended"
    WAITING = "waiting"
    REFUSED = "refused"
    REPEATED = "repeated"


def _as_it_is(case: tuple[Purchase, ...]) -> tuple[Purchase, ...]:
    return case


def _untouched(dossier: Dossier) -> Dossier:
    return dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """差错 One kind of planted fault.

    One of `signs` must stand in the receipts, as the code of a finding or in a text;
    `beside` are codes that come along. With `companions`, purchases that are right by
    themselves go ahead of the faulty one, which is the first of the arranged.
    """

    name: str
    chinese: str
    english: str
    signs: tuple[str, ...]
    ending: Ending
    beside: tuple[str, ...] = ()
    companions: int = 0
    arrange: Callable[[tuple[Purchase, ...]], tuple[Purchase, ...]] = _as_it_is
    spoil: Callable[[Dossier], Dossier] = _untouched
    withheld: Paper | None = None
    mangle: Callable[[bytes], bytes] | None = None


# fmt: off
BETWEEN_PAPERS = (
    Fault(name="amount_differs", chinese="支付金额与订单不符",
          english="the payment is of another amount than the order",
          signs=("MAT-3005",), ending=Ending.REJECTED,
          spoil=spoilt.other_amount),
    Fault(name="payer_is_another", chinese="支付人不是订购人",
          english="the payer is not the buyer",
          signs=("MAT-3002",), beside=("MAT-3003",), ending=Ending.REJECTED,
          spoil=spoilt.other_payer),
    Fault(name="line_too_many", chinese="清单比订单多一项",
          english="the list has a line more than the order",
          signs=("MAT-3040",), ending=Ending.REJECTED,
          spoil=spoilt.line_too_many),
    Fault(name="price_differs", chinese="清单单价与订单不符",
          english="a price on the list is not the order's",
          signs=("MAT-3046",), beside=("MAT-3047",), ending=Ending.REJECTED,
          spoil=spoilt.other_price),
    Fault(name="consignee_differs", chinese="运单收货人与订单不符",
          english="the waybill names another consignee than the order",
          signs=("MAT-3022",), ending=Ending.REJECTED,
          spoil=spoilt.other_consignee),
    Fault(name="address_differs", chinese="运单地址与订单不符",
          english="the waybill goes to another address than the order",
          signs=("MAT-3024",), ending=Ending.REJECTED,
          spoil=spoilt.other_address),
)
WITHIN_A_PAPER = (
    Fault(name="identity_check_digit", chinese="身份证校验位错误",
          english="the check digit of the identity number is wrong",
          signs=("IDN-1307",), ending=Ending.REJECTED,
          arrange=arranged.wrong_check_digit),
    Fault(name="order_does_not_add_up", chinese="订单实付金额算错",
          english="the order's amount paid is not what its parts make",
          signs=("AMT-1612",), ending=Ending.WAITING,
          spoil=spoilt.wrong_sum),
    Fault(name="net_above_gross", chinese="净重大于毛重",
          english="the net weight is above the gross weight",
          signs=("AMT-1621",), ending=Ending.REJECTED,
          spoil=spoilt.net_above_gross),
    Fault(name="firm_not_on_file", chinese="电商企业没有备案",
          english="the seller is not on file",
          signs=("RGT-1121",), ending=Ending.REJECTED,
          arrange=arranged.unfiled_seller),
    Fault(name="ledger_missing", chinese="保税清单缺账册",
          english="a bonded list names no ledger",
          signs=("ENT-1511",), ending=Ending.REJECTED,
          arrange=arranged.out_of_bond, spoil=spoilt.without_ledger),
    Fault(name="chapter_reserved", chinese="商品编码章号不存在",
          english="the HS code is of a chapter that does not exist",
          signs=("REF-1408",), ending=Ending.REJECTED,
          spoil=spoilt.reserved_chapter),
)
ABOUT_GOODS = (
    Fault(name="code_unknown", chinese="税则没有的商品编码",
          english="the tariff has no such HS code",
          signs=("REF-2013",), beside=("LST-2004", "TAX-3101"), ending=Ending.REVIEW,
          spoil=spoilt.unknown_code),
    Fault(name="never_listed", chinese="正面清单以外的商品（卷烟）",
          english="goods that are not on the positive list: cigarettes",
          signs=("LST-2001",), beside=("REF-2013", "LST-2101", "TAX-3101"),
          ending=Ending.REJECTED, spoil=spoilt.cigarettes),
    Fault(name="statutory_unit", chinese="法定计量单位错误",
          english="the statutory unit is not the tariff's",
          signs=("REF-2011",), ending=Ending.REJECTED,
          arrange=arranged.infant_formula, spoil=spoilt.other_unit),
    Fault(name="content_differs", chinese="法定数量与净含量不符",
          english="the statutory quantity is not what the model says",
          signs=("RSK-6005", NEUTRAL), ending=Ending.EXAMINED,
          arrange=arranged.infant_formula, spoil=spoilt.other_content),
)
ABOUT_MONEY = (
    Fault(name="above_single_limit", chinese="超过单次交易限值",
          english="the purchase is above the limit of one purchase",
          signs=("QUO-2002",), beside=("TAX-3101",), ending=Ending.REJECTED,
          arrange=arranged.above_single_limit),
    Fault(name="above_annual_limit", chinese="超过年度交易限值",
          english="the purchase is above what is left of the year",
          signs=("QUO-2001",), beside=("TAX-3101",), ending=Ending.REJECTED,
          companions=1, arrange=arranged.above_annual_limit),
    Fault(name="guarantee_used_up", chinese="担保余额不足",
          english="the guarantee does not cover the tax",
          signs=("GUA-4001",), ending=Ending.SUSPENDED,
          arrange=arranged.poor_guarantor),
)
ABOUT_PATTERNS = (
    Fault(name="order_repeated", chinese="订单编号重复使用",
          english="an order number is used a second time",
          signs=("DUP-1003",), ending=Ending.REPEATED,
          companions=1, arrange=arranged.repeated_order),
    Fault(name="order_split", chinese="拆单规避单次限值",
          english="a purchase is split to stay below the limit",
          signs=("RSK-6001", NEUTRAL), ending=Ending.REVIEW,
          companions=1, arrange=arranged.split_order),
    Fault(name="telephone_shared", chinese="一个电话多名订购人",
          english="several buyers share one telephone",
          signs=("RSK-6002", NEUTRAL), ending=Ending.REVIEW,
          companions=2, arrange=arranged.shared_telephone),
)
ON_THE_WAY = (
    Fault(name="payment_missing", chinese="缺支付单",
          english="the payment never comes",
          signs=("支付信息不存在",), ending=Ending.WAITING,
          withheld=Paper.PAYMENT),
    Fault(name="element_missing", chinese="报文缺必填元素",
          english="the list's message lacks a required element",
          signs=("SCH-1121",), ending=Ending.REFUSED,
          mangle=spoilt.without_order_number),
    Fault(name="currency_not_yuan", chinese="币制不是人民币",
          english="the list is in another currency than yuan",
          signs=("SCH-1128",), ending=Ending.REFUSED,
          mangle=spoilt.in_dollars),
)
# fmt: on
FAULTS: tuple[Fault, ...] = (
    *BETWEEN_PAPERS,
    *WITHIN_A_PAPER,
    *ABOUT_GOODS,
    *ABOUT_MONEY,
    *ABOUT_PATTERNS,
    *ON_THE_WAY,
)
