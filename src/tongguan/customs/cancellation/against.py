"""What an application must be beside the list it names: pure, the list comes in.

Whoever names none of a list's firms is told that there is no such list: nobody learns
by asking what others have declared.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Generic, TypeVar

from tongguan.customs.cancellation.rules import CANCELLATION
from tongguan.customs.declaration.lifecycle import DECLARATION, Actor, DeclarationState
from tongguan.kit.checks import Check, Difference, Notice, Place
from tongguan.kit.desk import GACC_2018_194, SPECIFICATION, Desk, shown
from tongguan.trade.import_papers import Application, Cancellation
from tongguan.trade.papers import Declaration, Paper

A = TypeVar("A", bound=Application)
CANCEL = "cancel"
FIRMS = ("declarant.code", "seller.code", "platform.code")
SAME = (
    *("platform.code", "seller.code", "declarant.code", "order_number"),
    *("carrier.code", "waybill_number", "buyer.name", "buyer.id_number"),
)
UNKNOWN_LIST = Notice(
    code="STA-1811",
    chinese="系统中不存在清单编号为“{given}”的清单。",
    english="There is no list with number {given}.",
    clause=SPECIFICATION,
    remedy=(
        "填写海关回执（CEB622）中的清单编号，并核对申报企业。",
        "Write the list number from the receipts (CEB622), and check the declarant.",
    ),
)
DIFFERENT_LIST = Notice(
    code="STA-1812",
    chinese="申请所填“{given}”与清单所填“{expected}”不一致。",
    english="The application says {given}, the list says {expected}.",
    clause=SPECIFICATION,
    remedy=(
        "按原清单改填后，用新的企业内部编号重新申请。",
        "Write what the list says and apply again under a new reference.",
    ),
)
NOT_IN_THAT_STATE = Notice(
    code="STA-1813",
    chinese="清单的状态为“{given}”，不允许撤销。",
    english="A list that is {given} can't be cancelled.",
    clause=GACC_2018_194,
    remedy=(
        "改报退货申请单（CEB625）；查验、扣留中的，等待海关处置。",
        "Apply for a return (CEB625) once it is released; if it is examined, wait.",
    ),
)
CANCELLED_BEFORE = Notice(
    code="STA-1814",
    chinese="清单“{given}”已经撤销，不能重复申请。",
    english="List {given} is cancelled already.",
    clause=SPECIFICATION,
    remedy=(
        "停止重发；需要时重新申报清单。",
        "Stop resending; declare anew if needed.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Generic[A]):
    """清单申请 An application beside its list as it stands, or beside none."""

    application: A
    number: str = ""
    listed: Declaration | None = None
    state: str = DeclarationState.ABSENT

    @property
    def known(self) -> Declaration | None:
        """The list, where the application names a firm of it."""
        named = (attrgetter(path) for path in FIRMS)
        listed = self.listed
        if listed and any(of(self.application) == of(listed) for of in named):
            return listed
        return None


S = TypeVar("S", bound=Asked[Any])
Rule = Callable[[S], Iterable[Difference]]


def bound(
    desk: Desk[Any], notice: Notice, rule: Rule[S], *fields: str, receipt: str
) -> Check[S]:
    """Give a rule beside a list its notice, under the official code of this paper."""
    about = tuple(desk.place(field) for field in fields)
    return Check(replace(notice, receipt=receipt), rule, about)


def names_a_list(desk: Desk[Any], receipt: str) -> Check[S]:
    """清单编号 Check that there is a list of that number, and of these firms."""

    def is_there(asked: S) -> Iterator[Difference]:
        if asked.known is None:
            number = asked.application.list_number
            yield Difference(desk.place("list_number"), number)

    return bound(desk, UNKNOWN_LIST, is_there, "list_number", receipt=receipt)


def agrees_with_its_list(desk: Desk[Any], receipt: str) -> Check[S]:
    """申请与清单 Check that firms, order, waybill and buyer are those of the list."""

    def agrees(asked: S) -> Iterator[Difference]:
        if (listed := asked.known) is None:
            return
        for field in SAME:
            said, meant = (attrgetter(field)(it) for it in (asked.application, listed))
            if said != meant:
                against = Place(Paper.DECLARATION, field)
                values = shown(field, said), shown(field, meant)
                yield Difference(desk.place(field), *values, against)

    return bound(desk, DIFFERENT_LIST, agrees, *SAME, receipt=receipt)


def is_still_cancellable(asked: Asked[Cancellation]) -> Iterator[Difference]:
    """Ask that the list is not released yet, and that nobody examines it."""
    state = DeclarationState(asked.state)
    if asked.known is None or state is DeclarationState.CANCELLED:
        return
    if not DECLARATION.allows(state, CANCEL, by=Actor.SYSTEM):
        yield Difference(CANCELLATION.place("list_number"), state)


def is_not_cancelled(asked: Asked[Cancellation]) -> Iterator[Difference]:
    """Ask that the list is not cancelled already."""
    if asked.known and asked.state == DeclarationState.CANCELLED:
        number = asked.application.list_number
        yield Difference(CANCELLATION.place("list_number"), number)


CANCELLABLE: tuple[Check[Asked[Cancellation]], ...] = (
    names_a_list(CANCELLATION, "-623003"),
    agrees_with_its_list(CANCELLATION, "-623014"),
    bound(
        CANCELLATION,
        CANCELLED_BEFORE,
        is_not_cancelled,
        "list_number",
        receipt="-623009",
    ),
    bound(
        CANCELLATION,
        NOT_IN_THAT_STATE,
        is_still_cancellable,
        "list_number",
        receipt="-623005",
    ),
)
