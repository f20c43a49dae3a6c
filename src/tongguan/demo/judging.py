"""评判 What was heard of every parcel, held against what had to be heard."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tongguan.demo.exchange import Heard
from tongguan.demo.faults import Ending
from tongguan.demo.letters import guid_of_list, is_mangled
from tongguan.demo.planting import Parcel
from tongguan.gateway.chinaport.catalogue import MESSAGES, message_type_for
from tongguan.plumbing.register.model import key_of
from tongguan.trade.money import ZERO

LIST, TAX_BILL, FORMAT = "CEB622", "CEB816", "CEB900"
MESSAGE = "Message"
FINAL = {
    "100": Ending.REJECTED,
    "300": Ending.REVIEW,
    "500": Ending.EXAMINED,
    "600": Ending.SUSPENDED,
    "800": Ending.RELEASED,
}
HELD = {Ending.REVIEW, Ending.EXAMINED}
RISK = "RSK-"
Reason = tuple[str, str]


@dataclass(slots=True)
class Case:
    """一票经过 One parcel and everything that was heard of it."""

    parcel: Parcel
    decided: Ending | None = None
    reasons: tuple[Reason, ...] = ()
    told: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)

    def hear(self, heard: Heard) -> None:
        """Take in one receipt."""
        self.told.update(code for code, _ in heard.findings)
        self.texts.append(heard.text)
        if heard.message == LIST and heard.status in FINAL:
            self.decided = FINAL[heard.status]
            self.reasons = heard.findings
        elif heard.message == FORMAT:
            self.reasons = heard.findings

    @property
    def found(self) -> bool:
        """Whether the planted fault was named in the receipts."""
        signs = self.parcel.fault.signs if self.parcel.fault else ()
        return any(
            sign in self.told or any(sign in text for text in self.texts)
            for sign in signs
        )

    @property
    def ending(self) -> Ending:
        """What became of the list as far as is known."""
        fault = self.parcel.fault
        if fault and fault.ending in {Ending.REPEATED, Ending.REFUSED} and self.found:
            return fault.ending
        return self.decided or Ending.WAITING

    @property
    def settled(self) -> bool:
        """Whether nothing more is to be heard that matters."""
        fault = self.parcel.fault
        if fault and fault.ending not in FINAL.values():
            return self.found
        return self.decided is not None

    @property
    def as_it_should_be(self) -> bool:
        """Whether the fault was found and ended as planned, or there was none.

        A clean list may be held, but only by a risk rule; and any list may be drawn for
        examination where it would otherwise have been released or reviewed.
        """
        fault, ending = self.parcel.fault, self.ending
        if fault is None:
            risky = all(code.startswith(RISK) for code, _ in self.reasons)
            return ending is Ending.RELEASED or (ending in HELD and risky)
        drawn = fault.ending in HELD and ending is Ending.EXAMINED
        return self.found and (ending is fault.ending or drawn)


class Judge:
    """评判人 Hears receipts and knows which parcel each is about."""

    def __init__(self, parcels: Iterable[Parcel]) -> None:
        self.cases = [Case(parcel) for parcel in parcels]
        self.receipts = 0
        self.tax = ZERO
        self._by_key: dict[tuple[str, str], list[Case]] = defaultdict(list)
        for case in self.cases:
            for key in keys_of(case.parcel):
                self._by_key[key].append(case)

    def hear(self, heard: Heard) -> None:
        """Take in one receipt, of this demonstration or of somebody else."""
        self.receipts += 1
        if heard.message == TAX_BILL:
            self.tax += heard.total
        for case in self._by_key.get((heard.message, heard.key), ()):
            case.hear(heard)

    @property
    def settled(self) -> int:
        """Count the lists about which nothing more is to be heard."""
        return sum(case.settled for case in self.cases)

    @property
    def answered(self) -> int:
        """Count the lists that got an answer beyond having to wait."""
        return sum(case.ending is not Ending.WAITING for case in self.cases)

    def companions_are_settled(self) -> bool:
        """Tell whether the lists that go ahead of a fault are all decided."""
        return all(case.settled for case in self.cases if case.parcel.leads)


def keys_of(parcel: Parcel) -> Iterator[tuple[str, str]]:
    """Name the receipts that are about a parcel: the message, and the key in it."""
    for _, paper in parcel.papers():
        kind = MESSAGES[message_type_for(paper)]
        yield kind.receipt_type.removesuffix(MESSAGE), str(key_of(paper))
    if is_mangled(parcel):
        yield FORMAT, guid_of_list(parcel)
