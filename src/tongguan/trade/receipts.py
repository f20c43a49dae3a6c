"""回执与税单 What is answered: receipts on papers, and the tax bill of a list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from tongguan.trade.papers import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """回执 One answer about one paper.

    `keys` are the paper's business keys in our words, as its room's receipt names
    them: an order's platform_code, seller_code, number; a payment's provider_code,
    transaction; a waybill's carrier_code, number; a declaration's customs_office,
    platform_code, seller_code, declarant_code, reference, preliminary_number, number.
    """

    guid: str
    paper: Paper
    status: str
    text: str
    at: datetime
    keys: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatReceipt:
    """报文格式校验回执 The answer to a message that could not be read."""

    guid: str
    status: str
    text: str
    at: datetime
    message_guid: str
    message_type: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxBillLine:
    """税单商品项 The tax owed on one goods item, in yuan."""

    number: int
    hs_code: str
    dutiable_price: Decimal
    duty: Decimal
    vat: Decimal
    consumption_tax: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxBill:
    """电子税单 The tax owed on one released list, in yuan."""

    guid: str
    at: datetime
    list_number: str
    number: str
    status: str
    duty: Decimal
    vat: Decimal
    consumption_tax: Decimal
    guarantor: str
    seller_code: str
    carrier_code: str
    declarant_code: str
    customs_office: str
    lines: tuple[TaxBillLine, ...]
    payment_document: str | None = None
    note: str | None = None
    order_number: str | None = None
    waybill_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxBillStatus:
    """电子税单状态 What became of a tax bill: made, merged into a payment, void."""

    guid: str
    at: datetime
    list_number: str
    number: str
    status: str
    payment_document: str | None = None
    guarantor: str | None = None
