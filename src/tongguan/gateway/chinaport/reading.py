"""报文解读 Which message carries which paper, and what was read of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tongguan.gateway.chinaport.messages import (
    Subscription,
    Transfer,
    enterprise_message,
)
from tongguan.journeys.kinds import KINDS
from tongguan.kit.messages import PaperMessage
from tongguan.kit.wire import WireFault
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import AnyPaper


@dataclass(frozen=True)
class MessageKind:
    """报文类型 One kind of enterprise message and the paper it carries."""

    message: PaperMessage

    @cached_property
    def shape(self) -> type[Any]:
        """The whole message: its entries and what stands around them."""
        return enterprise_message(self.message)

    @property
    def message_type(self) -> str:
        """The tag of the message."""
        return self.message.root

    @property
    def receipt_type(self) -> str:
        """The tag of the message that answers it."""
        return self.message.receipt.root

    @property
    def paper(self) -> Paper:
        """The kind of paper it carries."""
        return self.message.paper

    @property
    def noun(self) -> type[AnyPaper]:
        """The noun its entries become."""
        return self.message.noun


MESSAGES: Mapping[str, MessageKind] = {
    kind.message.root: MessageKind(kind.message) for kind in KINDS.values()
}
BY_PAPER = {kind.paper: kind for kind in MESSAGES.values()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """报文解读 What a message says, or everything that is wrong with it.

    With faults there are no papers and no transfer; the guid is told where it is given.
    """

    message_type: str
    guid: str
    version: str
    edition: str
    transfer: Transfer | None = None
    subscriptions: tuple[Subscription, ...] = ()
    signed: bool = False
    papers: tuple[AnyPaper, ...] = ()
    faults: tuple[WireFault, ...] = ()
