"""What an application about a list must be on its own, before its list is sought."""

from collections.abc import Iterator
from typing import TypeVar

from tongguan.kit.checks import Check, Difference, check
from tongguan.kit.desk import SPECIFICATION, Desk
from tongguan.kit.entries import half_width, listed, meant, notice
from tongguan.kit.identifiers import list_number
from tongguan.kit.parties import filed, identified, sent_by
from tongguan.trade.import_papers import Application, Cancellation
from tongguan.trade.papers import Action
from tongguan.trade.registry import Lodgement, Role

A = TypeVar("A", bound=Application)
PARAMETERS, NO_RIGHT = "-623001", "-623026"
NEW = "1"
IMPORT = "I"
CANCELLATION = Desk[Cancellation]("cancellation", PARAMETERS)
NAMES_AN_IMPORT_LIST = notice(
    "ENT-1532",
    (
        "“清单编号”“{given}”不是进口清单的编号，应为{expected}。",
        "{given} is not the number of an import list: {expected}.",
    ),
    (
        "填写海关回执中的进口清单编号。",
        "Write the number of the import list from its receipts.",
    ),
)
LIST_NUMBER = "4位关区+4位年+I+9位数字"


def application_checks(
    desk: Desk[A], *words: str, no_right: str
) -> tuple[Check[Lodgement[A]], ...]:
    """清单申请 Check what every application about a list says.

    `words` are further entries that must say what is really meant.
    """
    return (
        sent_by(desk, "declarant.code", "seller.code", receipt=no_right),
        *filed(desk, Role.PLATFORM, "platform.code", "platform.name"),
        *filed(desk, Role.SELLER, "seller.code", "seller.name"),
        *filed(desk, Role.CARRIER, "carrier.code", "carrier.name"),
        *filed(desk, Role.DECLARANT, "declarant.code", "declarant.name"),
        *identified(desk, "buyer"),
        listed(desk, "customs_offices", "customs_office"),
        meant(desk, "buyer.name", "reason", *words),
        half_width(
            desk,
            *("order_number", "waybill_number", "list_number", "reference"),
            *("platform.code", "seller.code", "carrier.code", "declarant.code"),
            "buyer.telephone",
        ),
        names_an_import_list(desk),
    )


def names_an_import_list(desk: Desk[A]) -> Check[Lodgement[A]]:
    """清单编号 Check that what should be an import list's number can be one."""

    def can_be_one(lodgement: Lodgement[A]) -> Iterator[Difference]:
        number = lodgement.paper.list_number
        if list_number(number) or number[8] != IMPORT:
            yield Difference(desk.place("list_number"), number, LIST_NUMBER)

    return desk.check(NAMES_AN_IMPORT_LIST, can_be_one, "list_number")


@check(
    "ENT-1533",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "填写1（新增）；撤销申请报送后不能变更或删除。",
        "Write 1, new; an application to cancel is never changed or deleted.",
    ),
)
def is_only_ever_new(lodgement: Lodgement[Cancellation]) -> Iterator[Difference]:
    """撤销申请单的“报送类型”只能为{expected}（新增），现为“{given}”。

    A cancellation is reported as {expected}, new, and never as {given}.
    """
    action = lodgement.paper.heading.action
    if action is not Action.NEW:
        yield Difference(CANCELLATION.place("heading.action"), action.value, NEW)


CANCELLATION_CHECKS: tuple[Check[Lodgement[Cancellation]], ...] = (
    *application_checks(CANCELLATION, no_right=NO_RIGHT),
    is_only_ever_new,
)
