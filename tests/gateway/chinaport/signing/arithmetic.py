"""SM2 by its equations (GM/T 0003.2), slowly: to check the library against, only."""

import secrets

from tests.gateway.chinaport.signing.hands import key
from tongguan.gateway.chinaport.signing.methods import hashed
from tongguan.gateway.chinaport.signing.sm2 import IDENTITY

Point = tuple[int, int] | None
P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)


def added(one: Point, other: Point) -> Point:
    if one is None or other is None:
        return one or other
    (x1, y1), (x2, y2) = one, other
    if x1 == x2 and (y1 + y2) % P == 0:
        return None
    if one == other:
        slope = (3 * x1 * x1 + A) * pow(2 * y1, -1, P)
    else:
        slope = (y2 - y1) * pow(x2 - x1, -1, P)
    x3 = (slope * slope - x1 - x2) % P
    return x3, (slope * (x1 - x3) - y1) % P


def times(number: int, point: Point) -> Point:
    total: Point = None
    while number:
        if number & 1:
            total = added(total, point)
        point, number = added(point, point), number >> 1
    return total


def secret() -> int:
    """Take the number of the test's private key out of its PKCS#8."""
    private = key().private.private_part()
    start = private.index(b"\x02\x01\x01\x04\x20") + 5
    return int.from_bytes(private[start : start + 32], "big")


def block(*numbers: int) -> bytes:
    return b"".join(number.to_bytes(32, "big") for number in numbers)


def with_identity(data: bytes) -> bytes:
    """Digest data together with who signs it."""
    public = times(secret(), G)
    assert public
    bits = (len(IDENTITY) * 8).to_bytes(2, "big")
    who = hashed("SM3", bits + IDENTITY + block(A, B, *G, *public))
    return hashed("SM3", who + data)


def sign_digest(digest: bytes) -> bytes:
    """Sign a digest as it is: r, then s."""
    own = secret()
    while True:
        k = secrets.randbelow(N - 1) + 1
        point = times(k, G)
        assert point
        r = (int.from_bytes(digest, "big") + point[0]) % N
        s = pow(1 + own, -1, N) * (k - r * own) % N
        if r and s and r + k != N:
            return block(r, s)


def verify_digest(value: bytes, digest: bytes) -> bool:
    """Tell whether a digest was signed."""
    r, s = (int.from_bytes(half, "big") for half in (value[:32], value[32:]))
    point = added(times(s, G), times((r + s) % N, times(secret(), G)))
    assert point
    return (int.from_bytes(digest, "big") + point[0]) % N == r
