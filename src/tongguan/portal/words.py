"""用语 What pages call states, moves, papers and outcomes: word, icon, tone."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongguan.customs.declaration.lifecycle import DeclarationState
from tongguan.customs.export_declaration.lifecycle import ExportState
from tongguan.plumbing.people.lifecycle import AccountState
from tongguan.plumbing.register.lifecycle import PaperState

Word = Promise | str


def _move(word: str) -> Word:
    """Translate a word as the name of an act, not of a state."""
    return pgettext_lazy("move", word)


def in_state(word: str) -> Word:
    """Translate a word as the name of a state, where an act is called the same."""
    return pgettext_lazy("state", word)


@dataclass(frozen=True, slots=True)
class Sign:
    """标识 A word with an icon and a tone: never a colour alone."""

    word: Word
    icon: str
    tone: str


# fmt: off
STATES: dict[str, Sign] = {
    DeclarationState.ABSENT:    Sign(_("未登记"), "file", "quiet"),
    DeclarationState.DRAFT:     Sign(_("暂存"), "file", "quiet"),
    DeclarationState.LODGED:    Sign(_("申报中"), "clock", "busy"),
    DeclarationState.FORWARDED: Sign(_("已转报海关"), "inbox", "busy"),
    DeclarationState.REJECTED:  Sign(_("退单"), "cross", "bad"),
    DeclarationState.WITHDRAWN: Sign(_("已撤回"), "back", "quiet"),
    DeclarationState.ACCEPTED:  Sign(_("海关入库"), "inbox", "busy"),
    DeclarationState.SUSPENDED: Sign(_("挂起"), "pause", "halt"),
    DeclarationState.IN_REVIEW: Sign(_("人工审核"), "eye", "warn"),
    DeclarationState.CHECKED:   Sign(_("审结"), "check", "busy"),
    DeclarationState.EXAMINED:  Sign(_("查验"), "box", "look"),
    DeclarationState.DETAINED:  Sign(_("扣留"), "lock", "bad"),
    DeclarationState.RETURNED:  Sign(_("退运"), "back", "bad"),
    DeclarationState.TAKEN_BACK: Sign(_("已退货"), "back", "quiet"),
    DeclarationState.CANCELLED: Sign(_("已撤销"), "back", "quiet"),
    DeclarationState.RELEASED:  Sign(_("放行"), "check", "good"),
    DeclarationState.CLEARED:   Sign(_("结关"), "flag", "good"),
    ExportState.SUMMARISED:     Sign(_("已汇总"), "check", "good"),
    PaperState.MATCHED:         Sign(_("比对通过"), "check", "busy"),
    PaperState.REGISTERED:      Sign(_("海关入库"), "inbox", "busy"),
    PaperState.CONCLUDED:       Sign(_("已审结"), "check", "good"),
}
CHANNELS: dict[str, Sign] = {
    "release": Sign(_("放行"), "check", "good"),
    "review":  Sign(_("人工审核"), "eye", "warn"),
    "examine": Sign(_("查验"), "box", "look"),
    "suspend": Sign(_("挂起"), "pause", "halt"),
    "reject":  Sign(_("退单"), "cross", "bad"),
}
MOVES: dict[str, Word] = {
    "save": _move("暂存"), "lodge": _move("申报"), "refuse": _move("校验未通过"),
    "replace": _move("重新申报"), "amend": _move("变更"), "withdraw": _move("撤回"),
    "accept": _move("海关入库"), "register": _move("海关入库"),
    "reject": _move("退单"), "suspend": _move("挂起"),
    "refer": _move("转人工审核"), "examine": _move("布控查验"),
    "release": _move("放行"), "reopen": _move("重新受理"), "conclude": _move("审结"),
    "detain": _move("扣留"), "return": _move("退运"), "clear": _move("结关"),
    "cancel": _move("撤销"), "take_back": _move("全部退货"),
    "summarise": _move("汇总申报"),
    "forward": _move("转报海关"), "recall": _move("转报未成"),
    "match": _move("比对通过"), "free": _move("恢复可用"),
}
PAPERS: dict[str, Word] = {
    "order": _("订单"), "payment": _("支付单"), "waybill": _("运单"),
    "declaration": _("清单"),
    "delivery_status": _("运单状态"), "cancellation": _("撤销申请单"),
    "goods_return": _("退货申请单"), "warehousing": _("入库明细单"),
    "export_order": _("出口订单"), "proceeds": _("收款单"),
    "export_waybill": _("出口运单"), "arrival": _("运抵单"),
    "departure": _("离境单"), "export_declaration": _("出口清单"),
    "export_cancellation": _("出口撤销申请单"), "consolidation": _("清单总分单"),
    "summary": _("汇总申请单"), "export_return": _("出口退货申请单"),
    "return_tally": _("退货理货明细单"),
}
KEEPERS: dict[str, Word] = {
    "order": _("电商平台"), "payment": _("支付企业"), "waybill": _("物流企业"),
    "declaration": _("申报企业"),
    "delivery_status": _("物流企业"), "cancellation": _("申报企业"),
    "goods_return": _("申报企业"), "warehousing": _("监管场所经营人"),
    "export_order": _("电商企业"), "proceeds": _("电商企业"),
    "export_waybill": _("物流企业"), "arrival": _("监管场所经营人"),
    "departure": _("物流企业"), "export_declaration": _("申报企业"),
    "export_cancellation": _("申报企业"), "consolidation": _("申报企业"),
    "summary": _("申报企业"), "export_return": _("申报企业"),
    "return_tally": _("监管场所经营人"),
}
ACTORS: dict[str, Word] = {
    "sender": _("报送企业"), "system": _("系统"), "customs": _("海关关员"),
    "upstream": _("海关系统"),
}
MODES: dict[str, Word] = {
    "9610": _("直购进口"), "1210": _("网购保税进口"), "1239": _("网购保税进口A"),
}
TREATMENTS: dict[str, Word] = {
    "reduced": _("限值以内，享受优惠"), "full_rates": _("单件超限，全额征税"),
    "general_trade": _("按一般贸易征税"),
}
POSTS: dict[str, Word] = {
    "declarant": _("申报人员"), "officer": _("海关关员"),
    "inspector": _("检验检疫人员"),
    "tax": _("税务人员"), "fx": _("外汇管理人员"), "commerce": _("商务主管人员"),
    "market": _("市场监管人员"), "operator": _("平台运营"), "consumer": _("消费者"),
    "system": _("系统管理员"), "security": _("安全管理员"), "audit": _("审计管理员"),
}
REGIONS: dict[str, Word] = {
    "CN": _("内地"), "HK": _("香港"), "MO": _("澳门"),
}
ACCOUNT_STATES: dict[str, Sign] = {
    AccountState.ABSENT:    Sign(_("未登记"), "file", "quiet"),
    AccountState.PROPOSED:  Sign(_("待批准"), "clock", "warn"),
    AccountState.WORKING:   Sign(_("在用"), "check", "good"),
    AccountState.DECLINED:  Sign(_("未批准"), "cross", "bad"),
    AccountState.SUSPENDED: Sign(in_state("停用"), "pause", "halt"),
    AccountState.CLOSED:    Sign(_("已销户"), "lock", "quiet"),
}
ACCOUNT_MOVES: dict[str, Word] = {
    "approve": _move("批准"), "decline": _move("不予批准"),
    "suspend": _move("停用"), "restore": _move("申请恢复"), "close": _move("销户"),
}
SEVERITIES: dict[str, Sign] = {
    "reject":  Sign(_("退单原因"), "cross", "bad"),
    "hold":    Sign(_("待处理"), "pause", "warn"),
    "examine": Sign(_("查验"), "box", "look"),
    "note":    Sign(_("提示"), "alert", "quiet"),
}
MEANINGS: dict[str, Word] = {
    "order_number": _("订单编号"), "platform": _("电商平台"),
    "platform_code": _("电商平台代码"), "seller": _("电商企业"),
    "seller_code": _("电商企业代码"), "provider": _("支付企业"),
    "provider_code": _("支付企业代码"), "transaction": _("支付流水号"),
    "buyer_name": _("订购人 / 支付人"), "buyer_id_type": _("证件类型"),
    "buyer_id": _("证件号码"), "buyer_telephone": _("电话"),
    "consignee": _("收货人"), "consignee_telephone": _("收货电话"),
    "address": _("收货地址"), "goods_value": _("商品价格"), "freight": _("运费"),
    "insurance": _("保价费"), "discount": _("非现金抵扣"),
    "tax_withheld": _("代扣税款"), "paid": _("实付金额"), "currency": _("币制"),
    "paid_at": _("支付时间 / 申报日期"), "waybill_number": _("运单编号"),
    "carrier": _("物流企业"), "carrier_code": _("物流企业代码"),
    "transport_document": _("提运单号"), "gross_weight": _("毛重（千克）"),
    "net_weight": _("净重（千克）"), "packages": _("件数"),
    "supervision_mode": _("监管方式"), "customs_office": _("申报地海关"),
    "declarant": _("申报企业"), "guarantor": _("担保企业"), "ledger": _("账册编号"),
    "goods": _("商品名称"), "hs_code": _("商品编码"), "model": _("规格型号"),
    "item_number": _("企业货号"), "barcode": _("条码"), "quantity": _("数量"),
    "unit": _("计量单位"), "statutory_quantity": _("法定数量"),
    "statutory_unit": _("法定计量单位"), "price": _("单价"), "total": _("总价"),
    "origin": _("原产国（地区）"),
}
# fmt: on
UNKNOWN = Sign("", "alert", "quiet")


def state_sign(state: str) -> Sign:
    """Name a state of a list or of another paper."""
    return STATES.get(state, UNKNOWN)
