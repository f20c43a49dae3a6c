"""证据包 A sealed zip: files, a manifest of their digests, a signature over that.

It is looked at without this installation: nothing but the file itself is needed, and,
for who wants to know whose it is, the installation's public key.
"""

import hashlib
import io
import json
import lzma
import struct
import zipfile
import zlib
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = "tongguan-evidence/1"
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
MESSAGE = "message.bin"
WHOLE_MAX, FILES_MAX = 256 * 1024 * 1024, 20_000
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(RuntimeError, OSError, EOFError, ValueError),
)
Sign = Callable[[bytes], bytes]


class Flaw(Enum):
    """缺陷 What may be wrong with a container, in both languages."""

    NO_ZIP = ("不是可读取的 zip 文件", "It is not a zip that can be read")
    TOO_LARGE = ("文件过大", "It is too large")
    TWICE = ("同名文件出现两次", "A name is used twice")
    NO_MANIFEST = ("没有清单，或清单无法读取", "The manifest is missing or unreadable")
    NO_SIGNATURE = (
        "没有签名，或签名无法读取",
        "The signature is missing or unreadable",
    )
    SIGNATURE = ("签名与清单不符", "The signature does not fit the manifest")
    ANOTHER_KEY = ("不是该机构的密钥所签", "It was signed with another key")
    MISSING = ("清单所列文件缺失", "A file the manifest lists is missing")
    UNLISTED = ("文件不在清单内", "A file is not in the manifest")
    CHANGED = ("文件内容与摘要不符", "A file does not have its digest")
    ANOTHER_MESSAGE = ("报文与清单所述不是同一份", "The message is not the one named")


@dataclass(frozen=True, slots=True)
class Found:
    """A flaw, and the file it was found in."""

    flaw: Flaw
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """核验结果 What a container says, and everything that is wrong with it."""

    flaws: tuple[Found, ...]
    manifest: Mapping[str, Any] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.flaws


def digests(data: bytes) -> dict[str, Any]:
    """Say how long data is, and its digests."""
    sm3 = hashes.Hash(hashes.SM3())
    sm3.update(data)
    sha256 = hashlib.sha256(data).hexdigest()
    return {"size": len(data), "sha256": sha256, "sm3": sm3.finalize().hex()}


def sealed(
    files: Mapping[str, bytes], facts: Mapping[str, Any], key: bytes, sign: Sign
) -> bytes:
    """Pack files under a manifest, and sign it; `key` is the public key."""
    manifest = {
        "format": FORMAT,
        **facts,
        "signed_with": {"algorithm": "Ed25519", "public_key": key.hex()},
        "files": [{"name": name} | digests(data) for name, data in files.items()],
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, text)
        archive.writestr(SIGNATURE, b64encode(sign(text)))
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def examined(data: bytes, key: bytes | None = None) -> Verdict:
    """Look at a container; with a key, only what was signed with it is good."""
    try:
        files = unpacked(data)
    except UnfitContainerError as unfit:
        return Verdict(flaws=(Found(unfit.flaw),))
    manifest = read_manifest(files.get(MANIFEST, b""))
    if manifest is None:
        return Verdict(flaws=(Found(Flaw.NO_MANIFEST, MANIFEST),))
    flaws = (*_of_signature(files, manifest, key), *_of_files(files, manifest))
    return Verdict(flaws=flaws, manifest=manifest)


class UnfitContainerError(ValueError):
    """A container that can't be looked into."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value[1])
        self.flaw = flaw


def unpacked(data: bytes) -> dict[str, bytes]:
    """Read every file within bounds, counting bytes instead of believing headers."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > FILES_MAX:
                raise UnfitContainerError(Flaw.TOO_LARGE)
            if len({member.filename for member in members}) < len(members):
                raise UnfitContainerError(Flaw.TWICE)
            files, left = {}, WHOLE_MAX
            for member in members:
                with archive.open(member) as file:
                    files[member.filename] = file.read(left + 1)
                left -= len(files[member.filename])
                if left < 0:
                    raise UnfitContainerError(Flaw.TOO_LARGE)
    except BROKEN as trouble:
        if isinstance(trouble, UnfitContainerError):
            raise
        raise UnfitContainerError(Flaw.NO_ZIP) from None
    return files


def read_manifest(text: bytes) -> dict[str, Any] | None:
    """Read a manifest; None where it is none of ours."""
    try:
        manifest = json.loads(text)
        listed = {str(one["name"]) for one in manifest["files"]}
        bytes.fromhex(manifest["signed_with"]["public_key"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    whole = len(listed) == len(manifest["files"]) and manifest.get("format") == FORMAT
    return manifest if whole else None


def _of_signature(
    files: Mapping[str, bytes], manifest: Mapping[str, Any], key: bytes | None
) -> Iterator[Found]:
    named = bytes.fromhex(manifest["signed_with"]["public_key"])
    if key is not None and named != key:
        yield Found(Flaw.ANOTHER_KEY, MANIFEST)
    try:
        signature = b64decode(files.get(SIGNATURE, b""), validate=True)
        public = Ed25519PublicKey.from_public_bytes(named)
    except (ValueError, Error):
        yield Found(Flaw.NO_SIGNATURE, SIGNATURE)
        return
    try:
        public.verify(signature, files[MANIFEST])
    except InvalidSignature:
        yield Found(Flaw.SIGNATURE if signature else Flaw.NO_SIGNATURE, SIGNATURE)


def _of_files(
    files: Mapping[str, bytes], manifest: Mapping[str, Any]
) -> Iterator[Found]:
    listed = {one["name"]: one for one in manifest["files"]}
    for name, told in listed.items():
        if name not in files:
            yield Found(Flaw.MISSING, name)
        elif digests(files[name]).items() - told.items():
            yield Found(Flaw.CHANGED, name)
    for name in files.keys() - listed.keys() - {MANIFEST, SIGNATURE}:
        yield Found(Flaw.UNLISTED, name)
    message = listed.get(MESSAGE, {}).get("sha256")
    if message != manifest.get("sha256"):
        yield Found(Flaw.ANOTHER_MESSAGE, MESSAGE)
