"""到达 Messages that were read, and their papers with what was found of each."""

from dataclasses import dataclass

from msgspec import Struct

from tongguan.kit.checks import Finding
from tongguan.plumbing.register.model import Key
from tongguan.trade.papers import AnyPaper

NOT_ENTITLED = {"RGT-1201", "RGT-1203"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """订阅 What a message asks for at one address: papers, receipts, or both."""

    scope: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """到达报文 A message that was read: its number, its sender, its papers."""

    message: int
    sender: str
    papers: tuple[AnyPaper, ...]
    message_type: str = ""
    guid: str = ""
    wishes: tuple[Wish, ...] = ()


class Incoming(Struct, frozen=True, kw_only=True, gc=False):
    """One paper of an arrival, with what its own checks found."""

    key: Key
    paper: AnyPaper
    sender: str
    message: int
    index: int
    findings: list[Finding]
    notes: tuple[Finding, ...] = ()

    @property
    def foreign(self) -> bool:
        """Whether the sender may not lodge this paper at all."""
        found = self.findings
        return bool(found) and any(f.code in NOT_ENTITLED for f in found)
