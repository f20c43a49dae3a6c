"""Whether the goods of a list are those their seller has on file: pure."""

from collections.abc import Callable, Iterator

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
ASKED = (
    "on_file",
    "required",
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
    """货号{given}的商品备案在申报日{expected}已暂停、注销或过期。

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


GOODS_FILING: tuple[Check[Filing], ...] = (
    hs_code_is_as_filed,
    filing_is_in_force,
    article_is_on_file,
    content_is_as_filed,
)
