"""Whether the goods of a list are those their seller has on file: pure."""

from collections.abc import Callable, Iterator

from tongguan.inspection.goods_filing.leave import (
    Obstacle,
    banned,
    marked_untested,
    outside_pilots,
    unlicensed,
    unpermitted,
)
from tongguan.inspection.goods_filing.model import Filing, statutory_quantity
from tongguan.kit.checks import (
    Check,
    Clause,
    Difference,
    Place,
    Severity,
    check,
    rests_on,
)
from tongguan.kit.desk import say, say_plainly
from tongguan.trade.papers import Paper

PARAMETERS = "-621001"
REVIEW = "1200"
FILING = Clause("综试区商品备案管理约定", confirmed=False)
NEGATIVE_LIST = Clause("跨境电子商务检验检疫负面清单", confirmed=False)
LICENCES = Clause("食品安全法、药品管理法关于许可的规定", confirmed=False)
PILOTS = Clause("综试区实施方案：宠物食品、药品试点", confirmed=False)
CONTROLLED = Clause("两用物项、濒危物种、进口药品的许可管理规定", confirmed=False)
UNTESTED = Clause("综试区实施方案：小批量进口免强制性认证检测", confirmed=False)
ASKED = (
    "on_file",
    "zone.requires_goods_filing",
    "declaration.seller.code",
    "declaration.declared_on",
)
REGISTER_FIRST = (
    "等待电商企业完成该货号的商品备案，再申报清单。",
    "Let the seller file the article first, then declare the list.",
)


def by_line(*fields: str) -> Callable[[Check[Filing]], Check[Filing]]:
    """Say on which entries of a goods item a check rests, with what is on file."""
    entries = (f"declaration.lines.{field}" for field in ("item_number", *fields))
    return rests_on(*ASKED, *entries)


@by_line("hs_code")
@check(
    "LST-2101",
    clause=FILING,
    receipt=PARAMETERS,
    remedy=(
        "按备案的商品编码申报；备案有误的，先变更备案。",
        "Declare the filed HS code; if the filing is wrong, amend it first.",
    ),
)
def hs_code_is_as_filed(filing: Filing) -> Iterator[Difference]:
    """商品编码为{given}，该货号备案的商品编码为{expected}。

    The HS code is {given}; the article is on file under {expected}.
    """
    for number, line, goods in filing.lines():
        if goods is not None and goods.hs_code != line.hs_code:
            place = Place(Paper.DECLARATION, "hs_code", number)
            yield Difference(place, line.hs_code, goods.hs_code)


@by_line()
@check(
    "LST-2102",
    clause=FILING,
    receipt=PARAMETERS,
    remedy=(
        "变更商品备案（恢复或续展），再重新申报清单。",
        "Have the filing resumed or prolonged, then declare again.",
    ),
)
def filing_is_in_force(filing: Filing) -> Iterator[Difference]:
    """货号{given}的商品备案在申报日{expected}已停用、暂停、注销或过期。

    The filing of article {given} was not in force on {expected}.
    """
    day = filing.declaration.declared_on
    for number, _, goods in filing.lines():
        if goods is not None and not goods.holds_on(day):
            place = Place(Paper.DECLARATION, "item_number", number)
            yield Difference(place, goods.item_number, say(day))


@by_line()
@check(
    "LST-2104",
    clause=FILING,
    receipt=PARAMETERS,
    remedy=REGISTER_FIRST,
)
def article_is_on_file(filing: Filing) -> Iterator[Difference]:
    """货号“{given}”没有{expected}的商品备案。

    Article {given} is not on file for seller {expected}.
    """
    if not filing.required:
        return
    for number, line, goods in filing.lines():
        if goods is None:
            place = Place(Paper.DECLARATION, "item_number", number)
            seller = filing.declaration.seller.code
            yield Difference(place, line.item_number or "", seller)


