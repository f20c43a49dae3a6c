"""报送资格 Who may transmit which paper, by the role it is filed in."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from tongguan.commerce.enterprise.model import BY_ACTION, Act, Address
from tongguan.kit.checks import Check, Clause, Difference, Finding, Notice, Place
from tongguan.kit.parties import NOT_OF_THAT_KIND, ROLES, among_firms
from tongguan.kit.rulebook import read_page
from tongguan.trade.papers import Action, Paper
from tongguan.trade.registry import FiledFirm, Lodgement, Role

PAGE = "commerce/enterprise/senders.yaml"
MAY_TRANSMIT = Notice(
    code="RGT-1203",
    chinese="报送企业“{given}”没有类别为{expected}的有效备案，不能传输本类单证。",
    english="Sender {given} has no filing in force as {expected} to send this paper.",
    clause=Clause(read_page(PAGE)["cites"]),
    remedy=(
        "由单证所属企业自行报送，或先增加、恢复报送企业的备案类别。",
        "Let the firm the paper belongs to send it, or add the role to the filing.",
    ),
    receipt=NOT_OF_THAT_KIND,
)
MAY_USE = Notice(
    code="RGT-1206",
    chinese="企业“{given}”没有类别为{expected}的有效备案，不能使用{zh}。",
    english="Firm {given} has no filing in force as {expected} to use {en}.",
    clause=Clause(read_page(PAGE)["cites"], confirmed=False),
    remedy=(
        "先在“我的备案”页增加经营角色，或恢复备案。",
        "Add the role on the page My filing, or have the filing restored.",
    ),
)


@cache
def senders_of(kind: Paper) -> tuple[Role, ...]:
    """Return the roles of which a sender of this paper must have one."""
    return tuple(Role(role) for role in read_page(PAGE)["senders"][kind])


@cache
def readers_of(kind: Paper) -> tuple[str, ...]:
    """Name the parties of a paper that may ask for its receipts, as its entries."""
    return tuple(read_page(PAGE)["readers"].get(kind, ()))


@cache
def is_transmitted_by_role(kind: Paper) -> Check[Lodgement[Any]]:
    """传输资格 Check that the sender is filed in a role that sends such papers."""
    wanted = senders_of(kind)
    told = "、".join(f"“{ROLES[role].chinese}”" for role in wanted)

    def has_a_role(lodgement: Lodgement[Any]) -> Iterator[Difference]:
        firm = lodgement.registry.get(lodgement.sender)
        roles = firm.roles if firm is not None and firm.active else frozenset()
        if not roles & set(wanted):
            yield Difference(Place(kind, ""), lodgement.sender, told)

    return among_firms("sender")(Check(MAY_TRANSMIT, has_a_role, (Place(kind, ""),)))


def not_for(module: str, firm: FiledFirm | None, code: str) -> Finding | None:
    """办理资格 Say why a firm may not use a module; nothing where it may."""
    told = read_page(PAGE)["modules"][module]
    roles = [Role(role) for role in told["roles"]]
    if firm is not None and firm.active and firm.roles & set(roles):
        return None
    wanted = "、".join(f"“{ROLES[role].chinese}”" for role in roles)
    difference = Difference(Place("", ""), code, wanted)
    return Finding(MAY_USE, difference, {"zh": told["zh"], "en": told["en"]})


def may_use(holders: Iterable[Address], firm: str, *, strict: bool) -> bool:
    """Tell whether a firm may name an address: its own, or one that nobody holds.

    Where it is `strict`, its own only.
    """
    firms = {holder.firm for holder in holders}
    return firm in firms or not (firms or strict)


def act_of(kind: Paper, action: Action) -> Act:
    """Say which act of a mandate the reporting of a paper is.

    An application to cancel is a paper of its own: to lodge it is to cancel.
    """
    return Act.CANCEL if kind in read_page(PAGE)["cancelling"] else BY_ACTION[action]
