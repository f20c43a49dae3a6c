"""Keys from files, the environment and devices; in turn; how many a peak needs."""

import shutil
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.gateway.chinaport.signing.hands import DAY, made, unsigned
from tests.gateway.chinaport.signing.test_sm2 import needs_openssl, openssl
from tongguan.gateway.chinaport.signing.keys import BadKeyError, KeyPool
from tongguan.gateway.chinaport.signing.planning import Plan, plan
from tongguan.gateway.chinaport.signing.sources import key_at, key_pool
from tongguan.gateway.chinaport.signing.tokens import token_key
from tongguan.gateway.chinaport.signing.verifying import verify
from tongguan.gateway.chinaport.signing.writing import sign

SOFTHSM = shutil.which("softhsm2-util") or ""
MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)
MODULE = next((path for path in MODULES if Path(path).exists()), "")
PIN = "123456"


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a device of software with the firm's RSA key; return the key's URI."""
    if not (SOFTHSM and MODULE):
        pytest.skip("no SoftHSM on this machine")
    (tmp_path / "tokens").mkdir()
    settings = tmp_path / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {tmp_path}/tokens\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    (tmp_path / "key.pem").write_bytes(made("RSA").pem)
    openssl("pkcs8", "-topk8", "-nocrypt", "-in", "key.pem", "-out", "p8", at=tmp_path)
    for words in (
        ("--init-token", "--free", "--label", "customs", "--so-pin", "0000"),
        ("--import", "p8", "--token", "customs", "--label", "signing", "--id", "A1"),
    ):
        command = [SOFTHSM, *words, "--pin", PIN]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    return f"pkcs11:token=customs;object=signing?module-path={MODULE}"


@needs_openssl
def test_a_key_in_a_device_signs(token: str) -> None:
    key = token_key(token, PIN, made("RSA").pem)

    for method in ("RSA-SHA256", "RSA-SHA1"):
        verdict = verify(sign(unsigned(), key, method), on=DAY)
        assert verdict.good
        assert verdict.certificate == made("RSA").key.certificate
    for uri, pin, certificate in (
        (token, "wrong", made("RSA").pem),
        (token, PIN, b""),
        (token, PIN, made("RSA", "X").pem),
        (token.replace("customs", "other"), PIN, made("RSA").pem),
    ):
        with pytest.raises(BadKeyError):
            token_key(uri, pin, certificate)


@pytest.mark.parametrize(
    "uri",
    ["pkcs11:", "pkcs11:token=x", "pkcs11:token=x?module-path=/nothing/there.so"],
)
def test_a_device_that_is_not_there_is_told(uri: str) -> None:
    with pytest.raises(BadKeyError):
        token_key(uri)


def test_keys_are_named_by_the_call_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = tmp_path / "one.pem", tmp_path / "other.pem"
    one.write_bytes(made("SM2").pem)
    other.write_bytes(made("RSA").pem)
    with pytest.raises(BadKeyError, match="TONGGUAN_SIGNING_KEY"):
        key_pool()

    monkeypatch.setenv("TONGGUAN_SIGNING_KEY", f"{one},{other}")
    pool = key_pool()
    kinds = [pool.next().certificate.key for _ in range(4)]
    assert kinds == ["SM2", "RSA", "SM2", "RSA"]
    assert key_pool([str(other)]).next().certificate.key == "RSA"
    with pytest.raises(BadKeyError, match="missing"):
        key_at(str(tmp_path / "missing"))


def test_a_pool_is_shared_by_threads() -> None:
    pool = KeyPool([made("SM2").key, made("SM2", "X").key])
    with ThreadPoolExecutor(4) as threads:
        taken = list(threads.map(lambda _: pool.next().certificate, range(100)))

    assert sorted(Counter(taken).values()) == [50, 50]


def test_the_peak_of_a_double_eleven_needs_340_keys_or_four() -> None:
    assert plan(85_000, 1) == Plan(
        documents=85_000, to_a_message=1, signatures=85_000, keys=340
    )
    assert plan(85_000, 100).keys == 4
    assert plan(1, 1).keys == 1
    assert plan(251, 1).keys == 2
