"""Where the zone asks for it, a direct purchase is decided when its parcel arrived."""

from dataclasses import replace

from tests.conftest import KEYS
from tests.import_papers import STORED
from tests.letters import message, papers, sender_of
from tests.parcels import parcel
from tests.window import Window
from tongguan.gateway.chinaport.inbox import process
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.waking import clear_batch
from tongguan.plumbing import clock
from tongguan.trade.import_papers import StoredParcel
from tongguan.trade.papers import AnyPaper, Dossier

BILL = STORED.transport_document


def direct() -> Dossier:
    """Return a parcel that comes straight from abroad."""
    one = parcel(1)
    listed = replace(
        one.declaration,
        supervision_mode="9610",
        dispatched_from="502",
        conveyance="CA8888",
        voyage="CA8888/20261020",
        transport_document=BILL,
        ledger=None,
        zone_operator_code=None,
        zone_operator_name=None,
        lines=tuple(replace(it, ledger_item=None) for it in one.declaration.lines),
    )
    waybill = replace(one.waybill, transport_document=BILL)
    return replace(one, declaration=listed, waybill=waybill)


def send(window: Window, zone: str, *sent: AnyPaper) -> None:
    """Read papers and take on what they wake, in a zone of this profile."""
    rooms = Rooms.over(window.connection, KEYS, zone)
    sandbox = Rooms.over(window.connection, KEYS)
    for paper in sent:
        window.post(sender_of(paper), message(paper))
        with window.connection.transaction():
            leased = sandbox.inbox.lease(9, clock.now())
            process(sandbox, leased, clock.now())
        with window.connection.transaction():
            while clear_batch(rooms, clock.now(), 9):
                pass


def test_a_list_waits_for_its_parcel_and_is_told_so_once(window: Window) -> None:
    dossier = direct()
    listed = dossier.declaration
    send(window, "production", *papers(dossier))
    assert window.statuses(listed) == ["2", "400"]
    assert window.states(listed) == ["lodged"]
    stranger = StoredParcel(number=1, waybill_number="TY00000099")
    other = replace(STORED, reference="RK2", lines=(stranger,))
    send(window, "production", other)
    assert window.statuses(listed) == ["2", "400"]

    own = StoredParcel(number=1, waybill_number=dossier.waybill.number)
    arrived = replace(STORED, lines=(own,))
    send(window, "production", arrived)

    assert window.statuses(arrived) == ["2", "120"]
    assert window.statuses(listed) == ["2", "400", "100"]
    found = {it["code"] for it in window.receipts(listed)[-1].findings}
    assert found == {"LST-2104"}  # decided now, and production wants goods on file
    assert window.rows("SELECT waiting FROM declaration") == [([],)]


def test_the_sandbox_does_not_wait(window: Window) -> None:
    dossier = direct()
    send(window, "sandbox", *papers(dossier))

    assert window.statuses(dossier.declaration)[:2] == ["2", "120"]
