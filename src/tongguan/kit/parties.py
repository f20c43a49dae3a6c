"""Shared checks on who a paper names: firms on file, entitled senders, real persons."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, Generic, TypeVar

from tongguan.kit.checks import Check, Clause, Difference, Look, Notice, rests_on
from tongguan.kit.desk import GACC_2018_194, SPECIFICATION, Desk, Rule, on_paper
from tongguan.kit.identifiers import Flaw, Reason, resident_id
from tongguan.trade.masks import mask_id
from tongguan.trade.papers import AnyPaper
from tongguan.trade.registry import FiledFirm, Lodgement, Role

P = TypeVar("P", bound=AnyPaper)
RESIDENT_CARD = "1"
NOT_A_FIRM = "-10102"
NOT_OF_THAT_KIND = "-10101"
NUMBERS_KEPT = 8192  # of a batch, which names each on three papers; no longer
GB_11643 = Clause("GB 11643—1999《公民身份号码》")


@dataclass(frozen=True, slots=True)
class RoleName:
    """企业类别名称 How a role is called, and its digit in the codes of its checks.

    A role that no paper names has none.
    """

    digit: int
    chinese: str
    english: str


entry = cache(attrgetter)
ROLES = {
    Role.PLATFORM: RoleName(1, "电商平台", "e-commerce platform"),
    Role.SELLER: RoleName(2, "电商企业", "seller"),
    Role.PAYMENT: RoleName(3, "支付企业", "payment provider"),
    Role.CARRIER: RoleName(4, "物流企业", "carrier"),
    Role.DECLARANT: RoleName(5, "申报企业", "declarant"),
    Role.ZONE_OPERATOR: RoleName(6, "区内企业", "zone operator"),
    Role.GUARANTOR: RoleName(7, "担保企业", "guarantor"),
    Role.SITE_OPERATOR: RoleName(8, "监管场所经营人", "site operator"),
    Role.TRADE_SERVICE: RoleName(0, "外贸综合服务企业", "integrated trade service"),
    Role.SERVICE: RoleName(0, "服务企业", "service provider"),
    Role.PARK: RoleName(0, "园区", "park"),
    Role.OVERSEAS_WAREHOUSE: RoleName(0, "海外仓企业", "overseas warehouse"),
    Role.ASSOCIATION: RoleName(0, "行业协会", "association"),
    Role.INDIVIDUAL: RoleName(0, "个人经营者", "individual trader"),
}

IS_ENTITLED = Notice(
    code="RGT-1201",
    chinese="报送企业“{given}”没有“{expected}”办理本事项的有效委托，不能报送本单证。",
    english=(
        "Sender {given} has no mandate in force from {expected} for this act, "
        "so it may not lodge this paper."
    ),
    clause=GACC_2018_194,
    remedy=(
        "改由单证所列企业报送；或由该企业在“委托授权”页登记含本事项的委托后再报送。",
        "Let the firm on the paper lodge it, or give a mandate on the page Mandates.",
    ),
)
IS_RESIDENT_CARD = Notice(
    code="IDN-1301",
    chinese="“证件类型”为“{given}”，应为“{expected}”（居民身份证）。",
    english="The identity document type is {given}; it must be {expected}, resident.",
    clause=SPECIFICATION,
    remedy=(
        "改用订购人或支付人的居民身份证，证件类型填1。",
        "Use the person's resident identity card and give type 1.",
    ),
)
ID_FLAWS = {
    Reason.LENGTH: ("IDN-1302", "长度应为{expected}位", "must have {expected} places"),
    Reason.CHARACTERS: (
        "IDN-1303",
        "应由前17位数字和末位数字或大写X组成",
        "must be 17 digits and a digit or capital X",
    ),
    Reason.DATE: ("IDN-1304", "第7至14位应为真实日期", "must hold a date in 7-14"),
    Reason.FUTURE: (
        "IDN-1305",
        "出生日期应不晚于{expected}",
        "must hold a birth date not after {expected}",
    ),
    Reason.AREA: (
        "IDN-1306",
        "前六位应为{expected}中的行政区划",
        "must begin with an area of {expected}",
    ),
    Reason.CHECK_DIGIT: (
        "IDN-1307",
        "校验位应为“{expected}”",
        "must end in check digit {expected}",
    ),
}


@dataclass(frozen=True, slots=True)
class Named(Generic[P]):
    """所列企业 A firm as a paper names it, to be held against its filing."""

    desk: Desk[P]
    role: Role
    code: str
    name: str | None

    def is_on_file(self, lodgement: Lodgement[P]) -> Iterator[Difference]:
        """Ask that the code is known."""
        code = entry(self.code)(lodgement.paper)
        if code and code not in lodgement.registry:
            yield Difference(self.desk.place(self.code), code)

    def is_so_called(self, lodgement: Lodgement[P]) -> Iterator[Difference]:
        """Ask that the name is the filed one, but for blanks around it."""
        if self.name is None or (found := self._filing(lodgement)) is None:
            return
        name = entry(self.name)(lodgement.paper)
        if name is not None and name.strip() != found.name:
            yield Difference(self.desk.place(self.name), name, found.name)

    def plays_the_role(self, lodgement: Lodgement[P]) -> Iterator[Difference]:
        """Ask that the firm is filed in the role it plays here."""
        found = self._filing(lodgement)
        if found and self.role not in found.roles:
            wanted = ROLES[self.role].chinese
            yield Difference(self.desk.place(self.code), found.code, wanted)

    def is_active(self, lodgement: Lodgement[P]) -> Iterator[Difference]:
        """Ask that the filing is in force."""
        found = self._filing(lodgement)
        if found and not found.active:
            yield Difference(self.desk.place(self.code), found.code)

    def _filing(self, lodgement: Lodgement[P]) -> FiledFirm | None:
        return lodgement.registry.get(entry(self.code)(lodgement.paper))


def filed(
    desk: Desk[P], role: Role, code: str, name: str | None = None
) -> tuple[Check[Lodgement[P]], ...]:
    """企业备案 Check that a named firm is on file, so called, in that role, active.

    `code` and `name` lead to the entries that name it; a firm that an optional entry
    leaves out is not asked about.
    """
    firm = Named(desk, role, code, name)
    unknown, miscalled, misplaced, inactive = _filing(role)
    as_named = among_firms(f"paper.{code}", f"paper.{name or code}")
    return (
        as_named(desk.check(unknown, firm.is_on_file, code, receipt=NOT_A_FIRM)),
        as_named(desk.check(miscalled, firm.is_so_called, name or code)),
        as_named(
            desk.check(misplaced, firm.plays_the_role, code, receipt=NOT_OF_THAT_KIND)
        ),
        as_named(desk.check(inactive, firm.is_active, code)),
    )


def _filing(role: Role) -> tuple[Notice, ...]:
    name = ROLES[role]
    zh, en = name.chinese, name.english
    said = (
        (
            f"“{zh}代码”“{{given}}”没有备案。",
            f"No firm is on file under {en} code {{given}}.",
            f"核对{zh}代码；尚未备案的，先办理企业备案再报送。",
            f"Check the {en} code; if the firm is not on file, file it first.",
        ),
        (
            f"“{zh}名称”为“{{given}}”，备案名称为“{{expected}}”。",
            f"The {en} is named {{given}}; it is on file as {{expected}}.",
            "改填备案名称；已更名的，先变更企业备案。",
            f"Write the {en} name as filed, or change the filing first.",
        ),
        (
            f"企业“{{given}}”的备案类别不含“{zh}”。",
            f"Firm {{given}} is on file, but not as {en}.",
            f"改填备案为{zh}的企业，或先增加备案类别。",
            f"Name a firm filed as {en}, or add the role to its filing first.",
        ),
        (
            f"{zh}“{{given}}”的备案已停用。",
            f"The filing of {en} {{given}} is not active.",
            f"改填备案有效的{zh}，或先恢复其备案。",
            f"Name an active {en}, or have the filing restored first.",
        ),
    )
    return tuple(
        Notice(
            code=f"RGT-11{name.digit}{kind}",
            chinese=texts[0],
            english=texts[1],
            clause=GACC_2018_194,
            remedy=(texts[2], texts[3]),
        )
        for kind, texts in enumerate(said, start=1)
    )


def among_firms(*paths: str) -> Callable[[Check[Any]], Check[Any]]:
    """Say that a check rests on which firms a paper names, and on what is on file."""
    return rests_on("registry", *paths)


def sent_by(desk: Desk[P], *codes: str, receipt: str = "") -> Check[Lodgement[P]]:
    """报送权限 Check that the sender is one of the named firms, or acts for one."""
    codes_of = [attrgetter(code) for code in codes]

    def is_entitled(lodgement: Lodgement[P]) -> Iterator[Difference]:
        named = (code_of(lodgement.paper) for code_of in codes_of)
        owners = dict.fromkeys(filter(None, named))
        if not owners.keys() & {lodgement.sender, *lodgement.principals}:
            place = desk.place(codes[0])
            yield Difference(place, lodgement.sender, " / ".join(owners))

    asked = desk.check(IS_ENTITLED, is_entitled, *codes, receipt=receipt or None)
    return among_firms("sender", "principals", *(f"paper.{it}" for it in codes))(asked)


def identified(desk: Desk[P], field: str) -> tuple[Check[Lodgement[P]], ...]:
    """身份 Check that a person shows a resident card with a number that can be."""
    type_of, number_of = (
        attrgetter(f"{field}.id_type"),
        attrgetter(f"{field}.id_number"),
    )

    def is_resident(lodgement: Lodgement[P]) -> Iterator[Difference]:
        if (kind := type_of(lodgement.paper)) != RESIDENT_CARD:
            yield Difference(desk.place(f"{field}.id_type"), kind, RESIDENT_CARD)

    def is_sound_throughout(lodgement: Lodgement[P]) -> bool:
        return _flaw(number_of(lodgement.paper), lodgement.day) is None

    def are_sound_throughout(lodgements: Sequence[Lodgement[P]]) -> bool:
        flaws = [_flaw(number_of(it.paper), it.day) for it in lodgements]
        return not any(flaws)

    def without(reason: Reason) -> Rule[P]:
        def is_sound(lodgement: Lodgement[P]) -> Iterator[Difference]:
            number = number_of(lodgement.paper)
            flaw = _flaw(number, lodgement.day)
            if flaw and flaw.reason is reason:
                place = desk.place(f"{field}.id_number")
                yield Difference(place, mask_id(number), flaw.expected)

        return is_sound

    look = Look(is_sound_throughout, are_sound_throughout)
    of_number = (
        desk.check(_identity(reason), without(reason), f"{field}.id_number")
        for reason in ID_FLAWS
    )
    return (
        on_paper(f"{field}.id_type")(
            desk.check(IS_RESIDENT_CARD, is_resident, f"{field}.id_type")
        ),
        *(replace(one, look=look) for one in of_number),
    )


@lru_cache(maxsize=NUMBERS_KEPT)
def _flaw(number: str, today: date) -> Flaw | None:
    """Look once at a number that stands on an order, its payment and its list."""
    return resident_id(number, today=today)


def _identity(reason: Reason) -> Notice:
    code, chinese, english = ID_FLAWS[reason]
    return Notice(
        code=code,
        chinese=f"“证件号码”“{{given}}”{chinese}。",
        english=f"The identity number {{given}} {english}.",
        clause=GB_11643,
        remedy=(
            "对照居民身份证原件改正证件号码后重新报送。",
            "Correct the number from the resident identity card and lodge anew.",
        ),
    )