@by_line("unit", "quantity", "statutory_unit", "statutory_quantity")
@check(
    "LST-2103",
    clause=FILING,
    receipt=REVIEW,
    severity=Severity.HOLD,
    remedy=(
        "核对法定数量与备案净含量，等待人工审核。",
        "Check the statutory quantity against the filed content; a review follows.",
    ),
)
def content_is_as_filed(filing: Filing) -> Iterator[Difference]:
    """“法定数量”为{given}，按备案净含量计算为{expected}，转人工审核。

    The statutory quantity is {given}; by the filed content it is {expected}.
    """
    for number, line, goods in filing.lines():
        wanted = None if goods is None else statutory_quantity(goods, line)
        if wanted is None:
            continue
        if abs(line.statutory_quantity - wanted) > wanted * filing.tolerance:
            place = Place(Paper.DECLARATION, "statutory_quantity", number)
            given = say(line.statutory_quantity)
            yield Difference(place, given, say_plainly(wanted))


LAW = rests_on(
    "on_file",
    "zone.pilots",
    "zone.small_lots_untested",
    "declaration.seller.code",
    "declaration.declared_on",
    "declaration.licence",
    "declaration.lines.hs_code",
    "declaration.lines.item_number",
)


def stopped_by(obstacle: Obstacle, filing: Filing) -> Iterator[Difference]:
    """Name the lines whose goods something stands in the way of."""
    for number, asked in filing.asked():
        if wanting := obstacle(asked):
            yield Difference(
                Place(Paper.DECLARATION, "hs_code", number), asked.hs_code, wanting
            )


@LAW
@check(
    "LST-2105",
    clause=NEGATIVE_LIST,
    receipt=PARAMETERS,
    remedy=(
        "删除该商品；这类商品不得以跨境电商方式进出境。",
        "Take the goods off; they may not cross the border by e-commerce.",
    ),
)
def goods_are_not_banned(filing: Filing) -> Iterator[Difference]:
    """商品编码{given}在检验检疫负面清单内（{expected}）。

    HS code {given} is on the negative list of inspection: {expected}.
    """
    yield from stopped_by(banned, filing)


@LAW
@check(
    "LST-2106",
    clause=LICENCES,
    receipt=PARAMETERS,
    remedy=(
        "在商品备案中填写有效的食品药品许可证号，再申报。",
        "Put a valid food or medicine licence on file with the article, then declare.",
    ),
)
def goods_are_licensed(filing: Filing) -> Iterator[Difference]:
    """商品编码{given}须有食品药品许可，备案中没有或已过期（{expected}）。

    HS code {given} needs a food or medicine licence; none is in force: {expected}.
    """
    yield from stopped_by(unlicensed, filing)


@LAW
@check(
    "LST-2107",
    clause=PILOTS,
    receipt=PARAMETERS,
    remedy=(
        "先取得综试区对本企业的试点批准，在批准期内申报。",
        "Obtain the zone's leave for the firm, and declare within its days.",
    ),
)
def goods_are_within_a_pilot(filing: Filing) -> Iterator[Difference]:
    """商品编码{given}为试点商品（{expected}），综试区、企业或日期不在批准的试点内。

    HS code {given} ({expected}) comes in by pilot only; zone, firm or day is in none.
    """
    yield from stopped_by(outside_pilots, filing)


@LAW
@check(
    "LST-2108",
    clause=CONTROLLED,
    receipt=PARAMETERS,
    remedy=(
        "在商品备案或清单中填写许可证件号。",
        "Give the permit number with the article on file, or on the list.",
    ),
)
def controlled_goods_have_a_permit(filing: Filing) -> Iterator[Difference]:
    """商品编码{given}为管制商品（{expected}），没有许可证件号。

    HS code {given} is controlled ({expected}) and no permit number is given.
    """
    yield from stopped_by(unpermitted, filing)


@LAW
@check(
    "LST-2109",
    clause=UNTESTED,
    receipt=PARAMETERS,
    remedy=(
        "变更备案，去掉免检测标记，按强制性产品认证办理。",
        "Take the mark off the filing, and have the goods certified.",
    ),
)
def untested_goods_may_be(filing: Filing) -> Iterator[Difference]:
    """商品编码{given}备案为小批量免强制性认证检测，综试区现不实行（{expected}）。

    HS code {given} is filed as free of certification testing, which is not in force.
    """
    yield from stopped_by(marked_untested, filing)


GOODS_FILING: tuple[Check[Filing], ...] = (
    hs_code_is_as_filed,
    filing_is_in_force,
    article_is_on_file,
    goods_are_not_banned,
    goods_are_licensed,
    goods_are_within_a_pilot,
    controlled_goods_have_a_permit,
    untested_goods_may_be,
    content_is_as_filed,
)
