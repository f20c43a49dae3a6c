"""Attacks by the exchange platform's envelope, and by what lies within."""

from base64 import b64encode
from collections.abc import Iterator

from tests.hostile.attack import MIB, ORDER, Attack, attacks, edited, sent
from tests.parcels import PLATFORM
from tongguan.gateway.chinaport.envelope import Envelope, header_of, seal
from tongguan.gateway.chinaport.posting import our_address
from tongguan.plumbing import clock

SENDER = f"DXPYX{PLATFORM.code}"


def sealed(content: bytes = ORDER, receiver: str = "") -> bytes:
    header = header_of(
        "E1", SENDER, receiver or our_address(), "CEB311Message", clock.now()
    )
    return seal(Envelope(header=header, content=content))


GOOD = sealed()
DATA = b64encode(ORDER)


def content(new: bytes) -> bytes:
    return edited(GOOD, DATA, new)


BROKEN = {
    "no version": edited(GOOD, b' ver="1.0"', b""),
    "no base64": content(b"!!!"),
    "cut base64": content(DATA[:-3]),
    "content of elements": content(b"<x/>"),
    "no content": edited(GOOD, b"<Data>" + DATA + b"</Data>", b""),
    "content twice": edited(GOOD, b"<Data>", b"<Data/><Data>"),
    "stranger": edited(GOOD, b"<Data>", b"<Extra/><Data>"),
    "no sender": edited(GOOD, b"SenderId>" + SENDER.encode(), b"SenderId>"),
    "sender of lines": edited(GOOD, SENDER.encode(), b"A\nB"),
    "long sender": edited(GOOD, SENDER.encode(), b"A" * 1000),
    "day of no calendar": edited(GOOD, b"<CreatTime>20", b"<CreatTime>99x"),
    "typed": edited(
        GOOD,
        b"<Data>",
        b'<Data xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true">',
    ),
}
TYPED = {
    "entity": edited(GOOD, b"?>\n", b'?>\n<!DOCTYPE x [<!ENTITY e "x">]>'),
    "subset": edited(GOOD, b"?>\n", b'?>\n<!DOCTYPE x SYSTEM "file:///etc/passwd">'),
}
HEAVY = {
    "crowded": lambda: edited(GOOD, b"<Data>", b"<Extra/>" * 200_000 + b"<Data>"),
    "deep": lambda: edited(GOOD, b"<Data>", b"<a>" * 50 + b"</a>" * 50 + b"<Data>"),
    "spaces": lambda: edited(
        GOOD, b"<Data", b"<Data" + b"".join(b' xmlns:n%d="u"' % n for n in range(900))
    ),
}


def envelopes() -> Iterator[Attack]:
    """Yield every attack by an envelope that its door answers at once."""
    yield from attacks(
        "envelope", "TRN-1021", {it: sent(b) for it, b in BROKEN.items()}
    )
    yield from attacks("envelope", "TRN-1021", {it: sent(b) for it, b in TYPED.items()})
    yield from attacks("envelope", "TRN-1021", HEAVY)
    strange = {"for somebody else": sent(sealed(receiver="DXPNOBODY"))}
    yield from attacks("envelope", "TRN-1022", strange)
    spoofed = {"another's": sent(edited(GOOD, SENDER.encode(), b"DXPYX9901960S01"))}
    yield from attacks("envelope", "RGT-1204", spoofed)
    large = {"thirteen mebibytes": lambda: content(b"A" * 13 * MIB)}
    yield from attacks("envelope", "TRN-1003", large)
