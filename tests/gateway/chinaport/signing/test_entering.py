"""证书登录 What speaks against an answer, or against a certificate on a day."""

from base64 import b64encode
from datetime import datetime, timedelta

import pytest

from tests.gateway.chinaport.signing.hands import DAY, FIRST, LAST
from tongguan.gateway.chinaport.signing.entering import (
    answer_to,
    faults_of,
    read_answer,
)
from tongguan.gateway.chinaport.signing.filed import list_issuer
from tongguan.gateway.chinaport.signing.making import Made, Wanted, make
from tongguan.journeys.people import RefusedError
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.identity.certificates import Filed

NOON = datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=SHANGHAI)
WEEK = timedelta(days=7)
ISSUER = "CN=Trial Authority (Macau)"
CHALLENGE = "tongguan:sign-in:window.example:0123456789"


def authority() -> Made:
    subject = {"CN": "Trial Authority (Macau)"}
    days = {"valid_from": FIRST, "valid_until": LAST}
    return make(Wanted(subject=subject, is_issuer=True, **days))


def issued(root: Made, first: datetime, last: datetime) -> Made:
    wanted = Wanted(subject={"CN": "周岚"}, valid_from=first, valid_until=last)
    return make(wanted, root.key)


def told(rooms: Rooms, one: Made, at: datetime = NOON) -> list[tuple[str, str]]:
    found = faults_of(rooms, one.key.certificate, at)
    return [(it.breach.code, it.value) for it in found]


def test_an_answer_has_two_parts_that_can_be_read() -> None:
    one = issued(authority(), FIRST, LAST)
    good = answer_to(CHALLENGE, one.key)
    whole, signature = good.split(".")
    junk = b64encode(b"no certificate").decode()
    assert read_answer(f" {whole}\n.{signature} ").proves(CHALLENGE)
    assert not read_answer(good).proves(CHALLENGE + "0")
    for bad in ("", "x", ".", f"{junk}.{signature}", f"{whole}.&", whole[:-9]):
        with pytest.raises(RefusedError) as caught:
            read_answer(bad)
        assert [it.breach.code for it in caught.value.faults] == ["USR-1410"]


def test_a_certificate_is_believed_in_its_days_and_of_a_listed_issuer(
    rooms: Rooms,
) -> None:
    root = authority()
    list_issuer(rooms, root.key.certificate, (DAY, DAY), "MO")
    early = issued(root, NOON + WEEK, LAST)
    late = issued(root, FIRST, NOON - WEEK)
    good = issued(root, FIRST, LAST)

    assert told(rooms, good) == []
    assert told(rooms, good, NOON + WEEK) == [("USR-1416", ISSUER)]
    assert told(rooms, early) == [("USR-1413", "2026-10-27")]
    assert told(rooms, late) == [("USR-1414", "2026-10-13")]
    assert told(rooms, late, NOON + WEEK) == [
        ("USR-1414", "2026-10-13"),
        ("USR-1416", ISSUER),
    ]


def test_a_revoked_certificate_lets_nobody_in(rooms: Rooms) -> None:
    root = authority()
    list_issuer(rooms, root.key.certificate, (DAY, DAY), "MO")
    one = issued(root, FIRST, LAST)
    it = one.key.certificate
    filed = Filed(
        fingerprint=it.fingerprint,
        firm="1100EC0001",
        serial="",
        key="SM2",
        pem=it.pem,
        valid_from=FIRST,
        valid_until=LAST,
        filed_at=NOON,
        revoked_at=None,
    )
    assert rooms.certificates.file(filed)
    assert rooms.certificates.revoke(it.fingerprint, None, NOON)
    assert told(rooms, one) == [("USR-1415", "2026-10-20")]
