"""Signing and verifying as a person or a script calls it."""

import json
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.commands.test_commands import Shell
from tests.gateway.chinaport.signing.hands import key, made, signed, unsigned
from tests.parcels import SELLER
from tongguan.commands import app

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capfdbinary: pytest.CaptureFixture[bytes]) -> Call:
    """Call a command here; return its exit code and what it said."""

    def answer(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            app(list(words))
        out, err = capfdbinary.readouterr()
        return int(str(ended.value.code or 0)), out.decode(), err.decode()

    return answer


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """Write a key, a message, the same signed, and changed after."""
    contents = {
        "key.pem": made().pem,
        "bare.xml": unsigned(),
        "signed.xml": signed(),
        "changed.xml": signed().replace(b">238.00<", b">239.00<"),
    }
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    return {name: str(tmp_path / name) for name in contents}


def verified(call: Call, *words: str) -> tuple[int, list[dict[str, Any]]]:
    code, out, _ = call("verify", "--json", *words)
    return code, json.loads(out)["messages"]


def test_a_message_is_signed_to_standard_output(
    call: Call, files: dict[str, str], tmp_path: Path
) -> None:
    code, out, err = call("sign", files["bare.xml"], "--key", files["key.pem"])
    assert (code, err) == (0, "")
    (tmp_path / "out.xml").write_text(out, encoding="utf-8")

    code, (told,) = verified(call, str(tmp_path / "out.xml"))
    assert (code, told["good"], told["faults"]) == (0, True, [])
    assert told["certificate"]["serial"] == key().certificate.serial


def test_many_are_signed_into_a_folder_by_keys_in_turn(
    call: Call,
    files: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "rsa.pem").write_bytes(made("RSA").pem)
    monkeypatch.setenv("TONGGUAN_SIGNING_KEY", f"{files['key.pem']},{tmp_path}/rsa.pem")
    (tmp_path / "other.xml").write_bytes(unsigned())
    names = [files["bare.xml"], str(tmp_path / "other.xml"), files["signed.xml"]]
    code, _, err = call("sign", *names, "--to", str(tmp_path / "done"))

    assert code == 1
    assert "已有签名" in err
    done = sorted((tmp_path / "done").iterdir())
    assert [path.name for path in done] == ["bare.xml", "other.xml"]
    code, told = verified(call, *map(str, done))
    assert code == 0
    assert sorted(it["method"]["name"] for it in told) == ["RSA-SHA256", "SM2-SM3"]


def test_verifying_says_what_was_changed(call: Call, files: dict[str, str]) -> None:
    words = (files["changed.xml"], "--original", files["bare.xml"])
    code, (told,) = verified(call, *words)
    assert (code, told["good"]) == (1, False)
    assert [(it["code"], it["receipt"]) for it in told["faults"]] == [
        ("SIG-1209", "-621028")
    ]
    assert "239.00" in told["difference"]["found"]

    code, out, _ = call("verify", "--doctor", *words)
    assert code == 1
    assert "签名不成立 not good" in out
    assert "→ 对最终报文签名" in out
    assert "SM2-256" in out
    assert "<ds:SignedInfo" in out
    code, (told,) = verified(call, files["bare.xml"])
    assert (code, told["signed"], told["required"]) == (1, False, True)
    code, (told,) = verified(call, files["signed.xml"], "--on", "2019-01-01")
    assert (code, told["faults"][0]["code"]) == (1, "SIG-1215")


def test_what_is_no_message_is_told(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "broken.xml"
    path.write_text("<a")
    code, (told,) = verified(call, str(path))
    assert (code, told["faults"][0]["code"]) == (1, "SCH-1105")
    code, out, _ = call("verify", str(path))
    assert (code, "SCH-1105" in out) == (1, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sign"], "Name one file"),
        (["sign", "bare.xml"], "TONGGUAN_SIGNING_KEY"),
        (["sign", "bare.xml", "--key", "signed.xml"], "does not open"),
        (["sign", "bare.xml", "--key", "nowhere"], "nowhere"),
        (["sign", "bare.xml", "--key", "key.pem", "--method", "RSA-SHA1"], "RSA"),
        (["sign", "bare.xml", "--key", "key.pem", "--method", "X"], "RSA-SHA256, SM2"),
        (["verify"], "Name at least one"),
    ],
)
def test_a_wrong_call_ends_with_2(
    call: Call, files: dict[str, str], words: list[str], said: str
) -> None:
    code, out, err = call(*(files.get(word, word) for word in words))
    assert (code, out) == (2, "")
    assert said in re.sub(r"\s+", " ", err)


def test_a_peak_is_planned(call: Call) -> None:
    code, out, _ = call("sign", "--plan", "85000", "--json")
    assert code == 0
    assert [it["keys"] for it in json.loads(out)["plans"]] == [340, 4]
    assert "340" in call("sign", "--plan", "85000")[1]


def test_a_trial_key_is_made_closed_to_others(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "trial.pem"
    code, out, _ = call("certificate", "make", str(path), "--firm", SELLER.code)
    assert code == 0
    assert re.fullmatch(r"[0-9a-f]{64}", out.strip())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert call("certificate", "make", str(path), "--firm", "X")[0] == 2


def test_certificates_are_filed_listed_and_revoked(dsn: str, tmp_path: Path) -> None:
    shell = Shell(
        {**os.environ, "DATABASE_URL": dsn, "TONGGUAN_HOME": str(tmp_path)}, tmp_path
    )
    certificate = tmp_path / "certificate.pem"
    certificate.write_text(key("SM2", SELLER.code).certificate.pem)
    number = key("SM2", SELLER.code).certificate.fingerprint

    done = shell.run("certificate", "add", str(certificate), "--firm", SELLER.code)
    assert (done.returncode, done.stdout.strip()) == (0, number)
    (told,) = shell.json(0, "certificate", "list", SELLER.code)["certificates"]
    assert (told["fingerprint"], told["firm"], told["key"], told["revoked_at"]) == (
        *(number, SELLER.code, "SM2"),
        None,
    )
    assert shell.run("certificate", "revoke", number).returncode == 0
