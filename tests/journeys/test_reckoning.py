"""Workings are reckoned again when somebody looks; what no longer agrees is told."""

from datetime import datetime
from decimal import Decimal

import psycopg
from msgspec.structs import replace

from tests.conftest import KEYS
from tests.letters import POOR, declared_by, papers
from tests.parcels import parcel
from tests.window import Window
from tongguan.customs.board.model import Viewer
from tongguan.customs.declaration.store import Assessed
from tongguan.customs.duty.rules import assess, from_declaration
from tongguan.customs.duty.workings import explain
from tongguan.journeys.case_file import case_file
from tongguan.journeys.circumstances import Accounts
from tongguan.journeys.decision import Decision, Outcome
from tongguan.journeys.founding import add_to_guarantee
from tongguan.journeys.reckoning import reckoned
from tongguan.journeys.rooms import Rooms
from tongguan.kit.trace import plain
from tongguan.plumbing import clock

KEPT = Assessed(
    treatment="reduced",
    dutiable_price=Decimal("486.00"),
    payable=Decimal("44.23"),
    charge=Decimal("486.00"),
    used=Decimal("0.00"),
)
TOLD = {
    "treatment": "reduced",
    "dutiable_price": "486.00",
    "payable": "44.23",
    "charge": "486.00",
    "used": "0.00",
}


def test_a_case_shows_its_workings_as_they_were_on_the_day(window: Window) -> None:
    first, second = parcel(1, person=1), parcel(2, person=1)
    window.send(*papers(first))
    window.send(*papers(second))
    paper = window.standing(second.declaration).id
    with window.connection.transaction():
        (kept,) = window.rooms.declarations.decisions_of(paper)
        number = window.rooms.declarations.numbers([paper])[paper][1]
        file = case_file(window.rooms, window.rooms.board, Viewer(None), number)

    assert kept.assessed == replace(KEPT, used=Decimal("486.00"))
    assert file is not None
    purchase = from_declaration(second.declaration, Decimal("486.00"))
    steps = plain(explain(purchase, assess(purchase)))
    assert file.assessment == TOLD | {"used": "486.00", "trace": steps}
    assert steps[-1]["formula"] == "26000 − 486.00 − 486.00"


def test_a_rule_that_was_changed_since_is_told_in_both_languages() -> None:
    decided = replace(KEPT, payable=Decimal("40.00"))
    told = reckoned(parcel(1).declaration, decided)

    differs = told.pop("differs")
    assert {name: told[name] for name in TOLD} == TOLD | {"payable": "40.00"}
    assert differs["again"] == TOLD
    assert differs["zh"].startswith("决定之后规则已变更")
    assert differs["en"].startswith("The rules were changed after this was decided")
    assert "differs" not in reckoned(parcel(1).declaration, KEPT)


def test_a_list_is_suspended_only_if_the_money_is_not_there(window: Window) -> None:
    declaration = declared_by(parcel(1), POOR).declaration
    assessment = assess(from_declaration(declaration, Decimal(0)))
    decision = Decision(
        outcome=Outcome.SUSPEND, findings=[], assessment=assessment, used=Decimal(0)
    )
    with psycopg.connect(window.dsn) as connection:
        rooms = Rooms.over(connection, KEYS, buffered=True)
        accounts = Accounts.held(rooms, [declaration])
        assert accounts.guarantee_left(declaration) == 1_00
        pledge(window, "43.23", clock.now())

        assert accounts.confirm(declaration, decision) is False
        assert accounts.guarantee_left(declaration) == 44_23
        assert accounts.confirm(declaration, decision) is True


def pledge(window: Window, amount: str, at: datetime) -> None:
    with window.connection.transaction():
        add_to_guarantee(window.rooms, POOR.code, Decimal(amount), at)
