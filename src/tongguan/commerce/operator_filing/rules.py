"""备案核查 Whether an application may be taken in: pure.

`FILING_CHECKS` look at what was written down: an application with such findings is not
taken in. What registers object to is judged in `registers.py`: such an application is
taken in, and waits for an officer.
"""

from collections.abc import Iterator

from tongguan.commerce.operator_filing.application import (
    OUR_CLAUSE,
    Application,
    at,
    labelled,
)
from tongguan.commerce.operator_filing.law import PAGE, entries
from tongguan.commerce.operator_filing.numbers import (
    credit_code_is_long_enough,
    credit_code_is_written_right,
    credit_code_proves_itself,
    number_proves_itself,
)
from tongguan.kit.checks import Check, Difference, Finding, check, verify
from tongguan.kit.parties import ROLES
from tongguan.kit.rulebook import read_page
from tongguan.trade.registry import Role


@check(
    "RGT-1401",
    clause=OUR_CLAUSE,
    remedy=("补填本栏后重新提交。", "Fill it in and hand it in again."),
)
def needed_is_said(it: Application) -> Iterator[Difference]:
    """“{zh}”没有填写，本类主体必填。

    {en} is not filled in; this kind of operator can't do without it.
    """
    for name in it.law.needs:
        if not getattr(it.says, name):
            yield at(name)


@check(
    "RGT-1402",
    clause=OUR_CLAUSE,
    remedy=("按本栏规定的写法填写。", "Write it as the entry wants it."),
)
def written_as_wanted(it: Application) -> Iterator[Difference]:
    """“{zh}”为“{given}”，应为{expected}。

    {en} is {given}; it must be {expected}.
    """
    for name in it.law.asks:
        entry = entries()[name]
        value = getattr(it.says, name)
        if isinstance(value, str) and value and not entry.takes(value):
            yield at(name, it.says.said(name), " / ".join(entry.wants))


@check(
    "RGT-1405",
    clause=OUR_CLAUSE,
    remedy=(
        "使用已有的备案；内容有变化的，在“我的备案”页变更。",
        "Use the filing there is; change it on the page My filing where it is old.",
    ),
)
def is_filed_once(it: Application) -> Iterator[Difference]:
    """“{given}”已有备案或正在办理的申请，同一主体只备案一次。

    {given} is on file, or its application is under way; an operator is filed once.
    """
    if it.taken:
        yield at("code", it.says.said("code"))


@check(
    "RGT-1407",
    clause=OUR_CLAUSE,
    remedy=(
        "以在境内登记的主体申请备案。",
        "Apply as an operator that is registered on the mainland.",
    ),
)
def zone_files_hong_kong(it: Application) -> Iterator[Difference]:
    """本综试区不办理香港企业和香港自然人备案。

    This zone does not file firms and persons of Hong Kong.
    """
    if it.law.hong_kong and not it.hong_kong:
        yield at("kind")


@check(
    "RGT-1408",
    clause=OUR_CLAUSE,
    remedy=("从本类主体可选的经营角色中选填。", "Choose among the roles it may have."),
)
def roles_suit_the_kind(it: Application) -> Iterator[Difference]:
    """本类主体不能备案为“{given}”，可选：{expected}。

    This kind of operator can't be filed as {given}; it may be: {expected}.
    """
    may = "、".join(role_name(Role(role)) for role in it.law.roles)
    for role in it.says.roles:
        if role not in {*it.law.roles, *it.law.has}:
            known = Role(role) if role in list(Role) else None
            yield at("roles", role_name(known) if known else role, may)


def role_name(role: Role) -> str:
    """Name a role in both languages."""
    return f"{ROLES[role].chinese} {ROLES[role].english}"


@check(
    "RGT-1409",
    clause=OUR_CLAUSE,
    remedy=(
        "从 import（进口）、export（出口）中选填，可同时选。",
        "Choose import, export or both.",
    ),
)
def directions_are_known(it: Application) -> Iterator[Difference]:
    """“进出口方向”为“{given}”，应为import或export。

    The direction is {given}; it must be import or export.
    """
    for name in it.says.directions:
        if name not in read_page(PAGE)["directions"]:
            yield at("directions", name)


@check(
    "RGT-1410",
    clause=OUR_CLAUSE,
    remedy=(
        "删除该填写项，或改用接口文档所列的名称。",
        "Leave it out, or name it as agreed.",
    ),
)
def entries_are_known(it: Application) -> Iterator[Difference]:
    """没有名为“{given}”的填写项。

    There is no entry called {given}.
    """
    for name in it.says.strange:
        yield at("", name)


@check(
    "RGT-1411",
    clause=OUR_CLAUSE,
    remedy=(
        "先注销原备案，再以新的号码申请。",
        "Cancel this filing first, then apply with the other number.",
    ),
)
def stays_the_same_operator(it: Application) -> Iterator[Difference]:
    """变更备案不能换成另一主体的号码“{given}”。

    A change can't put another operator's number, {given}, into a filing.
    """
    if it.renamed:
        yield at("code", it.says.said("code"))


FILING_CHECKS: tuple[Check[Application], ...] = (
    zone_files_hong_kong,
    needed_is_said,
    written_as_wanted,
    credit_code_is_long_enough,
    credit_code_is_written_right,
    credit_code_proves_itself,
    number_proves_itself,
    is_filed_once,
    stays_the_same_operator,
    roles_suit_the_kind,
    directions_are_known,
    entries_are_known,
)


def examined(application: Application) -> list[Finding]:
    """Return everything an application can't be taken in for."""
    return labelled(verify(application, FILING_CHECKS))
