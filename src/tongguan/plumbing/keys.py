"""密钥 Sealing of personal data, and keyed indexes to find it again.

One root secret of 32 bytes is kept outside the database, in a file only its owner may
read. Every purpose has a key of its own derived from it (HKDF-SHA-256), so that two
tables cannot be joined by whoever takes one of them, and no key is used twice.
A sealed value is: one byte that says how it was packed, twelve bytes nonce, AES-256-GCM
ciphertext; that byte and the context it was sealed for are authenticated, so a value
moved to another row won't open. Values of the first version (1) still do.
"""

import hashlib
import os
import threading
import unicodedata
import zlib
from functools import cache
from pathlib import Path

import zstandard
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tongguan.plumbing.home import home

FIRST, PACKED, BARE = b"\x01", b"\x02", b"\x03"  # zlib, zstandard, as it is
LEVEL = -1  # half the time of 1 on a paper, for a sixth more bytes
TINY = 64  # nothing so short gets shorter
MOST = 256 * 1024 * 1024  # nobody seals more, and nothing larger is unpacked
NONCE = 12
ROOT = 32
BLOCK, INNER, OUTER = 64, 0x36, 0x5C  # of HMAC-SHA-256
INDEX = 16


_Halves = tuple["hashlib._Hash", "hashlib._Hash"]  # noqa: SLF001 - as stubs name it


class SealBrokenError(Exception):
    """A sealed value was altered, moved, or sealed with another key."""


class _Packer(threading.local):
    """What packs and unpacks: dear to make, and not to be shared by threads."""

    def __init__(self) -> None:
        self.pack = zstandard.ZstdCompressor(level=LEVEL).compress
        self.unpack = zstandard.ZstdDecompressor().decompress


class Keyring:
    """All keys of this installation, derived from its root secret."""

    def __init__(self, root: bytes) -> None:
        if len(root) != ROOT:
            raise ValueError("The root secret must have 32 bytes.")
        self._root = root
        self._seals = AESGCM(self._derive("seal"))
        self._packer = _Packer()
        self._indexes: dict[str, _Halves] = {}

    def _derive(self, purpose: str) -> bytes:
        info = f"tongguan/{purpose}/1".encode()
        return HKDF(SHA256(), ROOT, salt=None, info=info).derive(self._root)

    def seal(self, plain: bytes, context: str) -> bytes:
        """Encrypt `plain` so that it opens only again for the same context."""
        how, packed = BARE, plain
        if len(plain) > TINY:
            shorter = self._packer.pack(plain)
            if len(shorter) < len(plain):
                how, packed = PACKED, shorter
        nonce = os.urandom(NONCE)
        place = how + context.encode()
        return how + nonce + self._seals.encrypt(nonce, packed, place)

    def open(self, sealed: bytes, context: str) -> bytes:
        """Decrypt what `seal` made for this context, or raise SealBrokenError."""
        how, nonce, cipher = sealed[:1], sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
        place = context.encode() if how == FIRST else how + context.encode()
        try:
            packed = self._seals.decrypt(nonce, cipher, place)
        except InvalidTag:
            raise SealBrokenError(context) from None
        if how == BARE:
            return packed
        if how == FIRST:
            return zlib.decompress(packed)
        if zstandard.frame_content_size(packed) > MOST:
            raise SealBrokenError(context)
        return self._packer.unpack(packed)

    def index(self, purpose: str, value: str) -> bytes:
        """Return the keyed index of a personal value for one purpose: 16 bytes.

        Half of what the hash gives: nobody meets another's by chance, and rows and
        indexes that hold some are a third narrower.
        """
        halves = self._indexes.get(purpose)
        if halves is None:
            halves = _halves(self._derive(f"index/{purpose}"))
            self._indexes[purpose] = halves
        inner, outer = halves[0].copy(), halves[1].copy()
        inner.update(normalised(value).encode())
        outer.update(inner.digest())
        return outer.digest()[:INDEX]

    def sign(self, purpose: str, data: bytes) -> bytes:
        """Sign bytes in this installation's name (Ed25519): 64 bytes."""
        return self._signer(purpose).sign(data)

    def public_key(self, purpose: str) -> bytes:
        """Return the key others verify such a signature with: 32 bytes."""
        return self._signer(purpose).public_key().public_bytes_raw()

    def _signer(self, purpose: str) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self._derive(f"sign/{purpose}"))

    def draw(self, purpose: str, value: str) -> int:
        """Draw a number of 0..999999 that nobody without the key can foretell."""
        return int.from_bytes(self.index(f"draw/{purpose}", value)[:8]) % 1_000_000


def _halves(key: bytes) -> _Halves:
    """Begin both digests of an HMAC-SHA-256 (RFC 2104) with a key of a block at most.

    Four indexes are made of every list: to go on from here takes a third of the time
    of `hmac.digest`, which sets the key up anew for each.
    """
    block = key.ljust(BLOCK, b"\0")
    inner, outer = (bytes(it ^ pad for it in block) for pad in (INNER, OUTER))
    return hashlib.sha256(inner), hashlib.sha256(outer)


def normalised(value: str) -> str:
    """Bring a personal value to one spelling before it is indexed."""
    if not value.isascii():
        value = unicodedata.normalize("NFKC", value)
    return "".join(value.split()).upper()


@cache
def keyring() -> Keyring:
    """Return this installation's keyring, making its root secret on first use."""
    given = os.environ.get("TONGGUAN_ROOT_KEY_FILE")
    path = Path(given) if given else home() / "root.key"
    if not path.exists():
        _make(path)
    return Keyring(bytes.fromhex(path.read_text(encoding="ascii").strip()))


def _make(path: Path) -> None:
    """Write a new secret so that it is whole or absent, whoever comes first."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(os.urandom(ROOT).hex())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
