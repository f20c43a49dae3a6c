"""Operators that apply: an invented firm and person, and the walk of a filing."""

from typing import Any

import pytest

from tests.agencies import BEGAN, Day, asker
from tests.window import Window
from tongguan.commerce.operator_filing.model import Filing, read_particulars
from tongguan.journeys import operator_filing as journey
from tongguan.journeys.operator_filing import Decision, Person, UnfitFilingError
from tongguan.trade.registry import FiledFirm

CODE = "91990100MA10QA1R2B"
NAME = "云汐新禾贸易有限公司"
FIRM: dict[str, Any] = {
    "code": CODE,
    "name": NAME,
    "roles": ["seller", "declarant"],
    "directions": ["import"],
    "legal_person": "沈禾",
    "bank_account": "6222020200112233",
    "telephone": "0571-88990011",
    "address": "DXPENT0000099001",
}
PERSON: dict[str, Any] = {
    "kind": "individual",
    "code": "330106199003071228",
    "name": "沈禾",
    "roles": ["seller"],
    "directions": ["export"],
    "bank_account": "6222020200112244",
    "telephone": "13805710001",
}
OFFICER = Person(name="guanyuan", organisation="2900", post="officer")
CLERK = Person(name="shen")


def apply(window: Window, by: Person = CLERK, **words: Any) -> Filing:
    says = read_particulars(FIRM | words, BEGAN.date())
    with window.connection.transaction():
        return journey.apply(window.rooms, says, by, BEGAN)


def refused(window: Window, said: dict[str, Any]) -> list[tuple[str, str]]:
    says = read_particulars(said, BEGAN.date())
    with pytest.raises(UnfitFilingError) as caught, window.connection.transaction():
        journey.apply(window.rooms, says, CLERK, BEGAN)
    return [(it.code, it.chinese()) for it in caught.value.findings]


def decide(window: Window, filing: Filing, move: str, reason: str = "已核对") -> Filing:
    with window.connection.transaction():
        decision = Decision(move=move, reason=reason)
        return journey.decide(window.rooms, filing.number, decision, OFFICER, BEGAN)


def asked(window: Window) -> None:
    asker(window, Day()).work()


def now(window: Window, filing: Filing) -> Filing:
    with window.connection.transaction():
        found = window.rooms.operators.find(filing.number)
    assert found is not None
    return found


def register(window: Window, code: str) -> FiledFirm | None:
    with window.connection.transaction():
        return window.rooms.enterprises.registry([code]).get(code)


def told(window: Window, filing: Filing) -> list[str]:
    with window.connection.transaction():
        steps = window.rooms.operators.steps(filing)
    return [finding["code"] for finding in steps[-1].findings]
