"""A firm is told at its address that another asks something of it."""

from tests.gateway.webhooks.conftest import Push
from tests.parcels import PLATFORM, SELLER
from tongguan.customs.correction.model import Request
from tongguan.gateway.webhooks.pushing import announce


def test_who_is_asked_is_told_at_an_address_in_use(pushed: Push) -> None:
    request = Request(
        declaration=7,
        kind="order",
        owner=PLATFORM.code,
        number="DD20261020001",
        version=2,
        keeper=PLATFORM.code,
        asker=SELLER.code,
        asked_by="lina",
        asked_at=pushed.at,
    )
    with pushed.window.connection.transaction():
        announce(pushed.window.rooms, request)
    pushed.go()
    assert pushed.receiver.told("correction.requested") == []
    with pushed.window.connection.transaction():
        announce(pushed.window.rooms, request)
    assert pushed.go() == 1
    assert pushed.receiver.told("correction.requested") == [
        {"paper": "order", "version": 2, "by": SELLER.code}
    ]
