"""One person's account: verified once, shown its own year, locked, and given back."""

import re
from datetime import timedelta

import pytest

from tests.agencies import BEGAN, Day, asker
from tests.conftest import KEYS
from tests.journeys.test_returning import returning
from tests.letters import papers
from tests.parcels import id_number, parcel
from tests.window import Window
from tongguan.commerce.consumer.lifecycle import ConsumerState
from tongguan.commerce.consumer.model import Consumer, Identity
from tongguan.commerce.consumer.rules import APPLICATION, Applying
from tongguan.customs.allowance.rules import book
from tongguan.customs.purchases.store import Year
from tongguan.journeys import consumers, disowning
from tongguan.journeys.consumers import Check, Tried
from tongguan.journeys.control import Officer
from tongguan.journeys.disowning import NotPossibleError, Why
from tongguan.kit.checks import verify
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing import clock
from tongguan.plumbing.agencies.model import Agency
from tongguan.plumbing.ledger.store import Balance

LIMIT = 2_600_000
CHARGE = 48_600
YEAR = Year(2026)
BOOK = book(YEAR.days["first"])
FIRST, SECOND = (
    Officer(name=name, organisation="2900") for name in ("关员甲", "关员乙")
)
WORDS = "这不是我买的，没有下过这个订单"


@pytest.fixture(autouse=True)
def asked(window: Window) -> None:
    with window.connection.transaction():
        window.rooms.agencies.use([Agency.POLICE, Agency.TELECOM], BEGAN)


def person(who: int) -> bytes:
    return KEYS.index("buyer", f"1:{id_number(who)}")


def applied(window: Window, account: int, who: int, name: str = "李晓") -> str:
    """Apply for an account; return the code that was sent."""
    said = Identity(name, id_number(who), "13857100001")
    with window.connection.transaction():
        consumers.apply(window.rooms, account, said, BEGAN)
        consumer = window.rooms.buyers.consumers.of_account(account)
        assert consumer is not None
        text = consumers.text_sent(window.rooms, consumer)
    return re.findall(r"\d{6}", text)[0]


def of(window: Window, account: int) -> Consumer:
    with window.connection.transaction():
        consumer = window.rooms.buyers.consumers.of_account(account)
    assert consumer is not None
    return consumer


def typed(window: Window, account: int, code: str, minutes: int = 1) -> Tried:
    number = of(window, account).id
    with window.connection.transaction():
        return consumers.confirm(
            window.rooms, number, code, BEGAN + timedelta(minutes=minutes)
        )


def verified(window: Window, account: int, who: int, name: str = "李晓") -> Consumer:
    assert typed(window, account, applied(window, account, who, name)) is Tried.RIGHT
    asker(window, Day()).work()
    return of(window, account)


def check(window: Window, account: int) -> Check:
    consumer = of(window, account)
    with window.connection.transaction():
        return consumers.check_of(window.rooms, consumer)


def balance(window: Window, who: int) -> Balance:
    return window.balance(BOOK, person(who).hex())


def entries(window: Window, who: int) -> list[tuple[str, int]]:
    with window.connection.transaction():
        found = window.rooms.buyers.purchases.entries(person(who), YEAR)
    return [(it.kind, it.fen) for it in found]


def disowned(window: Window, who: int) -> int:
    with window.connection.transaction():
        (bought,) = window.rooms.buyers.purchases.of(person(who), YEAR)
        one = disowning.report(window.rooms, bought, person(who), WORDS, clock.now())
    return one.id


def ruled(window: Window, number: int, move: str, officer: Officer = FIRST) -> str:
    with window.connection.transaction():
        ruling = (move, "经核对电商平台资料")
        done = disowning.decide(window.rooms, number, ruling, officer, clock.now())
    return done.state.value


def test_everything_wrong_with_an_application_is_said_at_once() -> None:
    wrong = Identity("李", "330106199003071222", "12")
    found = verify(Applying(wrong, clock.today()), APPLICATION)
    assert [it.code for it in found] == ["IDN-1401", "IDN-1402", "IDN-1403"]
    assert "1990" not in found[1].chinese()


def test_an_account_is_verified_by_code_and_police(window: Window) -> None:
    code = applied(window, 7, 1)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    assert typed(window, 7, wrong) is Tried.WRONG
    assert typed(window, 7, code, minutes=11) is Tried.OLD
    assert typed(window, 7, code) is Tried.RIGHT
    assert check(window, 7) is Check.WAITING
    asker(window, Day()).work()
    assert (of(window, 7).state, of(window, 7).person) == ("verified", person(1))
    assert check(window, 7) is Check.AGREES


def test_a_code_is_tried_five_times_and_sent_five_times(window: Window) -> None:
    code = applied(window, 7, 1)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    tried = [typed(window, 7, wrong) for _ in range(5)]
    assert tried == [Tried.WRONG] * 5
    assert typed(window, 7, code) is Tried.TOO_OFTEN
    number = of(window, 7).id
    with window.connection.transaction():
        sent = [consumers.send_code(window.rooms, number, BEGAN) for _ in range(5)]
    assert sent == [True, True, True, True, False]


@pytest.mark.parametrize(
    ("name", "said"),
    [("李晓异", Check.DIFFERS), ("李晓无", Check.UNKNOWN), ("李晓断", Check.AWAY)],
)
def test_what_the_police_say_is_told_apart(
    window: Window, name: str, said: Check
) -> None:
    consumer = verified(window, 7, 1, name)
    waits = said is Check.AWAY
    assert consumer.state == (ConsumerState.CONFIRMED if waits else "refused")
    assert check(window, 7) is said


