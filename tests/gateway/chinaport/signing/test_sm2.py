"""SM2 and SM3: the published vectors, OpenSSL there and back, both encodings."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.gateway.chinaport.signing.arithmetic import (
    sign_digest,
    verify_digest,
    with_identity,
)
from tests.gateway.chinaport.signing.hands import FIRST, LAST, key, made
from tongguan.gateway.chinaport.signing import libcrypto
from tongguan.gateway.chinaport.signing.keys import BadKeyError, read_key
from tongguan.gateway.chinaport.signing.making import Wanted, make, pem
from tongguan.gateway.chinaport.signing.methods import hashed
from tongguan.gateway.chinaport.signing.sm2 import (
    NoSm2KeyError,
    certified_key,
    der_of,
    key_and_certificate,
    private_key,
    raw_of,
)

OPENSSL = shutil.which("openssl") or ""
needs_openssl = pytest.mark.skipif(not OPENSSL, reason="no openssl on this machine")
IDENTITY = "distid:1234567812345678"
DATA = "进口清单".encode()


def openssl(*words: str, at: Path) -> str:
    done = subprocess.run(
        [OPENSSL, *words], cwd=at, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_sm3_gives_the_digests_of_its_standard() -> None:
    assert hashed("SM3", b"abc").hex() == (
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    )
    assert hashed("SM3", b"abcd" * 16).hex() == (
        "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    )


def test_a_signature_is_64_bytes_and_verifies_in_both_encodings() -> None:
    mine = key()
    value = mine.sign(DATA, "SM3")
    public = certified_key(mine.certificate.der)

    assert len(value) == 64
    assert raw_of(der_of(value)) == value
    assert public.verify(value, DATA)
    assert public.verify(der_of(value), DATA)
    assert not public.verify(value, DATA + b".")
    assert not certified_key(key(firm="X").certificate.der).verify(value, DATA)


def test_the_library_agrees_with_the_equations() -> None:
    digest = with_identity(DATA)
    public = certified_key(key().certificate.der)

    assert public.verify(sign_digest(digest), DATA)
    assert verify_digest(key().sign(DATA, "SM3"), digest)
    assert not verify_digest(key().sign(DATA, "SM3"), hashed("SM3", DATA))


@pytest.mark.parametrize(
    "broken",
    [b"", b"\0" * 64, b"\xff" * 64, b"\x30\x00", b"\x30\x06\x02\x01\x00\x02\x01\x00"],
)
def test_what_is_no_signature_does_not_verify(broken: bytes) -> None:
    assert not certified_key(key().certificate.der).verify(broken, DATA)


@needs_openssl
def test_openssl_verifies_what_is_signed_here(tmp_path: Path) -> None:
    mine = made("SM2")
    (tmp_path / "key.pem").write_bytes(mine.pem)
    (tmp_path / "data").write_bytes(DATA)
    (tmp_path / "value").write_bytes(der_of(mine.key.sign(DATA, "SM3")))
    words = ("-verify", "-inkey", "key.pem", "-in", "data", "-rawin")
    more = ("-digest", "sm3", "-sigfile", "value", "-pkeyopt", IDENTITY)
    said = openssl("pkeyutl", *words, *more, at=tmp_path)

    assert said == "Signature Verified Successfully"


@needs_openssl
def test_what_openssl_signs_verifies_here(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(DATA)
    openssl("ecparam", "-name", "SM2", "-genkey", "-out", "key.pem", at=tmp_path)
    subject = ("-subj", "/CN=openssl", "-days", "9", "-sigopt", IDENTITY)
    words = ("-new", "-x509", "-key", "key.pem", "-sm3", "-out", "certificate.pem")
    openssl("req", *words, *subject, at=tmp_path)
    words = ("-sign", "-inkey", "key.pem", "-in", "data", "-rawin", "-digest", "sm3")
    openssl("pkeyutl", *words, "-out", "value", "-pkeyopt", IDENTITY, at=tmp_path)
    text = (tmp_path / "key.pem").read_bytes()
    certificate = (tmp_path / "certificate.pem").read_bytes()
    theirs = read_key(text, certificate=certificate)

    value = (tmp_path / "value").read_bytes()
    assert theirs.certificate.verifies(value, DATA, "SM3")
    assert theirs.certificate.subject == "CN=openssl"
    assert theirs.certificate.issued(theirs.certificate)
    assert theirs.certificate.verifies(theirs.sign(DATA, "SM3"), DATA, "SM3")


@needs_openssl
@pytest.mark.parametrize("kind", ["SM2", "RSA"])
def test_keys_open_from_every_kind_of_file(tmp_path: Path, kind: str) -> None:
    mine = made(kind)
    (tmp_path / "key.pem").write_bytes(mine.pem)
    words = ("-export", "-in", "key.pem", "-passout", "pass:geheim")
    openssl("pkcs12", *words, "-out", "store.p12", at=tmp_path)
    words = ("-topk8", "-in", "key.pem", "-v2", "aes256", "-passout", "pass:geheim")
    openssl("pkcs8", *words, "-out", "sealed.pem", at=tmp_path)
    store = (tmp_path / "store.p12").read_bytes()
    sealed = (tmp_path / "sealed.pem").read_bytes()

    serial = mine.key.certificate.serial
    assert read_key(mine.pem).certificate.serial == serial
    assert read_key(store, "geheim").certificate.serial == serial
    assert read_key(sealed, "geheim", mine.pem).certificate.serial == serial
    for data, certificate in ((store, b""), (sealed, mine.pem)):
        with pytest.raises(BadKeyError, match="wrong password"):
            read_key(data, "falsch", certificate)


@pytest.mark.parametrize("kind", ["SM2", "RSA"])
def test_a_key_and_anothers_certificate_are_no_pair(kind: str) -> None:
    secret = made(kind).pem.partition(b"-----BEGIN CERTIFICATE")[0]

    for other in (made("SM2", "X"), made("RSA", "X")):
        with pytest.raises(BadKeyError, match="no pair"):
            read_key(secret, certificate=other.pem)


@pytest.mark.parametrize(
    "data", [b"", b"nothing", pem("PRIVATE KEY", b"nothing"), b"0\x82\x01\x00"]
)
def test_what_is_no_key_is_told_so(data: bytes) -> None:
    with pytest.raises(BadKeyError):
        read_key(data)
    with pytest.raises(NoSm2KeyError):
        private_key(data)
    with pytest.raises(NoSm2KeyError):
        key_and_certificate(data)


@needs_openssl
@pytest.mark.parametrize("issuer", ["SM2", "RSA"])
@pytest.mark.parametrize("kind", ["SM2", "RSA"])
def test_openssl_follows_the_certificates_made_here(
    tmp_path: Path, kind: str, issuer: str
) -> None:
    root = make(
        Wanted(
            subject={"CN": "试用签发者"},
            valid_from=FIRST,
            valid_until=LAST,
            kind=issuer,
            is_issuer=True,
        )
    )
    firm = {"CN": "测试", "serialNumber": "9901960D01"}
    leaf = make(
        Wanted(subject=firm, valid_from=FIRST, valid_until=LAST, kind=kind), root.key
    )
    (tmp_path / "root.pem").write_bytes(root.pem)
    (tmp_path / "leaf.pem").write_bytes(leaf.pem)
    identity = ("-vfyopt", IDENTITY) if issuer == "SM2" else ()
    words = ("-attime", "1792454400", "-CAfile", "root.pem", *identity)

    assert openssl("verify", *words, "leaf.pem", at=tmp_path) == "leaf.pem: OK"
    above, below = root.key.certificate, leaf.key.certificate
    assert above.issued(below)
    assert above.issued(above)
    assert not below.issued(below)
    assert below.names == {"测试", "9901960D01"}
    assert (below.key, below.valid_until) == (kind, LAST)


def test_every_library_of_this_machine_agrees() -> None:
    found = [libcrypto.opened(path) for path in libcrypto.candidates()]

    assert [it for it in found if it is not None and libcrypto.knows_sm2(it)]
    assert libcrypto.opened("no such library") is None
