"""备案号码 Whether the number of an operator proves itself, and in which place not."""

from collections.abc import Callable, Iterator, Mapping

from tongguan.commerce.operator_filing.application import OUR_CLAUSE, Application, at
from tongguan.kit import identifiers
from tongguan.kit.checks import Clause, Difference, check
from tongguan.kit.identifiers import Flaw, Reason

GB_32100 = Clause("GB 32100—2015《法人和其他组织统一社会信用代码编码规则》")
CREDIT_CHARACTERS = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
DIGITS_AT = range(2, 8)
RULES = {
    "resident_id": "GB 11643—1999",
    "hong_kong_id": "A123456(7)",
    "hong_kong_firm": "12345678",
}


def flaw_of(it: Application) -> Flaw | None:
    """Look at the number of an operator, by the kind of number it is."""
    form, code = it.law.form, it.says.code
    if not code:
        return None
    if form == "resident_id":
        return identifiers.resident_id(code, today=it.day)
    forms: Mapping[str, Callable[[str], Flaw | None]] = {
        "credit_code": identifiers.credit_code,
        "hong_kong_id": identifiers.hong_kong_id,
        "hong_kong_firm": identifiers.hong_kong_firm,
    }
    return forms[form](code)


@check(
    "RGT-1412",
    clause=GB_32100,
    remedy=(
        "补填或删除多出的位数。",
        "Add what is missing, or leave out what is too much.",
    ),
)
def credit_code_is_long_enough(it: Application) -> Iterator[Difference]:
    """统一社会信用代码“{given}”共{expected}位，应为18位。

    Credit code {given} has {expected} places; it must have 18.
    """
    flaw = flaw_of(it)
    if it.law.form == "credit_code" and flaw and flaw.reason is Reason.LENGTH:
        yield at("code", it.says.code, str(len(it.says.code)))


@check(
    "RGT-1403",
    clause=GB_32100,
    remedy=(
        "对照营业执照改正该位；没有字母I、O、S、V、Z，第3至8位是数字。",
        "Correct that place: no I, O, S, V or Z, and digits in places 3 to 8.",
    ),
)
def credit_code_is_written_right(it: Application) -> Iterator[Difference]:
    """统一社会信用代码“{given}”第{expected}位不能是该字符。

    Credit code {given} can't have that character in place {expected}.
    """
    flaw = flaw_of(it)
    if it.law.form == "credit_code" and flaw and flaw.reason is Reason.CHARACTERS:
        yield at("code", it.says.code, str(misplaced(it.says.code)))


def misplaced(code: str) -> int:
    """Find the first character of a credit code that can't stand where it stands."""
    for place, one in enumerate(code):
        if one not in CREDIT_CHARACTERS or (place in DIGITS_AT and not one.isdigit()):
            return place + 1
    raise AssertionError("a code of the right characters has no such flaw")


@check(
    "RGT-1404",
    clause=GB_32100,
    remedy=(
        "对照营业执照逐位核对；多为抄写时错位或形近字符。",
        "Compare every place with the licence; a place was swapped or misread.",
    ),
)
def credit_code_proves_itself(it: Application) -> Iterator[Difference]:
    """统一社会信用代码“{given}”第18位校验码应为“{expected}”。

    Credit code {given} must have check digit {expected} in place 18.
    """
    flaw = flaw_of(it)
    if it.law.form == "credit_code" and flaw and flaw.reason is Reason.CHECK_DIGIT:
        yield at("code", it.says.code, flaw.expected)


@check(
    "RGT-1406",
    clause=OUR_CLAUSE,
    remedy=(
        "对照证件原件改正号码后重新提交。",
        "Correct the number from the document and hand it in again.",
    ),
)
def number_proves_itself(it: Application) -> Iterator[Difference]:
    """号码“{given}”的位数、字符、日期或校验位不符合{expected}。

    Number {given} breaks {expected}: in length, characters, date or check digit.
    """
    if it.law.form in RULES and flaw_of(it):
        yield at("code", it.says.said("code"), RULES[it.law.form])
