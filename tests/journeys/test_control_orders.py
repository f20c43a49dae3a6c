"""Control orders stop lists at a running window, until they are lifted or satisfied."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.letters import papers
from tests.parcels import SELLER, parcel
from tests.window import Window
from tongguan.customs.control.lifecycle import CaseState, OrderState
from tongguan.customs.control.model import (
    Agency,
    Aim,
    ControlOrder,
    Result,
    Target,
)
from tongguan.customs.control.rules import BadOrderError
from tongguan.journeys import control
from tongguan.journeys.control import NoSuchOrderError, Officer, Opening
from tongguan.journeys.officer import act_many
from tongguan.journeys.ruling import NoSuchCaseError, RefusedError, Ruling
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing import clock
from tongguan.trade.papers import Dossier

OFFICER = Officer(name="关员", organisation="海关")
RULING = Ruling(move="release", reason="集中验放", officer="关员", organisation="海关")
MASTER = "MAWB78412345"


def order(
    target: Target, value: str, *, agency: Agency = Agency.CUSTOMS, days: int = 5
) -> ControlOrder:
    today = clock.now().date()
    return ControlOrder(
        number="",
        aim=Aim(target, value),
        agency=agency,
        effective=today,
        until=today + timedelta(days=days),
        reason="专项查验",
        placed_by="关员",
        placed_at=clock.now(),
    )


def placed(window: Window, it: ControlOrder) -> str:
    with window.connection.transaction():
        return control.place(window.rooms, it, "海关")


def sent(window: Window, dossier: Dossier) -> Dossier:
    window.send(*papers(dossier))
    return dossier


def on_board(dossier: Dossier) -> Dossier:
    listed = replace(
        dossier.declaration, transport_document=MASTER, conveyance="粤A12345"
    )
    waybill = replace(dossier.waybill, transport_document=MASTER)
    return replace(dossier, declaration=listed, waybill=waybill)


@pytest.mark.parametrize(
    ("target", "value"),
    [
        (Target.LIST, "TD00000001"),
        (Target.FIRM, SELLER.code),
        (Target.VEHICLE, "粤A12345"),
        (Target.TRANSPORT_DOCUMENT, MASTER),
        (Target.HS_PREFIX, "1901"),
    ],
)
def test_whatever_an_order_hits_waits_for_its_lifting(
    window: Window, target: Target, value: str
) -> None:
    number = placed(window, order(target, value))
    listed = sent(window, on_board(parcel(1))).declaration
    assert window.states(listed) == ["examined"]
    with pytest.raises(RefusedError) as refused:
        window.rule(listed, "release")
    told = [(f.code, f.difference) for f in refused.value.findings]
    assert [(code, it.given if it else "") for code, it in told] == [
        ("RSK-6010", number)
    ]
    assert window.states(listed) == ["examined"]
    with window.connection.transaction():
        control.lift(window.rooms, number, "查验无异常", OFFICER, clock.now())
    window.rule(listed, "release")
    assert window.states(listed) == ["released"]


@pytest.mark.parametrize("few", [0, 1, 2])
def test_many_orders_hit_what_few_would_hit(
    window: Window, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(control, "FEW", few)
    placed(window, order(Target.HS_PREFIX, "1901"))
    placed(window, order(Target.FIRM, "1100LG0009"))
    assert window.states(sent(window, parcel(1)).declaration) == ["examined"]


def test_a_list_no_order_hits_is_released_by_itself(window: Window) -> None:
    placed(window, order(Target.HS_PREFIX, "2204"))
    placed(window, order(Target.LIST, "TD00000002"))
    assert window.states(sent(window, parcel(1)).declaration) == ["released"]


def test_the_sender_never_reads_of_an_order(window: Window) -> None:
    number = placed(window, order(Target.FIRM, SELLER.code))
    listed = sent(window, parcel(1)).declaration
    receipts = window.receipts(listed)
    assert [it.status for it in receipts][-1] == "500"
    codes = {finding["code"] for it in receipts for finding in it.findings}
    assert codes == {"RSK-6000"}
    assert not any(number in it.text or "专项" in it.text for it in receipts)


def test_an_order_placed_later_stops_a_list_that_waits(window: Window) -> None:
    review = parcel(1)
    freight = Decimal("12.00")
    review = replace(
        review,
        declaration=replace(review.declaration, freight=freight),
        waybill=replace(review.waybill, freight=freight),
    )
    listed = sent(window, review).declaration
    assert window.states(listed) == ["in_review"]
    placed(window, order(Target.FIRM, SELLER.code))
    with pytest.raises(RefusedError):
        window.rule(listed, "release")
    window.rule(listed, "examine", "按指令查验")
    assert window.states(listed) == ["examined"]


def test_two_agencies_order_one_opening_with_both_results_on_one_record(
    window: Window,
) -> None:
    placed(window, order(Target.FIRM, SELLER.code))
    placed(window, order(Target.HS_PREFIX, "1901", agency=Agency.INSPECTION))
    listed = sent(window, parcel(1)).declaration
    paper = window.standing(listed).id
    assert [it.status for it in window.receipts(listed)].count("500") == 1
    record(window, paper, Agency.CUSTOMS, Result.PASSED)
    with pytest.raises(RefusedError) as refused:
        window.rule(listed, "release")
    assert len(refused.value.findings) == 1
    record(window, paper, Agency.INSPECTION, Result.PASSED)
    with window.connection.transaction():
        one = window.rooms.controls.record_of(paper, 1)
    assert [(it.agency, it.result) for it in one] == [
        (Agency.CUSTOMS, Result.PASSED),
        (Agency.INSPECTION, Result.PASSED),
    ]
    window.rule(listed, "release")
    assert window.states(listed) == ["released"]


def record(window: Window, paper: int, agency: Agency, result: Result) -> None:
    opening = Opening(agency=agency, result=result, note="开箱核对")
    with window.connection.transaction():
        control.examine(window.rooms, paper, opening, OFFICER, clock.now())


def test_a_result_is_recorded_only_on_a_list_under_examination(window: Window) -> None:
    listed = sent(window, parcel(1)).declaration
    with pytest.raises(IllegalMoveError):
        record(window, window.standing(listed).id, Agency.CUSTOMS, Result.PASSED)


def test_detention_opens_a_case_that_is_closed_with_an_outcome(window: Window) -> None:
    placed(window, order(Target.FIRM, SELLER.code))
    listed = sent(window, parcel(1)).declaration
    paper = window.standing(listed).id
    record(window, paper, Agency.CUSTOMS, Result.SEIZED)
    window.rule(listed, "detain", "疑似侵权")
    with window.connection.transaction():
        (case,) = window.rooms.controls.cases(paper)
        assert (case.kind, case.state, case.reason) == (
            "seizure",
            CaseState.OPENED,
            "疑似侵权",
        )
        control.close_case(window.rooms, case.number, "没收", OFFICER, clock.now())
        with pytest.raises(NoSuchOrderError):
            control.close_case(window.rooms, case.number, "没收", OFFICER, clock.now())
        (closed,) = window.rooms.controls.cases(paper)
    assert (closed.state, closed.outcome, closed.closed_by) == (
        CaseState.CLOSED,
        "没收",
        "关员",
    )


def test_one_decision_releases_a_batch_and_every_list_shows_it(window: Window) -> None:
    number = placed(window, order(Target.TRANSPORT_DOCUMENT, MASTER))
    lists = [sent(window, on_board(parcel(n))).declaration for n in (1, 2, 3)]
    with window.connection.transaction():
        control.lift(window.rooms, number, "抽检三票无异常", OFFICER, clock.now())
        found = window.rooms.declarations.of_transport_document(MASTER, ["examined"])
    ids = [paper for paper, _ in found]
    assert ids == [window.standing(it).id for it in lists]
    with window.connection.transaction():
        batch = act_many(window.rooms, ids, RULING, clock.now())
    assert window.states(*lists) == ["released"] * 3
    with window.connection.transaction():
        kept = [window.rooms.declarations.decisions_of(it)[-1] for it in ids]
    assert [(it.outcome, it.batch, it.reason) for it in kept] == [
        ("release", batch, "集中验放")
    ] * 3


def test_a_batch_is_decided_wholly_or_not_at_all(window: Window) -> None:
    placed(window, order(Target.LIST, "TD00000002"))
    placed(window, order(Target.LIST, "TD00000001"))
    lists = [sent(window, parcel(n)).declaration for n in (1, 2)]
    ids = [window.standing(it).id for it in lists]
    record(window, ids[0], Agency.CUSTOMS, Result.PASSED)
    with pytest.raises(RefusedError), window.connection.transaction():
        act_many(window.rooms, ids, RULING, clock.now())
    assert window.states(*lists) == ["examined", "examined"]
    with pytest.raises(NoSuchCaseError), window.connection.transaction():
        act_many(window.rooms, [], RULING, clock.now())


def test_orders_expire_and_bad_ones_are_refused(window: Window) -> None:
    number = placed(window, order(Target.FIRM, SELLER.code, days=0))
    with window.connection.transaction():
        assert control.expire(window.rooms, clock.now()) == 0
        assert control.expire(window.rooms, clock.now() + timedelta(days=1)) == 1
        expired = window.rooms.controls.find(number)
        assert expired is not None
        assert expired.state is OrderState.EXPIRED
        with pytest.raises(NoSuchOrderError):
            control.lift(window.rooms, number, "结果", OFFICER, clock.now())
    for bad in (
        order(Target.FIRM, " "),
        order(Target.HS_PREFIX, "1"),
        order(Target.HS_PREFIX, "十九"),
        order(Target.FIRM, "A", days=-1),
        replace(order(Target.FIRM, "A"), reason=""),
    ):
        with pytest.raises(BadOrderError):
            placed(window, bad)
    with pytest.raises(BadOrderError):
        control.lift(window.rooms, number, "", OFFICER, clock.now())


def test_the_inspection_rate_counts_opened_among_declared_lists(window: Window) -> None:
    placed(window, order(Target.LIST, "TD00000002"))
    for serial in (1, 2, 3, 4):
        sent(window, parcel(serial))
    first, last = date(2026, 10, 1), date(2026, 10, 31)
    with window.connection.transaction():
        (rate,) = control.inspection_rates(
            window.rooms, first, last, {SELLER.code: "AEO"}
        )
    assert (rate.month, rate.mode, rate.firm_class) == (first, "1210", "AEO")
    assert (rate.declared, rate.examined, rate.share) == (4, 1, Decimal("0.25"))


def test_nothing_is_found_under_a_number_nobody_gave(window: Window) -> None:
    with pytest.raises(NoSuchOrderError):
        control.held(window.rooms, 999_999)
    assert window.rooms.controls.find("BK?") is None
    never = datetime(2026, 1, 1, tzinfo=UTC)
    assert window.rooms.controls.aimed_at([], never.date()) == {}
