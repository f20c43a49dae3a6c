"""税款试算 What would a purchase owe, on that day, under each way of bringing it in?

A walk for calculators: a request of plain values in, an answer of plain values out.
Nothing is stored and nobody is named. The answer carries the treatment, the tax of each
line, what is left of the annual limit, what personal post and general trade would owe,
and the workings. What is not known is null and named under `unknown`, never guessed.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tongguan.customs.duty.consumption import class_by_code
from tongguan.customs.duty.law import DutyLaw, first_day, law_on
from tongguan.customs.duty.mail import mail_levy
from tongguan.customs.duty.model import (
    Assessment,
    Consignment,
    ConsignmentLine,
    GivenRates,
    LineLevy,
    Treatment,
)
from tongguan.customs.duty.rules import assess as assess_consignment
from tongguan.customs.duty.rules import total_as
from tongguan.customs.duty.ways import Compared, advice
from tongguan.customs.duty.ways import compare as compare_ways
from tongguan.customs.duty.workings import (
    REMEDIES,
    explain,
    explain_general_trade,
    explain_mail,
)
from tongguan.journeys.what_if_fields import fault
from tongguan.journeys.what_if_request import (
    Asked,
    AskedLine,
    BadRequestError,
    read,
)
from tongguan.kit.dated import NotInForceError
from tongguan.kit.trace import plain
from tongguan.trade.money import to_fen

__all__ = ["BadRequestError", "assess", "assess_many", "compare"]

# A content given without a unit is in the measure its class of goods is taxed by.
GRAM, LITRE = "036", "095"
BARE_UNITS = {"gram": GRAM, "litre": LITRE, "sheet": "020"}


def assess(request: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """税款试算 Answer one request; raise BadRequestError with every fault in it.

    `today` is the day of the law where the request names none.
    """
    (answer,) = _assess_all([("", request)], today)
    return answer


def compare(request: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """方式比较 Compare three ways for one request, each with its workings and its law.

    Raise BadRequestError with every fault in the request.
    """
    (consignment,) = _read_all([("", request)], today)
    assessment = assess_consignment(consignment)
    ways = compare_ways(consignment, assessment)
    known = [(it.tax, it.way) for it in ways if it.open and it.tax is not None]
    return {
        "date": str(consignment.day),
        "dutiable_price": _yuan(assessment.dutiable_price),
        "cheapest": min(known)[1].value if known else None,
        "ways": [_way(it) for it in ways],
        "advice": [_both(it) for it in advice(consignment, assessment)],
        "unknown": _unknown(assessment),
    }


def _way(one: Compared) -> dict[str, Any]:
    cited = [it for it in one.steps if it.cites]
    return {
        "way": one.way.value,
        "open": one.open,
        "why": _both(one.why),
        "tax": _yuan(one.tax),
        "cites": list(dict.fromkeys(it.cites for it in cited)),
        "confirmed": all(it.confirmed for it in cited),
        "trace": plain(one.steps),
    }


def _both(texts: tuple[str, str]) -> dict[str, str]:
    return dict(zip(("zh", "en"), texts, strict=True))


def assess_many(requests: Iterable[Any], *, today: date) -> list[dict[str, Any]]:
    """批量试算 Answer many requests; one BadRequestError names the faults of all."""
    return _assess_all(
        [(f"[{index}].", request) for index, request in enumerate(requests)], today
    )


def _assess_all(requests: list[tuple[str, Any]], today: date) -> list[dict[str, Any]]:
    return [_answer(it) for it in _read_all(requests, today)]


def _read_all(requests: list[tuple[str, Any]], today: date) -> list[Consignment]:
    faults: list[dict[str, Any]] = []
    ready: list[tuple[Asked, DutyLaw]] = []
    for path, request in requests:
        asked, found = read(request, today=today, path=path)
        faults += found
        if asked is None:
            continue
        try:
            ready.append((asked, law_on(asked.day)))
        except NotInForceError:
            faults.append(_too_early(f"{path}date", asked.day))
    if faults:
        raise BadRequestError(faults)
    return [_consignment(asked, law) for asked, law in ready]


def _too_early(field: str, day: date) -> dict[str, Any]:
    rule = (
        "当日尚无跨境电商零售进口税收政策",
        "No policy for retail imports was in force on that day",
    )
    first = first_day()
    remedy = (f"日期不早于 {first}", f"Use a day from {first} on")
    return fault(field, day, rule=rule, remedy=remedy)


def _consignment(asked: Asked, law: DutyLaw) -> Consignment:
    return Consignment(
        day=asked.day,
        lines=tuple(_line(line, law) for line in asked.lines),
        freight=asked.freight,
        insurance=asked.insurance,
        used_this_year=asked.used_this_year,
    )


def _line(asked: AskedLine, law: DutyLaw) -> ConsignmentLine:
    given = GivenRates(**asked.rates)
    measured = {}
    if asked.content is not None:
        amount, unit = asked.content
        measured[unit or _bare_unit(asked.hs, given, law)] = amount * asked.quantity
    elif given.specific_quantity is not None:
        measured[_bare_unit(asked.hs, given, law)] = given.specific_quantity
    return ConsignmentLine(
        hs_code=asked.hs,
        quantity=asked.quantity,
        total=asked.total,
        measured=measured,
        given=given,
    )


def _bare_unit(hs: str, given: GivenRates, law: DutyLaw) -> str:
    found = class_by_code(hs, law.tariff.says.find(hs), law)
    if found is not None:
        return BARE_UNITS.get(found.measure, GRAM)
    return GRAM if given.specific is None else LITRE


def _answer(consignment: Consignment) -> dict[str, Any]:
    assessment = assess_consignment(consignment)
    general = total_as(assessment, Treatment.GENERAL_TRADE, consignment.day)
    mail = mail_levy(consignment, assessment)
    steps = (
        *explain(consignment, assessment),
        explain_mail(mail),
        explain_general_trade(assessment, general, consignment.day),
    )
    return {
        "date": str(consignment.day),
        "treatment": assessment.treatment.value,
        "dutiable_price": _yuan(assessment.dutiable_price),
        "lines": [_amounts(levy) for levy in assessment.lines],
        "payable": _yuan(assessment.payable),
        "allowance_after": _yuan(assessment.allowance_after),
        "comparison": {
            "personal_mail": _yuan(mail.tax),
            "general_trade": _yuan(general),
        },
        "unknown": _unknown(assessment),
        "trace": plain(steps),
    }


def _amounts(levy: LineLevy) -> dict[str, str | None]:
    owed = levy.amounts
    if owed is None:
        return dict.fromkeys(("duty", "consumption_tax", "vat", "payable"))
    return {
        "duty": _yuan(owed.duty),
        "consumption_tax": _yuan(owed.consumption_tax),
        "vat": _yuan(owed.vat),
        "payable": _yuan(owed.payable),
    }


def _unknown(assessment: Assessment) -> list[dict[str, Any]]:
    return [
        {
            "line": unknown.line,
            "what": unknown.what.value,
            "remedy": _both(REMEDIES[unknown.what]),
        }
        for unknown in assessment.unknowns
    ]


def _yuan(amount: Decimal | None) -> str | None:
    return None if amount is None else str(to_fen(amount))
