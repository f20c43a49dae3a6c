"""模拟海关的信封 Receipts in the platform's envelope, signed by the customs."""

from datetime import datetime, timedelta
from functools import cache

from tongguan.gateway.chinaport.envelope import Envelope, header_of, seal
from tongguan.gateway.chinaport.signing.keys import SigningKey
from tongguan.gateway.chinaport.signing.making import Wanted, make
from tongguan.gateway.chinaport.signing.writing import sign
from tongguan.gateway.chinaport.simulator.mailbox import Letter
from tongguan.plumbing import clock

NODE, FALSE_NODE = "SIMULATED0000001", "SIMULATED0000002"
ADDRESS_MAX = 16
YEAR = timedelta(days=365)


@cache
def own_key() -> SigningKey:
    """Make a key and a certificate of one year, for a customs that was given none."""
    now = clock.now()
    wanted = Wanted(
        subject={"CN": "模拟海关 Simulated customs"},
        valid_from=now - YEAR / 365,
        valid_until=now + YEAR,
    )
    return make(wanted).key


def sealed(letter: Letter, receiver: str, at: datetime, key: SigningKey) -> bytes:
    """Wrap and sign a receipt; one that is to be forged is changed after signing."""
    header = header_of(
        letter.answer.guid,
        NODE,
        receiver[:ADDRESS_MAX],
        letter.message_type,
        at,
    )
    signed = sign(seal(Envelope(header=header, content=letter.body)), key)
    if letter.forged:
        return signed.replace(NODE.encode(), FALSE_NODE.encode(), 1)
    return signed
