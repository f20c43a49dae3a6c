"""Who may look at a list: those who are its parties, as it stands now."""

from dataclasses import replace

from tests.letters import again, papers
from tests.parcels import parcel
from tests.window import Window
from tongguan.customs.board.model import Viewer, Wanted
from tongguan.customs.board.store import Board
from tongguan.demo.zone import sandbox
from tongguan.trade.papers import Action, Declaration

PARCEL = parcel(1)
LISTED = PARCEL.declaration
OTHER = sandbox().sellers[0]


def seen(window: Window, firm: str | None, **wanted: str) -> int:
    found = Board(window.connection).find(Viewer(firm), Wanted(**wanted))
    window.connection.rollback()
    return len(found)


def test_its_parties_find_a_list_and_nobody_else_does(window: Window) -> None:
    window.send(*papers(PARCEL))

    parties = {LISTED.seller.code, LISTED.declarant.code, LISTED.platform.code}
    assert {seen(window, firm) for firm in parties} == {1}
    assert seen(window, OTHER.code) == seen(window, "") == 0
    assert seen(window, OTHER.code, number=LISTED.order_number) == 0
    assert seen(window, None) == seen(window, None, number=LISTED.order_number) == 1


def test_who_is_no_party_of_the_newer_version_finds_it_no_more(window: Window) -> None:
    window.send(LISTED)
    before = LISTED.seller
    newer = again(replace(LISTED, seller=OTHER), action=Action.CHANGE)
    assert isinstance(newer, Declaration)
    numbers = ("B20261020000000001", "29002026I000000001")
    window.send(replace(newer, preliminary_number=numbers[0], number=numbers[1]))

    assert seen(window, OTHER.code) == 1
    assert seen(window, before.code) == (before.code == LISTED.declarant.code)
