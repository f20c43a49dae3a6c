"""封装回执 Receipts in the exchange platform's envelope, one receipt in each.

An envelope's number follows from the recipient's own numbering, so that a receipt
pulled again comes under the number it came under before.
"""

from collections.abc import Iterable

from tongguan.gateway.chinaport.envelope import Envelope, header_of, seal
from tongguan.gateway.chinaport.outbox import MESSAGE, message_type, messages
from tongguan.gateway.chinaport.posting import our_address
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.outbox.store import Sent

ADDRESS_MAX = 16


def address_of(rooms: Rooms, firm: str) -> str:
    """Return the first address of a firm that an envelope has room for, or nothing."""
    held = rooms.enterprises.addresses_of([firm])[firm]
    return next((it.address for it in held if len(it.address) <= ADDRESS_MAX), "")


def sealed(rooms: Rooms, receipts: Iterable[Sent], address: str) -> list[bytes]:
    """Seal receipts for an address, in their order."""
    return [
        seal(
            Envelope(
                header=header_of(
                    f"{address}-{sent.epoch}-{sent.sequence}",
                    our_address(),
                    address,
                    f"{message_type(sent)}{MESSAGE}",
                    sent.at,
                ),
                content=body,
            )
        )
        for sent in receipts
        for body in messages(rooms, [sent])
    ]
