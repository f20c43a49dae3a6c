"""Keys, certificates and a message for tests of signatures."""

from datetime import date, datetime
from functools import cache

from tests.papers import DECLARATION, SELLER
from tongguan.gateway.chinaport.catalogue import write_message
from tongguan.gateway.chinaport.messages import Transfer
from tongguan.gateway.chinaport.signing.keys import OwnKey
from tongguan.gateway.chinaport.signing.making import Made, Wanted, make
from tongguan.gateway.chinaport.signing.writing import sign
from tongguan.plumbing.clock import SHANGHAI

DAY = date(2026, 10, 20)
FIRST = datetime(2020, 1, 1, tzinfo=SHANGHAI)
LAST = datetime(2099, 12, 31, tzinfo=SHANGHAI)
SENDER = Transfer(code=SELLER.code, name=SELLER.name, mode="DXP", address="DXPENT01")


def made(kind: str = "SM2", firm: str = SELLER.code) -> Made:
    """Return a firm's key and its certificate, as it is kept in a file."""
    return _made(kind, firm)


@cache
def _made(kind: str, firm: str) -> Made:
    """Make a key once, certified by itself."""
    subject = {"CN": "测试签名", "serialNumber": firm}
    return make(Wanted(subject=subject, valid_from=FIRST, valid_until=LAST, kind=kind))


def key(kind: str = "SM2", firm: str = SELLER.code) -> OwnKey:
    """Return a firm's key."""
    return made(kind, firm).key


@cache
def unsigned() -> bytes:
    """Write a list that nobody signed yet."""
    return write_message("CEB621Message", [DECLARATION], SENDER, "G" * 36)


@cache
def signed(kind: str = "SM2", method: str = "") -> bytes:
    """Write a list signed by its declarant."""
    return sign(unsigned(), key(kind), method)
