"""人员 Why an account is not proposed, approved or moved: every reason, by its code."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tongguan.journeys.people import (
    RefusedError,
    Wanted,
    change,
    decide,
    propose,
    repost,
)
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.people.lifecycle import AccountState
from tongguan.plumbing.people.model import Person

AT = datetime(2026, 10, 20, 9, 30, tzinfo=SHANGHAI)
PLATFORM = "1100EC0001"
ZHOU, WU = "330106198807074321", "330106199101012468"


def proposed(
    rooms: Rooms, name: str, post: str, home: str, identity: str = ""
) -> Person:
    wanted = Wanted(
        username=name,
        full_name="周岚",
        identity=identity,
        post=post,
        organisation=home,
    )
    propose(rooms, wanted, "xitong", AT)
    return found(rooms, name)


def found(rooms: Rooms, name: str) -> Person:
    person = rooms.people.accounts.find(name)
    assert person is not None
    return person


def told(act: Callable[[], object]) -> list[tuple[str, str, str]]:
    with pytest.raises(RefusedError) as caught:
        act()
    faults = caught.value.faults
    assert str(caught.value) == "; ".join(it.english for it in faults)
    return [(it.breach.code, it.field, it.value) for it in faults]


def test_an_account_fits_its_organisation(rooms: Rooms) -> None:
    for home, post, expected in (
        ("9999XX0000", "declarant", ("USR-1401", "organisation", "9999XX0000")),
        ("tax", "fx", ("USR-1402", "post", "tax / fx")),
        (PLATFORM, "officer", ("USR-1402", "post", f"{PLATFORM} / officer")),
        ("", "declarant", ("USR-1402", "post", " / declarant")),
    ):
        assert told(lambda p=post, h=home: proposed(rooms, "zhou", p, h)) == [expected]
    assert proposed(rooms, "zhou", "tax", "tax").state is AccountState.PROPOSED
    again = told(lambda: proposed(rooms, "zhou", "fx", "fx"))
    assert again == [("USR-1404", "username", "zhou")]


def test_one_person_is_one_administrator_and_hears_all_at_once(rooms: Rooms) -> None:
    proposed(rooms, "zhou", "audit", "operator", ZHOU)
    second = told(lambda: proposed(rooms, "zhou2", "security", "customs", ZHOU))
    assert second == [
        ("USR-1402", "post", "customs / security"),
        ("USR-1403", "post", "zhou"),
    ]
    other = proposed(rooms, "zhou3", "tax", "tax", ZHOU)
    moved = told(lambda: repost(rooms, other, ("system", "operator"), "xitong", AT))
    assert moved == [("USR-1403", "post", "zhou")]
    assert proposed(rooms, "wu", "security", "operator", WU).post == "security"


def test_nobody_decides_on_her_own_account_or_proposal(rooms: Rooms) -> None:
    on = proposed(rooms, "zhou", "audit", "operator", ZHOU)
    proposed(rooms, "xitong", "security", "operator")
    hers = proposed(rooms, "zhou2", "tax", "tax", ZHOU)
    proposer = found(rooms, "xitong")
    said = ("核对过任命文件", AT)

    assert told(lambda: decide(rooms, on, "approve", on, said)) == [
        ("USR-1405", "username", "zhou")
    ]
    assert told(lambda: decide(rooms, on, "approve", hers, said)) == [
        ("USR-1405", "username", "zhou")
    ]
    assert told(lambda: decide(rooms, on, "approve", proposer, said)) == [
        ("USR-1406", "username", "zhou")
    ]
    assert found(rooms, "zhou").state is AccountState.PROPOSED


def test_a_move_needs_the_state_it_is_from(rooms: Rooms) -> None:
    on = proposed(rooms, "zhou", "tax", "tax")
    security = proposed(rooms, "wu", "security", "operator", WU)
    said = ("离岗", AT)
    early = told(lambda: change(rooms, on, "suspend", "xitong", said))
    decide(rooms, on, "approve", security, said)
    late = told(lambda: decide(rooms, on, "approve", security, said))
    again = told(lambda: decide(rooms, found(rooms, "zhou"), "approve", security, said))
    strange = told(
        lambda: change(rooms, found(rooms, "zhou"), "explode", "xitong", said)
    )

    assert early == late == [("USR-1407", "state", "proposed")]
    assert again == strange == [("USR-1407", "state", "working")]
    assert found(rooms, "zhou").state is AccountState.WORKING
