"""Every noun that is lodged as a paper, by its kind."""

from collections.abc import Mapping

from tongguan.trade.kinds import Paper
from tongguan.trade.papers import AnyPaper, Declaration, Order, Payment, Waybill

NOUNS: Mapping[Paper, type[AnyPaper]] = {
    noun.nature.kind: noun for noun in (Order, Payment, Waybill, Declaration)
}
