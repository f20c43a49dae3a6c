"""签名 Keys made for a run, and messages signed with them.

A target that wants certificates on file has none of these; the scenarios ask only for
what is true of a signature in itself.
"""

from datetime import UTC, datetime
from functools import cache

from tongguan.conformance.model import Signed
from tongguan.gateway.chinaport.signing.certificates import RSA, SM2
from tongguan.gateway.chinaport.signing.keys import OwnKey
from tongguan.gateway.chinaport.signing.making import Wanted, make
from tongguan.gateway.chinaport.signing.writing import sign

FIRST, EXPIRY, LAST = (datetime(year, 1, 1, tzinfo=UTC) for year in (2016, 2020, 2049))


def signed(data: bytes, how: Signed) -> bytes:
    """Sign a message by a method, with a certificate that is in force or expired."""
    kind = SM2 if how.method.startswith(SM2) else RSA
    return sign(data, _key(kind, expired=how.expired), how.method)


@cache
def _key(kind: str, *, expired: bool) -> OwnKey:
    wanted = Wanted(
        subject={"CN": "一致性测试 conformance"},
        valid_from=FIRST,
        valid_until=EXPIRY if expired else LAST,
        kind=kind,
    )
    return make(wanted).key
