"""No person can be read in the database, whatever became of their papers."""

import re
from dataclasses import replace
from decimal import Decimal

from tests.letters import message, papers, sender_of
from tests.parcels import SELLER, parcel
from tests.window import Window

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
HEX = re.compile(rb"\\x([0-9a-f]+)")


def dumped(window: Window) -> bytes:
    """Return every row of every table as text, its bytes also as bytes."""
    found = []
    for (table,) in window.rows(TABLES):
        with (
            window.connection.transaction(),
            window.connection.cursor() as cursor,
            cursor.copy(f"COPY {table} TO STDOUT".encode()) as copy,
        ):
            found += [bytes(row) for row in copy]
    text = b"".join(found).replace(b"\\\\x", b"\\x")
    return text + b"".join(bytes.fromhex(it.decode()) for it in HEX.findall(text))


def test_names_numbers_and_addresses_are_nowhere_to_be_read(window: Window) -> None:
    dossiers = [parcel(serial) for serial in range(1, 9)]
    stranger = parcel(50).order.buyer
    wrong = replace(dossiers[0].payment, payer=stranger, amount=Decimal(9))
    dossiers[0] = replace(dossiers[0], payment=wrong)
    other = replace(dossiers[1].waybill, consignee=parcel(51).order.consignee)
    dossiers[1] = replace(dossiers[1], waybill=other)
    bad = replace(dossiers[2].declaration.buyer, id_number="330106199003071229")
    unlike = replace(dossiers[2].declaration, buyer=bad)
    dossiers[2] = replace(dossiers[2], declaration=unlike)
    for dossier in dossiers:
        window.send(*papers(dossier))
    mangled = message(parcel(60).order).replace(
        b"<ceb:currency>142", b"<ceb:currency>1"
    )
    window.post(sender_of(parcel(60).order), mangled)
    window.worker.drain()

    text = dumped(window)
    assert SELLER.code.encode() in text  # the search itself works
    assert dossiers[3].order.number.encode() in text
    persons = [dossier.order.buyer for dossier in dossiers]
    persons += [stranger, parcel(51).order.buyer, parcel(60).order.buyer, bad]
    addresses = [dossier.declaration.address for dossier in dossiers]
    for secret in (
        *(person.id_number for person in persons),
        *(person.telephone or "?" for person in persons),
        *(person.name for person in persons),
        *addresses,
    ):
        assert secret.encode() not in text, secret
