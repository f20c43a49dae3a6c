"""The stand-in answers every document, again the same, and keeps what came."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.letters import again, message, papers
from tests.parcels import parcel
from tongguan.gateway.chinaport.answers import read_answers
from tongguan.gateway.chinaport.catalogue import MESSAGES, read_message
from tongguan.gateway.chinaport.simulator.counter import Counter
from tongguan.gateway.chinaport.simulator.customs import course_of
from tongguan.gateway.chinaport.simulator.folder import Folder
from tongguan.gateway.chinaport.simulator.mailbox import Letter
from tongguan.gateway.chinaport.simulator.modes import BEHAVIOURS, Mode
from tongguan.gateway.chinaport.xml import parse
from tongguan.kit.messages import NEWEST
from tongguan.samples.writing import sets, written
from tongguan.trade.papers import Action
from tongguan.trade.receipts import TaxBill, TaxBillStatus
from tongguan.trade.shipments import SummaryResult

NOON = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
LIST = parcel(1).declaration
FIRM = "1100EC0001"


def read_root_of(data: bytes) -> str:
    return parse(data).tag


def told(letters: list[tuple[int, Letter]]) -> list[str]:
    names = {TaxBill: "bill", TaxBillStatus: "news", SummaryResult: "result"}
    return [names.get(type(it.answer), it.status) for _, it in letters]


def answered(paper: Any, counter: Counter | None = None, at: datetime = LATER) -> str:
    """Send one paper; return what has come until then."""
    counter = counter or Counter()
    counter.take(FIRM, message(paper), NOON)
    return " ".join(told(counter.give(FIRM, 0, 100, at)))


@pytest.mark.parametrize(
    ("end", "statuses"),
    [
        ("", "2 3 120 800 bill"),
        ("-T300-800", "2 3 120 300 800 bill"),
        ("-T899", "2 3 120 899 news"),
        ("-T899-L818", "2 3 120 899"),
        ("-L816", "2 3 120 800"),
        ("-T900", "-999999"),
        ("-TE621029", "-621029"),
        ("-L", "2 3"),
        ("-L800", "2 3 120"),
        ("-X2", "2 2 3 3 120 120 800 800 bill bill"),
        ("-O", "bill 800 120 3 2"),
    ],
)
def test_a_list_gets_what_its_number_asks_for(end: str, statuses: str) -> None:
    assert answered(replace(LIST, reference=f"QD1{end}")) == statuses


def test_every_status_a_list_may_have_can_be_asked_for() -> None:
    may = course_of("CEB622Message").may
    last = {s: answered(replace(LIST, reference=f"Q-T{s}")).split() for s in may}
    assert {s: s in statuses for s, statuses in last.items()} == dict.fromkeys(
        may, True
    )


def test_an_orders_number_speaks_to_those_of_its_papers_that_may_carry_it() -> None:
    parcels = parcel(1)
    order = replace(parcels.order, number="DD1-T500")
    listed = replace(LIST, order_number="DD1-T500", reference=None)
    assert answered(order) == "2 3 120 399"
    assert answered(listed) == "2 3 120 500"


def test_the_other_papers_are_entered_and_closed() -> None:
    said = [answered(paper) for paper in papers(parcel(1))]
    assert said == ["2 3 120 399"] * 3 + ["2 3 120 800 bill"]


WRITTEN = {it.path: it.data for it in written(sets(NOON), NEWEST, lambda data, _: data)}
TO_CUSTOMS = {
    path: data for path, data in WRITTEN.items() if read_root_of(data) in MESSAGES
}


@pytest.mark.parametrize("path", TO_CUSTOMS)
def test_every_message_of_an_enterprise_takes_its_usual_course(path: str) -> None:
    kind = MESSAGES[read_root_of(TO_CUSTOMS[path])]
    counter = Counter()
    counter.take(FIRM, TO_CUSTOMS[path], NOON)
    letters = [letter for _, letter in counter.give(FIRM, 0, 1000, LATER)]
    receipts = [it for it in letters if it.message_type == kind.receipt_type]
    usual = ("2", "3", *course_of(kind.receipt_type).usual)
    papers_in = len(read_message(TO_CUSTOMS[path]).papers)
    assert [it.status for it in receipts] == [*usual] * papers_in
    read = [read_answers(it.body) for it in letters]
    assert [(it.faults, len(it.answers)) for it in read] == [((), 1)] * len(letters)


def test_all_nineteen_messages_were_tried() -> None:
    assert {read_root_of(data) for data in TO_CUSTOMS.values()} == {*MESSAGES}


def test_a_summary_gets_its_result() -> None:
    (data,) = [d for d in TO_CUSTOMS.values() if b"CEB701Message" in d][:1]
    counter = Counter()
    counter.take(FIRM, data, NOON)
    assert told(counter.give(FIRM, 0, 100, LATER)) == ["2", "3", "120", "399", "result"]


def test_drafts_and_deletions_go_no_further_than_the_port() -> None:
    draft = again(LIST, draft=True)
    assert answered(draft) == "1"
    assert answered(again(LIST, action=Action.DELETE)) == "2 3"


def test_the_customs_speaks_late_when_asked_to() -> None:
    late = replace(LIST, reference="QD1-D5")
    assert answered(late, at=NOON + timedelta(seconds=4)) == "2 3"
    assert answered(late, at=NOON + timedelta(seconds=6)) == "2 3 120 800 bill"


def test_receipts_read_back_as_they_were_meant() -> None:
    counter = Counter()
    counter.take(FIRM, message(LIST), NOON)
    sent = [letter for _, letter in counter.give(FIRM, 0, 100, LATER)]
    read = [read_answers(letter.body) for letter in sent]
    assert [it.answers[0] for it in read] == [letter.answer for letter in sent]
    assert [it.faults for it in read] == [()] * 5


def test_what_cannot_be_read_gets_a_format_receipt() -> None:
    counter = Counter()
    counter.take(FIRM, b"<Order/>", NOON)
    ((number, letter),) = counter.give(FIRM, 0, 100, NOON)
    assert (number, letter.message_type) == (1, "CEB900Message")


def test_the_same_bytes_are_answered_once() -> None:
    counter = Counter()
    first = counter.take(FIRM, message(LIST), NOON)
    second = counter.take(FIRM, message(LIST), LATER)
    assert second == {**first, "duplicate": True}
    assert len(counter.give(FIRM, 0, 100, LATER)) == 5


def test_the_same_seed_says_the_same_and_another_does_not() -> None:
    def guids(seed: int) -> list[str]:
        counter = Counter(seed=seed)
        counter.take(FIRM, message(LIST), NOON)
        return [it.answer.guid for _, it in counter.give(FIRM, 0, 100, LATER)]

    assert guids(1) == guids(1) != guids(2)


def test_a_counter_with_a_journal_forgets_nothing(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    first = Counter(journal=journal)
    for paper in papers(parcel(1)):
        first.take(FIRM, message(paper), NOON)
    sent = first.give(FIRM, 0, 100, LATER)

    second = Counter(journal=journal)

    assert second.give(FIRM, 0, 100, LATER) == sent
    assert second.take(FIRM, message(LIST), LATER)["duplicate"] is True


def test_slow_customs_speaks_half_a_minute_later() -> None:
    slow = Counter(behaviour=BEHAVIOURS[Mode.SLOW])
    assert answered(LIST, slow, NOON + timedelta(seconds=29)) == "2 3"
    assert told(slow.give(FIRM, 2, 100, NOON + timedelta(seconds=31))) == [
        *("120", "800", "bill")
    ]


def test_on_a_double_eleven_receipts_come_in_bursts_and_calls_are_sent_away() -> None:
    busy = Counter(behaviour=BEHAVIOURS[Mode.DOUBLE11])
    assert answered(LIST, busy, NOON + timedelta(seconds=4)) == ""
    assert len(busy.give(FIRM, 0, 100, NOON + timedelta(seconds=5, milliseconds=1))) > 0
    refused = [busy.refuses() for _ in range(100)]
    assert {*refused} == {0, 429, 503}
    assert 20 <= sum(map(bool, refused)) <= 40


def test_messages_are_taken_from_one_folder_and_receipts_put_into_another(
    tmp_path: Path,
) -> None:
    folder = Folder(tmp_path, Counter())
    (tmp_path / "out" / "1.xml").write_bytes(message(LIST))
    (tmp_path / "out" / "2.tmp").write_bytes(b"half a mess")

    moved = folder.look(NOON) + folder.look(LATER)

    assert moved == 6
    assert [it.name for it in (tmp_path / "out").iterdir()] == ["2.tmp"]
    assert [it.name for it in (tmp_path / "done").iterdir()] == ["1.xml"]
    names = sorted(it.name for it in (tmp_path / "in").iterdir())
    assert [name[:16] for name in names] == [
        *("CEB622_000000001", "CEB622_000000002", "CEB622_000000003"),
        *("CEB622_000000004", "CEB816_000000005"),
    ]
    assert {name[-4:] for name in names} == {".xml"}