def test_whoever_was_refused_may_say_anew_who_they_are(window: Window) -> None:
    verified(window, 7, 1, "李晓异")
    consumer = verified(window, 7, 2)
    assert (consumer.state, consumer.person) == ("verified", person(2))


def test_a_person_has_one_account(window: Window) -> None:
    assert verified(window, 7, 1).is_verified
    assert verified(window, 8, 1).state is ConsumerState.REFUSED
    assert check(window, 8) is Check.TAKEN


def test_nobody_is_verified_where_nobody_is_asked(window: Window) -> None:
    with window.connection.transaction():
        assert consumers.can_verify(window.rooms)
        window.rooms.agencies.use([Agency.TELECOM], BEGAN)
        assert not consumers.can_verify(window.rooms)


def test_a_year_adds_up_entry_by_entry(window: Window) -> None:
    for serial in (1, 2):
        window.send(*papers(parcel(serial, person=1)))
    window.send(*papers(parcel(3)))
    window.send(returning(window, parcel(1, person=1), 1))
    own = entries(window, 1)
    assert own == [("take", CHARGE), ("take", CHARGE), ("restore", CHARGE // 2)]
    assert balance(window, 1) == Balance(limit=LIMIT, posted=CHARGE * 2 - CHARGE // 2)
    assert entries(window, 3) == [("take", CHARGE)]


def test_a_locked_identity_is_refused_until_it_is_unlocked(window: Window) -> None:
    consumer = verified(window, 7, 1)
    now = clock.now()
    with window.connection.transaction():
        assert consumers.turn_lock(window.rooms, consumer, "lock", now)
        assert not consumers.turn_lock(window.rooms, consumer, "lock", now)
    stolen, other = parcel(1), parcel(2)
    window.send(*papers(stolen), *papers(other))
    assert window.states(stolen.declaration) == ["rejected"]
    assert window.states(other.declaration) == ["released"]
    (told,) = window.receipts(stolen.declaration)[-1].findings
    assert told["code"] == "IDN-1410"
    assert id_number(1) not in str(told)
    assert entries(window, 1) == []
    with window.connection.transaction():
        assert consumers.turn_lock(window.rooms, consumer, "unlock", now)
        moves = window.rooms.buyers.consumers.lock_moves(consumer.person)
    assert [it.name for it in moves] == ["unlock", "lock"]
    window.send(*papers(parcel(3, person=1)))
    assert entries(window, 1) == [("take", CHARGE)]


def test_what_is_upheld_is_given_back_once(window: Window) -> None:
    window.send(*papers(parcel(1)))
    number = disowned(window, 1)
    with pytest.raises(IllegalMoveError):
        ruled(window, number, "uphold")
    assert ruled(window, number, "inquire") == "inquired"
    assert ruled(window, number, "uphold") == "upheld"
    assert entries(window, 1) == [("take", CHARGE), ("restore", CHARGE)]
    assert balance(window, 1) == Balance(limit=LIMIT)
    with pytest.raises(IllegalMoveError):
        ruled(window, number, "uphold")
    with pytest.raises(NotPossibleError) as again:
        disowned(window, 1)
    assert again.value.why is Why.ALREADY
    asked = window.rows("SELECT count(*) FROM payment_inquiry")
    assert asked == [(1,)]


def test_goods_that_come_back_later_are_not_given_back_twice(window: Window) -> None:
    dossier = parcel(1)
    window.send(*papers(dossier))
    number = disowned(window, 1)
    ruled(window, number, "inquire")
    ruled(window, number, "uphold")
    window.send(returning(window, dossier, 2))
    assert window.states(dossier.declaration) == ["taken_back"]
    assert balance(window, 1) == Balance(limit=LIMIT)


def test_only_what_did_not_come_back_yet_is_given_back(window: Window) -> None:
    dossier = parcel(1)
    window.send(*papers(dossier))
    window.send(returning(window, dossier, 1))
    number = disowned(window, 1)
    ruled(window, number, "inquire")
    ruled(window, number, "uphold")
    half = CHARGE // 2
    assert entries(window, 1)[1:] == [("restore", half), ("restore", half)]
    assert balance(window, 1) == Balance(limit=LIMIT)


def test_an_appeal_is_looked_at_by_somebody_else(window: Window) -> None:
    window.send(*papers(parcel(1)))
    number = disowned(window, 1)
    ruled(window, number, "inquire")
    assert ruled(window, number, "dismiss") == "dismissed"
    with window.connection.transaction():
        one = disowning.found(window.rooms, number)
        disowning.answer_back(window.rooms, one, "appeal", WORDS, clock.now())
    with pytest.raises(NotPossibleError) as refused:
        ruled(window, number, "uphold")
    assert refused.value.why is Why.SAME_PERSON
    assert balance(window, 1) == Balance(limit=LIMIT, posted=CHARGE)
    assert ruled(window, number, "uphold", SECOND) == "upheld"
    with window.connection.transaction():
        steps = window.rooms.buyers.disavowals.steps(number)
    assert [(it.name, it.actor) for it in steps] == [
        ("report", "consumer"),
        ("inquire", "officer"),
        ("dismiss", "officer"),
        ("appeal", "consumer"),
        ("uphold", "officer"),
    ]
    assert steps[0].words == WORDS


def test_nothing_of_anybody_else_is_found(window: Window) -> None:
    window.send(*papers(parcel(1)), *papers(parcel(2)))
    with window.connection.transaction():
        (own,) = window.rooms.buyers.purchases.of(person(1), YEAR)
        assert window.rooms.buyers.purchases.find(person(1), own.number) == own
        assert window.rooms.buyers.purchases.find(person(2), own.number) is None
        assert window.rooms.buyers.purchases.years(person(3)) == []
